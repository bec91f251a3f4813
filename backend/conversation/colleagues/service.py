"""Asking a colleague without handing over, being named in a note, and hearing of both at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.colleagues.errors import ConsultOver, NobodyToAsk, NoConsult
from backend.conversation.colleagues.mentions import named
from backend.conversation.colleagues.repository import ColleagueRepository
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.kit.clock import Clock
from backend.models.colleague import Consult, ConsultMessage, Notice
from backend.staff.service import CurrentStaff

NoticeKind = Literal["mention", "consult", "transfer"]


# -- notices


def notify(
    session: Session,
    to: UUID,
    kind: NoticeKind,
    handoff_id: UUID,
    by: CurrentStaff,
    clock: Clock,
    consult: Consult | None = None,
) -> None:
    """Put a notice on somebody's desk and wake it."""
    row = Notice(
        staff_id=to,
        kind=kind,
        handoff_id=handoff_id,
        consult_id=consult.id if consult else None,
        by_name=by.name,
        at=clock.now(),
    )
    ColleagueRepository(session).add(row)
    ownership.tell_staff(session, to)


def notify_named(session: Session, handoff_id: UUID, text: str, by: CurrentStaff, clock: Clock) -> set[str]:
    """A notice for everybody named in a note; their names."""
    people = ColleagueRepository(session).takers()
    found = named(text, people) - {by.id}
    for one in found:
        notify(session, one, "mention", handoff_id, by, clock)
    return {people[one] for one in found}


def notices(session: Session, staff: CurrentStaff) -> Sequence[tuple[Notice, str]]:
    """What is there for this person and not seen yet, with each handoff's reference; newest first."""
    return ColleagueRepository(session).unseen(staff.id)


def seen(session: Session, notice_id: UUID, staff: CurrentStaff, clock: Clock) -> None:
    """It has been looked at; somebody else's notice, or none, changes nothing."""
    ColleagueRepository(session).see(staff.id, clock.now(), notice=notice_id)


# -- consults


def ask(session: Session, handoff_id: UUID, staff: CurrentStaff, of: UUID, question: str, clock: Clock) -> Consult:
    """Ask a colleague about a conversation one holds. Raises NoHandoff, AnotherOwner, NobodyToAsk."""
    handoff = handoffs.get(session, handoff_id)
    ownership.demand_agent(ownership.get(session, handoff.conversation_id), staff.id)
    repository = ColleagueRepository(session)
    name = repository.takers().get(of)
    if name is None or of == staff.id:
        raise NobodyToAsk
    consult = Consult(
        handoff_id=handoff.id,
        asked_by=staff.id,
        asked_by_name=staff.name,
        asked_of=of,
        asked_of_name=name,
        asked_at=clock.now(),
    )
    repository.add(consult)
    _write(session, consult, staff, question, clock)
    _record(session, staff, consult, clock, ["question"])
    return consult


def consults(session: Session, staff: CurrentStaff) -> Sequence[tuple[Consult, str, datetime]]:
    """The open ones this person asked or was asked, with each handoff's reference and last line's time."""
    return ColleagueRepository(session).open_consults(staff.id)


def read(
    session: Session, consult_id: UUID, staff: CurrentStaff, clock: Clock
) -> tuple[Consult, Sequence[ConsultMessage]]:
    """One's own consult with its lines; its notices count as seen. Raises NoConsult."""
    consult = _mine(session, consult_id, staff)
    repository = ColleagueRepository(session)
    repository.see(staff.id, clock.now(), consult=consult.id)
    _record(session, staff, consult, clock, ["read"])
    return consult, repository.messages(consult.id)


def answer(session: Session, consult_id: UUID, staff: CurrentStaff, text: str, clock: Clock) -> ConsultMessage:
    """A line to the other of the two. Raises NoConsult, ConsultOver."""
    consult = _mine(session, consult_id, staff, lock=True)
    if consult.ended_at is not None:
        raise ConsultOver
    written = _write(session, consult, staff, text, clock)
    _record(session, staff, consult, clock, ["answer"])
    return written


def end(session: Session, consult_id: UUID, staff: CurrentStaff, clock: Clock) -> Consult:
    """The question is settled; either of the two may say so, twice is once. Raises NoConsult."""
    consult = _mine(session, consult_id, staff, lock=True)
    if consult.ended_at is None:
        consult.ended_at = clock.now()
        _record(session, staff, consult, clock, ["ended"])
        ownership.tell_staff(session, _other(consult, staff))
    return consult


def _mine(session: Session, consult_id: UUID, staff: CurrentStaff, *, lock: bool = False) -> Consult:
    consult = ColleagueRepository(session).consult(consult_id, lock=lock)
    if consult is None or staff.id not in (consult.asked_by, consult.asked_of):
        raise NoConsult
    return consult


def _other(consult: Consult, staff: CurrentStaff) -> UUID:
    return consult.asked_of if staff.id == consult.asked_by else consult.asked_by


def _write(session: Session, consult: Consult, staff: CurrentStaff, text: str, clock: Clock) -> ConsultMessage:
    row = ConsultMessage(
        consult_id=consult.id, author_id=staff.id, author_name=staff.name, text=text, written_at=clock.now()
    )
    ColleagueRepository(session).add(row)
    notify(session, _other(consult, staff), "consult", consult.handoff_id, staff, clock, consult)
    return row


def _record(session: Session, staff: CurrentStaff, consult: Consult, clock: Clock, fields: Sequence[str]) -> None:
    subject = f"handoff:{consult.handoff_id}"
    audit.record(session, Act.COLLEAGUE_CONSULTED, actor=staff.actor, subject=subject, fields=fields, clock=clock)
