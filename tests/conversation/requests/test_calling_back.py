"""When somebody is called back: what they asked for where it can be kept, and said plainly where it cannot."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from backend.conversation.requests.calling_back import CallBackTime, time_of

FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
"""Noon in New York, ten in Denver."""
MONDAY_IS_NEXT = (date(2026, 11, 23), None, True)
NOT_AS_ASKED = (date(2026, 11, 23), None, False)


def at(words: str | None, now: datetime = FRIDAY, zone: str = "America/Denver") -> CallBackTime:
    return time_of(words, now, zone)


def promise(words: str | None, now: datetime = FRIDAY) -> tuple[date, str | None, bool]:
    found = at(words, now)
    return found.day, found.at, found.as_asked


def test_without_a_wish_it_is_the_next_working_day() -> None:
    assert promise(None) == MONDAY_IS_NEXT
    assert at(None, datetime(2026, 11, 25, 17, tzinfo=UTC)).day == date(2026, 11, 27), "not on Thanksgiving"


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        ("monday at 3", date(2026, 11, 23), "at about 3 PM"),
        ("tuesday morning", date(2026, 11, 24), "in the morning"),
        ("on wednesday after 2 pm", date(2026, 11, 25), "after 2 PM"),
        ("monday before 10:30 am", date(2026, 11, 23), "before 10:30 AM"),
        ("this afternoon", date(2026, 11, 20), "in the afternoon"),
        ("today at 3", date(2026, 11, 20), "at about 3 PM"),
        ("at 11", date(2026, 11, 20), "at about 11 AM"),
        ("after two", date(2026, 11, 20), "after 2 PM"),
        ("mornings before 11", date(2026, 11, 20), "before 11 AM"),
        ("monday around noon", date(2026, 11, 23), "at about 12 PM"),
        ("monday at three o'clock", date(2026, 11, 23), "at about 3 PM"),
        ("tonight", date(2026, 11, 20), "in the evening"),
        ("friday", date(2026, 11, 27), None),
    ],
)
def test_a_time_that_can_be_kept_is_kept(words: str, day: date, said: str | None) -> None:
    assert promise(words) == (day, said, True)


@pytest.mark.parametrize(
    "words",
    ["tomorrow at 3", "saturday morning", "monday at 6 am", "thursday after 10 pm", "today at 9", "whenever you like"],
)
def test_what_cannot_be_kept_is_not_promised(words: str) -> None:
    assert promise(words) == NOT_AS_ASKED


def test_the_day_is_the_persons_own() -> None:
    """Evening in Honolulu, the next morning in New York."""
    late = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert at("today at 8:30 pm", late, "Pacific/Honolulu").day == date(2026, 11, 23)
    assert at("tomorrow morning", late, "Pacific/Honolulu").day == date(2026, 11, 24)
    assert at("tomorrow morning", late, "America/New_York").day == date(2026, 11, 25)


def test_an_hour_just_past_is_not_promised_for_today() -> None:
    assert promise("today at 3", datetime(2026, 11, 20, 23, 0, tzinfo=UTC)) == NOT_AS_ASKED
    next_day = (date(2026, 11, 23), "at about 3 PM", True)
    assert promise("at 3", datetime(2026, 11, 20, 23, 0, tzinfo=UTC)) == next_day


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("monday at 3", "15:00", "15:59"),
        ("tuesday morning", "08:00", "12:00"),
        ("on wednesday after 2 pm", "14:00", "21:00"),
        ("monday before 10:30 am", "08:00", "10:30"),
        ("friday", "08:00", "21:00"),
        ("saturday morning", "08:00", "21:00"),
    ],
)
def test_between_which_hours_a_call_keeps_the_promise(words: str, first: str, last: str) -> None:
    not_before, latest = at(words).moments("America/Denver")
    assert (f"{not_before:%H:%M}", f"{latest:%H:%M}") == (first, last)
    assert not_before.utcoffset() == latest.utcoffset() == timedelta(hours=-7)
