"""A claim of ours as the 837 says it, and as a 276 asks after it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from backend.models.claim import Claim as ClaimRow
from backend.models.claim import ClaimLine
from backend.models.member import Member
from backend.models.payer import Payer as PayerRow
from backend.models.provider import Provider
from backend.x12.claim_837.models import (
    BillingProvider,
    Claim,
    ClaimProvider,
    HealthCareCode,
    OtherPayer,
    Patient,
    Payer,
    ServiceLine,
    Subscriber,
)
from backend.x12.parts import Address, Contact, Dates, Name, Procedure, Reference
from backend.x12.status_276_277.models import Parties, Person, StatusInquiry

AS_WRITTEN: TypeAdapter[Claim] = TypeAdapter(Claim)
"""The model of an 837 claim as JSON and back."""


def claim_837(claim: ClaimRow, lines: Sequence[ClaimLine], bill: dict[str, Any], payer: PayerRow) -> Claim:
    """The claim as it is written into an 837P or 837I."""
    if "claim_837" in bill:
        return _written_before(claim, bill)
    facility, stay = claim.form == "I", bill.get("admission")
    subscriber, patient = _people(claim, bill, payer)
    physician = bill["physician"]
    first, *rest = claim.diagnoses
    references = [
        Reference(qualifier, value)
        for qualifier, value in (
            ("G1", claim.authorization_number), ("9F", claim.referral_number), ("F8", claim.original_claim_number)
        )
        if value
    ]  # fmt: skip
    name = physician["last_name"], physician["first_name"]
    doctor = Name("71" if facility else "82", "1", *name, id_qualifier="XX", id=physician["npi"])
    return Claim(
        claim.patient_control_number, claim.charge.amount, claim.place_of_service,
        "A" if facility else "B", claim.frequency,
        _billing_provider(bill["practice"]), subscriber, patient,
        (HealthCareCode("ABK", first), *(HealthCareCode("ABF", one) for one in rest)),
        tuple(_line(claim, one, bill) for one in lines), references=tuple(references),
        providers=(ClaimProvider(doctor, "" if facility else physician["taxonomy"]),), other_payers=_other_payers(bill),
        provider_signature="" if facility else "Y", dates=_statement(claim, stay) if stay else (),
        admission=(stay["type"], stay["source"], stay["status"]) if stay else None,
    )  # fmt: skip


def _written_before(claim: ClaimRow, bill: dict[str, Any]) -> Claim:
    """A claim for a next plan: the words of the first one, kept whole; what was put right since goes in."""
    kept = AS_WRITTEN.validate_python(bill["claim_837"], strict=False)
    name = kept.subscriber.name._replace(id=bill["insurance"]["member_id"])
    return kept._replace(
        patient_control_number=claim.patient_control_number, subscriber=kept.subscriber._replace(name=name)
    )


def _billing_provider(practice: dict[str, Any]) -> BillingProvider:
    phone = (Contact("IC", "Billing Office", (("TE", practice["phone"]),)),) if practice["phone"] else ()
    return BillingProvider(
        Name("85", "2", practice["name"], id_qualifier="XX", id=practice["npi"]), _address(practice), practice["tax_id"],
        taxonomy=practice["taxonomy"], contacts=phone,
    )  # fmt: skip


def _people(claim: ClaimRow, bill: dict[str, Any], payer: PayerRow) -> tuple[Subscriber, Patient | None]:
    insurance, person = bill["insurance"], bill["patient"]
    holder = insurance["subscriber"] or person
    own = insurance["subscriber"] is None
    subscriber = Subscriber(
        claim.payer_order, "18" if own else "",
        Name("IL", "1", holder["last_name"], holder["first_name"], id_qualifier="MI", id=insurance["member_id"]),
        Payer(Name("PR", "2", payer.name, id_qualifier="PI", id=payer.identifier)), claim.filing_indicator,
        # a group is told by its number, or by its name where it has none
        insurance["group_number"], "" if insurance["group_number"] else insurance["plan"], address=_address(holder),
        birth_date=date.fromisoformat(holder["date_of_birth"]), sex=holder["sex"], contacts=_phone(holder, claim),
    )  # fmt: skip
    if own:
        return subscriber, None
    name = Name("QC", "1", person["last_name"], person["first_name"])
    born = date.fromisoformat(person["date_of_birth"])
    return subscriber, Patient(
        insurance["relationship"], name, _address(person), born, person["sex"], contacts=_phone(person, claim)
    )


def _other_payers(bill: dict[str, Any]) -> tuple[OtherPayer, ...]:
    """The plan that pays second (loop 2320)."""
    plan = bill.get("secondary")
    if plan is None:
        return ()
    holder = plan["subscriber"] or bill["patient"]
    who = Name("IL", "1", holder["last_name"], holder["first_name"], id_qualifier="MI", id=plan["member_id"])
    payer = Name("PR", "2", plan["payer_name"], id_qualifier="PI", id=plan["payer_identifier"])
    group = plan["group_number"], "" if plan["group_number"] else plan["plan"]
    why = plan.get("insurance_type", "")
    return (OtherPayer("S", plan["relationship"], plan["filing_indicator"], who, payer, *group, insurance_type=why),)


def _address(of: dict[str, Any]) -> Address:
    return Address(of["address"], "", of["city"], of["state"], of["zip"])


def _phone(of: dict[str, Any], claim: ClaimRow) -> tuple[Contact, ...]:
    """PER of the person; the institutional guide has no place for it."""
    told = of["phone"] and claim.form == "P"
    return (Contact("IC", f"{of['first_name']} {of['last_name']}", (("TE", of["phone"]),)),) if told else ()


def _statement(claim: ClaimRow, stay: dict[str, Any]) -> tuple[Dates, ...]:
    """DTP*434 of every institutional claim, DTP*435 of a stay."""
    statement = Dates("434", claim.service_from, claim.service_to)
    return (statement, Dates("435", claim.service_from, time="0900")) if stay["inpatient"] else (statement,)


def _line(claim: ClaimRow, one: ClaimLine, bill: dict[str, Any]) -> ServiceLine:
    if claim.form == "I":
        return _facility_line(claim, one, inpatient=bill["admission"]["inpatient"])
    return ServiceLine(
        one.number, Procedure("HC", one.procedure, tuple(one.modifiers)), one.charge.amount, Decimal(one.units),
        place_of_service="" if one.place_of_service == claim.place_of_service else one.place_of_service,
        diagnosis_pointers=tuple(int(each) for each in one.diagnosis_pointers),
        dates=(Dates("472", one.service_from or claim.service_from),),
        references=(Reference("6R", f"{claim.patient_control_number}-{one.number}"),),
    )  # fmt: skip


_ROOM = ("010", "011", "012", "013", "014", "015", "016", "017", "018", "019", "020", "021")
"""Revenue codes of accommodation (010x to 021x): billed in days."""


def _facility_line(claim: ClaimRow, one: ClaimLine, *, inpatient: bool) -> ServiceLine:
    coded = one.procedure != one.revenue_code
    return ServiceLine(
        one.number, Procedure("HC", one.procedure, tuple(one.modifiers)) if coded else None, one.charge.amount,
        Decimal(one.units), "DA" if one.revenue_code.startswith(_ROOM) else "UN", one.revenue_code,
        dates=() if inpatient else (Dates("472", one.service_from or claim.service_from),),
        references=(Reference("6R", f"{claim.patient_control_number}-{one.number}"),),
    )  # fmt: skip


def status_question(
    claim: ClaimRow, member: Member, provider: Provider, payer: PayerRow, receiver: Name, trace: str
) -> StatusInquiry:
    """One claim asked after (276)."""
    who = Name("IL", "1", member.last_name, member.first_name, id_qualifier="MI", id=member.member_id)
    parties = Parties(
        Name("PR", "2", payer.name, id_qualifier="PI", id=payer.identifier), receiver,
        Name("1P", "2", provider.name, id_qualifier="XX", id=provider.npi),
        Person(who, member.date_of_birth, member.sex if member.sex in ("F", "M") else ""),
    )  # fmt: skip
    number = claim.payer_claim_control_number
    references = ((Reference("1K", number),) if number else ()) + (Reference("EJ", claim.patient_control_number),)
    return StatusInquiry(
        parties, trace, references, claim.charge.amount, (Dates("472", claim.service_from, claim.service_to),)
    )
