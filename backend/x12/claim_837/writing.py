"""837 models into segments: claims with the same provider and subscriber share a hierarchy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from backend.x12 import outgoing as out
from backend.x12.claim_837.models import (
    BillingProvider,
    Claim,
    ClaimProvider,
    HealthCareCode,
    LineAdjudication,
    OtherPayer,
    Patient,
    ServiceLine,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.values import write_amount, write_day
from backend.x12.writer import Outgoing, SetToWrite


def claims(header: SubmissionHeader, claims: Iterable[Claim], *, institutional: bool = False) -> SetToWrite:
    """An 837P, or an 837I. ``claims`` may be a generator; neighbours with equal context share their levels."""
    return SetToWrite("837I" if institutional else "837P", _segments(header, claims, institutional))


def _segments(header: SubmissionHeader, claims: Iterable[Claim], institutional: bool) -> Iterator[Outgoing]:
    created = write_day(header.created) if header.created else ""
    yield ("BHT", "0019", header.purpose, header.reference, created, header.created_time, header.claim_or_encounter)
    yield out.nm1(header.submitter)
    yield from map(out.per, header.submitter_contacts)
    yield out.nm1(header.receiver)
    level = 0
    for provider, of_provider in groupby(claims, key=lambda claim: claim.billing_provider):
        level += 1
        parent = level
        yield ("HL", str(level), "", "20", "1")
        yield from _provider(provider)
        groups = groupby(of_provider, key=lambda claim: (claim.subscriber, claim.patient is None))
        for (subscriber, own), of_subscriber in groups:
            level += 1
            above = level
            yield ("HL", str(level), str(parent), "22", "0" if own else "1")
            yield from _subscriber(subscriber)
            for patient, of_patient in groupby(of_subscriber, key=lambda claim: claim.patient):
                if patient is not None:
                    level += 1
                    yield ("HL", str(level), str(above), "23", "0")
                    yield from _patient(patient)
                for claim in of_patient:
                    yield from claim_segments(claim, institutional)


def _provider(provider: BillingProvider) -> Iterator[Outgoing]:
    if provider.taxonomy:
        yield ("PRV", "BI", "PXC", provider.taxonomy)
    yield out.nm1(provider.name)
    yield from out.address(provider.address)
    if provider.tax_id:
        yield ("REF", provider.tax_id_qualifier, provider.tax_id)
    yield from map(out.ref, provider.references)
    yield from map(out.per, provider.contacts)
    if provider.pay_to_address is not None:
        yield ("NM1", "87", provider.name.kind)
        yield from out.address(provider.pay_to_address)


def _demographics(who: Subscriber | Patient) -> Iterator[Outgoing]:
    yield out.nm1(who.name)
    yield from out.address(who.address)
    if who.birth_date:
        yield ("DMG", "D8", write_day(who.birth_date), who.sex)
    yield from map(out.ref, who.references)
    yield from map(out.per, who.contacts)


def _subscriber(subscriber: Subscriber) -> Iterator[Outgoing]:
    yield (
        "SBR",
        subscriber.payer_responsibility,
        subscriber.relationship,
        subscriber.group_number,
        subscriber.group_name,
        subscriber.insurance_type,
        "",
        "",
        "",
        subscriber.filing_indicator,
    )
    yield from _demographics(subscriber)
    yield out.nm1(subscriber.payer.name)
    yield from out.address(subscriber.payer.address)
    yield from map(out.ref, subscriber.payer.references)


def _patient(patient: Patient) -> Iterator[Outgoing]:
    yield ("PAT", patient.relationship)
    yield from _demographics(patient)


def claim_segments(claim: Claim, institutional: bool) -> Iterator[Outgoing]:
    """Loop 2300 and everything below it."""
    causes = (*claim.related_causes, "", "", "")[:3] if claim.related_causes or claim.accident_state else ()
    yield (
        "CLM",
        claim.patient_control_number,
        write_amount(claim.charge),
        "",
        "",
        (claim.facility_code, claim.facility_qualifier, claim.frequency),
        claim.provider_signature,
        claim.assignment,
        claim.benefits_assigned,
        claim.release_of_information,
        "",
        (*causes, claim.accident_state) if causes else "",
        *("",) * 8,
        claim.delay_reason,
    )
    yield from map(out.dtp, claim.dates)
    if claim.admission is not None:
        yield ("CL1", *claim.admission)
    for kind, transmission, number in claim.attachments:
        yield ("PWK", kind, transmission, "", "", "AC" if number else "", number)
    yield from map(out.amt, claim.amounts)
    yield from map(out.ref, claim.references)
    yield from map(out.nte, claim.notes)
    yield from _codes(claim.codes, institutional)
    for provider in claim.providers:
        yield from _claim_provider(provider)
    for payer in claim.other_payers:
        yield from _other_payer(payer)
    for line in claim.lines:
        yield from _line(line, institutional)


def _composite(found: HealthCareCode) -> tuple[str, ...]:
    return (
        found.qualifier,
        found.code,
        found.format,
        found.date,
        out.text(found.amount),
        "",
        "",
        "",
        found.present_on_admission,
    )


def _family(found: HealthCareCode, professional_principal: bool) -> str:
    """Which HI segment a code belongs to: in 837P the principal diagnosis shares one with the others."""
    if found.qualifier in ("ABK", "ABF", "BK", "BF") and professional_principal:
        return "diagnosis"
    return found.qualifier


def _codes(codes: tuple[HealthCareCode, ...], institutional: bool) -> Iterator[Outgoing]:
    """HI segments: one per family, twelve composites at most; a principal code stands alone in 837I."""
    together = not institutional
    for _, members in groupby(codes, key=lambda found: _family(found, together)):
        listed = [_composite(found) for found in members]
        for start in range(0, len(listed), 12):
            yield ("HI", *listed[start : start + 12])


def _claim_provider(provider: ClaimProvider) -> Iterator[Outgoing]:
    yield out.nm1(provider.name)
    if provider.taxonomy:
        yield ("PRV", {"82": "PE", "71": "AT"}.get(provider.name.entity, "PE"), "PXC", provider.taxonomy)
    yield from out.address(provider.address)
    yield from map(out.ref, provider.references)


def _other_payer(payer: OtherPayer) -> Iterator[Outgoing]:
    yield (
        "SBR",
        payer.payer_responsibility,
        payer.relationship,
        payer.group_number,
        payer.group_name,
        payer.insurance_type,
        "",
        "",
        "",
        payer.filing_indicator,
    )
    yield from out.cas(payer.adjustments)
    yield from map(out.amt, payer.amounts)
    yield ("OI", "", "", payer.benefits_assigned, "", "", payer.release_of_information)
    if payer.outpatient:
        yield ("MOA", *payer.outpatient)
    yield out.nm1(payer.subscriber)
    yield out.nm1(payer.payer)
    if payer.adjudicated:
        yield ("DTP", "573", "D8", write_day(payer.adjudicated))
    yield from map(out.ref, payer.references)


def _line(line: ServiceLine, institutional: bool) -> Iterator[Outgoing]:
    yield ("LX", str(line.number))
    charge, units = write_amount(line.charge), write_amount(line.units)
    if institutional:
        yield ("SV2", line.revenue_code, out.procedure(line.procedure), charge, line.unit, units)
    else:
        pointers = tuple(str(pointer) for pointer in line.diagnosis_pointers)
        code = out.procedure(line.procedure)
        yield ("SV1", code, charge, line.unit, units, line.place_of_service, "", pointers, "", line.emergency)
    yield from map(out.dtp, line.dates)
    yield from map(out.qty, line.quantities)
    yield from map(out.ref, line.references)
    yield from map(out.amt, line.amounts)
    yield from map(out.nte, line.notes)
    if line.drug is not None:
        yield ("LIN", "", "N4", line.drug.code)
        if line.drug.quantity is not None:
            yield ("CTP", "", "", "", out.text(line.drug.quantity), (line.drug.unit,))
        if line.drug.prescription:
            yield ("REF", "XZ", line.drug.prescription)
    for provider in line.providers:
        yield from _claim_provider(provider)
    for found in line.adjudications:
        yield from _adjudication(found)


def _adjudication(found: LineAdjudication) -> Iterator[Outgoing]:
    code, units = out.procedure(found.procedure), out.text(found.units)
    yield ("SVD", found.payer_id, write_amount(found.paid), code, found.revenue_code, units)
    yield from out.cas(found.adjustments)
    if found.adjudicated:
        yield ("DTP", "573", "D8", write_day(found.adjudicated))
