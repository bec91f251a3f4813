"""The edits: effective-dated rules as data (``data/edits.json``), each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.codes.effective import PayerRule, read_rules
from backend.pipeline.scrubbing.facts import Finding, ScrubClaim, Severity

_DATA = Path(__file__).parent / "data" / "edits.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(PayerRule):
    """One rule of one kind; ``parameters`` are what its kind takes (see ``rules``)."""

    id: str
    kind: str
    severity: Severity
    owner: str
    forms: tuple[str, ...]
    sentence: str
    fix: str
    parameters: dict[str, Any]

    def holds(self, claim: ScrubClaim) -> bool:
        """Whether the rule is about this payer, plan and form on the claim's day of service."""
        return claim.form in self.forms and self.fits(claim.payer_identifier, claim.plan_type, claim.service_from)

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


def edits() -> tuple[Edit, ...]:
    """Every edit of the data file, in its order."""
    return read_rules(_DATA, Edit)
