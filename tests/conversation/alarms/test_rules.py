"""When something is an alarm: too many failed checks, too many looks, a clock that is off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.conversation.alarms.rules import Checks, apart, are_many, too_many_fail

NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)
USUAL = Checks(failed=100, of=1000)


@pytest.mark.parametrize(
    ("now", "before", "alarm"),
    [
        (Checks(16, 30), USUAL, True),
        (Checks(15, 30), Checks(300, 1000), False),
        (Checks(29, 29), USUAL, False),
        (Checks(50, 100), USUAL, True),
        (Checks(49, 100), USUAL, False),
        (Checks(10, 200), Checks(0, 1000), True),
        (Checks(9, 30), Checks(1, 1000), False),
        (Checks(15, 30), Checks(0, 29), False),
        (Checks(0, 500), Checks(0, 0), False),
    ],
    ids=[
        "more than half of thirty", "half, where failing is usual", "too few to tell", "five times the day before",
        "not quite five times", "none failed the day before", "a few slips after a day without", "no day before to tell by",
        "nothing fails",
    ],
)  # fmt: skip
def test_failed_checks(now: Checks, before: Checks, alarm: bool) -> None:
    assert too_many_fail(now, before) is alarm


def test_six_conversations_within_an_hour_are_many() -> None:
    assert [are_many(count) for count in (1, 5, 6)] == [False, False, True]


@pytest.mark.parametrize(("there", "seconds"), [(-7, 7), (-1, 1), (0, 0), (2, 0), (4, 0), (9, 5)], ids=str)
def test_a_slow_answer_is_no_difference_between_clocks(there: int, seconds: int) -> None:
    """The database is asked at NOW and has answered four seconds later."""
    assert apart(NOW, NOW + timedelta(seconds=there), NOW + timedelta(seconds=4)) == timedelta(seconds=seconds)
