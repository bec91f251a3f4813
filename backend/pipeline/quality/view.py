"""The coverage report: each case with the person it goes to, grouped; for the command and the interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from backend.pipeline.quality import service
from backend.pipeline.quality.coverage import Mapped
from backend.pipeline.quality.schemas import CaseShown, CoverageShown


@dataclass(frozen=True, slots=True)
class Coverage:
    """Cases with their rules; ``whole``: none is unmapped."""

    shown: CoverageShown

    @property
    def whole(self) -> bool:
        return self.shown.whole

    def as_json(self) -> dict[str, Any]:
        return self.shown.model_dump(mode="json")

    def show(self, console: Console) -> None:
        table = Table("queue", "reason", "case", "goes to")
        for one in self.shown.cases:
            table.add_row(
                one.queue,
                one.reason,
                one.case or "[red]unmapped[/]",
                one.person or f"[red]nobody[/] ({one.found_in[0]})",
            )
        console.print(table)
        verdict = "every one goes to somebody" if self.whole else f"[red]{self.shown.unmapped} go to nobody[/]"
        console.print(f"{len(self.shown.cases)} cases: {verdict}.")


def coverage_report(session: Session) -> Coverage:
    """What the code and the database can make wait, and for whom."""
    return Coverage(grouped(service.coverage(session)))


def grouped(found: list[Mapped]) -> CoverageShown:
    """One line a queue and reason, with everywhere it was found; unmapped first."""
    places: dict[tuple[str, str], list[Mapped]] = {}
    for one in found:
        places.setdefault((one.case.queue, one.case.reason), []).append(one)
    cases = [_shown(queue, reason, members) for (queue, reason), members in sorted(places.items())]
    cases.sort(key=lambda one: one.case is not None)
    unmapped = sum(one.case is None for one in cases)
    return CoverageShown(whole=not unmapped, unmapped=unmapped, cases=cases)


def _shown(queue: str, reason: str, members: list[Mapped]) -> CaseShown:
    rule, places = members[0].rule, sorted({one.case.found_in for one in members})
    if rule is None:
        return CaseShown(queue=queue, reason=reason, found_in=places, case=None, person=None, why=None)
    return CaseShown(queue=queue, reason=reason, found_in=places, case=rule.case, person=rule.person, why=rule.why)
