"""The statistics behind pattern alarms: exact where it can be checked, silent for years, quick when something is planted."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from backend.kit.money import Money
from backend.pipeline.denials.patterns import (
    Billed,
    Cell,
    Denied,
    Finding,
    find,
    fix_worked,
    months_before,
    next_month,
    tail,
)

PAYERS = [UUID(int=number) for number in range(1, 5)]
PROVIDERS = [UUID(int=100 + number) for number in range(1, 6)]
PROCEDURES = ["99213", "99214", "72148", "93000", "97110", "36415"]
CODES = {"197": ("authorization", 0.03), "16": ("missing_or_invalid_data", 0.04), "50": ("medical_necessity", 0.02)}
START = date(2024, 1, 1)


class World:
    """Claims of several practices, month by month, with the ordinary unrest of denial rates."""

    def __init__(self, seed: int, unrest: float = 0.25) -> None:
        self.chance = random.Random(seed)
        self.unrest = unrest
        self.denied: list[Denied] = []
        self.billed: list[Billed] = []

    def live(self, month: date, planted: tuple[UUID, UUID, str, str] | None = None, share: float = 1.0) -> None:
        denied: Counter[Cell] = Counter()
        billed: Counter[tuple[UUID, UUID, str, str]] = Counter()
        for payer in PAYERS:
            for provider in PROVIDERS:
                mood = max(0.2, self.chance.gauss(1, self.unrest))
                for _ in range(int(self.chance.randint(50, 90) * share)):
                    procedure = self.chance.choice(PROCEDURES)
                    billed[payer, provider, "provider", ""] += 1
                    billed[payer, provider, "procedure", procedure] += 1
                    for carc, (cause, rate) in CODES.items():
                        hit = planted == (payer, provider, procedure, carc)
                        if hit or self.chance.random() < rate * mood:
                            denied[Cell(payer, provider, cause, carc, "provider")] += 1
                            denied[Cell(payer, provider, cause, carc, "procedure", procedure)] += 1
                            break
        self.denied += [Denied(month, cell, count, Money.of(count * 300)) for cell, count in denied.items()]
        self.billed += [Billed(month, *key, count) for key, count in billed.items()]

    def look(self, month: date) -> list[Finding]:
        since = months_before(month)
        denied = [one for one in self.denied if since <= one.month <= month]
        return find(denied, [one for one in self.billed if since <= one.month <= month], month)


def months(count: int) -> Iterator[date]:
    month = START
    for _ in range(count):
        yield month
        month = next_month(month)


@pytest.fixture(scope="module", params=range(3))
def year(request: pytest.FixtureRequest) -> World:
    world = World(request.param)
    for month in months(12):
        world.live(month)
    return world


def test_the_tail_is_fishers() -> None:
    assert tail(3, 4, 1, 4) == pytest.approx(17 / 70)  # the lady tasting tea
    assert tail(0, 10, 3, 100) == pytest.approx(1.0)
    assert tail(8, 8, 0, 40) == pytest.approx(1 / 377348994)


def test_twelve_quiet_months_raise_no_alarm(year: World) -> None:
    month = date(2025, 1, 1)
    for _ in range(12):
        year.live(month)
        assert year.look(month) == []
        month = next_month(month)


def test_a_planted_pattern_is_found_within_its_month_and_nothing_else_is() -> None:
    for seed in range(10, 16):
        world = World(seed)
        for month in months(12):
            world.live(month)
        planted = (PAYERS[seed % 4], PROVIDERS[seed % 5], "72148", "197")
        world.live(date(2025, 1, 1), planted)
        (found,) = world.look(date(2025, 1, 1))
        assert (found.cell.payer_id, found.cell.provider_id, found.cell.scope_value, found.cell.carc) == planted
        assert found.denied > 3 * found.expected
        assert found.excess > Money.zero()


def test_one_family_speaks_with_one_voice() -> None:
    world = World(5)
    for month in months(12):
        world.live(month)
    for procedure in PROCEDURES[:1]:
        world.live(date(2025, 1, 1), (PAYERS[0], PROVIDERS[0], procedure, "50"))
    found = world.look(date(2025, 1, 1))
    assert len({one.cell.family for one in found}) == len(found) == 1


def test_without_a_past_nothing_is_said() -> None:
    world = World(6)
    world.live(START, (PAYERS[0], PROVIDERS[0], "72148", "197"))
    assert world.look(START) == []


@pytest.mark.parametrize(
    ("after", "during", "past", "worked"),
    [
        ((0, 20), (8, 8), (0, 40), True),
        ((6, 6), (8, 8), (0, 40), False),
        ((0, 0), (8, 8), (0, 40), None),
        ((0, 1), (2, 8), (1, 40), None),
        ((2, 40), (15, 30), (3, 60), True),
    ],
)
def test_a_fix_is_judged_by_what_came_after(
    after: tuple[int, int], during: tuple[int, int], past: tuple[int, int], worked: bool | None
) -> None:
    assert fix_worked(after, during, past) is worked


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert months_before(date(2026, 3, 1)) == date(2025, 3, 1)
    assert months_before(date(2026, 1, 1), 1) == date(2025, 12, 1)
    assert next_month(date(2025, 12, 1)) == date(2026, 1, 1)
