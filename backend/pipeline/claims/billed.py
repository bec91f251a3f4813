"""A claim as billed: what we take from an 837, or why we cannot. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.codes.sensitive import is_sensitive
from backend.kit.ids import npi_is_valid
from backend.pipeline.claims.other_payers import OtherPayerWord, other_payer_words
from backend.pipeline.claims.parties import MemberParty, PayerParty, ProviderParty
from backend.pipeline.claims.plan_type import plan_type
from backend.x12.claim_837.models import Claim, ServiceLine
from backend.x12.parts import Address, Contact

MOST = Decimal(10) ** 12
"""Amounts from here on are no amounts."""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """Loop 2400."""

    number: int
    procedure: str
    revenue_code: str
    modifiers: tuple[str, ...]
    diagnosis_pointers: tuple[str, ...]
    place_of_service: str
    units: str
    service_from: date | None
    service_to: date | None
    charge: Decimal


@dataclass(frozen=True, slots=True)
class BilledClaim:
    """Loop 2300 with the parties it stands under."""

    payer: PayerParty
    provider: ProviderParty
    member: MemberParty
    patient_control_number: str
    form: str
    frequency: str
    original_claim_number: str | None
    plan_type: str
    filing_indicator: str
    payer_order: str
    other_plan_on_file: bool
    authorization_number: str | None
    referral_number: str | None
    rendering_npi: str | None
    place_of_service: str
    diagnoses: tuple[str, ...]
    service_from: date
    service_to: date
    charge: Decimal
    sensitive: bool
    lines: tuple[BilledLine, ...]
    other_payers: tuple[OtherPayerWord, ...] = ()
    """Those that have decided before this payer."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a claim cannot be taken in: a code and a sentence."""

    code: str
    text: str
    element: str


def billed_claim(claim: Claim) -> BilledClaim | Unusable:
    """The claim as we record it. It needs a billing NPI, a patient with member id and birthday, and dates of service."""
    subscriber, patient, provider = claim.subscriber, claim.patient, claim.billing_provider
    person = patient or subscriber
    member_id = (patient.name.id if patient and patient.name.id_qualifier == "MI" else "") or subscriber.name.id
    born, first, last = person.birth_date, claim.service_from, claim.service_to
    if not npi_is_valid(provider.npi):
        return Unusable("billing_npi", "The billing provider has no valid national provider identifier.", "NM109")
    if not member_id or born is None:
        return Unusable("patient_unknown", "The patient has no member id or no date of birth.", "DMG02")
    if first is None or last is None:
        return Unusable("service_date", "The claim has no date of service.", "DTP03")
    others = (one.amount for other in claim.other_payers for one in other.amounts)
    if max(abs(one) for one in (claim.charge, *(line.charge for line in claim.lines), *others)) >= MOST:
        return Unusable("amount", "An amount is too large to be one.", "CLM02")
    group_name = subscriber.group_name
    diagnoses = tuple(one.code for one in claim.diagnoses)
    lines = tuple(_line(one) for one in claim.lines)
    return BilledClaim(
        payer=PayerParty(subscriber.payer.name.id or subscriber.payer.name.last, subscriber.payer.name.last),
        provider=ProviderParty(
            provider.npi, _full_name(provider.name.last, provider.name.first), _digits(provider.tax_id)
        ),
        member=_member(
            member_id, person.name.first, person.name.last, born, person.sex, person.address, person.contacts
        ),
        patient_control_number=claim.patient_control_number,
        form="I" if claim.institutional else "P",
        frequency=claim.frequency or "1",
        original_claim_number=claim.payer_claim_control_number or None,
        plan_type=plan_type(subscriber.filing_indicator, group_name),
        filing_indicator=subscriber.filing_indicator,
        payer_order=subscriber.payer_responsibility or "P",
        other_plan_on_file=bool(claim.other_payers),
        authorization_number=claim.prior_authorization or None,
        referral_number=claim.referral_number or None,
        rendering_npi=next((one.name.id for one in claim.providers if one.name.entity == "82"), None),
        place_of_service=claim.facility_code,
        diagnoses=diagnoses,
        service_from=first,
        service_to=max(first, last),
        charge=claim.charge,
        sensitive=is_sensitive((one.procedure for one in lines), diagnoses),
        lines=lines,
        other_payers=other_payer_words(claim) if claim.other_payers else (),
    )


def _line(line: ServiceLine) -> BilledLine:
    procedure = line.procedure
    return BilledLine(
        number=line.number,
        procedure=(procedure.code if procedure else "") or line.revenue_code,
        revenue_code=line.revenue_code,
        modifiers=procedure.modifiers if procedure else (),
        diagnosis_pointers=tuple(str(one) for one in line.diagnosis_pointers),
        place_of_service=line.place_of_service,
        units=str(line.units),
        service_from=line.service_date,
        service_to=line.service_end,
        charge=line.charge,
    )


def _member(
    member_id: str, first: str, last: str, born: date, sex: str, address: Address | None, contacts: tuple[Contact, ...]
) -> MemberParty:
    where = address or Address()
    phones = [_digits(number) for contact in contacts for kind, number in contact.numbers if kind == "TE"]
    return MemberParty(
        member_id, first, last, born, sex or "U", where.line1, where.city, where.state,
        _digits(where.postal_code)[:5], phones[0][-10:] if phones else "",
    )  # fmt: skip


def _full_name(last: str, first: str) -> str:
    return f"{first} {last}".strip()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
