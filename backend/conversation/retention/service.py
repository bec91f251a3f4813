"""Forgetting what has had its time, keeping what a hold or a person's right asks to be kept. All of it audited."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.retention.errors import AlreadyForgotten, AlreadyLifted, NoSuchConversation, NoSuchHold
from backend.conversation.retention.repository import RetentionRepository
from backend.conversation.retention.rules import Kind, Period, periods
from backend.conversation.retention.schemas import (
    Amend,
    AmendmentShown,
    Forgotten,
    HoldShown,
    Keeping,
    Overview,
    PeriodShown,
    PlaceHold,
    RunShown,
)
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.models.retention import AmendmentNote, LegalHold, RetentionRun
from backend.staff.service import CurrentStaff

AT_ONCE = 200
"""Conversations emptied in one transaction."""
RUNS_SHOWN = 14


# -- forgetting


def forget(session: Session, kind: Kind, clock: Clock) -> Forgotten:
    """Let one kind go as far as it is due; of transcripts at most ``AT_ONCE``, so ask again while that many went."""
    now = clock.now()
    repository = RetentionRepository(session)
    before = _period(kind, now).before(now)
    if kind in (Kind.TRANSCRIPT, Kind.UNPROVED_TRANSCRIPT):
        proved = kind is Kind.TRANSCRIPT
        due = repository.due(before, proved=proved, limit=AT_ONCE)
        if due:
            repository.empty(due, now)
        gone, held = len(due), repository.held(before, proved=proved)
    elif kind is Kind.AUDIT:
        whole = repository.everything_held()
        gone, held = 0 if whole else audit.forget_before(session, before, repository.names_held()), 0
    else:
        gone, held = (repository.forget_dialogues if kind is Kind.DIALOGUE else repository.forget_traces)(before), 0
    return Forgotten(kind=kind, before=before, forgotten=gone, held=held)


def note_run(session: Session, results: list[Forgotten], clock: Clock) -> None:
    """Keep what a run did; where anything went, in the audit trail too."""
    row = RetentionRun(at=clock.now(), results=[one.model_dump(mode="json") for one in results])
    RetentionRepository(session).add(row)
    fields = [f"{one.kind}:{one.forgotten}" for one in results if one.forgotten]
    if fields:
        audit.record(
            session,
            Act.RECORDS_FORGOTTEN,
            actor="system:retention",
            subject=f"retention_run:{row.id}",
            fields=fields,
            clock=clock,
        )


# -- holds


def overview(session: Session, staff: CurrentStaff, clock: Clock) -> Overview:
    """The periods in force, the holds and the last runs. Audited, since a hold may name a member."""
    repository = RetentionRepository(session)
    now = clock.now()
    audit.record(session, Act.RETENTION_VIEWED, actor=staff.actor, subject="retention", clock=clock)
    return Overview(
        periods=[
            PeriodShown(
                kind=one.kind, kept=one.spoken, since=one.effective_from, source=one.source, before=one.before(now)
            )
            for one in periods(now)
        ],
        holds=[_hold(one) for one in repository.holds()],
        runs=[RunShown.model_validate({"at": one.at, "results": one.results}) for one in repository.runs(RUNS_SHOWN)],
    )


def place_hold(session: Session, actor: str, name: str, wanted: PlaceHold, clock: Clock) -> HoldShown:
    """From now on nothing it covers is forgotten. Raises NoSuchConversation."""
    repository = RetentionRepository(session)
    if wanted.conversation_id is not None:
        _found(repository, wanted.conversation_id)
    row = LegalHold(
        conversation_id=wanted.conversation_id,
        member_id=wanted.member_id,
        reason=wanted.reason,
        placed_by=actor,
        placed_by_name=name,
        placed_at=clock.now(),
    )
    repository.add(row)
    subject = f"legal_hold:{row.id}"
    audit.record(session, Act.HOLD_PLACED, actor=actor, subject=subject, fields=[wanted.scope], clock=clock)
    return _hold(row)


def lift_hold(session: Session, actor: str, name: str, hold_id: UUID, reason: str, clock: Clock) -> HoldShown:
    """The clock runs again from where it would be. Raises NoSuchHold, AlreadyLifted."""
    row = RetentionRepository(session).hold(hold_id)
    if row is None:
        raise NoSuchHold
    if row.lifted_at is not None:
        raise AlreadyLifted
    row.lifted_by, row.lifted_by_name, row.lifted_at, row.lifted_because = actor, name, clock.now(), reason
    session.flush()
    audit.record(session, Act.HOLD_LIFTED, actor=actor, subject=f"legal_hold:{row.id}", clock=clock)
    return _hold(row)


# -- one conversation


def keeping(session: Session, staff: CurrentStaff, conversation_id: UUID, clock: Clock) -> Keeping:
    """Until when a conversation is kept, what holds it, and what was amended. Audited. Raises NoSuchConversation."""
    repository = RetentionRepository(session)
    row = _found(repository, conversation_id)
    subject = f"conversation:{row.id}"
    audit.record(session, Act.TRANSCRIPT_VIEWED, actor=staff.actor, subject=subject, purpose="retention", clock=clock)
    kind = Kind.TRANSCRIPT if repository.proved(row.id) else Kind.UNPROVED_TRANSCRIPT
    return Keeping(
        kept_until=_period(kind, clock.now()).until(row.last_activity_at),
        held=repository.covering(row.id),
        holds=[_hold(one) for one in repository.holds(conversation_id=row.id)],
        forgotten_at=repository.emptied_at(row.id),
        amendments=[_amendment(one) for one in repository.amendments(row.id)],
    )


def amend(session: Session, staff: CurrentStaff, conversation_id: UUID, given: Amend, clock: Clock) -> AmendmentShown:
    """Put a person's wish to amend and the answer beside the transcript. Raises NoSuchConversation, AlreadyForgotten."""
    repository = RetentionRepository(session)
    row = _found(repository, conversation_id)
    if repository.emptied_at(row.id) is not None:
        raise AlreadyForgotten
    note = AmendmentNote(
        conversation_id=row.id,
        asked=given.asked,
        decision=given.decision,
        answer=given.answer,
        disagreement=given.disagreement,
        author_id=staff.id,
        author_name=staff.name,
        written_at=clock.now(),
    )
    repository.add(note)
    subject = f"conversation:{row.id}"
    audit.record(session, Act.AMENDMENT_NOTED, actor=staff.actor, subject=subject, fields=[given.decision], clock=clock)
    return _amendment(note)


def _found(repository: RetentionRepository, conversation_id: UUID) -> Conversation:
    row = repository.conversation(conversation_id)
    if row is None:
        raise NoSuchConversation
    return row


def _period(kind: Kind, now: datetime) -> Period:
    return next(one for one in periods(now) if one.kind is kind)


def _hold(row: LegalHold) -> HoldShown:
    return HoldShown(
        id=row.id,
        scope="conversation" if row.conversation_id else "member" if row.member_id else "everything",
        conversation_id=row.conversation_id,
        member_id=row.member_id,
        reason=row.reason,
        placed_by=row.placed_by_name,
        placed_at=row.placed_at,
        lifted_by=row.lifted_by_name,
        lifted_at=row.lifted_at,
        lifted_because=row.lifted_because,
    )


def _amendment(row: AmendmentNote) -> AmendmentShown:
    return AmendmentShown(
        id=row.id,
        asked=row.asked,
        decision=row.decision,
        answer=row.answer,
        disagreement=row.disagreement,
        by=row.author_name,
        written_at=row.written_at,
    )
