"""The edits: effective-dated rules as data (``data/edits.json``), each with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from backend.pipeline.scrubbing.facts import Finding, ScrubClaim, Severity

_DATA = Path(__file__).parent / "data" / "edits.json"
ANY = "*"


@dataclass(frozen=True, slots=True)
class Edit:
    """One rule of one kind; ``parameters`` are what its kind takes (see ``rules``)."""

    id: str
    kind: str
    severity: Severity
    owner: str
    payers: tuple[str, ...]
    """Payer identifiers, or ``*``."""
    plan_types: tuple[str, ...]
    forms: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    """The last day of service it holds for."""
    sentence: str
    fix: str
    source: str
    confirmed: bool
    parameters: dict[str, Any]

    def holds(self, claim: ScrubClaim) -> bool:
        """Whether the rule is about this payer, plan and form on the claim's day of service."""
        return (
            (ANY in self.payers or claim.payer_identifier in self.payers)
            and (ANY in self.plan_types or claim.plan_type in self.plan_types)
            and claim.form in self.forms
            and self.effective_from <= claim.service_from
            and (self.effective_to is None or claim.service_from <= self.effective_to)
        )

    def finding(self, line: int | None = None, element: str = "", *, told: str = "") -> Finding:
        """The finding of this edit at one place."""
        doubt = "" if self.confirmed else " (The rule is not yet confirmed against its source.)"
        return Finding(
            self.id,
            self.kind,
            self.severity,
            line,
            element,
            (told or self.sentence) + doubt,
            self.fix,
            self.owner,
            self.source,
        )


@cache
def edits() -> tuple[Edit, ...]:
    """Every edit of the data file, in its order."""
    return tuple(_edit(row) for row in json.loads(_DATA.read_text(encoding="utf-8")))


def _edit(row: dict[str, Any]) -> Edit:
    stop = row["effective_to"]
    return Edit(
        **{
            **row,
            "payers": tuple(row["payers"]),
            "plan_types": tuple(row["plan_types"]),
            "forms": tuple(row["forms"]),
            "effective_from": date.fromisoformat(row["effective_from"]),
            "effective_to": date.fromisoformat(stop) if stop else None,
        }
    )
