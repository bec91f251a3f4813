"""When a payer's silence is too long, and what is done about it. Pure; the windows are effective-dated data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from backend.codes.deadlines import next_business_day

_DATA = Path(__file__).parent / "data" / "windows.json"
ANY = "*"
Silence = Literal["no_acknowledgement", "no_decision"]
Step = Literal["ask", "person"]


@dataclass(frozen=True, slots=True)
class Window:
    """How long a payer may be silent before it is asked (276), and how often before a person takes over."""

    payers: tuple[str, ...]
    plan_types: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    acknowledge_business_days: int
    """From sending to the 277CA."""
    decide_days: int
    """From sending to the remittance."""
    ask_again_days: int
    most_questions: int
    source: str
    confirmed: bool

    def fits(self, payer: str, plan_type: str, day: date) -> bool:
        return (
            (ANY in self.payers or payer in self.payers)
            and (ANY in self.plan_types or plan_type in self.plan_types)
            and self.effective_from <= day
            and (self.effective_to is None or day <= self.effective_to)
        )

    @property
    def closeness(self) -> tuple[bool, bool]:
        """A rule for this payer goes before one for its kind of plan, and that before the rule for all."""
        return ANY not in self.payers, ANY not in self.plan_types


@dataclass(frozen=True, slots=True)
class Sent:
    """A claim with a payer that has not decided it."""

    payer: str
    plan_type: str
    sent_on: date
    last_word: date | None
    """The day of the payer's last acknowledgement or status; None when it said nothing since the claim was sent."""
    asked_on: tuple[date, ...] = ()
    """Days of our 276s since it was sent."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do about a silence."""

    step: Step
    silence: Silence


@cache
def windows() -> tuple[Window, ...]:
    """Every window of the data file."""
    return tuple(_window(row) for row in json.loads(_DATA.read_text(encoding="utf-8")))


def _window(row: dict[str, Any]) -> Window:
    stop = row["effective_to"]
    return Window(
        **{
            **row,
            "payers": tuple(row["payers"]),
            "plan_types": tuple(row["plan_types"]),
            "effective_from": date.fromisoformat(row["effective_from"]),
            "effective_to": date.fromisoformat(stop) if stop else None,
        }
    )


def window(payer: str, plan_type: str, day: date, known: Sequence[Window] | None = None) -> Window:
    """The closest rule in force on a day; there is always the one for all."""
    fitting = [one for one in (windows() if known is None else known) if one.fits(payer, plan_type, day)]
    assert fitting, "one rule holds for every payer"
    return max(fitting, key=lambda one: one.closeness)


def next_step(claim: Sent, today: date) -> NextStep | None:
    """Ask, hand to a person, or wait on.

    A word of the payer starts the time anew: nobody asks a payer that spoke within the last ``ask_again_days``.
    """
    rule = window(claim.payer, claim.plan_type, claim.sent_on)
    silence = _silence(claim, rule, today)
    if silence is None:
        return None
    pause = timedelta(days=rule.ask_again_days)
    unanswered = [one for one in claim.asked_on if claim.last_word is None or one > claim.last_word]
    if unanswered and today - max(unanswered) < pause:
        return None
    return NextStep("person" if len(unanswered) >= rule.most_questions else "ask", silence)


def _silence(claim: Sent, rule: Window, today: date) -> Silence | None:
    if claim.last_word is None:
        late = today > business_days_after(claim.sent_on, rule.acknowledge_business_days)
        return "no_acknowledgement" if late else None
    decided_by = claim.sent_on + timedelta(days=rule.decide_days)
    spoke_lately = today - claim.last_word < timedelta(days=rule.ask_again_days)
    return "no_decision" if today > decided_by and not spoke_lately else None


def business_days_after(day: date, count: int) -> date:
    """``count`` business days later."""
    for _ in range(count):
        day = next_business_day(day + timedelta(days=1))
    return day


def first_day_of_silence(today: date) -> date:
    """A claim sent after this day cannot have been silent too long, whichever rule holds."""
    shortest = min(min(one.acknowledge_business_days, one.decide_days) for one in windows())
    return today - timedelta(days=shortest)
