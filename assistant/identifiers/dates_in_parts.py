"""Dates told by their parts: "year nineteen eighty one month eight day five", "the twenty second of the ninth month …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.identifiers.calendar_words import Place, day_at, month_at, year_at
from assistant.identifiers.said_date import SaidDate, real_date
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import ORDINALS

_PARTS = frozenset({"year", "month", "day"})
_IS = ("is", "was", "of", "in")
_JOINTS = (",", "and", "the", "then")


def date_in_parts(tokens: Sequence[Token], i: int) -> SaidDate | None:
    """The date whose parts are named from token i on, in any order."""
    return _named_parts(tokens, i) or _counted_parts(tokens, i)


def _named_parts(tokens: Sequence[Token], i: int) -> SaidDate | None:
    """ "Year nineteen eighty one month is eight day is the five", "sixty nine is the year …"."""
    told: dict[str, int] = {}
    j = i
    while j < len(tokens) and (part := _part_at(tokens, j) or _part_before_its_name(tokens, j)):
        name, value, after = part
        if name in told:
            break
        told[name], j = value, after
        while j + 1 < len(tokens) and tokens[j].word in _JOINTS and _begins_a_part(tokens, j + 1):
            j += 1
    if "year" not in told and (born := _year_of_birth_before(tokens, i)):
        told["year"] = born
    if told.keys() == _PARTS - {"year"} and real_date(2024, told["month"], told["day"]):
        return SaidDate(i, j, told["month"], told["day"])
    if told.keys() != _PARTS:
        return None
    year = told["year"] if told["year"] > 99 else 1900 + told["year"]
    return (
        SaidDate(i, j, told["month"], told["day"], told["year"])
        if real_date(year, told["month"], told["day"])
        else None
    )


def _begins_a_part(tokens: Sequence[Token], i: int) -> bool:
    told = _part_at(tokens, i) or _part_before_its_name(tokens, i) or tokens[i].word in _JOINTS
    return bool(told)


def _values(tokens: Sequence[Token], part: str, at: int) -> list[Place]:
    if part == "year":
        return year_at(tokens, at)
    named = month_at(tokens, at) if part == "month" else None
    return [named] if named else day_at(tokens, at)


def _part_at(tokens: Sequence[Token], i: int) -> tuple[str, int, int] | None:
    """ "Month (is) eight"."""
    if tokens[i].word not in _PARTS or i + 1 >= len(tokens):
        return None
    at = i + 1 + (tokens[i + 1].word in _IS)
    values = _values(tokens, tokens[i].word, at)
    return (tokens[i].word, *values[0]) if values else None


def _part_before_its_name(tokens: Sequence[Token], i: int) -> tuple[str, int, int] | None:
    """ "Sixty nine is the year"."""
    for part in ("year", "month", "day"):
        for value, after in _values(tokens, part, i):
            if [t.word for t in tokens[after : after + 3]] == ["is", "the", part]:
                return part, value, after + 3
    return None


def _year_of_birth_before(tokens: Sequence[Token], i: int) -> int | None:
    """The year of "born in nineteen eighty five month is october …"."""
    for first in range(max(0, i - 4), i):
        if tokens[first - 1].word == "in" and first > 1 and tokens[first - 2].word == "born":
            return next((year for year, after in year_at(tokens, first) if after == i and year > 99), None)
    return None


def _counted_parts(tokens: Sequence[Token], i: int) -> SaidDate | None:
    """ "Eighth month twentieth day nineteen forty seven", "the twenty second of the ninth month nineteen sixty four"."""
    for number, after in day_at(tokens, i):
        if tokens[after - 1].word not in ORDINALS:
            continue
        words = [t.word for t in tokens[after : after + 2]]
        day_first = words[:1] == ["of"]
        at = after + 1 if day_first else after + 1 + (words[1:] == ["the"]) if words[:1] == ["month"] else 0
        for other, end in day_at(tokens, at) if at else []:
            named = end < len(tokens) and tokens[end].word == ("month" if day_first else "day")
            if not named or tokens[end - 1].word not in ORDINALS:
                continue
            month, day = (other, number) if day_first else (number, other)
            years = year_at(tokens, end + 1)
            if real_date(2024, month, day) and month <= 12:
                return SaidDate(i, years[0][1] if years else end + 1, month, day, years[0][0] if years else None)
    return None
