"""``/api/v1/retention``: what is kept how long, holds, amendments. Who may is in backend/staff/policy.py."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from backend.conversation.callers.endpoints import Now
from backend.conversation.retention import service
from backend.conversation.retention.schemas import (
    Amend,
    AmendmentShown,
    HoldShown,
    Keeping,
    LiftHold,
    Overview,
    PlaceHold,
)
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce

router = APIRouter(prefix="/api/v1", tags=["retention"])


@router.get("/retention")
def overview(session: DatabaseSession, staff: SignedIn, clock: Now) -> Overview:
    """Periods with their sources, holds, and what the last nights let go."""
    return service.overview(session, staff, clock)


@router.post("/retention/holds", status_code=201)
def place(session: DatabaseSession, staff: SignedIn, clock: Now, wanted: PlaceHold, sent: SentOnce) -> HoldShown:
    """Place a hold: nothing it covers is forgotten until it is lifted."""
    return sent.once(session, HoldShown, lambda: service.place_hold(session, staff.actor, staff.name, wanted, clock))


@router.post("/retention/holds/{hold_id}/lifting")
def lift(session: DatabaseSession, staff: SignedIn, clock: Now, hold_id: UUID, given: LiftHold) -> HoldShown:
    """Lift a hold, for a reason."""
    return service.lift_hold(session, staff.actor, staff.name, hold_id, given.reason, clock)


@router.get("/transcripts/{conversation_id}/keeping")
def keeping(session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID) -> Keeping:
    """Until when this conversation is kept, what holds it, what was amended."""
    return service.keeping(session, staff, conversation_id, clock)


@router.post("/transcripts/{conversation_id}/amendments", status_code=201)
def amend(
    session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID, given: Amend, sent: SentOnce
) -> AmendmentShown:
    """Record a person's wish to amend what stands in a conversation about them, and the answer to it."""
    return sent.once(session, AmendmentShown, lambda: service.amend(session, staff, conversation_id, given, clock))
