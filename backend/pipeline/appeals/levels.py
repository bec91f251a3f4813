"""The levels of appeal of each plan type, in order, and which decision opens each. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.codes.deadlines import EventName


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its name, what a person calls it, and the decision after which it may be filed."""

    name: str
    title: str
    after: EventName


_EMPLOYER = (
    Level("internal", "internal appeal", "initial_denial"),
    Level("external", "external review", "internal_final"),
)
_HEARINGS = (
    Level("alj", "hearing before an administrative law judge", "reconsideration"),
    Level("council", "review by the Medicare Appeals Council", "alj"),
    Level("court", "review in federal district court", "council"),
)
_LADDERS: Mapping[str, tuple[Level, ...]] = {
    "commercial": _EMPLOYER,
    "erisa": _EMPLOYER,
    "medicare": (
        Level("redetermination", "redetermination", "initial_denial"),
        Level("reconsideration", "reconsideration by the independent contractor", "redetermination"),
        *_HEARINGS,
    ),
    "medicare_advantage": (
        # An upheld reconsideration goes to the independent review entity without anybody filing it.
        Level("plan_reconsideration", "reconsideration by the plan", "initial_denial"),
        *_HEARINGS,
    ),
    "medicaid": (
        Level("plan_appeal", "appeal to the Medicaid plan", "initial_denial"),
        Level("fair_hearing", "state fair hearing", "internal_final"),
    ),
}
UNKNOWN = Level("first", "first appeal", "initial_denial")
"""Where the plan type is not known: a draft may be written, but a person has to find the right level and its last day."""


def first_level(plan_type: str) -> Level:
    """Where an appeal of this plan type begins."""
    return _LADDERS.get(plan_type, (UNKNOWN,))[0]


def level_named(plan_type: str, name: str) -> Level:
    """A level by its name; the unknown one when the plan type has no such level."""
    return next((level for level in _LADDERS.get(plan_type, ()) if level.name == name), UNKNOWN)


def next_level(plan_type: str, name: str) -> Level | None:
    """The level after this one; None when it was the last, or the plan type is not known."""
    ladder = _LADDERS.get(plan_type, ())
    names = [level.name for level in ladder]
    place = names.index(name) + 1 if name in names else len(ladder)
    return ladder[place] if place < len(ladder) else None


def levels(plan_type: str) -> tuple[Level, ...]:
    """All levels of a plan type, in order."""
    return _LADDERS.get(plan_type, ())
