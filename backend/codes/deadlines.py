"""The last day to act: effective-dated rules as data (``data/deadlines.toml``) and a pure calculator.

Where the plan type, the rule or the amount leaves the day open, the answer is :class:`NoDeadline` with the reason in
plain words, for a person to settle; a day is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import holidays
import tomllib
from dateutil.relativedelta import relativedelta

from backend.kit.clock import day_in_words

EventName = Literal[
    "initial_denial",
    "redetermination",
    "reconsideration",
    "alj",
    "council",
    "internal_final",
    "claim_service",
    "corrected_claim",
]
EVENTS: frozenset[str] = frozenset(get_args(EventName))
PLAN_TYPES: frozenset[str] = frozenset({"commercial", "erisa", "medicare", "medicare_advantage", "medicaid", "unknown"})
YEARS = range(1966, 2099)
"""Dates outside are slips of the pen: Medicare began in 1966, and the calendar of holidays is computed to 2099."""
NO_APPEAL_REMARKS: frozenset[str] = frozenset({"MA130", "MA44", "N83", "N111", "N211", "N704"})
"""Remark codes by which the payer states that the decision cannot be appealed."""

_DATA = Path(__file__).parent / "data" / "deadlines.toml"


@dataclass(frozen=True, slots=True)
class DeadlineEvent:
    """A decision just received (or, for the two filing events, the day the clock started).

    ``notice_date`` is the date on the decision; for ``claim_service`` the date of service, for ``corrected_claim`` the
    date of the remittance. ``amount`` in dollars is what is in controversy.
    """

    plan_type: str
    event: str
    notice_date: date
    received_date: date | None = None
    urgent: bool = False
    pre_service: bool = False
    amount: Decimal | None = None
    payer: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for ``action``. ``decision_due``: by when a request filed on that last day must be decided."""

    action: str
    last_day: date
    days_left: int
    decision_due: date | None
    decision_hours: int | None
    rule: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """No day can be named: why, in words for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One effective-dated rule, as in the data file."""

    id: str
    plan_types: tuple[str, ...]
    event: str
    effective_from: date
    source: str
    confirmed: bool
    effective_to: date | None = None
    payers: tuple[str, ...] = ()
    action: str = ""
    action_urgent: str | None = None
    counts_from: Literal["receipt", "notice", "service"] = "notice"
    presumed_receipt_days: int = 0
    days: int = 0
    months: int = 0
    years: int = 0
    amount_in_controversy: str | None = None
    decision_days: int | None = None
    decision_days_pre_service: int | None = None
    decision_hours_urgent: int | None = None
    says: str = ""
    unknown: str | None = None

    def holds(self, event: DeadlineEvent) -> bool:
        """Whether the rule is about this event, on its date, for its payer."""
        if event.plan_type not in self.plan_types or event.event != self.event:
            return False
        if event.notice_date < self.effective_from or (self.effective_to and event.notice_date >= self.effective_to):
            return False
        payer = (event.payer or "").lower()
        return not self.payers or any(name in payer for name in self.payers)


def deadline(event: DeadlineEvent, today: date) -> Deadline | NoDeadline:
    """The last day to act on ``event``, seen from ``today``; pure. Days left are negative once it has passed."""
    if open_question := _open_question(event):
        return NoDeadline(open_question)
    rule = next((rule for rule in rules() if rule.holds(event)), None)
    if rule is None:
        return NoDeadline(_why_no_rule(event))
    if rule.unknown:
        return NoDeadline(f"{rule.unknown} ({rule.source})")
    exact = _last_day(rule, _start(rule, event))
    last = next_business_day(exact)
    if too_low := _amount_too_low(rule, event, last, today):
        return NoDeadline(too_low)
    return Deadline(
        action=(event.urgent and rule.action_urgent) or rule.action,
        last_day=last,
        days_left=(last - today).days,
        decision_due=_decision_due(rule, event, last),
        decision_hours=rule.decision_hours_urgent if event.urgent else None,
        rule=_told(rule, exact, last),
        source=rule.source,
        confirmed=rule.confirmed,
    )


def appeal_deadline(
    plan_type: str, notice_date: date, today: date, amount: Decimal | None = None
) -> Deadline | NoDeadline:
    """The last day of the first appeal level after a denial on a remittance of this date."""
    return deadline(DeadlineEvent(plan_type, "initial_denial", notice_date, amount=amount), today)


def next_business_day(day: date) -> date:
    """The day itself, or the next that is neither Saturday, Sunday nor a federal holiday (5 U.S.C. 6103)."""
    while day.weekday() >= 5 or day in _federal_holidays(day.year):
        day += timedelta(days=1)
    return day


def business_days_after(day: date, count: int) -> date:
    """``count`` business days later, as :func:`next_business_day` counts them."""
    for _ in range(count):
        day = next_business_day(day + timedelta(days=1))
    return day


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the data file, in its order."""
    return tuple(_rule(row) for row in _data()["rule"])


def _rule(row: Mapping[str, Any]) -> Rule:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Rule(**fields)


def amount_needed(kind: str, year: int) -> Decimal | None:
    """The amount in controversy needed for a request filed in ``year``; None when not published here."""
    value = _data()["amount_in_controversy"][kind].get(str(year))
    return Decimal(value) if value else None


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _federal_holidays(year: int) -> frozenset[date]:
    # The observed day of 1 January may lie in the year before, so each year is computed on its own.
    return frozenset(holidays.country_holidays("US", years=year).keys())


def _open_question(event: DeadlineEvent) -> str | None:
    if event.event not in EVENTS:
        return f"no rule knows the event {event.event!r}"
    if event.plan_type not in PLAN_TYPES or event.plan_type == "unknown":
        return "the plan type is not known, so no rule can be chosen; a person has to find it out"
    if not all(
        day.year in YEARS for day in (event.notice_date, event.received_date or event.notice_date)
    ):
        return "the date is not one of our time"
    if event.received_date is not None and event.received_date < event.notice_date:
        return "the notice was received before its own date; one of the two dates is wrong"
    barred = sorted(NO_APPEAL_REMARKS.intersection(event.remarks))
    if barred and event.event not in {"claim_service", "corrected_claim"}:
        return f"no appeal right: remark {barred[0]} says this decision cannot be appealed; correct the claim and send it anew"
    return None


def _why_no_rule(event: DeadlineEvent) -> str:
    plan = event.plan_type.replace("_", " ")
    if any(rule.event == event.event and event.plan_type in rule.plan_types and not rule.payers for rule in rules()):
        return f"no rule on file was in force for {plan} on {day_in_words(event.notice_date)}; ask a person"
    if event.event in {"claim_service", "corrected_claim"}:
        what = "a first claim" if event.event == "claim_service" else "a corrected claim"
        whose = "state" if event.plan_type == "medicaid" else "contract with the payer"
        return f"the time limit for {what} is set by the {whose}, and none is on file here"
    return f"a {event.event.replace('_', ' ')} decision is no step of the appeals of a {plan} plan; check which decision this is"


def _start(rule: Rule, event: DeadlineEvent) -> date:
    if rule.counts_from != "receipt":
        return event.notice_date
    return event.received_date or event.notice_date + timedelta(days=rule.presumed_receipt_days)


def _last_day(rule: Rule, start: date) -> date:
    if rule.months:
        there = start + relativedelta(months=rule.months)
        # relativedelta falls back to the month's end; the external review rule goes on to the first of the next month.
        return there if there.day == start.day else there + timedelta(days=1)
    if rule.years:
        return start + relativedelta(years=rule.years)
    return start + timedelta(days=rule.days)


def _amount_too_low(rule: Rule, event: DeadlineEvent, last: date, today: date) -> str | None:
    """The amount counts on the day of filing: the earliest day still possible, seen from today."""
    if rule.amount_in_controversy is None:
        return None
    filed = min(max(today, _start(rule, event)), last)
    needed = amount_needed(rule.amount_in_controversy, filed.year)
    if needed is None:
        return f"the amount in controversy for {filed.year} is not on file; ask a person"
    if event.amount is None:
        return f"the amount in controversy is not given; {needed} dollars are needed in {filed.year}"
    if event.amount < needed:
        return (
            f"no right left: the amount in controversy is too low, {event.amount} dollars where a request filed in"
            f" {filed.year} needs {needed} ({_data()['amount_in_controversy'][rule.amount_in_controversy]['source']})"
        )
    return None


def _decision_due(rule: Rule, event: DeadlineEvent, last: date) -> date | None:
    if event.urgent and rule.decision_hours_urgent:
        return last + timedelta(hours=rule.decision_hours_urgent)
    days = (
        rule.decision_days_pre_service if event.pre_service and rule.decision_days_pre_service else rule.decision_days
    )
    return last + timedelta(days=days) if days else None


def _told(rule: Rule, exact: date, last: date) -> str:
    moved = "" if exact == last else f"; {day_in_words(exact)} is no business day, so the next one counts"
    doubt = "" if rule.confirmed else " (not yet confirmed against the original; check before relying on it)"
    return f"{rule.says}{moved}{doubt}"
