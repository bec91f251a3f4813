"""Lives side by side: their days in order, one at a time, and an error of one is heard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.kit.clock import FixedClock
from backend.world.told.side_by_side import Live, Wait, side_by_side

MONDAY = datetime(2026, 3, 2, 14, tzinfo=UTC)


def on_days(name: str, days: list[int], seen: list[tuple[int, str]], clock: FixedClock) -> Live:
    def live(wait: Wait) -> None:
        for day in days:
            wait(MONDAY + timedelta(days=day))
            seen.append(((clock.at - MONDAY).days, name))

    return live


def test_what_comes_first_is_lived_first_whoever_was_named_first() -> None:
    clock, seen = FixedClock(MONDAY), list[tuple[int, str]]()
    side_by_side(clock, [(MONDAY, on_days("long", [1, 30], seen, clock)), (MONDAY, on_days("short", [1, 2], seen, clock))])
    assert seen == [(1, "long"), (1, "short"), (2, "short"), (30, "long")]
    assert clock.at == MONDAY + timedelta(days=30)


def test_an_error_of_one_life_is_raised_here() -> None:
    def broken(wait: Wait) -> None:
        wait(MONDAY + timedelta(days=1))
        raise LookupError("no such payer")

    with pytest.raises(LookupError, match="no such payer"):
        side_by_side(FixedClock(MONDAY), [(MONDAY, broken)])
