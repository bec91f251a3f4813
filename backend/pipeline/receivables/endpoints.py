"""Receivables for staff: the ageing and the claims behind it, the follow-up queue, contacts."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.pipeline.receivables import service
from backend.pipeline.receivables.schemas import (
    AgedClaims,
    AgedClaimShown,
    AgeingShown,
    Assignment,
    ContactShown,
    FollowUpDetail,
    FollowUpList,
    FollowUpShown,
    NewContact,
    OwnerShown,
    TakenOffShown,
    Withdrawal,
    ageing_shown,
)
from backend.pipeline.receivables.taking_off import take_off
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at
from backend.staff.repeating.service import SentOnce

router = APIRouter(prefix="/api/v1", tags=["receivables"])
clock = SystemClock()
Bucket = Annotated[int | None, Query(ge=0, le=4, description="0: 0–30 days, 1: 31–60, 2: 61–90, 3: 91–120, 4: more")]


@router.get("/receivables/ageing")
def ageing(session: DatabaseSession, as_of: date | None = None) -> AgeingShown:
    """The last ageing, or that of a day, by payer and bucket."""
    snapshot, cells = service.ageing(session, as_of)
    days = [one.as_of for one in service.snapshots(session)]
    return ageing_shown(snapshot, cells, days, agrees=service.reconciles(session, snapshot))


@router.post("/receivables/ageing")
def age_now(session: DatabaseSession) -> AgeingShown:
    """Take today's ageing without waiting for Monday; a second one on a day answers the first."""
    service.run_ageing(session, clock.today())
    return ageing(session, clock.today())


@router.get(
    "/receivables/ageing/{snapshot_id}/claims", dependencies=[looked_at(Act.RECORDS_LISTED, "ageing:{snapshot_id}")]
)
def claims_behind(
    session: DatabaseSession, snapshot_id: UUID, payer_id: UUID | None = None, bucket: Bucket = None,
    patient: bool | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> AgedClaims:  # fmt: skip
    """The claims of a cell, row or column, the largest first."""
    found = service.aged_claims(session, snapshot_id, payer_id=payer_id, bucket=bucket, patient=patient, limit=limit)
    return AgedClaims(claims=[AgedClaimShown.of(one) for one in found])


@router.get("/receivables/follow-ups", dependencies=[looked_at(Act.RECORDS_LISTED, "follow_ups")])
def follow_ups(
    session: DatabaseSession, owner: Annotated[str | None, Query(max_length=120)] = None, until: date | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> FollowUpList:  # fmt: skip
    """Open claims, a near last day to file first, then by next date. ``owner=people``: everybody but the system."""
    today = clock.today()
    found = service.follow_up_queue(session, today, owner=owner, until=until, limit=limit)
    held = [
        OwnerShown(owner=name, claims=claims, late=late, amount=str(amount))
        for name, claims, late, amount in service.owners(session, today)
    ]
    return FollowUpList(claims=[FollowUpShown.of(one, today) for one in found], owners=held)


@router.get("/receivables/follow-ups/{claim_id}", dependencies=[looked_at(Act.CLAIM_VIEWED, "claim:{claim_id}")])
def follow_up(session: DatabaseSession, claim_id: UUID) -> FollowUpDetail:
    """One claim's place in the follow-up, and every contact about it."""
    found, contacts = service.follow_up(session, claim_id)
    return FollowUpDetail(
        claim=FollowUpShown.of(found, clock.today()), contacts=[ContactShown.of(one) for one in contacts]
    )


@router.post("/receivables/follow-ups/{claim_id}/contacts", status_code=201)
def log_contact(
    session: DatabaseSession, staff: SignedIn, claim_id: UUID, given: NewContact, sent: SentOnce
) -> FollowUpDetail:
    """Log a contact with its outcome and the next date. Audited; a logged contact stays as it is."""

    def log() -> FollowUpDetail:
        contact = service.Contact(**given.model_dump())
        service.log_contact(session, claim_id, contact, actor=staff.actor, name=staff.name, now=clock.now())
        return follow_up(session, claim_id)

    return sent.once(session, FollowUpDetail, log)


@router.post("/receivables/follow-ups/{claim_id}/assignment")
def assign(session: DatabaseSession, staff: SignedIn, claim_id: UUID, given: Assignment) -> FollowUpDetail:
    """Give an open claim to somebody, with the day it is looked at next. Audited."""
    service.assign(session, claim_id, given.owner, given.next_date, actor=staff.actor)
    return follow_up(session, claim_id)


@router.post("/claims/{claim_id}/off-the-way")
def off_the_way(session: DatabaseSession, staff: SignedIn, claim_id: UUID, given: Withdrawal) -> TakenOffShown:
    """Take a claim off its way that should never leave. Above the practice's threshold it becomes a write-off to approve."""
    done = take_off(session, claim_id, given.reason, staff.actor, clock.now())
    return TakenOffShown(state="waits_for_approval" if done.waits else "withdrawn", sentence=done.sentence)
