"""Periods: one a kind, with a source, whole days, and by the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from backend.conversation.retention.rules import Kind, Period, periods


def test_every_kind_has_a_period_in_force_with_its_source(now: datetime) -> None:
    found = periods(now)
    assert [one.kind for one in found] == list(Kind)
    assert all(one.source for one in found)
    kept = {one.kind: one.spoken for one in found}
    assert (kept[Kind.DIALOGUE], kept[Kind.AUDIT]) == ("7 days", "6 years")


@pytest.mark.parametrize(
    ("days", "years", "now", "before"),
    [
        (7, 0, datetime(2026, 3, 16, 15, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)),
        (0, 6, datetime(2026, 3, 16, 15, tzinfo=UTC), datetime(2020, 3, 16, tzinfo=UTC)),
        (0, 1, datetime(2028, 2, 29, 1, tzinfo=UTC), datetime(2027, 2, 28, tzinfo=UTC)),
    ],
)
def test_what_is_older_than_the_period_goes(days: int, years: int, now: datetime, before: datetime) -> None:
    period = Period(kind=Kind.AUDIT, days=days, years=years, effective_from=date(2026, 1, 1), source="test")
    assert period.before(now) == before


def test_the_last_day_kept_is_not_yet_gone() -> None:
    period = Period(kind=Kind.AUDIT, days=0, years=6, effective_from=date(2026, 1, 1), source="test")
    last = datetime(2020, 3, 16, 23, 59, tzinfo=UTC)
    assert period.until(last) == date(2026, 3, 16)
    assert period.before(datetime(2026, 3, 16, 23, 59, tzinfo=UTC)) <= last
