"""A payer's answers that are not money: 277CA at the door, 277 to a 276, 271 to a 270."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from backend.world.operation.outside.members import Known
from backend.world.payers import PayerProfile
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement
from backend.x12.claim_837.models import Claim, SubmissionHeader
from backend.x12.eligibility_270_271.models import (
    Benefit,
    EligibilityHeader,
    EligibilityInquiry,
    EligibilityResponse,
    Rejection,
    Trace,
)
from backend.x12.eligibility_270_271.writing import responses as coverage_set
from backend.x12.parts import Amount, ClaimStatus, Dates, Name, Quantity, Reference
from backend.x12.status_276_277.models import StatusAnswer, StatusHeader, StatusInquiry, StatusResponse
from backend.x12.status_276_277.writing import responses as status_set
from backend.x12.writer import SetToWrite

REJECTED = ("A3", "A6", "A7", "A8")
Word = tuple[Claim, str, tuple[str, str, str]]
"""A claim, the payer's number for it (empty when refused), its status."""


def at_the_door(
    header: SubmissionHeader, words: Sequence[Word], payer: PayerProfile, day: date, reference: str
) -> SetToWrite:
    """277CA for one submission."""
    refused = [claim for claim, _, status in words if status[0] in REJECTED]
    total = sum((claim.charge for claim, _, _ in words), Decimal(0))
    refused_total = sum((claim.charge for claim in refused), Decimal(0))
    accepted = len(words) - len(refused)
    counts = [Quantity("90", Decimal(accepted))] if accepted else []
    sums = [Amount("YU", total - refused_total)] if accepted else []
    if refused:
        counts.append(Quantity("AA", Decimal(len(refused))))
        sums.append(Amount("YY", refused_total))
    source = Name("PR", "2", payer.name, id_qualifier="PI", id=payer.identifier)
    told = AcknowledgementHeader(reference, day, "0600", source, reference, day, day)
    receiver = LevelAcknowledgement(
        "receiver", header.submitter, header.reference,
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), day, "WQ", total),), quantities=tuple(counts),
        amounts=tuple(sums),
    )  # fmt: skip
    billed: dict[str, Decimal] = {}
    for claim, _, _ in words:
        billed[claim.billing_provider.npi] = billed.get(claim.billing_provider.npi, Decimal(0)) + claim.charge
    in_order = sorted(words, key=lambda word: word[0].billing_provider.npi)
    return acknowledgement(told, receiver, (_word(one, day, billed[one[0].billing_provider.npi]) for one in in_order))


def _word(word: Word, day: date, practice_billed: Decimal) -> ClaimAcknowledgement:
    claim, number, status = word
    practice = claim.billing_provider
    provider = LevelAcknowledgement(
        "provider", Name("85", "2", practice.name.last, id_qualifier="XX", id=practice.npi), "0",
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), None, "WQ", practice_billed),),
    )  # fmt: skip
    action = "U" if status[0] in REJECTED else "WQ"
    first, last = claim.service_from, claim.service_to
    person = claim.person
    return ClaimAcknowledgement(
        Name("QC", "1", person.last, person.first, id_qualifier="MI", id=claim.subscriber.name.id),
        claim.patient_control_number, (StatusInformation((ClaimStatus(*status),), day, action, claim.charge),),
        references=(Reference("1K", number),) if number else (),
        dates=(Dates("472", first, last if last != first else None),), provider=provider,
    )  # fmt: skip


def where_it_stands(
    asked: Sequence[tuple[StatusInquiry, str, tuple[str, str, str]]], day: date, reference: str
) -> SetToWrite:
    """277: each question with the payer's number (if it has the claim) and the status."""
    return status_set(StatusHeader(reference, day, "0430"), [_stands(*one, day) for one in asked])


def _stands(asked: StatusInquiry, number: str, status: tuple[str, str, str], day: date) -> StatusResponse:
    references = ((Reference("1K", number),) if number else ()) + (Reference("EJ", asked.patient_control_number),)
    answer = StatusAnswer((ClaimStatus(*status),), day, asked.charge, Decimal("0.00"))
    parties = asked.parties._replace(subscriber=asked.parties.subscriber._replace(birth_date=None, sex=""))
    return StatusResponse(parties, asked.trace_number, (answer,), references, asked.dates)


def covered(
    asked: Sequence[tuple[EligibilityInquiry, Known | None]], payer: PayerProfile, day: date, reference: str
) -> SetToWrite:
    """271: each question answered from the payer's own file."""
    return coverage_set(EligibilityHeader(reference, day, "2300", "11"), [_covered(*one, payer) for one in asked])


def _covered(asked: EligibilityInquiry, known: Known | None, payer: PayerProfile) -> EligibilityResponse:
    traces = tuple(Trace("2", one.number, one.originator) for one in asked.traces)
    parties = asked.parties
    if known is None:
        return EligibilityResponse(parties, traces, (Rejection("75", "C"),))
    day = next((one.start for one in asked.dates if one.start), None)
    benefits = []
    for cover in known.covers:
        in_force = day is None or cover.holds(day)
        span = Dates("291", cover.starts, cover.stops) if cover.stops else Dates("346", cover.starts)
        benefits.append(Benefit("1" if in_force else "6", "IND", ("30",), _kind(payer), cover.plan, dates=(span,)))
    benefits += [Benefit("B", "IND", ("98",), amount=Decimal(cents) / 100) for cents in payer.copay_cents[:1]]
    if payer.coinsurance_percent:
        benefits.append(Benefit("A", "IND", ("30",), percent=Decimal(payer.coinsurance_percent) / 100))
    if known.other is not None:
        other = known.other
        entity = Name("PR", "2", other.payer.name, id_qualifier="PI", id=other.payer.identifier)
        benefits.append(Benefit("R", "IND", ("30",), plan=other.plan, entities=(entity,)))
    return EligibilityResponse(parties, traces, benefits=tuple(benefits))


def _kind(payer: PayerProfile) -> str:
    return {"medicare": "MB", "medicare_advantage": "HN", "medicaid": "MC"}.get(payer.plan_type, "C1")
