"""File reports for a person (a table) or a machine (one JSON object a line)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from backend.pipeline.interchange.report import FileReport

SHOWN_PROBLEMS = 5


def print_reports(reports: Iterable[FileReport], *, as_json: bool) -> int:
    """Print each report as it comes. The exit code: 1 when a file was refused, else 0."""
    console, code = Console(), 0
    for report in reports:
        code = max(code, int(report.refused))
        if as_json:
            console.file.write(json.dumps(report.as_json()) + "\n")
        else:
            _print(console, report)
    return code


def _print(console: Console, report: FileReport) -> None:
    state = (
        "[red]refused[/]" if report.refused else "[red]waits for a person[/]" if report.quarantined
        else "[yellow]read before[/]" if report.duplicate else "[green]read[/]"
    )  # fmt: skip
    console.print(
        f"{escape(report.file)}: {report.type}, {state}; {report.claims:,} claims, {report.service_lines:,} lines, "
        f"charged {report.charge_total:,.2f}, paid {report.paid_total:,.2f}; {report.posted:,} in, {report.held:,} held",
        highlight=False,
    )
    for one in report.problems[:SHOWN_PROBLEMS]:
        console.print(f"    {one.severity} at segment {one.segment} {one.element}: {escape(one.text)}", highlight=False)
    if report.problem_count > SHOWN_PROBLEMS:
        console.print(f"    … and {report.problem_count - SHOWN_PROBLEMS} more", highlight=False)
