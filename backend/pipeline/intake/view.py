"""File reports for a person (a table) or a machine (one JSON object a line)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from backend.pipeline.interchange.report import FileReport

SHOWN_PROBLEMS = 5


def print_reports(reports: Iterable[FileReport], files: Sequence[Path] = (), *, as_json: bool) -> int:
    """Print each report as it comes; for a person at a terminal a bar shows how much of ``files`` is read.

    The exit code: 1 when a file was refused, else 0.
    """
    console, code = Console(), 0
    sizes = {str(path): path.stat().st_size for path in files if path.is_file()}
    with _bar(quiet=as_json) as bar:
        task = bar.add_task("reading", total=sum(sizes.values()) or None)
        for report in reports:
            code = max(code, int(report.refused))
            bar.update(task, advance=sizes.get(report.file, 0))
            if as_json:
                console.file.write(json.dumps(report.as_json()) + "\n")
            else:
                _print(console if bar.disable else bar.console, report)
    return code


def _bar(*, quiet: bool) -> Progress:
    """Moves while a file is read; gone when all is done, and not there at all for a machine or in a pipe."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet or not sys.stdout.isatty())


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
