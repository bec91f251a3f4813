"""A caller's words as a training line: everything that may identify somebody replaced, its entities kept. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from backend.conversation.learning.identifying import DIGITS, NATO, Span, identifying, unknown_words
from backend.conversation.learning.invention import Invented, invent

PUBLIC_ENTITIES = frozenset({"adjustment_code", "remark_code"})
"""Codes of published lists: they say why, not who."""
CHARACTERS_MAX = 400
_BRACKETS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A value in the text: its name and place, and how it was understood."""

    name: str
    start: int
    end: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Redacted:
    """The line with its values, and how many pieces of which kind were replaced."""

    text: str
    entities: tuple[Marked, ...]
    replaced: Mapping[str, int]
    unknown: tuple[str, ...]
    """Replaced words that were only unknown; somebody may vouch for them."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    new: Invented


def redact(
    text: str,
    *,
    entities: Sequence[Marked] = (),
    names: Iterable[str] = (),
    known: Collection[str],
    keep: Collection[str] = (),
    chance: Random,
) -> Redacted:
    """Replace every identifier, name, date, amount and unknown word by an invented one of the same shape."""
    text = text[:CHARACTERS_MAX].translate(_BRACKETS)
    marked = [one for one in entities if 0 <= one.start < one.end <= len(text)]
    public = [(one.start, one.end) for one in marked if one.name in PUBLIC_ENTITIES]
    said = [text[one.start : one.end] for one in marked if one.name == "person_name"]
    spans = identifying(text, names=[*names, *said], known=known, keep=keep, public=public)
    pieces = _invented(text, spans, chance)
    out, places = _rewritten(text, pieces)
    moved = [_moved(one, text, out, places, pieces) for one in marked]
    counted = Counter("word" if one.kind == "word" else one.kind for one in spans)
    unknown = tuple(unknown_words(text, spans))
    return Redacted(" ".join(out.split()), _after_folding(out, moved), dict(counted), unknown)


def _invented(text: str, spans: Sequence[Span], chance: Random) -> list[_Piece]:
    """The same words get the same invention, so that a line stays one story."""
    made: dict[tuple[str, str], Invented] = {}
    pieces = []
    for one in spans:
        original = text[one.start : one.end]
        key = (one.kind, original.lower())
        if key not in made:
            made[key] = invent(original, one.kind, chance)
        pieces.append(_Piece(one.start, one.end, made[key]))
    return pieces


def _rewritten(text: str, pieces: Sequence[_Piece]) -> tuple[str, list[int]]:
    """The new text, and for every place in the old one (and its end) the place in the new."""
    out, places, at = "", [0] * (len(text) + 1), 0
    for piece in pieces:
        for old in range(at, piece.start):
            places[old] = len(out) + old - at
        out += text[at : piece.start]
        for old in range(piece.start, piece.end):
            places[old] = len(out)
        out += piece.new.text
        at = piece.end
    for old in range(at, len(text) + 1):
        places[old] = len(out) + old - at
    return out + text[at:], places


def _moved(one: Marked, text: str, out: str, places: Sequence[int], pieces: Sequence[_Piece]) -> Marked:
    inside = [piece for piece in pieces if piece.start < one.end and one.start < piece.end]
    start = min([places[one.start], *(places[piece.start] for piece in inside)])
    end = max([places[one.end], *(places[piece.start] + len(piece.new.text) for piece in inside)])
    return Marked(one.name, start, end, _value(one, text[one.start : one.end], out[start:end], inside))


def _value(one: Marked, original: str, new: str, inside: Sequence[_Piece]) -> Any:
    """What the new characters mean, where the same reading of the old ones gave the old value; else None."""
    if one.name in PUBLIC_ENTITIES:
        return one.value
    if one.name.startswith("date_of"):
        days = [piece.new.day for piece in inside]
        return days[0].isoformat() if len(days) == 1 and days[0] else None
    if one.name == "person_name":
        return new
    if one.name == "amount":
        digits = re.sub(r"[^\d.]", "", new)
        return f"{float(digits):.2f}" if re.fullmatch(r"\d+(?:\.\d{1,2})?", digits) else None
    if one.value is not None and _read(original) != "".join(c for c in str(one.value).upper() if c.isalnum()):
        return None
    return _read(new)


def _read(text: str) -> str:
    """Letters and digits of an identifier, spoken ones too."""
    spoken = {word: str(at) for at, word in enumerate(DIGITS)} | {"oh": "0"} | {word: word[0] for word in NATO}
    tokens = re.findall(r"[A-Za-z]+|\d+", text)
    return "".join(spoken.get(one.lower(), one) for one in tokens).upper()


def _after_folding(out: str, marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """Places after runs of white space were folded into one blank and the ends cut."""

    def place(at: int) -> int:
        before = out[:at]
        folded = " ".join(before.split())
        between = bool(folded) and before[-1:].isspace() and bool(out[at:].strip())
        return len(folded) + between

    found = [Marked(one.name, place(one.start), place(one.end), one.value) for one in marked]
    return tuple(found)
