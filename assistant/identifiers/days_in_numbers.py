"""Month, day and year said as numbers side by side: "twelve eighteen sixty one", "oh three oh five eighty"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.identifiers.calendar_words import after_correction, day_at, year_at
from assistant.identifiers.said_date import SaidDate, real_date
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import ORDINALS, SMALL

_COUNTED = frozenset(
    "dollars dollar bucks hundred thousand grand claims cents visits units days nights weeks months hours times sessions percent "
    "years yrs".split()
)


def counts_something(tokens: Sequence[Token], i: int) -> bool:
    """Whether what looked like a year counts something ("march third twenty dollars")."""
    return i < len(tokens) and tokens[i].word in _COUNTED


def numbers_as_day(tokens: Sequence[Token], i: int) -> SaidDate | None:
    """Month, day and year said at token i as numbers alone ("twelve eighteen sixty one")."""
    said_at = [said for said, _ in spoken_numbers(tokens, i)]
    whole = [said for said in said_at if said.year is not None and not counts_something(tokens, said.last)]
    return max(whole, key=lambda said: said.last, default=None)


def stay_in_numbers(tokens: Sequence[Token], through: int) -> SaidDate | None:
    """The days on both sides of the "through" at a place, said without their year: "ten twelve through ten sixteen"."""
    starts = [
        said
        for k in range(max(0, through - _LONGEST), through)
        for said, _ in spoken_numbers(tokens, k)
        if said.last == through and said.year is None
    ]
    ends = [
        said
        for said, _ in spoken_numbers(tokens, through + 1)
        if said.year is None and (said.last >= len(tokens) or tokens[said.last].word not in (*SMALL, "oh", "hundred"))
    ]
    spans = [
        (one, other)
        for one in starts
        for other in ends
        if (one.month, one.day or 0) < (other.month, other.day or 0) and other.month - one.month <= 1
    ]
    if not spans:
        return None
    first, last = max(spans, key=lambda span: (span[0].month == span[1].month, span[0].first))
    return replace(first, last=last.last, end=last)


_LONGEST = 4


def spoken_numbers(tokens: Sequence[Token], i: int) -> list[tuple[SaidDate, float]]:
    """Month and day as numbers side by side, then a year or none."""
    found: list[tuple[SaidDate, float]] = []
    if _is_the_first_one(tokens, i):
        return found
    for month, after in _number_options(tokens, i):
        if not 1 <= month <= 12:
            continue
        for day, end in day_at(tokens, _skip(tokens, after)):
            if not real_date(2024, month, day):
                continue
            for year, last in year_at(tokens, _skip(tokens, end)):
                found.append((SaidDate(i, last, month, day, year), 0.0 if year > 99 else 0.15))
            found += _day_put_right(tokens, i, month, end)
            found.append((SaidDate(i, end, month, day), 0.6))
    return found


def _is_the_first_one(tokens: Sequence[Token], i: int) -> bool:
    """Whether "the first one went through the wash" counts papers, and tells no day."""
    words = [t.word for t in tokens[i : i + 3]]
    return (
        i > 0
        and tokens[i - 1].word == "the"
        and words[0] in ORDINALS
        and words[1:2] == ["one"]
        and words[2:3] != ["of"]
        and not year_at(tokens, i + 2)
    )


def _day_put_right(tokens: Sequence[Token], first: int, month: int, end: int) -> list[tuple[SaidDate, float]]:
    """ "Eleven twenty five no twenty six sixty one": the day said again with the year behind it."""
    again = after_correction(tokens, end)
    if (
        again == end
        or again >= len(tokens)
        or tokens[again - 1].word == ","
        or tokens[again].word == tokens[first].word
    ):
        return []  # "eight twenty no eight twenty three …": month and day once more
    return [
        (SaidDate(first, last, month, day, year), 0.1)
        for day, after in day_at(tokens, again)
        for year, last in year_at(tokens, after)
        if real_date(2024, month, day) and (last >= len(tokens) or tokens[last].word not in (*SMALL, "of"))
    ]


def _number_options(tokens: Sequence[Token], i: int) -> list[tuple[int, int]]:
    return [(value, after) for value, after in day_at(tokens, i) if tokens[i].word != "the"]


def _skip(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and tokens[i].word in (",", ".", "/", "-", "slash", "dash", "uh", "um", "of", "the"):
        i += 1
    return i
