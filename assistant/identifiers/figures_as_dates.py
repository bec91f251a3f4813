"""Dates as figures: with slashes, ISO, or in a row, typed, keyed or said one by one: MMDDYYYY, MMDDYY, YYYYMMDD."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.identifiers.calendar_words import figures_joined
from assistant.identifiers.letters import Unit
from assistant.identifiers.said_date import SaidDate, of_digits, real_date
from assistant.identifiers.segments import readings
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import is_filler, unit_at
from assistant.identifiers.vocabulary import DIGITS

_GLUED_LABELS = frozenset({"dos", "dob", "date", "born", "on", "from"})


def compact(tokens: Sequence[Token], i: int) -> list[tuple[SaidDate, float]]:
    """Six or eight digits in a row, typed, keyed or said one by one: MMDDYYYY, MMDDYY, YYYYMMDD."""
    if tokens[i].glued and tokens[i - 1].is_word and tokens[i - 1].word not in _GLUED_LABELS:
        return []  # "TT100926" is numbered so
    units: list[Unit] = []
    j = i
    while j < len(tokens) and len(units) < 9:
        unit = unit_at(tokens, j)
        if unit is None or unit.kind not in ("digit", "letter"):
            if units and unit is None and is_filler(tokens, j):
                j += 1
                continue
            break
        units.append(unit)
        j = unit.last
    found: list[tuple[SaidDate, float]] = []
    for count in range(1, len(units) + 1):
        for text, cost in readings(units[:count], [0.0] * count):
            text = text.replace("O", "0")
            if not text.isdigit() or len(text) not in (6, 8):
                continue
            said = of_digits(text, i, units[count - 1].last)
            if said:
                found.append((said, cost + 0.05 + (0.15 if len(text) == 6 else 0.0)))
    return found


_FOUR, _YEARS_BACK = 4, 3


def one_by_one(tokens: Sequence[Token], i: int, today: date) -> list[tuple[SaidDate, float]]:
    """ "Seven seven two six": month, day and a year just past, one figure for each but the year."""
    words = [t.word for t in tokens[i : i + _FOUR]]
    digits = "".join(DIGITS.get(word, "") for word in words)
    if len(words) < _FOUR or len(digits) < _FOUR:
        return []
    month, day, year = int(digits[0]), int(digits[1]), 2000 + int(digits[2:])
    recent = today.year - _YEARS_BACK <= year <= today.year and real_date(year, month, day)
    return [(SaidDate(i, i + _FOUR, month, day, year), 0.3)] if recent else []


_OF_FRACTIONS = frozenset(
    "cup cups inch inches mile miles teaspoon tsp tablet tablets pound lb lbs dose mg ml pill pills".split()
)
_ARITHMETIC = frozenset({"math", "maths", "fraction", "fractions", "equation", "algebra", "arithmetic"})


def _is_fraction(tokens: Sequence[Token], after: int) -> bool:
    """Whether "3/4" is a part of something: "3/4 tablet", "his math homework, 3/4 + 5/8"."""
    return (after < len(tokens) and tokens[after].word in _OF_FRACTIONS) or any(t.word in _ARITHMETIC for t in tokens)


def iso(tokens: Sequence[Token], i: int) -> SaidDate | None:
    parts = figures_joined(tokens, i, 3, "-/.")
    if parts is None or len(parts[0]) != 4 or max(len(p) for p in parts[1:]) > 2:
        return None
    made = real_date(int(parts[0]), int(parts[1]), int(parts[2]))
    return SaidDate(i, i + 5, made.month, made.day, made.year) if made else None


_BEHIND_A_DAY = frozenset({"am", "pm", "m", "f", "to", "th"})
"""The hour, and the sex of whoever was born that day."""
_LETTERS_MOST = 2


def _is_a_number(tokens: Sequence[Token], i: int) -> bool:
    """Whether hyphened figures go on with letters: "26-11-70B-4", "09-17-26-A"."""
    if tokens[i + 1].word != "-" or i + 5 >= len(tokens) or not tokens[i + 5].glued:
        return False
    at = i + 5 + (tokens[i + 5].word == "-" and i + 6 < len(tokens) and tokens[i + 6].glued)
    return tokens[at].is_word and len(tokens[at].word) <= _LETTERS_MOST and tokens[at].word not in _BEHIND_A_DAY


def slashed(tokens: Sequence[Token], i: int) -> SaidDate | None:
    if (
        (parts := figures_joined(tokens, i, 3, "-/."))
        and len(parts[2]) in (2, 4)
        and max(len(p) for p in parts[:2]) <= 2
        and not _is_a_number(tokens, i)
    ):
        month, day = int(parts[0]), int(parts[1])
        if month > 12 >= day > 0:
            month, day = day, month
        return SaidDate(i, i + 5, month, day, int(parts[2])) if real_date(2024, month, day) else None
    parts = figures_joined(tokens, i, 2, "/")
    if (
        parts
        and len(parts[0]) <= 2
        and len(parts[1]) == 4
        and 1 <= int(parts[0]) <= 12
        and 1900 <= int(parts[1]) <= 2100
    ):
        return SaidDate(i, i + 3, int(parts[0]), None, int(parts[1]), vague=True)
    if parts and _is_fraction(tokens, i + 3):
        return None
    if parts and max(len(p) for p in parts) <= 2 and real_date(2024, int(parts[0]), int(parts[1])):
        return SaidDate(i, i + 3, int(parts[0]), int(parts[1]))
    return None
