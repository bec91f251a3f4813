"""270 and 271 segments into models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from backend.x12.delimiters import Delimiters
from backend.x12.eligibility_270_271.models import (
    Benefit,
    EligibilityHeader,
    EligibilityInquiry,
    EligibilityResponse,
    Parties,
    Person,
    Rejection,
    Trace,
)
from backend.x12.parts import PAD, Elements, Name, address, dtp, name, procedure, reference
from backend.x12.values import day, optional_amount

_NOBODY = Name("", "")


def _first(segments: Sequence[Elements], kind: str) -> Elements:
    return next((e for e in segments if e[0] == kind), [kind]) + PAD


def _person(segments: Sequence[Elements]) -> Person:
    own = _before_benefits(segments)
    dmg, ins = _first(own, "DMG"), _first(own, "INS")
    n3, n4 = _first(own, "N3"), _first(own, "N4")
    return Person(
        next((name(e) for e in own if e[0] == "NM1"), _NOBODY),
        day(dmg[2]),
        dmg[3],
        address(n3, n4) if any(n3[1:]) or any(n4[1:]) else None,
        tuple(reference(e) for e in own if e[0] == "REF"),
        ins[2],
    )


def _before_benefits(segments: Sequence[Elements]) -> Sequence[Elements]:
    for at, e in enumerate(segments):
        if e[0] in ("EB", "EQ"):
            return segments[:at]
    return segments


def _traces(segments: Sequence[Elements]) -> tuple[Trace, ...]:
    found = (e + PAD for e in segments if e[0] == "TRN")
    return tuple(Trace(e[1], e[2], e[3]) for e in found)


def _rejection(e: Elements) -> Rejection:
    e = e + PAD
    return Rejection(e[3], e[4], e[1])


def _inquiry(segments: Sequence[Elements], delimiters: Delimiters, parties: Parties) -> EligibilityInquiry:
    types: list[str] = []
    asked = None
    for e in segments:
        if e[0] == "EQ":
            e = e + PAD
            types += [code for code in _repeated(e[1], delimiters) if code]
            asked = asked or (procedure(e[2], delimiters.component) if e[2] else None)
    dates = tuple(dtp(e) for e in segments if e[0] == "DTP")
    return EligibilityInquiry(parties, _traces(segments), tuple(types), dates, asked)


def _repeated(text: str, delimiters: Delimiters) -> list[str]:
    return text.split(delimiters.repetition) if delimiters.repetition else [text]


def _response(segments: Sequence[Elements], delimiters: Delimiters, parties: Parties) -> EligibilityResponse:
    starts = [at for at, e in enumerate(segments) if e[0] == "EB"]
    own = segments[: starts[0]] if starts else segments
    ends = [*starts[1:], len(segments)]
    return EligibilityResponse(
        parties,
        _traces(own),
        tuple(_rejection(e) for e in own if e[0] == "AAA"),
        tuple(dtp(e) for e in own if e[0] == "DTP"),
        tuple(_benefit(segments[start:end], delimiters) for start, end in zip(starts, ends, strict=False)),
    )


def _benefit(segments: Sequence[Elements], delimiters: Delimiters) -> Benefit:
    eb = segments[0] + PAD
    return Benefit(
        eb[1],
        eb[2],
        tuple(code for code in _repeated(eb[3], delimiters) if code),
        eb[4],
        eb[5],
        eb[6],
        optional_amount(eb[7]),
        optional_amount(eb[8]),
        eb[9],
        optional_amount(eb[10]),
        eb[11],
        eb[12],
        procedure(eb[13], delimiters.component) if eb[13] else None,
        tuple(reference(e) for e in segments if e[0] == "REF"),
        tuple(dtp(e) for e in segments if e[0] == "DTP"),
        tuple(e[1] for e in segments if e[0] == "MSG" and len(e) > 1),
        tuple(_rejection(e) for e in segments if e[0] == "AAA"),
        tuple(name(e) for e in segments if e[0] == "NM1"),
    )


class EligibilityAssembler:
    """Carries payer, provider and subscriber down; a person with a question or an answer is a record."""

    starts = frozenset(("HL",))

    def __init__(self, inquiry: bool = False) -> None:
        self._inquiry = inquiry
        self._payer = self._provider = _NOBODY
        self._subscriber: Person | None = None

    def header(self, segments: list[Elements], delimiters: Delimiters) -> EligibilityHeader:
        bht = _first(segments, "BHT")
        return EligibilityHeader(bht[3], day(bht[4]), bht[5], bht[2])

    def level(self, segments: list[Elements]) -> str:
        code = segments[0][3] if len(segments[0]) > 3 else ""
        telling = {e[0] for e in segments}
        if self._inquiry:
            return "inquiry" if code in ("22", "23") and telling & {"EQ", "TRN"} else ""
        if code in ("22", "23"):
            return "response" if telling & {"EB", "AAA", "TRN"} else ""
        return "response" if "AAA" in telling else ""

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        code = segments[0][3] if len(segments[0]) > 3 else ""
        dependent = None
        if code == "20":
            self._payer, self._provider, self._subscriber = _name(segments), _NOBODY, None
        elif code == "21":
            self._provider, self._subscriber = _name(segments), None
        elif code == "22":
            self._subscriber = _person(segments)
        elif code == "23":
            dependent = _person(segments)
        parties = Parties(self._payer, self._provider, self._subscriber, dependent)
        return partial(_inquiry if self._inquiry else _response, segments, delimiters, parties)

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> None:
        return None


def _name(segments: Sequence[Elements]) -> Name:
    return next((name(e) for e in segments if e[0] == "NM1"), _NOBODY)
