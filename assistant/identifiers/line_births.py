"""Days of birth told beside people: after a name, of a relative, of a patient who is at the desk."""

from __future__ import annotations

import re

from assistant.identifiers.days_in_numbers import numbers_as_day
from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.line import Line
from assistant.identifiers.line_dates import DATE_SLOTS, add_date, kind_of_date
from assistant.identifiers.said_date import CENTURY
from assistant.identifiers.shapes import CHECKS
from assistant.identifiers.text import before_it
from assistant.identifiers.units import spells
from assistant.identifiers.vocabulary import MONTHS, ORDINALS, SMALL

_FOR_SOMEBODY = frozenset({"for", "on", "patient", "pt", "member"})


def _hear_somebodys_day(line: Line) -> None:
    """ "Deductible met for seven seven nineteen fifty": a whole day too long ago for a service is whose it is."""
    for i in range(1, len(line.tokens)):
        day = numbers_as_day(line.tokens, i) if line.tokens[i - 1].word in _FOR_SOMEBODY else None
        if day is None or (day.year or 0) <= CENTURY or kind_of_date(line, day) != "date_of_birth":
            continue
        ends = day.last >= len(line.tokens) or line.tokens[day.last].word not in SMALL
        if ends and not any(line.in_found(k) for k in range(day.first, day.last)):
            add_date(line, day, None)
            return


IS_HERE = (
    r"\s+(?:(?:is|who's|she's|he's|sitting|standing|waiting|right|here)\s+){0,3}"
    r"(?:(?:at|in|by|on)\s+(?:my|the|our)\s+(?:front\s+)?\w+|in\s+front\s+of\s+(?:me|us)|with\s+(?:me|us))\s+(?:(?:now|today|here)\s+)?"
)
_HERE = re.compile(IS_HERE, re.IGNORECASE)
""" "Anthony Deluca at my desk eleven thirty seventy"."""


def hear_day_after_name(line: Line) -> None:
    """ "X Y twelve eighteen sixty one": numbers said after a person's name, spelled or not, are that person's day."""
    others = any(f.name == "date_of_birth" for f in line.found)
    if not line.spoken:
        return
    for name in [f for f in line.found if f.name == "person_name"]:
        i = next((k for k, t in enumerate(line.tokens) if t.start >= name.end), len(line.tokens))
        while i < len(line.tokens) and len(line.tokens[i].word) == 1 and line.tokens[i].is_word:
            i += 1
        day = numbers_as_day(line.tokens, i)
        if day is None and (there := _HERE.match(line.said.text, name.end)):
            i = next((k for k, t in enumerate(line.tokens) if t.start >= there.end()), len(line.tokens))
            day = numbers_as_day(line.tokens, i)
        ends = day and (day.last >= len(line.tokens) or line.tokens[day.last].word not in SMALL)
        if others and day and kind_of_date(line, day) != "date_of_birth":
            continue  # "i'm dana reyes eight two seventy one my wife is …": each with a day
        if day and ends and not any(line.in_found(k) for k in range(day.first, day.last)):
            add_date(line, day, None)
            others = True
    if line.expects not in DATE_SLOTS and not others:
        _hear_somebodys_day(line)


_RELATIVE_IS = re.compile(
    r"\b(?:my|our|his|her|the)\s+(?:(?:\w+\s+)?(?:mother|mom|mama|mum|father|dad|daddy|wife|husband|spouse|partner|son|daughter|"
    r"brother|sister|grand\w+|nana|papa|uncle|aunt|niece|nephew|cousin|stepson|stepdaughter|stepdad|stepmom)|"
    r"(?:\w+\s+)?(?:baby|newborn|infant|youngest|oldest|eldest|kid|twins|girl|boy))"
    r"(?:\s+(?!(?:claim|bill|copay|balance|number|id|visit|card|surgery|payment|check|account)s?\b)[a-z']+){0,2}?"
    r"(?:'s|\s+is|\s+was|\s+are)\s+(?:(?!(?:on|for|from|since|at|owed|charged|billed|due|seen|the|a)\b)[a-z']+\s+){0,2}$",
    re.IGNORECASE,
)
""" "My dad clay whitlow is nine eighteen fifty nine", "the baby is theo ten thirty twenty five"."""
_SOMEBODY_IS = frozenset({"he's", "she's", "hes", "shes", "i'm"})


def _is_a_relatives(line: Line, i: int) -> bool:
    """Whether the day that begins at token i is what a relative is; a month said before it is a part of it."""
    word = line.tokens[i - 1].word
    inside = word in MONTHS or word in ORDINALS or word in SMALL
    return not inside and _RELATIVE_IS.search(before_it(line.said.text, line.tokens[i].start)) is not None


def _ends_a_name(line: Line, i: int) -> bool:
    return (
        line.tokens[i].word in FAMILY_NAMES and i > 0 and line.tokens[i - 1].word in FIRST_NAMES and i not in line.taken
    )


def hear_somebodys_birth(line: Line) -> None:
    """ "How many of her days are used up, she's two eleven oh nine", "harold finch nine twenty five nineteen forty": a day that
    somebody is, or one long ago after a whole name, is the one of birth."""
    for i in range(1, len(line.tokens) if line.spoken and line.expects not in CHECKS else 0):
        told = line.tokens[i - 1].word in _SOMEBODY_IS or _is_a_relatives(line, i)
        named = not told and _ends_a_name(line, i - 1)
        day = numbers_as_day(line.tokens, i) if told or named else None
        if day is None or (day.last < len(line.tokens) and spells(line.tokens, day.last)):
            continue
        if named and ((day.year or 0) <= CENTURY or kind_of_date(line, day) != "date_of_birth"):
            continue
        if not any(k in line.taken for k in range(i, day.last)):
            add_date(line, day, "date_of_birth")
