"""When a receivable is worked, escalated, accelerated: effective-dated data (``data/follow_up.json``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from backend.kit.money import Money

_DATA = Path(__file__).parent / "data" / "follow_up.json"
ANY = "*"


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule. Days count from the last day of service."""

    payers: tuple[str, ...]
    """Payer identifiers, or ``*``."""
    plan_types: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    work_from_day: int
    """31–60 days old: worked from here, before it reaches 60."""
    escalate_day: int
    accelerate_day: int
    worked_again_days: int
    escalated_again_days: int
    accelerated_again_days: int
    ask_again_days: int
    """Between two 276s about one claim."""
    most_questions: int
    """So many unanswered 276s, then a person calls."""
    quiet_days: int
    """How long an undecided claim is left alone after it was sent."""
    filing_risk_days: int
    """A last day to file so near goes before everything else."""
    write_off_from: Money
    source: str
    confirmed: bool

    def fits(self, payer: str, plan_type: str, day: date) -> bool:
        return (
            (ANY in self.payers or payer in self.payers)
            and (ANY in self.plan_types or plan_type in self.plan_types)
            and self.effective_from <= day
            and (self.effective_to is None or day <= self.effective_to)
        )


@cache
def policies() -> tuple[Policy, ...]:
    """Every rule of the data file."""
    return tuple(_policy(row) for row in json.loads(_DATA.read_text(encoding="utf-8")))


def _policy(row: dict[str, Any]) -> Policy:
    stop = row["effective_to"]
    return Policy(
        **{
            **row,
            "payers": tuple(row["payers"]),
            "plan_types": tuple(row["plan_types"]),
            "effective_from": date.fromisoformat(row["effective_from"]),
            "effective_to": date.fromisoformat(stop) if stop else None,
            "write_off_from": Money.of(row["write_off_from"]),
        }
    )


@cache
def _best(payer: str, plan_type: str, day: date, known: tuple[Policy, ...]) -> Policy:
    fitting = [one for one in known if one.fits(payer, plan_type, day)]
    assert fitting, "one rule holds for every payer"
    return max(fitting, key=lambda one: (ANY not in one.payers, ANY not in one.plan_types, one.effective_from))


def policy(payer: str, plan_type: str, day: date, known: Sequence[Policy] | None = None) -> Policy:
    """The closest rule in force on a day; there is always the one for all."""
    return _best(payer, plan_type, day, policies() if known is None else tuple(known))
