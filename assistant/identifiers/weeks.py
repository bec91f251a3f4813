"""A whole week told by one of its days: "the week of october fifth", "the week that started monday the second"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.tokens import Token

_BEGINS = r"(?:started|starting|starts|beginning|began|begins)"
_LEAD = re.compile(
    rf"week (?:of|from|(?:(?:that|which) )?{_BEGINS}|of [a-z]+ (?:the one )?(?:(?:that|which) )?{_BEGINS}) (?:on )?(?:the )?"
)
_LONGEST_LEAD, _DAYS = 10, 7


def week_told(tokens: Sequence[Token], i: int) -> int:
    """Where the day is told by which the week at token i is named, or 0."""
    if tokens[i].word != "week":
        return 0
    told = [t.word for t in tokens[i : i + _LONGEST_LEAD]]
    for last in range(len(told) - 1, 1, -1):
        lead = " ".join(told[:last]) + " "
        if _LEAD.fullmatch(lead):
            return i + last
    return 0


def week_of(first: int, said: SaidDate, today: date) -> SaidDate | None:
    """The days from monday to sunday around a day, as "last week" is read."""
    if not said.fixed_day:
        return None
    day = said.as_service(today)
    if day is None:
        return None
    monday = day[0] - timedelta(day[0].weekday())
    sunday = monday + timedelta(_DAYS - 1)
    return SaidDate(first, said.last, fixed=(monday, max(day[0], min(sunday, today))), vague=said.vague)
