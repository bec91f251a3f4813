"""Denials of one claim, opened as posting opens them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.service import open_posted
from backend.pipeline.denials.triage import triage
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.remittances.advice import ClaimContext, JudgedAdjustment


def open_denials(
    session: Session, claim_id: UUID, facts: Sequence[AdjustmentFacts], today: date, advice_id: UUID | None = None
) -> list[Denial]:
    """Those a remittance with these adjustments opens, worst first. It stands: the claim's advice is this one."""
    claim = session.get_one(Claim, claim_id)
    claim.advice_id = advice_id or claim.advice_id or uuid4()
    session.flush()
    opened = open_posted(session, [posted(claim, facts, today)], today)
    worst_first = (Denial.priority.desc(), Denial.amount.desc(), Denial.id)
    return list(session.scalars(select(Denial).where(Denial.id.in_(opened)).order_by(*worst_first)))


def posted(claim: Claim, facts: Sequence[AdjustmentFacts], today: date) -> PostedAdvice:
    """What posting hands on of one advice that made these adjustments to a claim."""
    assert claim.advice_id is not None
    judged = tuple(_judged(one) for one in facts)
    context = ClaimContext(claim.plan_type, claim.service_from, "1", None, None, None)
    return PostedAdvice(
        claim.advice_id, claim.id, uuid4(), claim.payer_id, claim.provider_id, claim.place_of_service, today, "4",
        context, claim.charge.amount, judged, (), (), judged,
    )  # fmt: skip


def _judged(one: AdjustmentFacts) -> JudgedAdjustment:
    told = triage(one)
    facts = one if told.is_denial else None
    return JudgedAdjustment(one.group, one.carc, one.amount.amount, told.root_cause, told.is_denial, facts)
