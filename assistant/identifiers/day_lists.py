"""Several days in one breath: "the ninth and the sixteenth of october", "nine two and nine nine both twenty twenty six"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.identifiers.calendar_words import day_at, month_at, year_at
from assistant.identifiers.relative_days import last_year
from assistant.identifiers.said_date import SaidDate, real_date
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells
from assistant.identifiers.vocabulary import ORDINALS, WEEKDAYS

_BETWEEN = ("and", ",", "the", "&")


def all_listed(tokens: Sequence[Token], said: SaidDate) -> list[SaidDate]:
    """A day as it is to stand, with the days listed beside it."""
    said = settled_on(tokens, said)
    return [*days_listed_before(tokens, said), said, *days_listed_after(tokens, said)]


def days_listed_before(tokens: Sequence[Token], said: SaidDate) -> list[SaidDate]:
    """The fourth and the eleventh of "the fourth the eleventh and the eighteenth of march"."""
    found: list[SaidDate] = []
    first = said.first
    while said.day and not said.end and not said.fixed:
        joint = first
        while joint and tokens[joint - 1].word in _BETWEEN:
            joint -= 1
        joined = joint < first or tokens[first].word == "the"
        start = next((s for s in range(max(0, joint - 2), joint) if _is_ordinal(tokens, s, joint)), None)
        if start is None or not joined or (start and month_at(tokens, start - 1)):
            break
        day = next(day for day, after in day_at(tokens, start) if after == joint)
        if not real_date(2024, said.month, day):
            break
        first = start - (start > 0 and tokens[start - 1].word == "the")
        found.insert(0, replace(said, first=first, last=joint, day=day))
    return found


def days_listed_after(tokens: Sequence[Token], said: SaidDate) -> list[SaidDate]:
    """The eighth and the fifteenth of "september first eighth and fifteenth", "june 3rd, 10th and 17th"."""
    found: list[SaidDate] = []
    last, joined = said.last, False
    while said.day and said.year is None and not said.end and not said.fixed:
        at = last
        while at < len(tokens) and tokens[at].word in _BETWEEN:
            joined = joined or tokens[at].word in ("and", "&")
            at += 1
        days = [(day, after) for day, after in day_at(tokens, at) if _is_ordinal(tokens, at, after)]
        if not days or days[0][0] <= ((found[-1].day if found else said.day) or 0):
            break
        found.append(replace(said, first=at, last=days[0][1], day=days[0][0]))
        last = days[0][1]
    alone = not numbers_a_thing(tokens, last)
    months = last + 1 < len(tokens) and (
        month_at(tokens, last) or (tokens[last].word == "of" and month_at(tokens, last + 1))
    )
    real = all(real_date(2024, day.month, day.day or 0) for day in found)
    return found if joined and alone and not months and real else []


def _is_ordinal(tokens: Sequence[Token], start: int, end: int) -> bool:
    ordinal = tokens[end - 1].word in ORDINALS or (
        tokens[end - 1].word in ("st", "nd", "rd", "th") and tokens[end - 1].glued
    )
    return ordinal and tokens[start].word != "the" and any(after == end for _, after in day_at(tokens, start))


def _ordinal_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The day told by an ordinal at token i that has no month of its own and counts nothing, and the token after it."""
    if i >= len(tokens) or tokens[i].is_figure:
        return None
    for day, after in day_at(tokens, i):
        of = after < len(tokens) and tokens[after].word == "of"
        if (
            _is_ordinal(tokens, i, after)
            and not of
            and not month_at(tokens, after)
            and not numbers_a_thing(tokens, after)
        ):
            return day, after
    return None


_NUMBERED = frozenset(
    "visit visits time times claim claims one ones appointment appt opinion call letter bill line surgery half floor dose "
    "check notice try shot round denial appeal payment page week month session child baby day days level request of".split()
)


def numbers_a_thing(tokens: Sequence[Token], i: int) -> bool:
    """Whether the ordinal before token i counts what stands there: "the second visit"."""
    return i < len(tokens) and tokens[i].word in _NUMBERED


def with_day_after_year(tokens: Sequence[Token], said: SaidDate) -> SaidDate:
    """ "August nineteen forty four the twenty second", "october of this year the eleventh": the day at last."""
    if not said.month or said.day is not None or said.year is None or said.end or said.fixed:
        return said
    at = said.last + (said.last < len(tokens) and tokens[said.last].word in ("on", ","))
    if at + 1 >= len(tokens) or tokens[at].word != "the":
        return said
    told = _ordinal_at(tokens, at + 1)
    if told is None or not real_date(2024, said.month, told[0]):
        return said
    return replace(said, day=told[0], last=told[1], vague=False)


_PUTS = (
    ("put",),
    ("use",),
    ("go", "with"),
    ("make", "it"),
    ("call", "it"),
    ("say",),
    ("enter",),
    ("put", "down"),
    ("write",),
)
_TALK_BETWEEN = 16


def settled_on(tokens: Sequence[Token], said: SaidDate) -> SaidDate:
    """ "I fell on january the eleventh and they saw me on the twelfth so put the twelfth": the day that is to stand."""
    if not said.day or said.end or said.fixed:
        return said
    for i in range(said.last, min(said.last + _TALK_BETWEEN, len(tokens) - 2)):
        if month_at(tokens, i) and tokens[i].word not in ("may", "march"):
            break
        puts = next((words for words in _PUTS if tuple(t.word for t in tokens[i : i + len(words)]) == words), ())
        at = i + len(puts)
        told = _ordinal_at(tokens, at + 1) if puts and at < len(tokens) and tokens[at].word == "the" else None
        if told and real_date(2024, said.month, told[0]) and told[1] + 1 >= len(tokens):
            return replace(said, day=told[0])
    return said


_FOLLOWS = frozenset("and then the a follow up followup second other one visit again on".split())
_LONGEST_JOINT = 6


def pair_of_days(tokens: Sequence[Token], i: int, today: date) -> tuple[SaidDate, SaidDate] | None:
    """ "Nine two and then nine nine both twenty twenty six", "eleven two and eleven five of this year": two days in numbers."""
    if i and spells(tokens, i - 1):
        return None
    for one in numbers_side_by_side(tokens, i):
        j = one.last
        if j >= len(tokens) or tokens[j].word != "and":
            continue
        while j < len(tokens) and tokens[j].word in _FOLLOWS and j - one.last < _LONGEST_JOINT:
            j += 1
        for other in numbers_side_by_side(tokens, j):
            both = other.last + (other.last < len(tokens) and tokens[other.last].word in ("both", "all"))
            told = last_year(tokens, both, today) or next(
                (p for p in year_at(tokens, both) if 2000 < p[0] <= today.year), None
            )
            later = (other.month, other.day or 0) > (one.month, one.day or 0)
            if told and later and (told[1] >= len(tokens) or not spells(tokens, told[1])):
                return replace(one, year=told[0]), replace(other, year=told[0], last=told[1])
    return None


def numbers_side_by_side(tokens: Sequence[Token], i: int) -> list[SaidDate]:
    """Month and day at token i, numbers side by side, longest first."""
    return [
        SaidDate(i, end, month, day)
        for month, after in (day_at(tokens, i) if i < len(tokens) and tokens[i].word != "the" else [])
        for day, end in (day_at(tokens, after) if month <= 12 else [])
        if real_date(2024, month, day)
    ]


def weekdays_of_last_week(tokens: Sequence[Token], i: int, today: date) -> list[SaidDate]:
    """ "Thursday and friday of last week"."""
    named, j = [], i
    while j < len(tokens) and tokens[j].word in WEEKDAYS:
        named.append(j)
        j += 1
        while j + 1 < len(tokens) and tokens[j].word in _BETWEEN:
            j += 1
    words = [t.word for t in tokens[j : j + 3]]
    of = words[:1] == ["of"]
    if len(named) < len(("one", "other")) or words[of : of + 2] != ["last", "week"]:
        return []
    monday = today - timedelta(today.weekday() + 7)
    days = [monday + timedelta(WEEKDAYS[tokens[k].word]) for k in named]
    ends = [*named[1:], j + of + 2]
    return [SaidDate(k, end, fixed=(day, day), vague=True) for k, end, day in zip(named, ends, days, strict=True)]
