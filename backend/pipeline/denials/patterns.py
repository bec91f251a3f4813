"""Patterns in denials: more of one reason at one payer, provider and service than its own past explains. Pure.

Each cell (payer, provider, reason, and the whole practice, one procedure or one place of service) is held against its
own past by the exact one-sided conditional test of two proportions (Fisher): how likely are this many denials now if the
rate had not changed? Claims of one month are not quite independent, so all counts are deflated by the dispersion seen in
the past. Thousands of cells are looked at, several times a month, so the allowed chance is shared among all looks and all
cells that could alarm at all (Bonferroni with Tarone's correction): ``ALPHA_MONTH`` bounds the chance of even one false
alarm in a month, whatever the number of cells. The exact test keeps well below the bound.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil, exp, floor, lgamma
from typing import Literal
from uuid import UUID

from backend.kit.money import Money

ALPHA_MONTH = 0.01
"""Most chance of any false alarm in a month."""
LOOKS = 6
"""Looks a month (at most five Mondays, and at its end); each may spend its part of the chance."""
PAST_MONTHS = 12
FIX_ALPHA = 0.05
"""For the single question whether one known fix worked."""

Scope = Literal["provider", "procedure", "place_of_service"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a pattern may lie. ``scope_value`` is the procedure or place; empty for the whole provider."""

    payer_id: UUID
    provider_id: UUID
    root_cause: str
    carc: str
    scope: str
    scope_value: str = ""

    @property
    def exposed(self) -> tuple[UUID, UUID, str, str]:
        """What was billed there, whatever the reason."""
        return (self.payer_id, self.provider_id, self.scope, self.scope_value)

    @property
    def family(self) -> tuple[UUID, UUID, str]:
        """Cells of one family tell of one trouble."""
        return (self.payer_id, self.provider_id, self.carc)


@dataclass(frozen=True, slots=True)
class Denied:
    """Claims denied in one cell in one month, and the money."""

    month: date
    cell: Cell
    claims: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Billed:
    """Claims decided in one month by payer, provider and scope."""

    month: date
    payer_id: UUID
    provider_id: UUID
    scope: str
    scope_value: str
    claims: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell whose present cannot be explained by its past."""

    cell: Cell
    denied: int
    billed: int
    past_denied: int
    past_billed: int
    expected: Decimal
    p_value: float
    excess: Money
    """The money denied beyond what the past explains."""


@dataclass(slots=True)
class _Series:
    """One cell over time: claims denied and billed by month."""

    denied: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    amount: dict[date, Money] = field(default_factory=dict)
    billed: Mapping[date, int] = field(default_factory=dict)

    def sums(self, month: date) -> tuple[int, int, int, int]:
        """Denied and billed in the month, then in the past."""
        past = [one for one in self.billed if one < month]
        return (
            self.denied.get(month, 0),
            max(self.billed.get(month, 0), self.denied.get(month, 0)),
            sum(self.denied.get(one, 0) for one in past),
            sum(self.billed[one] for one in past),
        )


def find(
    denied: Iterable[Denied], billed: Iterable[Billed], month: date, alpha: float = ALPHA_MONTH / LOOKS
) -> list[Finding]:
    """The patterns of ``month`` against the months before it, one per payer, provider and reason, surest first."""
    series = _series(denied, billed)
    spread = dispersion(series.values(), month)
    counts = {
        cell: _deflated(now, of, before, of_before, spread)
        for cell, one in series.items()
        for now, of, before, of_before in [one.sums(month)]
        if of and of_before and (now or before)
    }
    limit = alpha / testable(list(counts.values()), alpha)
    chances = {cell: tail(*four) for cell, four in counts.items()}
    return _one_per_family([_finding(cell, series[cell], month, p) for cell, p in chances.items() if p <= limit])


def testable(counts: Sequence[tuple[int, int, int, int]], alpha: float) -> int:
    """By how many the allowed chance has to be shared (Tarone 1990).

    A cell too small ever to alarm cannot give a false one, so only cells that could reach the limit count.
    """
    best = sorted(
        tail(min(of, now + before), of, max(0, now + before - of), of_before) for now, of, before, of_before in counts
    )
    share = 1
    while bisect_right(best, alpha / share) > share:
        share += 1
    return share


def tail(now: int, of: int, before: int, of_before: int) -> float:
    """Chance of ``now`` or more denials among ``of`` claims, given the total, if the rate were that of the past."""
    total = now + before
    whole = _log_choose(of + of_before, total)
    chances = (
        exp(_log_choose(of, count) + _log_choose(of_before, total - count) - whole)
        for count in range(now, min(of, total) + 1)
        if total - count <= of_before
    )
    return min(1.0, sum(chances))


def dispersion(series: Iterable[_Series], month: date) -> float:
    """How much more past months vary than chance alone would have them (Pearson); 1 when they do not."""
    squares, freedom = 0.0, 0
    for one in series:
        months = [past for past, claims in one.billed.items() if past < month and claims]
        of = sum(one.billed[past] for past in months)
        rate = sum(one.denied.get(past, 0) for past in months) / of if of else 0.0
        if len(months) < 2 or not 0 < rate < 1 or rate * of / len(months) < 1:
            continue
        squares += sum(
            (one.denied.get(past, 0) - one.billed[past] * rate) ** 2 / (one.billed[past] * rate * (1 - rate))
            for past in months
        )
        freedom += len(months) - 1
    return max(1.0, squares / freedom) if freedom else 1.0


def fix_worked(after: tuple[int, int], during: tuple[int, int], past: tuple[int, int]) -> bool | None:
    """Whether a fix worked, from (denied, billed) after it, during the pattern, and before it; None: too little yet.

    It worked when denials fell below those of the pattern and are no longer above the past; it did not when they are
    still above the past.
    """
    if after[1] and tail(*after, *past) < FIX_ALPHA:
        return False
    if after[1] and tail(*during, *after) < FIX_ALPHA:
        return True
    return None


def months_before(month: date, count: int = PAST_MONTHS) -> date:
    """The first day of the month ``count`` months earlier."""
    index = month.year * 12 + month.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return months_before(month, -1)


def _series(denied: Iterable[Denied], billed: Iterable[Billed]) -> dict[Cell, _Series]:
    exposure: dict[tuple[UUID, UUID, str, str], dict[date, int]] = defaultdict(dict)
    for row in billed:
        exposure[(row.payer_id, row.provider_id, row.scope, row.scope_value)][row.month] = row.claims
    series: dict[Cell, _Series] = {}
    for one in denied:
        found = series.setdefault(one.cell, _Series(billed=exposure.get(one.cell.exposed, {})))
        found.denied[one.month] += one.claims
        found.amount[one.month] = found.amount.get(one.month, Money.zero()) + one.amount
    return series


def _deflated(now: int, of: int, before: int, of_before: int, spread: float) -> tuple[int, int, int, int]:
    """Counts as if only every ``spread``-th claim were independent, rounded against an alarm."""
    if spread == 1.0:
        return now, of, before, of_before
    few_now, many_before = floor(now / spread), ceil(before / spread)
    return few_now, max(ceil(of / spread), few_now), many_before, max(floor(of_before / spread), many_before)


def _finding(cell: Cell, one: _Series, month: date, chance: float) -> Finding:
    now, of, before, of_before = one.sums(month)
    expected = (Decimal(of) * before / of_before).quantize(Decimal("0.01"))
    share = max(Decimal(0), (now - expected) / now)
    return Finding(cell, now, of, before, of_before, expected, chance, Money.rounded(one.amount[month].amount * share))


def _one_per_family(found: Sequence[Finding]) -> list[Finding]:
    """The surest cell of each family speaks for it: the narrower one, where both are as sure."""
    best: dict[tuple[UUID, UUID, str], Finding] = {}
    for one in sorted(found, key=lambda one: (one.p_value, one.cell.scope == "provider", str(one.cell))):
        best.setdefault(one.cell.family, one)
    return list(best.values())


def _log_choose(of: int, count: int) -> float:
    return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
