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
    rf"(?P<first>{_DAY})(?P<of_first>{_BETWEEN}(?:{_BESIDE}\b{_BETWEEN})*){_SAID}\b"
    rf"(?P<of_second>{_BETWEEN}(?:(?:{_SAID}|{_BESIDE})\b{_BETWEEN})*)(?P<second>{_DAY})",
    re.I,
)
_FIRST_HOLDS = re.compile(
    rf"(?P<first>{_DAY})(?P<of_first>{_BETWEEN})(?:(?:and|but)\s+)?(?:not|instead\s+of|rather\s+than|(?:i|you)\s+(?:gave(?:\s+you)?|said|put|typed|wrote|had|have|"
    rf"read|got|entered))(?P<of_second>\s+(?:the\s+|down\s+|as\s+)?)(?P<second>{_DAY})",
    re.I,
)
_KIND = r"\b(?:(?P<birth>dob|d\.?o\.?b\.?|birth(?:day|date)?|born)|dos|service|seen|visit)\b"
_KIND_AFTER = re.compile(
    rf"\s*(?:(?:is|was|as|for|the|my|her|his|date|of)\s+)*({_KIND})(?!\W+(?:\w+\W+){{0,2}}?\d)", re.I
)
"""What the day before it is; not what a third day is."""


@dataclass(frozen=True)
class PutRight:
    """Where in the line both days stand, and the one that holds (ISO)."""

    start: int
    end: int
    day: str


def put_right(text: str) -> PutRight | None:
    """The day that holds where one typed day takes another's place, else None."""
    plain = text.replace("’", "'")
    for pattern, holds, other in ((_SECOND_HOLDS, "second", "first"), (_FIRST_HOLDS, "first", "second")):
        both = pattern.search(plain)
        if both and (day := _iso(both[holds])) and _iso(both[other]) and not _are_two_facts(plain, both):
            return PutRight(both.start(), both.end(), day)
    return None


def _are_two_facts(text: str, both: re.Match[str]) -> bool:
    """Whether the words name another kind of day for the second than for the first: "dob 4/24/2002 no dos is 5/4/2026"."""
    after = _KIND_AFTER.match(text, both.end())
    first = {*_kinds(text[: both.start()])[-1:], *_kinds(both["of_first"])}
    second = {*_kinds(both["of_second"]), *_kinds(after[1] if after else "")}
    return len(first) > 1 or bool(second and second != first)


def _kinds(words: str) -> list[str]:
    return ["birth" if one["birth"] else "service" for one in re.finditer(_KIND, words, re.I)]


def _iso(typed: str) -> str | None:
    first, second, third = (int(part) for part in re.split(r"[/-]", typed))
    year, month, day = (first, second, third) if first > 31 else (third, first, second)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
