"""A typed day put right in the same line: "04/24/2002, sorry I mean 06/03/2002". Pure.

The words between two whole days tell which of them holds. Read figure by figure, the second day's month would be taken
for a correction of the first one's year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DAY = r"(?<![\w/-])(?:\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2})(?![\w/-])"
_BETWEEN = r"[\s,.;:!()–—-]*"
_SAID = (
    r"(?:oh|oops|whoops|ope|sorry|sry|no|nope|wait|actually|i\s+mean|i\s+meant|meant|or\s+rather|rather|correction|scratch\s+that|"
    r"strike\s+that|make\s+(?:that|it)|that'?s\s+wrong|wrong(?:\s+one)?|typo|my\s+(?:bad|mistake)|(?:that|it)\s+should\s+be|should\s+be|"
    r"should\s+have\s+been|fat\s+fingered(?:\s+(?:it|that))?)"
)
_BESIDE = r"(?:the|it'?s|it\s+is|that'?s|is|dob|d\.?o\.?b\.?|dos|date|of|birth|service|to|say|one)"
_SECOND_HOLDS = re.compile(
    rf"({_DAY}){_BETWEEN}(?:{_BESIDE}\b{_BETWEEN})*{_SAID}\b{_BETWEEN}(?:(?:{_SAID}|{_BESIDE})\b{_BETWEEN})*({_DAY})",
    re.I,
)
_FIRST_HOLDS = re.compile(
    rf"({_DAY}){_BETWEEN}(?:(?:and|but)\s+)?(?:not|instead\s+of|rather\s+than|(?:i|you)\s+(?:gave(?:\s+you)?|said|put|typed|wrote|had|have|"
    rf"read|got|entered))\s+(?:the\s+|down\s+|as\s+)?({_DAY})",
    re.I,
)


@dataclass(frozen=True)
class PutRight:
    """Where in the line both days stand, and the one that holds (ISO)."""

    start: int
    end: int
    day: str


def put_right(text: str) -> PutRight | None:
    """The day that holds where one typed day takes another's place, else None."""
    for pattern, holds in ((_SECOND_HOLDS, 2), (_FIRST_HOLDS, 1)):
        if (both := pattern.search(text.replace("’", "'"))) and (day := _iso(both[holds])) and _iso(both[3 - holds]):
            return PutRight(both.start(), both.end(), day)
    return None


def _iso(typed: str) -> str | None:
    first, second, third = (int(part) for part in re.split(r"[/-]", typed))
    year, month, day = (first, second, third) if first > 31 else (third, first, second)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
