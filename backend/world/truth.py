"""The truth beside the files: one record a claim, in the form DESIGN.md section 5 fixes."""

from __future__ import annotations

from typing import Any

from backend.world.records import WorldClaim, dollars


def truth(claim: WorldClaim, denial: dict[str, Any] | None) -> dict[str, Any]:
    """What is true of the claim on the day of the world."""
    person, practice = claim.coverage.person, claim.practice
    return {
        "claim_number": claim.claim_number,
        "patient_control_number": claim.patient_control_number,
        "payer": claim.coverage.payer.name,
        "plan_type": claim.coverage.payer.plan_type,
        "member": {
            "id": claim.coverage.member_id, "first": person.first, "last": person.last, "dob": person.born.isoformat(),
            "zip": person.zip, "phone": person.phone,
        },
        "provider": {"name": practice.name, "npi": practice.npi, "tax_id": practice.tax_id},
        "service_from": claim.service_from.isoformat(),
        "service_to": claim.service_to.isoformat(),
        "received": claim.received.isoformat(),
        "finalized": claim.finalized.isoformat() if claim.finalized else None,
        "charge": str(dollars(claim.charge)),
        "allowed": None if claim.allowed is None else str(dollars(claim.allowed)),
        "paid": str(dollars(claim.paid)),
        "patient_responsibility": {
            "deductible": str(dollars(claim.share("1"))), "coinsurance": str(dollars(claim.share("2"))),
            "copay": str(dollars(claim.share("3"))), "total": str(dollars(claim.patient_share)),
        },
        "status": {"category": claim.category, "code": claim.code},
        "payment": _payment(claim),
        "lines": [
            {
                "procedure": line.code, "charge": str(dollars(line.charge)), "paid": str(dollars(line.paid)),
                "adjustments": [
                    {"group": one.group, "carc": one.carc, "amount": str(dollars(one.cents))} for one in line.adjustments
                ],
                "remarks": list(line.remarks),
            }
            for line in claim.lines
        ],
        "denial": denial,
    }  # fmt: skip


def _payment(claim: WorldClaim) -> dict[str, str] | None:
    if claim.finalized is None or claim.paid <= 0:
        return None
    return {"trace_number": claim.trace_number, "method": claim.method, "date": claim.finalized.isoformat()}
