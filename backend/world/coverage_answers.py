"""The payers' answers to eligibility questions (271), one per person: cover in force, plan, and what the patient bears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby

from backend.world.records import Coverage, Practice, WorldClaim, dollars
from backend.x12.eligibility_270_271.models import (
    Benefit,
    EligibilityHeader,
    EligibilityResponse,
    Parties,
    Person,
    Trace,
)
from backend.x12.eligibility_270_271.writing import responses
from backend.x12.parts import Address, Dates, Name
from backend.x12.writer import SetToWrite


def coverage_answers(region: int, claims: list[WorldClaim], as_of: date) -> Iterator[SetToWrite]:
    """One 271 per payer; each subscriber once, asked by the practice of the first claim."""
    people: dict[tuple[str, str], tuple[Coverage, Practice]] = {}
    for one in claims:
        if one.coverage.subscriber is None:
            people.setdefault((one.coverage.payer.identifier, one.coverage.member_id), (one.coverage, one.practice))
    in_order = sorted(people.items(), key=lambda item: (item[0][0], item[1][1].number, item[0][1]))
    for number, (_, members) in enumerate(groupby(in_order, key=lambda item: item[0][0]), 1):
        header = EligibilityHeader(f"E{region:05d}{number:03d}", as_of, "0400", "11")
        yield responses(header, [_answer(*pair, as_of) for _, pair in members])


def _answer(coverage: Coverage, practice: Practice, as_of: date) -> EligibilityResponse:
    person, payer = coverage.person, coverage.payer
    subscriber = Person(
        Name("IL", "1", person.last, person.first, id_qualifier="MI", id=coverage.member_id), person.born, person.sex,
        Address(person.address, "", person.city, person.state, person.zip),
    )  # fmt: skip
    parties = Parties(
        Name("PR", "2", payer.name, id_qualifier="PI", id=payer.identifier),
        Name("1P", "2", practice.name, id_qualifier="XX", id=practice.npi), subscriber,
    )  # fmt: skip
    kind = {"medicare": "MB", "medicare_advantage": "HN", "medicaid": "MC"}.get(payer.plan_type, "C1")
    benefits = [Benefit("1", "IND", ("30",), kind, coverage.plan_name)]
    if payer.coinsurance_percent:
        benefits.append(Benefit("A", "IND", ("30",), percent=Decimal(payer.coinsurance_percent) / 100))
    benefits += [Benefit("B", "IND", ("98",), amount=dollars(cents)) for cents in payer.copay_cents[:1]]
    return EligibilityResponse(
        parties, (Trace("2", f"T{coverage.member_id}", "9RIVERGATE"),), dates=(Dates("346", date(as_of.year, 1, 1)),),
        benefits=tuple(benefits),
    )  # fmt: skip
