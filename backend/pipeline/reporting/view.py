"""The monthly package for ``claimline report monthly``: three files and a few lines on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from backend.database import snapshot_scope
from backend.errors import Unprocessable
from backend.kit.clock import SystemClock
from backend.pipeline.reporting import document, service
from backend.pipeline.reporting.schemas import Package


@dataclass(frozen=True, slots=True)
class Written:
    """What was made, and where it lies."""

    package: Package
    published: bool
    version: int
    reason: str
    owner: str
    next_date: date | None
    files: tuple[Path, ...]

    def as_json(self) -> dict[str, Any]:
        figures = {one.key: one.value for section in self.package.sections for one in section.figures}
        return {
            "client": self.package.client, "client_name": self.package.client_name, "month": f"{self.package.month:%Y-%m}",
            "state": "published" if self.published else "refused", "version": self.version, "reason": self.reason,
            "owner": self.owner, "next_date": self.next_date.isoformat() if self.next_date else None,
            "reconciles": self.package.reconciliation.holds, "figures": figures,
            "files": [str(one) for one in self.files],
        }  # fmt: skip

    def show(self, console: Console) -> None:
        state = "published" if self.published else f"[red]refused[/]: {self.reason} {self.owner} until {self.next_date}"
        console.print(f"{self.package.client_name}, {self.package.month:%B %Y}, version {self.version}: {state}")
        figures = {one.key: one for section in self.package.sections for one in section.figures}
        table = Table("", "this month", "month before", "aim")
        for key in self.package.highlights:
            one = figures[key]
            table.add_row(one.title, one.display, one.before or "–", one.target or "–")
        console.print(table)
        for path in self.files:
            console.print(f"[dim]{path}[/]")


def write_monthly(client: str, month: str, folder: Path, *, again: bool) -> Written:
    """Find or make the package and write it into a folder."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Unprocessable("no_month", "A month is written like 2026-10.") from None
    now = SystemClock().now()
    with snapshot_scope() as session:
        if again:
            report = service.make(session, service.find_client(session, client), first, now, "command")
            package = Package.model_validate(report.package)
        else:
            report, package = service.monthly(session, client, first, now, "command")
        stem = f"{month}-{package.client.replace(':', '-')}-v{report.version}"
        folder.mkdir(parents=True, exist_ok=True)
        contents = {
            ".pdf": document.pdf(package, report.version),
            ".csv": document.table_csv(package).encode(),
            ".json": package.model_dump_json(indent=1).encode(),
        }
        files = [folder / f"{stem}{ending}" for ending in contents]
        for path, content in zip(files, contents.values(), strict=True):
            path.write_bytes(content)
        published = report.state == "published"
        return Written(
            package, published, report.version, report.reason, report.owner, report.next_date, tuple(files)
        )  # fmt: skip
