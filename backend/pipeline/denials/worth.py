"""What a denial is worth, how urgent it is and who works it: expected value, priority, owner, next date. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from backend.codes.deadlines import next_business_day
from backend.codes.knowledge import RootCause, Route
from backend.kit.money import Money
from backend.pipeline.denials.facts import Triage

WORK_DAYS = 3
"""Denials are categorised, routed and worked within 72 hours."""
SUPERVISOR_FROM = Money.of("5000.00")
"""From this amount a supervisor owns the denial."""
LAST_DAYS = 5
"""With this few days left the denial is worked today."""

_PRIOR_WEIGHT = Decimal(10)
"""How many past outcomes the starting chance counts for."""
_PRIOR: Mapping[RootCause, Decimal] = {
    "eligibility": Decimal("0.40"),
    "coordination_of_benefits": Decimal("0.75"),
    "other_liability": Decimal("0.50"),
    "missing_or_invalid_data": Decimal("0.85"),
    "authorization": Decimal("0.45"),
    "not_covered": Decimal("0.10"),
    "benefit_limit": Decimal("0.10"),
    "documentation": Decimal("0.70"),
    "medical_necessity": Decimal("0.45"),
    "timely_filing": Decimal("0.15"),
    "coding": Decimal("0.65"),
    "duplicate": Decimal("0.05"),
    "provider_enrollment": Decimal("0.40"),
    "other": Decimal("0.30"),
}
_COST_OF_DISPUTE = Decimal("57.23")
"""Dollars to dispute one claim (Premier 2023)."""
_COST_OF_REWORK = Decimal("40.00")
"""Dollars to correct and send one claim again, the low end of what is published."""
_COST: Mapping[Route, Decimal] = {
    "none": Decimal(0),
    "bill_patient": Decimal(0),
    "write_off_review": Decimal(0),
    "appeal": _COST_OF_DISPUTE,
    "peer_to_peer": _COST_OF_DISPUTE,
}
_SKILL: Mapping[RootCause, str] = {
    "eligibility": "registration",
    "coordination_of_benefits": "registration",
    "other_liability": "registration",
    "missing_or_invalid_data": "billing",
    "authorization": "clinical",
    "documentation": "clinical",
    "medical_necessity": "clinical",
    "coding": "coding",
    "provider_enrollment": "enrollment",
}


@dataclass(frozen=True, slots=True)
class History:
    """How disputes with this payer over this root cause ended: won in full or in part, and all that were decided."""

    won: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """The place of a denial in its queue. ``priority`` grows with value and as the last day nears."""

    expected_value: Money
    priority: int
    skill: str
    owner: str
    next_date: date


def chance(cause: RootCause, history: History) -> Decimal:
    """Chance that working the denial brings the money: the starting chance, corrected by what really happened."""
    prior = _PRIOR.get(cause, Decimal("0.30"))
    return (prior * _PRIOR_WEIGHT + history.won) / (_PRIOR_WEIGHT + history.decided)


def expected_value(amount: Money, cause: RootCause, route: Route, history: History) -> Money:
    """Amount times chance, less the cost of the work; negative where the work costs more than it brings."""
    return Money((amount.amount * chance(cause, history) - _COST.get(route, _COST_OF_REWORK)).quantize(Decimal("0.01")))


def priority(value: Money, days_left: int | None) -> int:
    """Value weighted by urgency. No known last day counts like thirty days; a passed one like none left to lose."""
    if days_left is not None and days_left < 0:
        return 0
    days = 30 if days_left is None else days_left
    weight = 1 + Decimal(60) / (days + 5)
    return max(0, int(value.amount * weight))


def weigh(decision: Triage, amount: Money, history: History, today: date) -> Worth:
    """Everything the queue needs to know about one triaged denial."""
    left = (decision.deadline.date - today).days if decision.deadline else None
    value = expected_value(amount, decision.root_cause, decision.route, history)
    return Worth(
        expected_value=value,
        priority=priority(value, left),
        skill=_SKILL.get(decision.root_cause, "billing"),
        owner=_owner(decision, amount),
        next_date=next_date(decision.deadline.date if decision.deadline else None, today),
    )


def next_date(deadline: date | None, today: date) -> date:
    """The next day a person looks at it: within 72 hours, today when the last day is near, never after the last day."""
    if deadline is not None and (deadline - today).days <= LAST_DAYS:
        return today
    return next_business_day(today + timedelta(days=WORK_DAYS))


def _owner(decision: Triage, amount: Money) -> str:
    asks_person = decision.route in {"human_review", "write_off_review"} or decision.deadline_unknown is not None
    return "supervisor" if asks_person and amount >= SUPERVISOR_FROM else "biller"
