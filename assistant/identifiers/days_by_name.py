"""Days that have a name: "halloween twenty twenty five", "veterans day eleven eleven fifty two"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.identifiers.calendar_words import day_at, month_at, named_day_at, year_at
from assistant.identifiers.day_lists import numbers_side_by_side
from assistant.identifiers.days_in_numbers import numbers_as_day
from assistant.identifiers.relative_days import last_year
from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.tokens import Token


def day_by_name(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    """ "Halloween twenty twenty five"; without a year it counts only where a date is asked for."""
    if (named := named_day_at(tokens, i)) is None:
        return None
    month, day, after = named
    again = numbers_as_day(tokens, after + (after < len(tokens) and tokens[after].word in ("baby", "kid", "which")))
    if again and (again.month, again.day) == (month, day):
        return replace(again, first=i)  # "veterans day eleven eleven fifty two"
    years = year_at(tokens, after)
    year, last = max(years, key=lambda one: one[1]) if years else last_year(tokens, after, today) or (None, after)
    if year is not None and (month, day) in (
        here := {(d.month, d.day): d.last for d in numbers_side_by_side(tokens, last)}
    ):
        last = here[month, day]  # "valentine's day sixty six two fourteen"
    told = year is not None or (i > 0 and tokens[i - 1].word == "on")
    return SaidDate(i, last, month, day, year, vague=not told)


_NEAR = frozenset("before after around near by about".split())


def only_near(tokens: Sequence[Token], said: SaidDate, found: Sequence[SaidDate]) -> bool:
    """The xmas of "dec 18 last year, right before Xmas": it only tells where a day lies that was told before it."""
    named = said.fixed or not (
        tokens[said.first].is_figure or month_at(tokens, said.first) or day_at(tokens, said.first)
    )
    near = named and any(t.word in _NEAR for t in tokens[max(0, said.first - 1) : said.last])
    return near and any(one.day is not None and not one.fixed and one.last <= said.first for one in found)
