"""How many are looked at, and what the result says of all. Pure; sizes and error categories are effective-dated data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil, sqrt
from pathlib import Path

from backend.codes.effective import EffectiveRule, read_rules

_DATA = Path(__file__).parent / "data"
Z95 = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan(EffectiveRule):
    """How much of one kind of work is looked at in a month."""

    kind: str
    least: int
    """Of each stratum, as far as it has so many."""
    share_percent: float
    most: int
    owner: str
    business_days: int

    def size(self, population: int) -> int:
        """How many of a stratum: the share, at least ``least``, at most ``most``, never more than there are."""
        return min(population, self.most, max(self.least, ceil(population * self.share_percent / 100)))


@dataclass(frozen=True, slots=True)
class ErrorCategory:
    code: str
    title: str
    weight: str
    """critical, major or minor."""
    evidence: str
    """What a verdict has to point at."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A stratum with what reviewers said: how many there are, were judged, were wrong."""

    name: str
    population: int
    sampled: int
    judged: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """An error rate and the interval it lies in with 95 % confidence; shares from 0 to 1."""

    rate: float
    low: float
    high: float


def plans() -> tuple[SamplePlan, ...]:
    """Every row of the data file."""
    return read_rules(_DATA / "plan.json", SamplePlan)


def plan(kind: str, day: date) -> SamplePlan | None:
    """The plan in force for a kind of work on a day."""
    found = [one for one in plans() if one.kind == kind and one.in_force(day)]
    return max(found, key=lambda one: one.effective_from, default=None)


@cache
def categories() -> dict[str, tuple[ErrorCategory, ...]]:
    """Error categories of each kind of work."""
    rows: dict[str, list[dict[str, str]]] = json.loads((_DATA / "categories.json").read_text(encoding="utf-8"))
    return {kind: tuple(ErrorCategory(**one) for one in found) for kind, found in rows.items()}


def wilson(wrong: int, judged: int) -> Estimate | None:
    """Error rate with Wilson's score interval: right for small samples and rates near nothing."""
    if not judged:
        return None
    share, square = wrong / judged, Z95 * Z95
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z95 / (1 + square / judged) * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))


def whole(strata: Sequence[Judged]) -> Estimate | None:
    """The rate of all the work: strata weighted by what they stand for.

    Each stratum brings the half width of its own interval, weighted; they are independent, so squares add up. A stratum
    nobody has judged yet leaves the whole unknown.
    """
    counted = [one for one in strata if one.population]
    estimates = [(one.population, wilson(one.wrong, one.judged)) for one in counted]
    if not counted or any(found is None for _, found in estimates):
        return None
    total = sum(population for population, _ in estimates)
    known = [(population / total, found) for population, found in estimates if found is not None]
    rate = sum(weight * found.rate for weight, found in known)
    low = rate - sqrt(sum((weight * (found.rate - found.low)) ** 2 for weight, found in known))
    high = rate + sqrt(sum((weight * (found.high - found.rate)) ** 2 for weight, found in known))
    return Estimate(rate, max(0.0, low), min(1.0, high))


def agreement(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Share of the checks on which two reviewers said the same; None where nobody judged the same."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None
