"""Rules that hold from a day to a day: data files whose every row has its dates and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ConfigDict, TypeAdapter

ANY = "*"
"""In a rule's list of payers, plan types or practices: all of them."""
Rule = TypeVar("Rule", bound="EffectiveRule")
OfPayer = TypeVar("OfPayer", bound="PayerRule")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveRule:
    """A rule with the days it is in force on, both included; without ``effective_to`` it still is."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    effective_from: date
    effective_to: date | None = None
    source: str
    """The regulation, guide or contract it is taken from, or that it is our own rule and why."""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerRule(EffectiveRule):
    """A rule for some payers and plan types; ``confirmed`` once somebody has read it in its source."""

    payers: tuple[str, ...]
    """Payer identifiers, or ``*``."""
    plan_types: tuple[str, ...]
    confirmed: bool

    def fits(self, payer: str, plan_type: str, day: date) -> bool:
        return (
            (ANY in self.payers or payer in self.payers)
            and (ANY in self.plan_types or plan_type in self.plan_types)
            and self.in_force(day)
        )


def closest(rules: Iterable[OfPayer], payer: str, plan_type: str, day: date) -> OfPayer:
    """The rule for this payer goes before one for its kind of plan, that before the one for all, a newer before an older."""
    fitting = [one for one in rules if one.fits(payer, plan_type, day)]
    assert fitting, "one rule holds for every payer"
    return max(fitting, key=lambda one: (ANY not in one.payers, ANY not in one.plan_types, one.effective_from))


@cache
def read_rules(path: Path, kind: type[Rule]) -> tuple[Rule, ...]:
    """Every row of a JSON file, in its order. Raises ValidationError where a row is not exactly a ``kind``."""
    return TypeAdapter(tuple[kind, ...]).validate_json(path.read_bytes())  # type: ignore[valid-type]
