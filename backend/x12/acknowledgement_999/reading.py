"""999 segments into models. Context segments go with the IK3 or IK4 they follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from backend.x12.acknowledgement_999.models import (
    ElementError,
    FunctionalHeader,
    FunctionalTrailer,
    SegmentError,
    SetAcknowledgement,
)
from backend.x12.delimiters import Delimiters
from backend.x12.parts import PAD, Elements


def _number(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


def _element_error(e: Elements, context: list[str], component: str) -> ElementError:
    e = e + PAD
    where = e[1].split(component)
    return ElementError(
        _number(where[0]),
        e[3],
        _number(where[1]) if len(where) > 1 and where[1] else None,
        _number(where[2]) if len(where) > 2 and where[2] else None,
        e[2],
        e[4],
        tuple(context),
    )


def _context(e: Elements, delimiters: Delimiters) -> str:
    """CTX as text; separators of the file become the standard ones."""
    text = "*".join(e[1:])
    if delimiters.repetition:
        text = text.replace(delimiters.repetition, "^")
    return text.replace(delimiters.component, ":")


def _set(segments: Sequence[Elements], delimiters: Delimiters) -> SetAcknowledgement:
    ak2 = segments[0] + PAD
    ik5: Elements = ["IK5", *PAD]
    errors: list[tuple[Elements, list[str], list[tuple[Elements, list[str]]]]] = []
    context: list[str] | None = None
    for e in segments[1:]:
        if e[0] == "IK3":
            context = []
            errors.append((e + PAD, context, []))
        elif e[0] == "IK4" and errors:
            context = []
            errors[-1][2].append((e, context))
        elif e[0] == "CTX" and context is not None:
            context.append(_context(e, delimiters))
        elif e[0] == "IK5":
            ik5 = e + PAD
    return SetAcknowledgement(
        ak2[1],
        ak2[2],
        ak2[3],
        ik5[1],
        tuple(code for code in ik5[2:7] if code),
        tuple(
            SegmentError(
                ik3[1],
                _number(ik3[2]),
                ik3[3],
                ik3[4],
                tuple(texts),
                tuple(_element_error(ik4, own, delimiters.component) for ik4, own in elements),
            )
            for ik3, texts, elements in errors
        ),
    )


class FunctionalAssembler:
    """AK1 is the header, each AK2 loop a record, AK9 the trailer."""

    starts = frozenset(("AK2", "AK9"))

    def header(self, segments: list[Elements], delimiters: Delimiters) -> FunctionalHeader:
        ak1 = next((e for e in segments if e[0] == "AK1"), ["AK1"]) + PAD
        return FunctionalHeader(ak1[1], ak1[2], ak1[3])

    def level(self, segments: list[Elements]) -> str:
        return "set" if segments[0][0] == "AK2" else ""

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        return partial(_set, segments, delimiters)

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> FunctionalTrailer:
        ak9 = next((e for e in segments if e[0] == "AK9"), ["AK9"]) + PAD
        codes = tuple(code for code in ak9[5:10] if code)
        return FunctionalTrailer(ak9[1], _number(ak9[2]), _number(ak9[3]), _number(ak9[4]), codes)
