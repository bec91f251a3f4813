"""When a payer's silence is too long, and what is done about it. Pure; the windows are effective-dated data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from backend.codes.deadlines import business_days_after
from backend.codes.effective import PayerRule, closest, read_rules

_DATA = Path(__file__).parent / "data" / "windows.json"
Silence = Literal["no_acknowledgement", "no_decision"]
Step = Literal["ask", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(PayerRule):
    """How long a payer may be silent before it is asked (276), and how often before a person takes over."""

    acknowledge_business_days: int
    """From sending to the 277CA."""
    decide_days: int
    """From sending to the remittance."""
    ask_again_days: int
    most_questions: int


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


def windows() -> tuple[Window, ...]:
    """Every window of the data file."""
    return read_rules(_DATA, Window)


def window(payer: str, plan_type: str, day: date, known: Sequence[Window] | None = None) -> Window:
    """The closest rule in force on a day; there is always the one for all."""
    return closest(windows() if known is None else known, payer, plan_type, day)


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


def first_day_of_silence(today: date) -> date:
    """A claim sent after this day cannot have been silent too long, whichever rule holds."""
    shortest = min(min(one.acknowledge_business_days, one.decide_days) for one in windows())
    return today - timedelta(days=shortest)


def first_day_undecided(today: date) -> date:
    """A claim sent on this day or after it, and acknowledged, cannot have waited too long for its decision."""
    return today - timedelta(days=min(one.decide_days for one in windows()))
