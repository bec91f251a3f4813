"""What stands on a claim of ours now, beside which a person says what changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.claim import Claim, ClaimLine
from backend.models.member import Member
from backend.models.submission import OutgoingClaim
from backend.pipeline.scrubbing.schemas import Billed, BilledLine


class AsBilledRepository(Repository):
    """Reads of one claim, without a lock."""

    def billed(self, claim_id: UUID) -> Billed:
        """What its file says, or would say, of what a person can correct. Only for a claim of ours."""
        out, claim = self.session.get_one(OutgoingClaim, claim_id), self.session.get_one(Claim, claim_id)
        member = self.session.get_one(Member, claim.member_id)
        lines = self.session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim_id).order_by(ClaimLine.number))
        return as_billed(out, claim, member, list(lines))


def as_billed(out: OutgoingClaim, claim: Claim, member: Member, lines: Sequence[ClaimLine]) -> Billed:
    """The bill's own words of the patient; those of a further plan's claim are the member's."""
    patient, insurance = out.bill.get("patient"), out.bill.get("insurance") or {}
    if patient is None:
        patient = {
            "first_name": member.first_name, "last_name": member.last_name,
            "date_of_birth": member.date_of_birth.isoformat(), "sex": member.sex,
        }  # fmt: skip
    return Billed(
        member_id=insurance.get("member_id") or member.member_id, patient_first_name=patient["first_name"],
        patient_last_name=patient["last_name"], patient_date_of_birth=date.fromisoformat(patient["date_of_birth"]),
        patient_sex=patient["sex"], authorization_number=claim.authorization_number or "",
        referral_number=claim.referral_number or "", place_of_service=claim.place_of_service,
        diagnoses=list(claim.diagnoses),
        lines=[
            BilledLine(
                number=one.number, procedure=one.procedure, modifiers=list(one.modifiers), units=one.units,
                charge=str(one.charge), pointers=list(one.diagnosis_pointers),
            )
            for one in lines
        ],
    )  # fmt: skip
