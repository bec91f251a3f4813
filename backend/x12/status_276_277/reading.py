"""276 and 277 segments into models: parties come from the levels, each TRN begins one claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from backend.x12.delimiters import Delimiters
from backend.x12.parts import PAD, Elements, Name, dtp, name, procedure, reference, statuses
from backend.x12.status_276_277.models import (
    InquiryLine,
    Parties,
    Person,
    StatusAnswer,
    StatusHeader,
    StatusInquiry,
    StatusLine,
    StatusResponse,
)
from backend.x12.values import amount, day, optional_amount

_NOBODY = Name("", "")


def _answer(e: Elements, component: str) -> StatusAnswer:
    found = statuses(e, component)
    e = e + PAD
    return StatusAnswer(
        found, day(e[2]), optional_amount(e[4]), optional_amount(e[5]), day(e[6]), day(e[8]), e[9], e[3], e[12]
    )


def _split(segments: Sequence[Elements]) -> tuple[Sequence[Elements], list[Sequence[Elements]]]:
    starts = [at for at, e in enumerate(segments) if e[0] == "SVC"]
    ends = [*starts[1:], len(segments)]
    own = segments[: starts[0]] if starts else segments
    return own, [segments[start:end] for start, end in zip(starts, ends, strict=False)]


def _line(segments: Sequence[Elements], component: str) -> StatusLine:
    svc = segments[0] + PAD
    return StatusLine(
        procedure(svc[1], component),
        amount(svc[2]),
        amount(svc[3]),
        svc[4],
        optional_amount(svc[7]),
        tuple(_answer(e, component) for e in segments if e[0] == "STC"),
        tuple(reference(e) for e in segments if e[0] == "REF"),
        tuple(dtp(e) for e in segments if e[0] == "DTP"),
    )


def _response(segments: Sequence[Elements], component: str, parties: Parties) -> StatusResponse:
    own, lines = _split(segments)
    return StatusResponse(
        parties,
        (segments[0] + PAD)[2],
        tuple(_answer(e, component) for e in own if e[0] == "STC"),
        tuple(reference(e) for e in own if e[0] == "REF"),
        tuple(dtp(e) for e in own if e[0] == "DTP"),
        tuple(_line(line, component) for line in lines),
    )


def _inquiry_line(segments: Sequence[Elements], component: str) -> InquiryLine:
    svc = segments[0] + PAD
    return InquiryLine(
        procedure(svc[1], component),
        amount(svc[2]),
        svc[4],
        optional_amount(svc[7]),
        tuple(reference(e) for e in segments if e[0] == "REF"),
        tuple(dtp(e) for e in segments if e[0] == "DTP"),
    )


def _inquiry(segments: Sequence[Elements], component: str, parties: Parties) -> StatusInquiry:
    own, lines = _split(segments)
    charge = next((e[2] for e in own if e[0] == "AMT" and len(e) > 2), "")
    return StatusInquiry(
        parties,
        (segments[0] + PAD)[2],
        tuple(reference(e) for e in own if e[0] == "REF"),
        optional_amount(charge),
        tuple(dtp(e) for e in own if e[0] == "DTP"),
        tuple(_inquiry_line(line, component) for line in lines),
    )


class StatusAssembler:
    """Carries payer, receiver, provider and person down the levels."""

    starts = frozenset(("HL", "TRN"))

    def __init__(self, inquiry: bool = False) -> None:
        self._build: Callable[..., Any] = _inquiry if inquiry else _response
        self._names = dict.fromkeys(("20", "21", "19"), _NOBODY)
        self._subscriber = Person(_NOBODY)
        self._dependent: Person | None = None
        self._deepest = ""

    def header(self, segments: list[Elements], delimiters: Delimiters) -> StatusHeader:
        bht = next((e for e in segments if e[0] == "BHT"), ["BHT"]) + PAD
        return StatusHeader(bht[3], day(bht[4]), bht[5])

    def level(self, segments: list[Elements]) -> str:
        return "claim" if segments[0][0] == "TRN" and self._deepest in ("22", "23") else ""

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        if segments[0][0] == "HL":
            self._enter(segments)
            return lambda: None
        names = self._names
        parties = Parties(names["20"], names["21"], names["19"], self._subscriber, self._dependent)
        return partial(self._build, segments, delimiters.component, parties)

    def _enter(self, segments: list[Elements]) -> None:
        level = self._deepest = segments[0][3] if len(segments[0]) > 3 else ""
        found = next((name(e) for e in segments if e[0] == "NM1"), _NOBODY)
        dmg = next((e for e in segments if e[0] == "DMG"), ["DMG"]) + PAD
        if level in self._names:
            self._names[level] = found
        elif level == "22":
            self._subscriber, self._dependent = Person(found, day(dmg[2]), dmg[3]), None
        elif level == "23":
            self._dependent = Person(found, day(dmg[2]), dmg[3])

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> None:
        return None
