"""One line being read; every token is used for one fact only."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from assistant.identifiers.dates import find_dates
from assistant.identifiers.facts import Found, Piece, Value
from assistant.identifiers.labels import Label, find_labels
from assistant.identifiers.once_a_line import Tokens
from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.segments import Run
from assistant.identifiers.text import PlainText
from assistant.identifiers.tokens import Token, tokenise
from assistant.identifiers.vocabulary import MONTHS

_HESITATIONS = frozenset({"uh", "um", "er", "erm", "uhm", "umm", "uhh", "hmm"})


def _without_hesitations(tokens: list[Token]) -> list[Token]:
    """The tokens but for "uh" and the like; the UM of "UM77120" is none."""
    glued_to = {token.start for token in tokens if token.glued and (token.is_figure or token.word == "-")}
    return [t for t in tokens if t.glued or t.word not in _HESITATIONS or t.end in glued_to]


_STAMMERED = frozenset("the my from of in and is it it's that that's was claim patient date number".split())


def _without_stammer(tokens: list[Token]) -> list[Token]:
    """The tokens with "from from march the the eighteenth" said once; digits and letters may well come twice."""
    kept = [t for i, t in enumerate(tokens) if not (i and t.word in _STAMMERED and t.word == tokens[i - 1].word)]
    return [t for i, t in enumerate(kept) if not _is_begun_month(kept, i)]


def _is_begun_month(tokens: list[Token], i: int) -> bool:
    """The oct of "oct uh october eleventh"; november twice in a row may be two letters."""
    month = MONTHS.get(tokens[i].word)
    again = tokens[i + 1] if i + 1 < len(tokens) else None
    same = month is not None and again is not None and not again.glued and MONTHS.get(again.word) == month
    return same and tokens[i].word not in ("november", "may")


def tokens_of(text: str) -> Tokens:
    """The tokens of a plain text without hesitations and stammered words."""
    return Tokens(_without_stammer(_without_hesitations(_with_before(tokenise(text)))))


_SPANS = frozenset({"day", "night", "week", "weeks", "days"})


def _with_before(tokens: list[Token]) -> list[Token]:
    """The "day b4 thanksgiving" with its before in one."""
    kept: list[Token] = []
    for token in tokens:
        b4 = token.word == "4" and token.glued and len(kept) > 1 and kept[-1].word == "b" and not kept[-1].glued
        if b4 and kept[-2].word in _SPANS:
            kept[-1] = Token("before", kept[-1].start, token.end, False, False)
        else:
            kept.append(token)
    return kept


class Line:
    """A plain line with its labels; facts are added to it as they are understood, and their tokens taken."""

    def __init__(self, said: PlainText, expects: str | None, spoken: bool, today: date) -> None:
        self.said, self.expects, self.spoken, self.today = said, expects, spoken, today
        self.tokens = tokens_of(said.text)
        self.labels = find_labels(said.text)
        self.taken: set[int] = set()
        self.found: list[Found] = []
        self.piece: Piece | None = None
        self.parts: list[tuple[int, int, str]] = []
        """Characters said for what was asked, each with its place, that are no identifier by themselves."""
        self.runs: list[Run] = []

    @cached_property
    def days(self) -> list[SaidDate]:
        """The days that show themselves; the tokens they are read from never change."""
        return find_dates(self.tokens, self.today)

    def take(self, start: int, end: int) -> None:
        self.taken.update(i for i, t in enumerate(self.tokens) if t.start < end and t.end > start)

    def is_taken(self, start: int, end: int) -> bool:
        return any(i in self.taken for i, t in enumerate(self.tokens) if t.start < end and t.end > start)

    def add(
        self, name: str, value: Value, start: int, end: int, confidence: float, alternatives: tuple[str, ...] = ()
    ) -> None:
        self.found.append(Found(name, value, start, end, round(max(0.05, min(confidence, 1.0)), 3), alternatives))
        self.take(start, end)

    def label_before(self, start: int, words: int) -> Label | None:
        before = [b for b in self.labels if b.end <= start]
        if not before:
            return None
        between = self.said.text[before[-1].end : start]
        return (
            before[-1] if len(re.findall(r"[A-Za-z']+", between)) <= words and "\n" not in between.strip(" ") else None
        )

    def in_found(self, i: int) -> bool:
        return any(self.tokens[i].start >= f.start and self.tokens[i].end <= f.end for f in self.found)

    def in_label(self, i: int) -> bool:
        return any(self.tokens[i].start >= label.start and self.tokens[i].end <= label.end for label in self.labels)

    def fact_tokens(self) -> set[int]:
        taken = {i for i in range(len(self.tokens)) if self.in_found(i)}
        return taken | {i for i in range(len(self.tokens)) if self.in_label(i)}
