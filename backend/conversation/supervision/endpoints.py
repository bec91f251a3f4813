"""Supervisors' interface: search, open, unmask, score, correct; the wall, the report, double scoring."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool

from backend.conversation.callers.endpoints import Now
from backend.conversation.supervision import live, replies, service, watching
from backend.conversation.supervision.errors import NotAPeriod
from backend.conversation.supervision.schemas import (
    Choose,
    DoubleScorings,
    Listing,
    OwnScores,
    Piece,
    Replied,
    ReplyShown,
    Report,
    ReviewShown,
    Scored,
    Search,
    Tags,
    Transcript,
    Unmask,
    Wall,
)
from backend.database import DatabaseSession, session_scope
from backend.kit.clock import Clock
from backend.kit.media import Events
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1", tags=["supervision"])


@router.post("/transcripts/search")
def search(session: DatabaseSession, staff: SignedIn, clock: Now, wanted: Search) -> Listing:
    """Find conversations by what was said, understood, decided or scored; or ask an earlier search again."""
    return service.listing(session, staff, wanted, clock)


@router.get("/transcripts/{conversation_id}")
def transcript(session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID) -> Transcript:
    """A conversation with its first turns, identifiers covered. Audited."""
    return service.transcript(session, staff, conversation_id, clock)


@router.get("/transcripts/{conversation_id}/turns")
def turns(
    session: DatabaseSession,
    staff: SignedIn,
    clock: Now,
    conversation_id: UUID,
    after: Annotated[int, Query(ge=0)] = 0,
) -> Piece:
    """Further turns, identifiers covered. Audited."""
    return service.piece(session, staff, conversation_id, after, clock)


@router.post("/transcripts/{conversation_id}/unmasked")
def unmasked(
    session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID, wanted: Unmask
) -> Transcript | Piece:
    """A transcript readable in full, for a reason; with ``after``, further turns. Audited with the reason."""
    if wanted.after:
        return service.piece(session, staff, conversation_id, wanted.after, clock, unmask=wanted.reason)
    return service.transcript(session, staff, conversation_id, clock, unmask=wanted.reason)


@router.get("/transcripts/{conversation_id}/stream", response_class=Events)
async def listen(
    request: Request,
    staff: SignedIn,
    clock: Now,
    conversation_id: UUID,
    after: Annotated[int, Query(ge=0)] = 0,
) -> Events:
    """Listen in: new turns as they come, identifiers covered, nothing to send. On record before the first word."""
    await run_in_threadpool(_begin, staff, conversation_id, clock)
    told = live.listen(request, staff, conversation_id, after, clock)
    return Events(told, headers={"X-Accel-Buffering": "no"})


def _begin(staff: CurrentStaff, conversation_id: UUID, clock: Clock) -> None:
    with session_scope() as session:
        live.begin(session, staff, conversation_id, clock)


@router.put("/transcripts/{conversation_id}/tags")
def tag(session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID, wanted: Tags) -> Tags:
    """Set the tags by which a conversation is found again."""
    return Tags(tags=service.tag(session, staff, conversation_id, wanted.tags, clock))


@router.post("/transcripts/{conversation_id}/reviews", status_code=201)
def score(session: DatabaseSession, staff: SignedIn, conversation_id: UUID, given: Scored) -> ReviewShown:
    """Score a conversation; who scored it before revises that."""
    return service.score(session, staff, conversation_id, given)


@router.get("/supervision/wall")
def wall(session: DatabaseSession, staff: SignedIn, clock: Now) -> Wall:
    """What happens now; counts and references, nothing of what was said."""
    return watching.wall(session, staff.role, clock.now())


@router.get("/supervision/stream", response_class=Events)
async def wall_stream(request: Request, staff: SignedIn, clock: Now) -> Events:
    """The wall as it changes. Ends within five seconds of the account's closing."""
    told = live.wall(request, staff, clock)
    return Events(told, headers={"X-Accel-Buffering": "no"})


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
def choose(session: DatabaseSession, staff: SignedIn, clock: Now, wanted: Choose, sent: SentOnce) -> DoubleScorings:
    """Choose conversations for it at random."""
    return sent.once(session, DoubleScorings, lambda: watching.choose(session, staff, wanted.size, clock))


@router.get("/scores")
def own_scores(session: DatabaseSession, staff: SignedIn) -> OwnScores:
    """The scores of the reader's own conversations."""
    return replies.own_scores(session, staff)


@router.post("/scores/{review_id}/reply", status_code=201)
def reply(session: DatabaseSession, staff: SignedIn, clock: Now, review_id: UUID, given: Replied) -> ReplyShown:
    """Agree with a score of one's own conversation, or contest it; once."""
    return replies.reply(session, staff, review_id, given, clock)
