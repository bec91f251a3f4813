"""276 and 277 models into segments: neighbours with the same payer, receiver, provider and person share levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import ClassVar

from backend.x12 import outgoing as out
from backend.x12.parts import Name
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
from backend.x12.values import write_amount, write_day
from backend.x12.writer import Outgoing, SetToWrite


def inquiries(header: StatusHeader, asked: Iterable[StatusInquiry]) -> SetToWrite:
    """A 276."""
    return SetToWrite("276", _segments(header, asked, "13", ""))


def responses(header: StatusHeader, answered: Iterable[StatusResponse]) -> SetToWrite:
    """A 277."""
    return SetToWrite("277", _segments(header, answered, "08", "DG"))


def _segments(
    header: StatusHeader, claims: Iterable[StatusInquiry | StatusResponse], purpose: str, kind: str
) -> Iterator[Outgoing]:
    created = write_day(header.created) if header.created else ""
    yield ("BHT", "0010", purpose, header.reference, created, header.created_time, kind)
    tree = _Tree()
    for (payer, receiver, provider), of_provider in groupby(claims, key=_between):
        yield from tree.descend(payer, receiver, provider)
        by_holder = groupby(of_provider, key=lambda claim: (claim.parties.subscriber, claim.parties.dependent is None))
        for (subscriber, itself), of_subscriber in by_holder:
            yield tree.level("22", "0" if itself else "1")
            yield from _person(subscriber, purpose == "13" and itself)
            for parties, members in groupby(of_subscriber, key=_parties):
                if parties.dependent is not None:
                    yield tree.level("23", "")
                    yield from _person(parties.dependent, purpose == "13")
                for claim in members:
                    yield from _claim(claim)


class _Tree:
    """Numbers the levels; a payer or receiver that stays the same is not repeated."""

    _ABOVE: ClassVar[dict[str, str]] = {"20": "", "21": "20", "19": "21", "22": "19", "23": "22"}

    def __init__(self) -> None:
        self._count = 0
        self._numbers = {"": ""}
        self._names: dict[str, Name] = {}

    def level(self, level: str, flag: str) -> Outgoing:
        self._count += 1
        self._numbers[level] = str(self._count)
        return ("HL", str(self._count), self._numbers[self._ABOVE[level]], level, flag)

    def descend(self, payer: Name, receiver: Name, provider: Name) -> Iterator[Outgoing]:
        same = True
        for level, name in (("20", payer), ("21", receiver), ("19", provider)):
            same = same and level != "19" and self._names.get(level) == name
            if same:
                continue
            self._names[level] = name
            yield self.level(level, "1")
            yield out.nm1(name)


def _between(claim: StatusInquiry | StatusResponse) -> tuple[Name, Name, Name]:
    return claim.parties[:3]


def _parties(claim: StatusInquiry | StatusResponse) -> Parties:
    return claim.parties


def _person(person: Person, asks: bool) -> Iterator[Outgoing]:
    if asks and person.birth_date:
        yield ("DMG", "D8", write_day(person.birth_date), person.sex)
    yield out.nm1(person.name)


def _claim(claim: StatusInquiry | StatusResponse) -> Iterator[Outgoing]:
    if isinstance(claim, StatusInquiry):
        yield ("TRN", "1", claim.trace_number)
        yield from map(out.ref, claim.references)
        if claim.charge is not None:
            yield ("AMT", "T3", write_amount(claim.charge))
        yield from map(out.dtp, claim.dates)
        for asked in claim.lines:
            yield from _inquiry_line(asked)
        return
    yield ("TRN", "2", claim.trace_number)
    yield from map(_stc, claim.answers)
    yield from map(out.ref, claim.references)
    yield from map(out.dtp, claim.dates)
    for line in claim.lines:
        yield from _line(line)


def _stc(found: StatusAnswer) -> Outgoing:
    statuses = [out.status(status) for status in found.statuses] + [(), (), ()]
    return (
        "STC",
        statuses[0],
        write_day(found.effective) if found.effective else "",
        found.action,
        out.text(found.charge),
        out.text(found.paid),
        write_day(found.finalized) if found.finalized else "",
        "",
        write_day(found.payment_date) if found.payment_date else "",
        found.trace_number,
        statuses[1],
        statuses[2],
        found.message,
    )


def _line(line: StatusLine) -> Iterator[Outgoing]:
    charge, paid = write_amount(line.charge), write_amount(line.paid)
    yield ("SVC", out.procedure(line.procedure), charge, paid, line.revenue_code, "", "", out.text(line.units))
    yield from map(_stc, line.answers)
    yield from map(out.ref, line.references)
    yield from map(out.dtp, line.dates)


def _inquiry_line(line: InquiryLine) -> Iterator[Outgoing]:
    charge = write_amount(line.charge)
    yield ("SVC", out.procedure(line.procedure), charge, "", line.revenue_code, "", "", out.text(line.units))
    yield from map(out.ref, line.references)
    yield from map(out.dtp, line.dates)
