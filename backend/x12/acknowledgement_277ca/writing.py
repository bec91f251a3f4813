"""277CA models into segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from backend.x12 import outgoing as out
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    LineAcknowledgement,
    StatusInformation,
)
from backend.x12.values import write_amount, write_day
from backend.x12.writer import Outgoing, SetToWrite


def acknowledgement(
    header: AcknowledgementHeader,
    receiver: LevelAcknowledgement,
    claims: Iterable[ClaimAcknowledgement],
) -> SetToWrite:
    """A 277CA for one submission; neighbouring claims of the same provider share a level."""
    return SetToWrite("277CA", _segments(header, receiver, claims))


def _segments(
    header: AcknowledgementHeader, receiver: LevelAcknowledgement, claims: Iterable[ClaimAcknowledgement]
) -> Iterator[Outgoing]:
    created = write_day(header.created) if header.created else ""
    yield ("BHT", "0085", "08", header.reference, created, header.created_time, "TH")
    yield ("HL", "1", "", "20", "1")
    yield out.nm1(header.source)
    yield ("TRN", "1", header.trace_number)
    for qualifier, when in (("050", header.received), ("009", header.processed)):
        if when:
            yield ("DTP", qualifier, "D8", write_day(when))
    waiting: list[Outgoing] = list(_level(receiver, "2"))
    level, parent = 2, "0"
    for provider, members in groupby(claims, key=lambda claim: claim.provider):
        if waiting:
            yield ("HL", "2", "1", "21", "1")
            yield from waiting
            waiting = []
        level += 1
        parent = str(level)
        yield ("HL", parent, "2", "19", "1")
        if provider is not None:
            yield from _level(provider, "1")
        for claim in members:
            level += 1
            yield ("HL", str(level), parent, "PT")
            yield from _claim(claim)
    if waiting:
        yield ("HL", "2", "1", "21", "0")
        yield from waiting


def _stc(found: StatusInformation) -> Outgoing:
    statuses = [out.status(status) for status in found.statuses] + [(), (), ()]
    effective = write_day(found.effective) if found.effective else ""
    first, second, third = statuses[:3]
    return (
        "STC",
        first,
        effective,
        found.action,
        out.text(found.amount),
        "",
        "",
        "",
        "",
        "",
        second,
        third,
        found.message,
    )


def _level(level: LevelAcknowledgement, trace_type: str) -> Iterator[Outgoing]:
    yield out.nm1(level.name)
    if level.trace_number:
        yield ("TRN", trace_type, level.trace_number)
    for found in level.information:
        # STC02 is not used at the provider level (2200C)
        yield _stc(found._replace(effective=None) if level.level == "provider" else found)
    yield from map(out.ref, level.references)
    yield from map(out.qty, level.quantities)
    yield from map(out.amt, level.amounts)


def _claim(claim: ClaimAcknowledgement) -> Iterator[Outgoing]:
    yield out.nm1(claim.patient)
    yield ("TRN", "2", claim.patient_control_number)
    yield from map(_stc, claim.information)
    yield from map(out.ref, claim.references)
    yield from map(out.dtp, claim.dates)
    for line in claim.lines:
        yield from _line(line)


def _line(line: LineAcknowledgement) -> Iterator[Outgoing]:
    yield ("SVC", out.procedure(line.procedure), write_amount(line.charge), "", line.revenue_code)
    yield from map(_stc, line.information)
    yield from map(out.ref, line.references)
    yield from map(out.dtp, line.dates)
