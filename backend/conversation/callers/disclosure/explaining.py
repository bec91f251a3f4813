"""The explanation of benefits to a member who has proved who they are, of claims their grant covers.

What it tells beyond the amounts: kinds of service in plain words; procedure codes only stepped up. Members hear of
their own claims alone, so a provider's conversation has none to read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.callers.disclosure.envelope import last_four
from backend.conversation.callers.disclosure.errors import NotExplained, ProofNeeded
from backend.conversation.callers.verification import service as verification
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.pipeline.adjudication.eob import Eob, EobLine, Sums
from backend.pipeline.adjudication.errors import NotExplainable
from backend.pipeline.adjudication.service import explanation_of_benefits


@dataclass(frozen=True, slots=True)
class Explainable:
    """One decided claim of the member's."""

    claim_id: UUID
    last_four: str
    service_from: date
    provider_name: str


def listed(session: Session, row: Conversation, clock: Clock) -> list[Explainable]:
    """The member's decided claims, newest first. Raises ProofNeeded for whoever is no verified member."""
    _demand_member(session, row, clock)
    found = [one for one in disclosure.within_grants(session, row, clock) if one.finalized is not None]
    for one in found:
        audit.record(
            session,
            Act.CLAIM_DISCLOSED,
            actor=row.name,
            subject=f"claim:{one.claim_id}",
            fields=["last_four", "provider_name", "service_from"],
            purpose="headline",
            clock=clock,
        )
    return [
        Explainable(one.claim_id, last_four(one.payer_claim_control_number), one.service_from, one.provider_name)
        for one in found
    ]


def explained(session: Session, row: Conversation, claim_id: UUID, clock: Clock) -> dict[str, Any]:
    """One claim explained, audited as a disclosure. Raises ProofNeeded, NoGrant, PersonNeeded, NotExplained."""
    known = _demand_member(session, row, clock)
    try:
        disclosure.covered_claim(session, row, claim_id, clock)
        told = _told(explanation_of_benefits(session, claim_id, clock.today()), detail=known == "stepped_up")
    except NotExplainable as refused:
        raise NotExplained(refused.sentence) from None
    audit.record(
        session,
        Act.CLAIM_DISCLOSED,
        actor=row.name,
        subject=f"claim:{claim_id}",
        fields=sorted(told),
        purpose="explanation_of_benefits",
        clock=clock,
    )
    return told


def _demand_member(session: Session, row: Conversation, clock: Clock) -> str:
    known = verification.standing(session, row, clock.now())
    if known.role != "member":
        raise ProofNeeded
    return known.level


def _told(eob: Eob, *, detail: bool) -> dict[str, Any]:
    return {
        "payer_name": eob.payer_name,
        "plan_name": eob.plan_name,
        "phone": eob.phone,
        "patient": eob.patient,
        "member_id_ending": last_four(eob.member_id),
        "provider_name": eob.provider_name,
        "claim_number_ending": last_four(eob.claim_number),
        "service_from": eob.service_from.isoformat(),
        "service_to": eob.service_to.isoformat(),
        "decided": eob.decided.isoformat(),
        "paid_to": eob.paid_to,
        "opening": list(eob.opening),
        "lines": [_line(one, detail=detail) for one in eob.lines],
        "total": _sums(eob.total),
        "notes": [{"letter": one.letter, "sentence": one.sentence} for one in eob.notes],
        "appeal": list(eob.appeal),
        "appeal_last_day": eob.appeal_last_day.isoformat() if eob.appeal_last_day else None,
    }


def _line(line: EobLine, *, detail: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": line.number,
        "service": line.service,
        "day": line.day.isoformat() if line.day else None,
        "notes": list(line.notes),
        **_sums(line.sums),
    }
    return told | ({"procedure": line.procedure} if detail else {})


def _sums(sums: Sums) -> dict[str, str]:
    names = (
        "charge", "discount", "not_owed", "other_plan", "plan_paid", "deductible", "copay", "coinsurance", "not_covered",
        "your_share",
    )  # fmt: skip
    return {name: str(getattr(sums, name)) for name in names}
