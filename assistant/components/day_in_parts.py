"""A birth date over two turns, "September 17" and "1975", and a year put right by itself: "no wait, the year is 2001"."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from assistant.identifiers import Found, Heard, Piece, listen
from assistant.identifiers.vocabulary import DIGITS, SMALL

BORN = "date_of_birth"
_A_LEAP_YEAR, _FIRST_DAY = 1996, "january 1"
_WORDS = 8
_NUMBERS = frozenset(DIGITS) | frozenset(SMALL) | {"hundred", "thousand", "and"}
_YEAR = re.compile(
    r"\b(?:the |my |birth )*year(?:'s| is| was| should(?: be| have been)|,)\s+"
    r"(?:supposed to be |actually |really |not \w+ but )*(?P<year>.+)$",
    re.IGNORECASE,
)


class Asked(Protocol):
    """What was asked for, and what is kept of the answer."""

    @property
    def expects(self) -> str | None:
        """The slot asked for."""

    @property
    def channel(self) -> str:
        """Where the line was said."""

    @property
    def incomplete(self) -> tuple[str, str] | None:
        """Kind and characters of the piece kept."""


def with_parts(heard: Heard, text: str, asked: Asked, today: date) -> Heard:
    """The line with the birth date that its part makes with the one kept, or with the part as a piece."""
    if asked.expects not in (BORN, "dob") or heard.found or len(text.split()) > _WORDS:
        return heard
    said = _YEAR.search(text)
    text = said["year"] if said else text
    kept = asked.incomplete[1] if asked.incomplete and asked.incomplete[0] == BORN else ""
    day = _born(f"{kept} {text}", today) or _born(f"{text} {kept}", today) if kept else None
    if day is not None:
        heard.found, heard.piece = [Found(BORN, day, 0, len(text), 0.8)], None
    elif part := _part(text, asked.channel, today):
        heard.piece = Piece(BORN, part)
    return heard


def put_right(heard: Heard, text: str, born: str | None, today: date) -> Heard | None:
    """The line with the birth date's year put right, of the date in it or of the one given before; None where it tells none."""
    said = _YEAR.search(text)
    year = _year(said["year"], "voice", today) if said and _is_a_number(said["year"]) else None
    day = next((f for f in heard.found if f.name == BORN), None)
    before = str(day.value) if day else born
    if (
        said is None
        or year is None
        or before is None
        or any(f.start < said.start() for f in heard.found if f is not day)
    ):
        return None
    try:
        whole = date.fromisoformat(before).replace(year=int(year))
    except ValueError:
        return None
    return Heard([Found(BORN, whole.isoformat(), said.start(), said.end(), 0.8)], None, ())


def _is_a_number(words: str) -> bool:
    return all(word in _NUMBERS or word.isdigit() for word in re.findall(r"[a-z0-9]+", words.lower()))


def _part(text: str, channel: str, today: date) -> str | None:
    """The year, or the month and day, that a line tells of a day."""
    if _A_YEAR.search(text) and (year := _year(text, channel, today)):
        return year
    day = _born(f"{text} {_A_LEAP_YEAR}", today, channel) if _A_MONTH.search(text) else None
    return f"{date.fromisoformat(day):%B %-d}" if day and day.startswith(str(_A_LEAP_YEAR)) else None


def _year(text: str, channel: str, today: date) -> str | None:
    if typed := re.findall(r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])", text):
        return str(typed[0]) if len(typed) == 1 else None
    day = _born(f"{_FIRST_DAY} {text}", today, channel)
    return day[:4] if day and day.endswith("-01-01") else None


_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:nineteen|two thousand|twenty \w+)\b", re.IGNORECASE)
_A_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?\b|\bmay\b|"
    r"\b\d{1,2}[/-]\d{1,2}\b",
    re.IGNORECASE,
)


def _born(text: str, today: date, channel: str = "voice") -> str | None:
    found = [f.value for f in listen(text, expects=BORN, channel=channel, today=today).found if f.name == BORN]
    return str(found[0]) if len(found) == 1 else None
