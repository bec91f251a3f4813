"""When a receivable is worked, escalated, accelerated: effective-dated data (``data/follow_up.json``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from backend.codes.effective import PayerRule, closest, read_rules

_DATA = Path(__file__).parent / "data" / "follow_up.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(PayerRule):
    """One rule. Days count from the last day of service."""

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


def policies() -> tuple[Policy, ...]:
    """Every rule of the data file."""
    return read_rules(_DATA, Policy)


@cache
def _closest(payer: str, plan_type: str, day: date, known: tuple[Policy, ...]) -> Policy:
    return closest(known, payer, plan_type, day)


def policy(payer: str, plan_type: str, day: date, known: Sequence[Policy] | None = None) -> Policy:
    """The closest rule in force on a day; there is always the one for all."""
    return _closest(payer, plan_type, day, policies() if known is None else tuple(known))


def levels(known: Sequence[Policy]) -> list[int]:
    """The ages in days at which a level begins, by any of the rules."""
    return sorted({day for one in known for day in (one.work_from_day, one.escalate_day, one.accelerate_day)})
