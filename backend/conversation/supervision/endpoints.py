"""Supervisors' interface: search, open, unmask, score, correct; the wall, the report, double scoring."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fastapi import APIRouter

from backend.conversation.callers.endpoints import Now
from backend.conversation.supervision import service, watching
from backend.conversation.supervision.errors import NotAPeriod
from backend.conversation.supervision.schemas import (
    Choose,
    DoubleScorings,
    Listing,
    Report,
    ReviewShown,
    Scored,
    Search,
    Transcript,
    Unmask,
    Wall,
)
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1", tags=["supervision"])


@router.post("/transcripts/search")
def search(session: DatabaseSession, staff: SignedIn, wanted: Search) -> Listing:
    """Find conversations by what was said, understood, decided or scored."""
    return Listing(conversations=service.search(session, staff, wanted))


@router.get("/transcripts/{conversation_id}")
def transcript(session: DatabaseSession, staff: SignedIn, conversation_id: UUID) -> Transcript:
    """A conversation turn by turn, identifiers covered. Audited."""
    return service.transcript(session, staff, conversation_id)


@router.post("/transcripts/{conversation_id}/unmasked")
def unmasked(session: DatabaseSession, staff: SignedIn, conversation_id: UUID, wanted: Unmask) -> Transcript:
    """The same, readable in full, for a reason. Audited with the reason."""
    return service.transcript(session, staff, conversation_id, unmask=wanted.reason)


@router.post("/transcripts/{conversation_id}/reviews", status_code=201)
def score(session: DatabaseSession, staff: SignedIn, conversation_id: UUID, given: Scored) -> ReviewShown:
    """Add a score."""
    return service.score(session, staff, conversation_id, given)


@router.get("/supervision/wall")
def wall(session: DatabaseSession, staff: SignedIn, clock: Now) -> Wall:
    """What happens now; counts and references, nothing of what was said."""
    return watching.wall(session, clock.now())


@router.get("/supervision/report")
def report(session: DatabaseSession, staff: SignedIn, clock: Now, first_day: date, last_day: date) -> Report:
    """Containment, those who came again, handoff reasons, what was not understood. At most a year. Audited."""
    if not 0 <= (last_day - first_day).days <= 366:
        raise NotAPeriod
    return watching.period(session, staff, first_day, last_day, clock)


@router.get("/supervision/double-scoring")
def double_scoring(session: DatabaseSession, staff: SignedIn) -> DoubleScorings:
    """What two people score without seeing each other's score, and how far scorers agree."""
    return watching.double_scorings(session, staff)


@router.post("/supervision/double-scoring", status_code=201)
def choose(session: DatabaseSession, staff: SignedIn, clock: Now, wanted: Choose) -> DoubleScorings:
    """Choose conversations for it at random."""
    return watching.choose(session, staff, wanted.size, clock)
