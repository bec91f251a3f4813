"""The ladders of appeal: each level is opened by the decision before it, and each has a deadline rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from backend.pipeline.appeals.deadlines import Deadline, DeadlineEvent, deadline
from backend.pipeline.appeals.levels import UNKNOWN, first_level, level_named, levels, next_level

LADDERS = {
    "commercial": ["internal", "external"],
    "erisa": ["internal", "external"],
    "medicare": ["redetermination", "reconsideration", "alj", "council", "court"],
    "medicare_advantage": ["plan_reconsideration", "alj", "council", "court"],
    "medicaid": ["plan_appeal", "fair_hearing"],
}


@pytest.mark.parametrize("plan_type", sorted(LADDERS))
def test_the_levels_are_climbed_in_order(plan_type: str) -> None:
    climbed = [first_level(plan_type)]
    while (above := next_level(plan_type, climbed[-1].name)) is not None:
        climbed.append(above)
    assert [level.name for level in climbed] == LADDERS[plan_type]


@pytest.mark.parametrize("plan_type", sorted(LADDERS))
def test_every_level_has_a_last_day(plan_type: str) -> None:
    for level in levels(plan_type):
        event = DeadlineEvent(plan_type, level.after, date(2026, 3, 10), amount=Decimal("5000.00"))
        assert isinstance(deadline(event, date(2026, 3, 11)), Deadline)


def test_an_unknown_plan_type_has_a_first_level_and_nothing_after() -> None:
    assert first_level("unknown") is UNKNOWN
    assert next_level("unknown", "first") is None
    assert level_named("medicare", "internal") is UNKNOWN
