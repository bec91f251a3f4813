"""What a won appeal takes away, and by when it is carried out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from backend.pipeline.adjudication.overturn import WonAppeal, effectuation, overturned

DENIED = {2: ["197"], 3: ["204"]}


def won(plan_type: str, level: str, decided: date = date(2026, 4, 20)) -> WonAppeal:
    return WonAppeal(UUID(int=1), "AP-001001", plan_type, level, date(2026, 3, 10), decided, None)


@pytest.mark.parametrize(
    ("plan_type", "level", "day", "source"),
    [
        ("erisa", "internal", date(2026, 5, 20), "our own rule"),
        ("commercial", "internal", date(2026, 5, 20), "our own rule"),
        ("erisa", "external", date(2026, 4, 20), "45 CFR 147.136"),
        ("medicare_advantage", "plan_reconsideration", date(2026, 5, 9), "42 CFR 422.618(a)(2)"),
        ("medicare_advantage", "alj", date(2026, 6, 19), "42 CFR 422.618(c)(1)"),
        ("medicaid", "plan_appeal", date(2026, 5, 20), "our own rule"),
        ("unknown", "first", date(2026, 5, 20), "our own rule"),
    ],
)
def test_day_to_carry_it_out_comes_from_a_rule_with_its_source(
    plan_type: str, level: str, day: date, source: str
) -> None:
    found, why = effectuation(won(plan_type, level))
    assert found == day
    assert why.startswith(source)


def test_rule_not_yet_in_force_does_not_count() -> None:
    assert effectuation(won("erisa", "external", date(2010, 1, 5)))[0] == date(2010, 2, 4)


def test_lines_won_lose_the_codes_that_denied_them() -> None:
    assert overturned(DENIED, {2}) == [(2, "197")]
    assert overturned(DENIED, {3, 2}) == [(2, "197"), (3, "204")]


def test_what_appeals_removed_before_stays_removed() -> None:
    assert overturned(DENIED, {3}, [(1, "29")]) == [(1, "29"), (3, "204")]


@pytest.mark.parametrize("lines", [None, set(), {1}, {2, 9}])
def test_lines_that_were_not_denied_settle_nothing(lines: set[int] | None) -> None:
    assert overturned(DENIED, lines) is None
