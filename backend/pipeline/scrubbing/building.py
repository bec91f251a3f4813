"""A coded encounter as a claim: its rows, and the facts scrubbing needs of them. Pure but for the row classes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from backend.codes.sensitive import is_sensitive
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.claim import Claim, ClaimLine
from backend.models.submission import OutgoingClaim
from backend.pipeline.claims.plan_type import plan_type
from backend.pipeline.encounters.service import CodedEncounter
from backend.pipeline.scrubbing.facts import Correction, ScrubClaim, ScrubLine


def built(encounter: CodedEncounter, now: datetime) -> tuple[Claim, list[ClaimLine], OutgoingClaim]:
    """The claim of one encounter: it waits with us (stage held) until it leaves."""
    note, coded, today = encounter.documented, encounter.coded, now.date()
    services = {line.service: note.services[line.service - 1] for line in coded.lines}
    days = [one.day or note.service_date for one in services.values()]
    claim = Claim(
        id=new_id(), payer_id=encounter.payer_id, provider_id=encounter.provider_id, member_id=encounter.member_id,
        patient_control_number=note.number, form=note.form, frequency="1", payer_order="P",
        plan_type=plan_type(note.insurance.filing_indicator, note.insurance.plan),
        filing_indicator=note.insurance.filing_indicator, other_plan_on_file=note.secondary is not None,
        authorization_number=note.authorization_number or None,
        referral_number=note.referral_number or None, rendering_npi=note.physician.npi,
        place_of_service=note.place_of_service, diagnoses=list(coded.diagnoses), service_from=min(days),
        service_to=note.admission.statement_to if note.admission else max(days), received=today,
        charge=Money.total(Money.of(line.charge) for line in coded.lines),
        sensitive=is_sensitive((line.procedure for line in coded.lines), coded.diagnoses), stage="held",
        status_category="A0", status_code="",
    )  # fmt: skip
    lines = [
        ClaimLine(
            claim_id=claim.id, number=number, procedure=line.procedure or services[line.service].revenue_code,
            revenue_code=services[line.service].revenue_code, modifiers=list(line.modifiers),
            diagnosis_pointers=[str(one) for one in line.diagnoses], place_of_service=services[line.service].place,
            units=str(line.units), service_from=services[line.service].day or note.service_date,
            service_to=services[line.service].day or note.service_date, charge=Money.of(line.charge),
        )
        for number, line in enumerate(coded.lines, 1)
    ]  # fmt: skip
    bill = note.model_dump(mode="json", include=_BILLED)
    outgoing = OutgoingClaim(
        claim_id=claim.id, encounter_id=encounter.id, bill=bill, state="built", built_on=today, changed_at=now
    )
    return claim, lines, outgoing


_BILLED = {"practice", "physician", "patient", "insurance", "secondary", "admission"}


def facts(claim: Claim, lines: Sequence[ClaimLine], bill: dict[str, Any], payer: tuple[str, str]) -> ScrubClaim:
    """The claim as scrubbing sees it; ``payer`` is (identifier, name)."""
    practice, patient, insurance = bill["practice"], bill["patient"], bill["insurance"]
    return ScrubClaim(
        payer_identifier=payer[0], payer_name=payer[1], plan_type=claim.plan_type, form=claim.form,
        frequency=claim.frequency, original_claim_number=claim.original_claim_number or "",
        member_id=insurance["member_id"], patient_last=patient["last_name"],
        date_of_birth=date.fromisoformat(patient["date_of_birth"]), sex=patient["sex"], billing_npi=practice["npi"],
        billing_zip=practice["zip"], tax_id=practice["tax_id"],
        taxonomy=bill["physician"]["taxonomy"] or practice["taxonomy"], rendering_npi=claim.rendering_npi or "",
        place=claim.place_of_service, diagnoses=tuple(claim.diagnoses),
        authorization_number=claim.authorization_number or "", service_from=claim.service_from,
        service_to=claim.service_to, charge=claim.charge,
        lines=tuple(_line(claim, one) for one in sorted(lines, key=lambda one: one.number)),
        other_plan=claim.other_plan_on_file,
    )  # fmt: skip


def _line(claim: Claim, one: ClaimLine) -> ScrubLine:
    return ScrubLine(
        one.number, one.procedure, tuple(one.modifiers), int(one.units) if one.units.isdigit() else 0,
        one.place_of_service, one.service_from or claim.service_from, one.charge,
        tuple(int(each) for each in one.diagnosis_pointers if each.isdigit()),
    )  # fmt: skip


def apply_corrections(
    claim: Claim, lines: Sequence[ClaimLine], outgoing: OutgoingClaim, done: Sequence[Correction]
) -> None:
    """Write what scrubbing put right back into the rows."""
    by_number = {one.number: one for one in lines}
    for one in done:
        if one.line is not None:
            setattr(by_number[one.line], one.field, one.after)
        elif one.field in ("diagnoses", "authorization_number"):
            setattr(claim, one.field, one.after)
        elif one.field == "charge":
            claim.charge = Money.of(one.after)
        else:
            part, name = _BILL[one.field]
            outgoing.bill = {**outgoing.bill, part: {**outgoing.bill[part], name: one.after}}


_BILL = {"member_id": ("insurance", "member_id"), "tax_id": ("practice", "tax_id"), "billing_zip": ("practice", "zip")}
