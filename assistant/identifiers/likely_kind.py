"""The kind an unlabelled number most likely has, by its form and by all the words around it.

The weights of `likely_kind.tsv` were learned from lines with known answers (`python -m assistant.learn_kinds`); a kind's score
is their sum over the marks of a number, so that what spoke for a kind can be read off line by line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.identifiers.line import Line
from assistant.identifiers.runs import Match, best_match
from assistant.identifiers.segments import Run, plain_characters
from assistant.identifiers.shapes import npi_is_valid
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS, NATO, PLURALS, TEENS, TENS, TIMES

WEIGHTS = Path(__file__).with_name("likely_kind.tsv")
KINDS = (
    "npi", "tax_id", "phone_number", "member_id", "claim_number", "trace_number", "auth_number", "procedure_code",
)  # fmt: skip
NO_KIND = "none"
SHORTEST = 5
"""Fewer characters are a piece, not a number."""
_SURE = 0.75
"""From here on it was right more often than the rules, on lines of authors it had not learned from (decision 0328)."""
_STEM, _NEAREST, _FADING = 6, 3, 4
_SAID, _WRITTEN, _PREFIX, _FEW_WORDS = 12, 20, 4, 4
_CODE, _MODIFIER, _TEN = 5, 2, 10
_PROCEDURES = ((10004, 69990), (70010, 89398), (90281, 99607))
_DIALLED = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each mark says for each of `kinds`; `bases` is what is said before any mark."""

    kinds: tuple[str, ...]
    bases: tuple[float, ...]
    of: Mapping[str, tuple[float, ...]]


@cache
def weights() -> Weights:
    """The weights as they were learned."""
    head, base, *rows = (row.split("\t") for row in WEIGHTS.read_text(encoding="utf-8").splitlines())
    of = {row[0]: tuple(float(w or 0) for w in row[1:]) for row in rows}
    return Weights(tuple(head[1:]), tuple(map(float, base[1:])), of)


def likelier(line: Line, run: Run, guess: Match | None) -> Match | None:
    """`guess`, made by the shape alone, or what the number surely rather is; where something was asked for, `guess`.

    Five figures are many things, and a procedure only where one is spoken of: there `guess` stands too.
    """
    if line.expects is not None:
        return guess
    characters = plain_characters(run)
    if len(characters) < SHORTEST or (len(characters) == _CODE and characters.isdigit()):
        return guess
    kind, share = _likeliest(marks(line, run, characters))
    if share < _SURE or kind == NO_KIND or (guess is not None and guess.shaped.name == kind):
        return guess
    match = best_match(run, kind)
    return guess if match is None or _cuts(match, characters) else match


def _cuts(match: Match, characters: str) -> bool:
    """Whether a procedure would be cut out of a longer number; a modifier after it, or a letter, is no figure of it."""
    left = characters.replace(match.shaped.value, "", 1)
    return match.shaped.name == "procedure_code" and len(left) != _MODIFIER and any(c.isdigit() for c in left)


def _likeliest(found: Mapping[str, float]) -> tuple[str, float]:
    """The kind with the largest share, and the share."""
    known = weights()
    scores = list(known.bases)
    for mark, strength in found.items():
        for i, weight in enumerate(known.of.get(mark, ())):
            scores[i] += strength * weight
    shares = [1 / (1 + math.exp(-score)) for score in scores]
    best = max(range(len(shares)), key=shares.__getitem__)
    return known.kinds[best], shares[best] / sum(shares)


def marks(line: Line, run: Run, characters: str) -> dict[str, float]:
    """What can be seen of a number and around it, each with its strength."""
    tokens = line.tokens
    before, after = _stems(tokens[: run.first])[::-1], _stems(tokens[run.last :])
    found = _words("b", before) | _words("a", after)
    found |= {f"L {stem}": 1.0 for stem in (*before, *after)}
    found |= dict.fromkeys(_form(characters), 1.0)
    if line.spoken:
        how = "".join(_how_said(t.word) for t in tokens[run.first : run.last])
        found |= {"spoken": 1.0, f"said {how[:_SAID]}": 1.0}
    else:
        written = line.said.text[tokens[run.first].start : tokens[run.last - 1].end]
        found |= {"typed": 1.0, f"written {_outline(written)[:_WRITTEN]}": 1.0}
    found |= {f"beside {name}": 1.0 for name in _beside(line, run)}
    found[f"words {min(len(before) + len(after), _FEW_WORDS)}"] = 1.0
    return found


def _words(side: str, stems: Sequence[str]) -> dict[str, float]:
    """The words on one side, nearest first: the next three by their place, all of them by their distance."""
    near = [*stems[:_NEAREST], *["^"] * (_NEAREST - len(stems))]
    found = {f"{side}{place} {stem}": 1.0 for place, stem in enumerate(near, 1)}
    if len(stems) > 1:
        found[f"{side}{side} {stems[1]} {stems[0]}"] = 1.0
    for i, stem in enumerate(stems):
        found.setdefault(f"{side.upper()} {stem}", _FADING / (_FADING + i))
    return found


def _stems(tokens: Sequence[Token]) -> list[str]:
    """The beginnings of the words; another number is one mark, however many words it takes."""
    stems: list[str] = []
    for token in tokens:
        word = token.word
        counts = word[0].isdigit() or any(word in words for words in (DIGITS, TEENS, TENS, PLURALS, TIMES))
        stem = _NUMBER if counts else re.sub(r"[^a-z']", "", word)[:_STEM]
        if stem and not (stem == _NUMBER and stems[-1:] == [_NUMBER]):
            stems.append(stem)
    return stems


def _how_said(word: str) -> str:
    """One letter for the way a part of a number is said: "three eighty seven forty" is dtdt, a price more often than a code."""
    ways: tuple[tuple[str, Collection[str]], ...] = (
        ("d", DIGITS),
        ("d", PLURALS),
        ("e", TEENS),
        ("t", TENS),
        ("n", NATO),
    )
    if word[0].isdigit():
        return "9"
    return next((way for way, words in ways if word in words), "l" if len(word) == 1 else "w")


def _outline(text: str) -> str:
    return re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", text))


def _form(characters: str) -> list[str]:
    """What the characters alone show."""
    outline = re.sub(r"9+", lambda figures: f"9x{len(figures.group())}", _outline(characters))
    letters = characters[: len(characters) - len(characters.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    found = [f"form {outline}", f"length {len(characters)}", f"letters {letters[:_PREFIX]}", f"opens {characters[0]}"]
    if characters.isdigit() and len(characters) == _CODE:
        found += ["procedure"] if any(low <= int(characters) <= high for low, high in _PROCEDURES) else []
    if characters.isdigit() and len(characters) == _TEN:
        found += ["dialled"] if _DIALLED.fullmatch(characters) else []
        found += ["npi"] if npi_is_valid(characters) else []
    return found


def _beside(line: Line, run: Run) -> set[str]:
    """The kinds of the line's other facts: numbers before this one, and all that is no number."""
    start = line.tokens[run.first].start
    return {f.name for f in line.found if f.name not in KINDS or f.end <= start}
