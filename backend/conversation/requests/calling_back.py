"""When somebody is called back: the day and hour they asked for where that can be kept, else what can. Pure.

Times are those of the person's own clock. Nobody is called before 8 or after 21 o'clock there, or on a day nobody works.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.codes.deadlines import next_business_day
from backend.conversation.outreach.rules import EVENING, MORNING

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS: Mapping[str, tuple[time, time]] = {
    "morning": (time(8), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), EVENING),
    "tonight": (time(17), EVENING),
}
LEAST = timedelta(minutes=30)
"""How much of the asked time must still lie ahead."""
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = re.compile(
    rf"\b(at|after|before|around|by)\s+(\d{{1,2}}|noon|{'|'.join(_WORDS)})\b(?::(\d\d))?(?:\s*o'?clock)?\s*(a\.?m|p\.?m)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CallBackTime:
    """What is promised. ``at`` are words such as ``at about 3 PM``; none: during the day."""

    day: date
    at: str | None
    as_asked: bool
    """False where they asked for a time that cannot be kept."""
    first: time = MORNING
    last: time = EVENING
    """Between which hours of that day the call keeps the promise."""

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """From when, and until when at the latest, in the clock of ``zone``."""
        there = ZoneInfo(zone)
        return datetime.combine(self.day, self.first, there), datetime.combine(self.day, self.last, there)


def time_of(words: str | None, now: datetime, zone: str) -> CallBackTime:
    """The promise for what they asked, in the clock of ``zone``; without a wish the next working day."""
    there = now.astimezone(ZoneInfo(zone))
    usual = next_business_day(there.date() + timedelta(days=1))
    text = (words or "").lower()
    day, hours = _day(text, there.date()), _hours(text)
    if day is None and hours is None:
        return CallBackTime(usual, None, not text)
    spoken, first, last = hours if hours is not None else (None, MORNING, EVENING)
    if day is None:
        day = there.date() if _is_ahead(there.date(), last, there) else usual
    can = first < EVENING and last > MORNING and next_business_day(day) == day and _is_ahead(day, last, there)
    return (
        CallBackTime(day, spoken, True, max(first, MORNING), min(last, EVENING))
        if can
        else CallBackTime(usual, None, False)
    )


def _day(text: str, today: date) -> date | None:
    if "tomorrow" in text:
        return today + timedelta(days=1)
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", text):
        return today
    named = next((place for place, name in enumerate(DAYS) if name in text), None)
    return None if named is None else today + timedelta(days=(named - today.weekday() - 1) % 7 + 1)


def _hours(text: str) -> tuple[str, time, time] | None:
    """The words for it, and from when to when it is; an hour without am or pm is one people work at."""
    if (found := _HOUR.search(text)) is not None and 1 <= (told := _number(found.group(2))) <= 12:
        how, half = found.group(1), (found.group(4) or "").replace(".", "")
        hour = told % 12
        if half == "pm" or (not half and hour < MORNING.hour):
            hour += 12
        at = time(hour, min(int(found.group(3) or 0), 59))
        said = f"{at:%-I:%M %p}" if at.minute else f"{at:%-I %p}"
        if how in ("before", "by"):
            return f"before {said}", MORNING, at
        if how == "after":
            return f"after {said}", at, EVENING
        return f"at about {said}", at, min(time(hour, 59), EVENING)
    part = next((name for name in PARTS if name in text), None)
    return None if part is None else (f"in the {part}".replace("the tonight", "the evening"), *PARTS[part])


def _number(said: str) -> int:
    """An hour as it is said: ``2``, ``two``, ``noon``."""
    if said.isdigit():
        return int(said)
    return 12 if said == "noon" else _WORDS.index(said) + 1


def _is_ahead(day: date, last: time, there: datetime) -> bool:
    return datetime.combine(day, last, there.tzinfo) - there >= LEAST
