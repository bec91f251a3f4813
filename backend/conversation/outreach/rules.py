"""When something may go out, and in what words. Pure.

Quiet hours after 47 CFR 64.1200(c)(1): nobody is called or texted before 8 or after 21 o'clock where they are.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Channel = Literal["sms", "call", "inbox", "fax"]
NUMBERED: frozenset[Channel] = frozenset({"sms", "call", "fax"})
LOUD: frozenset[Channel] = frozenset({"sms", "call"})
"""Channels that disturb; the others keep no quiet hours."""
MORNING, EVENING = time(8), time(21)
NEWS_DAYS_MAX = 2
"""How old something may be to be news."""
LAST_DAYS = 12
"""So many days before the last day to appeal an open denial is news again."""
ANSWER_READY = "Your answer is ready: {link} The link works for 48 hours. Reply STOP to get no more messages."
"""All a text message ever says: no claim, no name, no amount."""
NEWS_BY_CALL = (
    "Hello, this is the automated assistant of the claims line. You asked to be called when there is news. "
    "For your privacy I have to verify you before I say what it is."
)
TO_A_MACHINE = "This is the claims line. There is no need to worry. Please call us back at your convenience. Goodbye."
CALL_PROMISED = "We will call you on {day} at about {time}, your time. Reply STOP to get no more messages."
_E164 = re.compile(r"\+[1-9]\d{7,14}")


def is_zone(name: str) -> bool:
    """Whether that is an IANA time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def is_number(number: str | None) -> bool:
    """Whether that is a telephone number in full (E.164)."""
    return number is not None and _E164.fullmatch(number) is not None


def in_full(number: str) -> str | None:
    """A number as people give it, in full; ten digits are American. None where it is none."""
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return f"+{digits}" if is_number(f"+{digits}") else None
    if len(digits) == 10 and digits[0] in "23456789":
        return f"+1{digits}"
    return f"+{digits}" if len(digits) == 11 and digits[0] == "1" else None


def next_allowed(moment: datetime, zone: str, channel: Channel) -> datetime:
    """The moment itself, or the next morning there; daylight saving is the zone's own matter."""
    if channel not in LOUD:
        return moment
    there = moment.astimezone(ZoneInfo(zone))
    if MORNING <= there.time() < EVENING:
        return moment
    day = there.date() + timedelta(days=1 if there.time() >= EVENING else 0)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(moment.tzinfo)


def call_promised(due: datetime, zone: str) -> str:
    """The text that reminds of a promised call, in the reader's own clock."""
    there = due.astimezone(ZoneInfo(zone))
    return CALL_PROMISED.format(day=f"{there:%A, %B %-d}", time=f"{there:%-I:%M %p}".replace(":00", ""))
