"""Reading conversations as staff: the list, and transcripts, each view of which is an audit event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.callers.verification import service as verification
from backend.conversation.handoffs import promises
from backend.conversation.handoffs import rules as handoff_rules
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.conversation.ownership.errors import NoConversation
from backend.conversation.turns.answers import buttons
from backend.conversation.turns.repository import TurnRepository
from backend.conversation.turns.schemas import ConversationShown, Transcript, TurnRead
from backend.kit.clock import Clock
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.staff.policy import Role
from backend.staff.service import CurrentStaff


def listed(
    session: Session,
    staff: CurrentStaff,
    *,
    owner: str | None,
    channel: str | None,
    before: datetime | None,
    limit: int,
) -> list[ConversationShown]:
    """Conversations, newest activity first.

    An agent sees those that wait for a person or are with one; what the assistant handles alone is for supervisors.
    """
    found = ownership.listed(session, owner=owner, channel=channel, before=before, limit=limit)
    return [shown(one) for one in found if staff.role != Role.AGENT or _was_handed_over(session, one)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which turns of a transcript: the ``last`` ones, before or after a number."""

    last: int
    after: int | None = None
    before: int | None = None


def transcript(
    session: Session, conversation_id: UUID, staff: CurrentStaff, clock: Clock, stretch: Stretch | None = None
) -> Transcript:
    """The conversation, whole or a stretch of it, readable in full. Raises NoConversation."""
    row = readable(session, conversation_id, staff)
    known = verification.standing(session, row, clock.now())
    held = known.verification
    read = Transcript(
        conversation=shown(row),
        verification={
            "level": known.level,
            "role": known.role,
            "elements": held.elements if held else [],
            "verified_at": held.verified_at.isoformat() if held else None,
            "failures": verification.failures(session, row),
        },
        turns=[turn_read(one) for one in _turns(session, row, stretch)],
        handoffs=[_handoff(one) for one in handoffs.of_conversation(session, row.id)],
    )
    audit.record(
        session,
        Act.TRANSCRIPT_VIEWED,
        actor=staff.actor,
        subject=row.name,
        fields=["turns", "understood", "evidence"],
        purpose="transcript",
        clock=clock,
    )
    return read


def readable(session: Session, conversation_id: UUID, staff: CurrentStaff) -> Conversation:
    """A conversation this person may read. Raises NoConversation, also for one they may not."""
    row = ownership.get(session, conversation_id)
    if not _may_read(session, row, staff):
        raise NoConversation
    return row


def _turns(session: Session, row: Conversation, stretch: Stretch | None) -> Sequence[Turn]:
    repository = TurnRepository(session)
    if stretch is None:
        return repository.all_of(row.id)
    return repository.stretch(row.id, stretch.after, stretch.before, stretch.last)


def _may_read(session: Session, row: Conversation, staff: CurrentStaff) -> bool:
    """Agents read what was handed to people. Who reviews reads only what they hold themselves; the rest stands covered in
    supervision, and is uncovered there for a reason."""
    if staff.role == Role.AGENT:
        return _was_handed_over(session, row)
    return any(
        handoff_rules.is_held(one.state, one.agent_id, staff.id) for one in handoffs.of_conversation(session, row.id)
    )


def _was_handed_over(session: Session, row: Conversation) -> bool:
    if row.owner != "assistant" or handoffs.of_conversation(session, row.id):
        return True
    return promises.is_owed(session, row.id)


def shown(row: Conversation) -> ConversationShown:
    """One line of a list."""
    return ConversationShown(
        id=row.id,
        name=row.name,
        channel=row.channel,  # type: ignore[arg-type]
        owner=row.owner,  # type: ignore[arg-type]
        agent_name=row.agent_name,
        version=row.version,
        turns=row.last_turn,
        started_at=row.started_at,
        last_activity_at=row.last_activity_at,
        ended_at=row.ended_at,
    )


def turn_read(turn: Turn) -> TurnRead:
    """One turn as staff see it; buttons without their meaning."""
    took = turn.answered_at - turn.received_at if turn.answered_at else None
    return TurnRead(
        number=turn.number,
        speaker=turn.speaker,  # type: ignore[arg-type]
        kind=turn.kind,
        said=turn.said,
        received_at=turn.received_at,
        answered_at=turn.answered_at,
        milliseconds=int(took.total_seconds() * 1000) if took is not None else None,
        state=turn.state,
        owner=turn.owner,
        expected=turn.expected,
        messages=[{"text": one["text"], "from": one["from"], "buttons": buttons(one)} for one in turn.messages],
        understood=turn.understood,
        actions=turn.actions,
        evidence=turn.evidence,
        failure=turn.failure,
    )


def _handoff(handoff: Handoff) -> dict[str, str | None]:
    return {
        "id": str(handoff.id),
        "reference": handoff.reference,
        "state": handoff.state,
        "reason": handoff.reason,
        "urgency": handoff_rules.NAMES[handoff.urgency],
        "agent_name": handoff.agent_name,
        "wrap_up_code": handoff.wrap_up_code,
        "requested_at": handoff.requested_at.isoformat(),
    }
