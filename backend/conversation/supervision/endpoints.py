"""Supervisors' interface: search, open, unmask, score, correct."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from backend.conversation.supervision import service
from backend.conversation.supervision.schemas import Corrected, Listing, ReviewShown, Scored, Search, Transcript, Unmask
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1/transcripts", tags=["supervision"])


@router.post("/search")
def search(session: DatabaseSession, staff: SignedIn, wanted: Search) -> Listing:
    """Find conversations by what was said, understood, decided or scored."""
    return Listing(conversations=service.search(session, staff, wanted))


@router.get("/{conversation_id}")
def transcript(session: DatabaseSession, staff: SignedIn, conversation_id: UUID) -> Transcript:
    """A conversation turn by turn, identifiers covered. Audited."""
    return service.transcript(session, staff, conversation_id)


@router.post("/{conversation_id}/unmasked")
def unmasked(session: DatabaseSession, staff: SignedIn, conversation_id: UUID, wanted: Unmask) -> Transcript:
    """The same, readable in full, for a reason. Audited with the reason."""
    return service.transcript(session, staff, conversation_id, unmask=wanted.reason)


@router.post("/{conversation_id}/reviews", status_code=201)
def score(session: DatabaseSession, staff: SignedIn, conversation_id: UUID, given: Scored) -> ReviewShown:
    """Add a score."""
    return service.score(session, staff, conversation_id, given)


@router.post("/{conversation_id}/corrections", status_code=204)
def correct(session: DatabaseSession, staff: SignedIn, conversation_id: UUID, given: Corrected) -> None:
    """Say what a turn should have been understood as."""
    service.correct(session, staff, conversation_id, given)
