"""Ends and beginnings of a span that are no days by themselves: "the end of october", "until now", "the beginning of may"."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from assistant.identifiers.calendar_words import month_at, year_at
from assistant.identifiers.number_words import word_at
from assistant.identifiers.said_date import CENTURY, SaidDate
from assistant.identifiers.tokens import Token

_ENDS = frozenset({"end", "close"})
_BEGINNINGS = frozenset({"beginning", "start"})
_LAST_DAY = ("last", "day")
_NOW: tuple[tuple[str, ...], ...] = (
    ("now",),
    ("right", "now"),
    ("today",),
    ("to", "day"),
    ("date",),
    ("present",),
    ("the", "present"),
)
_THIS_MONTH: tuple[tuple[str, ...], ...] = (
    ("the", "month"),
    ("that", "month"),
    ("this", "month"),
    ("the", "same", "month"),
)
THROUGH = frozenset({"to", "through", "thru", "until", "till"})
_TO = THROUGH | {"-", "and"}


def end_told(tokens: Sequence[Token], i: int, said: SaidDate, today: date) -> SaidDate | None:
    """The last day of "… to the end of october", "… through the end of the month", "… until now", told at token i."""
    for words in _NOW:
        if _words(tokens, i, len(words)) == words and said.day:
            return SaidDate(i, i + len(words), today.month, today.day, today.year)
    at = i + (_words(tokens, i, 1) == ("the",))
    after = at + 1 if word_at(tokens, at) in _ENDS else at + 2 if _words(tokens, at, 2) == _LAST_DAY else 0
    if not after or word_at(tokens, after) != "of":
        return None
    for words in _THIS_MONTH:
        if _words(tokens, after + 1, len(words)) == words and said.month:
            year = said.year if said.year and said.year > CENTURY else today.year
            return SaidDate(i, after + 1 + len(words), said.month, calendar.monthrange(year, said.month)[1], said.year)
    if (month := month_at(tokens, after + 1)) is None:
        return None
    told = next(((year, last) for year, last in year_at(tokens, month[1]) if year > CENTURY), None)
    last_day = calendar.monthrange(told[0] if told else today.year, month[0])[1]
    return SaidDate(i, told[1] if told else month[1], month[0], last_day, told[0] if told else None)


def start_told(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    """The first of may of "from the beginning of may through the end of june", of january of "since the first of the year";
    alone it is no day."""
    at = i + (word_at(tokens, i) == "the")
    of_year = _words(tokens, at + 1, 3) in (("of", "the", "year"), ("of", "this", "year"))
    if of_year and i and tokens[i - 1].word in ("since", "from") and word_at(tokens, at) in (*_BEGINNINGS, "first"):
        return SaidDate(i, at + 4, 1, 1, today.year)
    if word_at(tokens, at) not in _BEGINNINGS or word_at(tokens, at + 1) != "of":
        return None
    month = month_at(tokens, at + 2)
    return SaidDate(i, month[1], month[0], 1) if month and word_at(tokens, month[1]) in _TO else None


def _words(tokens: Sequence[Token], i: int, count: int) -> tuple[str, ...]:
    return tuple(t.word for t in tokens[i : i + count])
