"""How a text is to be read aloud: ids and codes character by character, dates as dates, money in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

As = Literal["characters", "date", "telephone"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and how a voice reads it; ``read_as`` and ``format`` are SSML's ``say-as``."""

    text: str
    read_as: As | None = None
    format: str | None = None


_MARKED = re.compile(
    r"(?P<money>-?\$\d[\d,]*(?:\.\d{2})?)"
    r"|(?P<ymd>\b\d{4}-\d{2}-\d{2}\b)"
    r"|(?P<mdy>\b\d{1,2}/\d{1,2}/\d{4}\b)"
    r"|(?P<telephone>\b\d{3}-\d{3}-\d{4}\b)"
    r"|(?P<code>\b[A-Z]{1,3}-[A-Z]?\d{1,3}\b|\b[A-Z]{1,2}\d{1,3}\b)"
    r"|(?P<id>\b(?=[A-Z]*\d)[A-Z0-9]{5,}\b(?!,\d))"
)


def pieces(text: str) -> list[Piece]:
    """The text in stretches; joined they read as the text, except for money, which is written out."""
    return list(_pieces(text))


def plain(text: str) -> str:
    """The text for a voice that takes no markup: what is read by character stands apart."""
    return "".join(
        " ".join(one.text.replace("-", "")) if one.read_as == "characters" else one.text for one in pieces(text)
    )


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        yield _read(found.lastgroup or "", found.group())
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _read(kind: str, text: str) -> Piece:
    match kind:
        case "money":
            return Piece(_money(text))
        case "ymd" | "mdy":
            return Piece(text, "date", kind)
        case "telephone":
            return Piece(text, "telephone")
        case _:
            return Piece(text, "characters")


def _money(text: str) -> str:
    sign = "minus " if text.startswith("-") else ""
    dollars, _, cents = text.lstrip("-$").partition(".")
    said = f"{sign}{dollars} dollar{'' if dollars == '1' else 's'}"
    return f"{said} and {int(cents)} cent{'' if int(cents) == 1 else 's'}" if cents and int(cents) else said
