"""What a won appeal takes away of a decision, and by when the payer has to carry it out. Pure; the rules are data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from backend.codes.effective import ANY, EffectiveRule, read_rules

_DATA = Path(__file__).parent / "data" / "effectuation.json"
Reason = tuple[int, str]
"""Line number and CARC of a denial."""


@dataclass(frozen=True, slots=True)
class WonAppeal:
    """A won appeal, as far as the decision it was about is concerned."""

    id: UUID
    number: str
    plan_type: str
    level: str
    requested_on: date
    decided_on: date
    lines: frozenset[int] | None
    """The lines it won; none where only a person can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectuationRule(EffectiveRule):
    """How soon the payer carries out what an appeal at these levels decided."""

    plan_types: tuple[str, ...]
    levels: tuple[str, ...]
    counts_from: Literal["request", "decision"]
    days: int
    confirmed: bool

    def fits(self, won: WonAppeal) -> bool:
        of_plan = ANY in self.plan_types or won.plan_type in self.plan_types
        return of_plan and (ANY in self.levels or won.level in self.levels) and self.in_force(won.decided_on)


def effectuation(won: WonAppeal) -> tuple[date, str]:
    """The last day to carry it out, and the rule's source; a rule for this kind of plan goes before the one for all."""
    fitting = [one for one in read_rules(_DATA, EffectuationRule) if one.fits(won)]
    assert fitting, "one rule holds for every plan"
    rule = max(fitting, key=lambda one: (ANY not in one.plan_types, ANY not in one.levels, one.effective_from))
    start = won.requested_on if rule.counts_from == "request" else won.decided_on
    return start + timedelta(days=rule.days), rule.source


def overturned(
    denied: Mapping[int, Iterable[str]], lines: Collection[int] | None, before: Iterable[Reason] = ()
) -> list[Reason] | None:
    """The denials that do not hold any more: those of the ``lines``, and what appeals removed ``before``.

    None where the lines do not settle it: none is named, or one that was not denied.
    """
    if not lines or not denied.keys() >= set(lines):
        return None
    won = {(number, carc) for number in lines for carc in denied[number]}
    return sorted(won | {(number, carc) for number, carc in before})
