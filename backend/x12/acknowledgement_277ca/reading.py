"""277CA segments into models, level by level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    LineAcknowledgement,
    StatusInformation,
)
from backend.x12.delimiters import Delimiters
from backend.x12.parts import PAD, Elements, Name, dtp, money, name, procedure, quantity, reference, statuses
from backend.x12.values import amount, day, optional_amount


def status_information(e: Elements, component: str) -> StatusInformation:
    """STC."""
    found = statuses(e, component)
    e = e + PAD
    return StatusInformation(found, day(e[2]), e[3], optional_amount(e[4]), e[12])


class _Level:
    """The segments of one HL level sorted by what they are, lines apart."""

    def __init__(self, segments: Sequence[Elements], component: str) -> None:
        starts = [at for at, e in enumerate(segments) if e[0] == "SVC"]
        own = segments[: starts[0]] if starts else segments
        ends = [*starts[1:], len(segments)]
        self.lines = [segments[start:end] for start, end in zip(starts, ends, strict=False)]
        self.name = next((name(e) for e in own if e[0] == "NM1"), Name("", ""))
        trn = next((e for e in own if e[0] == "TRN"), ["TRN"]) + PAD
        self.trace_number = trn[2]
        self.information = tuple(status_information(e, component) for e in own if e[0] == "STC")
        self.references = tuple(reference(e) for e in own if e[0] == "REF")
        self.dates = tuple(dtp(e) for e in own if e[0] == "DTP")
        self.quantities = tuple(quantity(e) for e in own if e[0] == "QTY")
        self.amounts = tuple(money(e) for e in own if e[0] == "AMT")


def _line(segments: Sequence[Elements], component: str) -> LineAcknowledgement:
    svc = segments[0] + PAD
    return LineAcknowledgement(
        procedure(svc[1], component),
        amount(svc[2]),
        svc[4],
        tuple(status_information(e, component) for e in segments if e[0] == "STC"),
        tuple(reference(e) for e in segments if e[0] == "REF"),
        tuple(dtp(e) for e in segments if e[0] == "DTP"),
    )


class AcknowledgementAssembler:
    """The first level (the source) belongs to the header; receiver, provider and claims are records."""

    starts = frozenset(("HL",))

    def __init__(self) -> None:
        self._receiver: LevelAcknowledgement | None = None
        self._provider: LevelAcknowledgement | None = None
        self._bht: Elements = ["BHT"]
        self._source: list[Elements] = []
        self._component = ":"

    def header(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], AcknowledgementHeader]:
        self._bht = next((e for e in segments if e[0] == "BHT"), ["BHT"]) + PAD
        self._component = delimiters.component
        return self._header

    def _header(self) -> AcknowledgementHeader:
        level = _Level(self._source, self._component)
        return AcknowledgementHeader(
            self._bht[3],
            day(self._bht[4]),
            self._bht[5],
            level.name,
            level.trace_number,
            next((found.start for found in level.dates if found.qualifier == "050"), None),
            next((found.start for found in level.dates if found.qualifier == "009"), None),
        )

    def level(self, segments: list[Elements]) -> str:
        code = segments[0][3] if len(segments[0]) > 3 else ""
        return {"21": "receiver", "19": "provider", "PT": "claim"}.get(code, "")

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        level = self.level(segments)
        if level == "claim":
            return partial(_claim, segments, delimiters.component, self._receiver, self._provider)
        if not level:
            self._source = segments
            return lambda: None
        found = _Level(segments, delimiters.component)
        model = LevelAcknowledgement(
            level, found.name, found.trace_number, found.information, found.references, found.quantities, found.amounts
        )
        if level == "receiver":
            self._receiver, self._provider = model, None
        else:
            self._provider = model
        return lambda: model

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> None:
        return None


def _claim(
    segments: Sequence[Elements],
    component: str,
    receiver: LevelAcknowledgement | None,
    provider: LevelAcknowledgement | None,
) -> ClaimAcknowledgement:
    level = _Level(segments, component)
    return ClaimAcknowledgement(
        level.name,
        level.trace_number,
        level.information,
        level.references,
        level.dates,
        tuple(_line(line, component) for line in level.lines),
        receiver,
        provider,
    )
