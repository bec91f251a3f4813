"""``/api/v1/consults`` and ``/api/v1/notices``: agents among themselves. Nothing here reaches a caller."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from backend.conversation.callers.endpoints import Now
from backend.conversation.colleagues import service
from backend.conversation.colleagues.schemas import (
    Answer,
    ConsultListed,
    Consults,
    ConsultShown,
    LineShown,
    Notices,
    NoticeShown,
    Question,
)
from backend.conversation.turns.text import harmless
from backend.database import DatabaseSession
from backend.kit.clock import Clock
from backend.models.colleague import Consult
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1", tags=["colleagues"])


@router.get("/notices")
def notices(session: DatabaseSession, staff: SignedIn) -> Notices:
    """What is there for one and not looked at yet: one was named in a note, asked, or given a conversation."""
    found = [
        NoticeShown(
            id=one.id,
            kind=one.kind,  # type: ignore[arg-type]
            handoff_id=one.handoff_id,
            reference=reference,
            consult_id=one.consult_id,
            by=one.by_name,
            at=one.at,
        )
        for one, reference in service.notices(session, staff)
    ]
    return Notices(notices=found)


@router.post("/notices/{notice_id}/seen", status_code=204)
def seen(notice_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> None:
    """Mark a notice as looked at; it is not listed again."""
    service.seen(session, notice_id, staff, clock)


@router.post("/handoffs/{handoff_id}/consults", status_code=201)
def ask(
    handoff_id: UUID, asked: Question, session: DatabaseSession, staff: SignedIn, sent: SentOnce, clock: Now
) -> ConsultShown:
    """Ask a colleague about a conversation one holds, and keep it."""

    def put() -> ConsultShown:
        consult = service.ask(session, handoff_id, staff, asked.of, harmless(asked.question), clock)
        return _shown(session, consult.id, staff, clock)

    return sent.once(session, ConsultShown, put)


@router.get("/consults")
def consults(session: DatabaseSession, staff: SignedIn) -> Consults:
    """The open questions one asked or was asked."""
    found = [
        ConsultListed(
            id=one.id,
            handoff_id=one.handoff_id,
            reference=reference,
            with_name=_with(one, staff),
            asked_by_me=one.asked_by == staff.id,
            last_at=last_at,
        )
        for one, reference, last_at in service.consults(session, staff)
    ]
    return Consults(consults=found)


@router.get("/consults/{consult_id}")
def read(consult_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> ConsultShown:
    """One consult with its lines; for the two alone."""
    return _shown(session, consult_id, staff, clock)


@router.post("/consults/{consult_id}/messages", status_code=201)
def answer(
    consult_id: UUID, written: Answer, session: DatabaseSession, staff: SignedIn, sent: SentOnce, clock: Now
) -> ConsultShown:
    """Write a line of a consult to the other of the two."""

    def write() -> ConsultShown:
        service.answer(session, consult_id, staff, harmless(written.text), clock)
        return _shown(session, consult_id, staff, clock)

    return sent.once(session, ConsultShown, write)


@router.post("/consults/{consult_id}/end")
def end(consult_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> ConsultShown:
    """End a consult: its question is settled."""
    service.end(session, consult_id, staff, clock)
    return _shown(session, consult_id, staff, clock)


def _with(one: Consult, staff: CurrentStaff) -> str:
    return one.asked_of_name if one.asked_by == staff.id else one.asked_by_name


def _shown(session: Session, consult_id: UUID, staff: CurrentStaff, clock: Clock) -> ConsultShown:
    consult, lines = service.read(session, consult_id, staff, clock)
    return ConsultShown(
        id=consult.id,
        handoff_id=consult.handoff_id,
        with_name=_with(consult, staff),
        asked_by_me=consult.asked_by == staff.id,
        ended_at=consult.ended_at,
        lines=[
            LineShown(author=one.author_name, mine=one.author_id == staff.id, text=one.text, written_at=one.written_at)
            for one in lines
        ],
    )
