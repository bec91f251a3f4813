"""270 and 271 models into segments: neighbours with the same payer, provider and subscriber share levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from backend.x12 import outgoing as out
from backend.x12.eligibility_270_271.models import (
    Benefit,
    EligibilityHeader,
    EligibilityInquiry,
    EligibilityResponse,
    Person,
    Rejection,
)
from backend.x12.values import write_day
from backend.x12.writer import Outgoing, SetToWrite

Asked = EligibilityInquiry | EligibilityResponse


def inquiries(header: EligibilityHeader, asked: Iterable[EligibilityInquiry]) -> SetToWrite:
    """A 270."""
    return SetToWrite("270", _segments(header, asked))


def responses(header: EligibilityHeader, answered: Iterable[EligibilityResponse]) -> SetToWrite:
    """A 271; give the header ``purpose`` 11. Each answer needs a subscriber, except a rejection of the provider."""
    return SetToWrite("271", _segments(header, answered))


def _segments(header: EligibilityHeader, people: Iterable[Asked]) -> Iterator[Outgoing]:
    created = write_day(header.created) if header.created else ""
    yield ("BHT", "0022", header.purpose, header.reference, created, header.created_time)
    count = 0
    for payer, of_payer in groupby(people, key=lambda one: one.parties.payer):
        count += 1
        source = str(count)
        yield ("HL", source, "", "20", "1")
        yield out.nm1(payer)
        groups = groupby(of_payer, key=lambda one: (one.parties.provider, one.parties.subscriber is None))
        for (provider, refused), of_provider in groups:
            count += 1
            receiver = str(count)
            yield ("HL", receiver, source, "21", "0" if refused else "1")
            yield out.nm1(provider)
            by_holder = groupby(of_provider, key=lambda one: (one.parties.subscriber, one.parties.dependent is None))
            for (subscriber, itself), members in by_holder:
                if subscriber is None:
                    for one in members:
                        yield from _refusal(one)
                    continue
                count, segments = _subscriber(list(members), subscriber, itself, count, receiver)
                yield from segments


def _refusal(one: Asked) -> Iterator[Outgoing]:
    if isinstance(one, EligibilityResponse):
        yield from map(_aaa, one.rejections)


def _subscriber(
    members: list[Asked], subscriber: Person, itself: bool, count: int, receiver: str
) -> tuple[int, list[Outgoing]]:
    """The subscriber's level, repeated per question about them, with the levels of dependents below."""
    segments: list[Outgoing] = []
    if itself:
        for one in members:
            count += 1
            segments.append(("HL", str(count), receiver, "22", "0"))
            segments += _one(one, subscriber)
        return count, segments
    count += 1
    holder = str(count)
    segments.append(("HL", holder, receiver, "22", "1"))
    segments += _person(subscriber)
    for one in members:
        count += 1
        segments.append(("HL", str(count), holder, "23", "0"))
        assert one.parties.dependent is not None
        segments += _one(one, one.parties.dependent)
    return count, segments


def _one(one: Asked, person: Person) -> Iterator[Outgoing]:
    for trace in one.traces:
        yield ("TRN", trace.kind, trace.number, trace.originator)
    if isinstance(one, EligibilityResponse):
        yield from _person(person, one.rejections)
        yield from map(out.dtp, one.dates)
        for benefit in one.benefits:
            yield from _benefit(benefit)
        return
    yield from _person(person)
    yield from map(out.dtp, one.dates)
    asked = one.service_types if one.procedure is None else one.service_types or ("",)
    for at, code in enumerate(asked):
        yield ("EQ", code, out.procedure(one.procedure) if at == 0 else "")


def _person(person: Person, rejections: tuple[Rejection, ...] = ()) -> Iterator[Outgoing]:
    yield out.nm1(person.name)
    yield from map(out.ref, person.references)
    yield from out.address(person.address)
    yield from map(_aaa, rejections)
    if person.birth_date or person.sex:
        yield (
            "DMG",
            "D8" if person.birth_date else "",
            write_day(person.birth_date) if person.birth_date else "",
            person.sex,
        )
    if person.relationship:
        yield ("INS", "Y" if person.relationship == "18" else "N", person.relationship)


def _aaa(found: Rejection) -> Outgoing:
    return ("AAA", found.valid_request, "", found.reason, found.follow_up)


def _benefit(found: Benefit) -> Iterator[Outgoing]:
    yield (
        "EB",
        found.code,
        found.coverage_level,
        list(found.service_types),
        found.insurance_type,
        found.plan,
        found.period,
        out.text(found.amount),
        out.text(found.percent),
        found.quantity_qualifier,
        out.text(found.quantity),
        found.authorization_required,
        found.in_network,
        out.procedure(found.procedure),
    )
    yield from map(out.ref, found.references)
    yield from map(out.dtp, found.dates)
    yield from map(_aaa, found.rejections)
    for message in found.messages:
        yield ("MSG", message)
    if found.entities:
        yield ("LS", "2120")
        yield from map(out.nm1, found.entities)
        yield ("LE", "2120")
