"""Opening, finding and locking a conversation, and the one place where its owner changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.ownership.errors import AnotherOwner, MovedOn, NoConversation
from backend.conversation.ownership.reference import ids_said as ids_said
from backend.conversation.ownership.reference import reference_of as reference_of
from backend.conversation.ownership.repository import RENEWED, OwnershipRepository
from backend.kit.ids import new_id
from backend.models.conversation import Conversation, ConversationEvent


def open_conversation(
    session: Session, channel: str, *, now: datetime, origin: str | None = None, name: str | None = None
) -> Conversation:
    """A new conversation, owned by the assistant. ``name`` only for calls (``call:<CallSid>``)."""
    identity = new_id()
    name = name or f"{channel}:{identity}"
    row = Conversation(
        id=identity,
        name=name,
        dialogue=name,
        dialogue_from=0,
        channel=channel,
        owner="assistant",
        version=0,
        last_turn=0,
        silences=0,
        misunderstandings=0,
        origin=origin,
        started_at=now,
        last_activity_at=now,
    )
    OwnershipRepository(session).add(row)
    return row


def find(session: Session, name: str) -> Conversation | None:
    """The conversation of that public name."""
    return OwnershipRepository(session).by_name(name)


def get(session: Session, conversation_id: UUID) -> Conversation:
    """Raises NoConversation."""
    row = OwnershipRepository(session).by_id(conversation_id)
    if row is None:
        raise NoConversation
    return row


def in_dialogue(session: Session, dialogue: str) -> Conversation:
    """The conversation an action speaks for. A dialogue that was replaced finds nothing any more. Raises NoConversation."""
    row = OwnershipRepository(session).by_dialogue(dialogue)
    if row is None:
        raise NoConversation
    return row


def lock(session: Session, conversation_id: UUID) -> Conversation:
    """The conversation, held until the transaction ends. Raises NoConversation."""
    row = OwnershipRepository(session).lock(conversation_id)
    if row is None:
        raise NoConversation
    return row


def listed(
    session: Session,
    *,
    owner: str | None = None,
    channel: str | None = None,
    before: datetime | None = None,
    limit: int,
) -> Sequence[Conversation]:
    """Conversations, newest activity first."""
    return OwnershipRepository(session).listed(owner, channel, before, limit)


# -- the owner: every function below takes a conversation the caller has locked


def to_waiting(session: Session, row: Conversation, now: datetime) -> None:
    """Nobody answers until an agent accepts. Only from the assistant."""
    assert row.owner == "assistant", "only the assistant hands off; an agent gives back or closes"
    row.owner = "waiting"
    _owner_changed(session, row, now)


def to_agent(session: Session, row: Conversation, agent_id: UUID, agent_name: str, now: datetime) -> None:
    """Compare and set: the first agent gets a waiting conversation. Raises AnotherOwner for every other."""
    if row.owner != "waiting":
        raise AnotherOwner(row.owner, row.agent_name)
    row.owner, row.agent_id, row.agent_name = "agent", agent_id, agent_name
    _owner_changed(session, row, now)


def back_to_queue(session: Session, row: Conversation, agent_id: UUID, now: datetime) -> None:
    """The agent cannot go on: the conversation waits for another. Raises AnotherOwner."""
    demand_agent(row, agent_id)
    row.owner, row.agent_id, row.agent_name = "waiting", None, None
    _owner_changed(session, row, now)


def to_other_agent(
    session: Session, row: Conversation, agent_id: UUID, other_id: UUID, other_name: str, now: datetime
) -> None:
    """The agent who holds it passes it to another; nobody waits in between. Raises AnotherOwner."""
    demand_agent(row, agent_id)
    row.agent_id, row.agent_name = other_id, other_name
    _owner_changed(session, row, now)


def to_assistant(session: Session, row: Conversation, agent_id: UUID, now: datetime) -> None:
    """The agent who holds it gives the word back to the assistant. Raises AnotherOwner."""
    demand_agent(row, agent_id)
    row.owner, row.agent_id, row.agent_name = "assistant", None, None
    row.expects, row.silences, row.misunderstandings = None, 0, 0
    _owner_changed(session, row, now)


def give_up_waiting(session: Session, row: Conversation, now: datetime) -> None:
    """The caller left before anybody came."""
    assert row.owner == "waiting", "only who waits can give up waiting"
    row.owner = "assistant"
    _owner_changed(session, row, now)


def demand_agent(row: Conversation, agent_id: UUID) -> None:
    """Raises AnotherOwner unless this agent holds the conversation."""
    if row.owner != "agent" or row.agent_id != agent_id:
        raise AnotherOwner(row.owner, row.agent_name)


def demand_version(row: Conversation, version: int | None) -> None:
    """Raises MovedOn when the writer has not seen the last change; None asks for no such check."""
    if version is not None and version != row.version:
        raise MovedOn(row.version)


def renew_dialogue(session: Session, row: Conversation, now: datetime) -> None:
    """The assistant starts anew under another name: nothing of what was said is within its reach any more.

    Nor is it told on the stream to anybody who has not heard it already.
    """
    prefix = row.dialogue.partition(":")[0]
    row.dialogue = f"{prefix}:{new_id()}"
    row.dialogue_from = row.last_turn
    row.expects, row.silences, row.misunderstandings = None, 0, 0
    publish(session, row, RENEWED, {}, now)


def end(session: Session, row: Conversation, because: str, now: datetime) -> None:
    """No further turns. Ending twice changes nothing."""
    if row.ended_at is None:
        row.ended_at, row.ended_because = now, because
        publish(session, row, "ended", {"because": because}, now)


def _owner_changed(session: Session, row: Conversation, now: datetime) -> None:
    row.version += 1
    publish(session, row, "owner", {"owner": row.owner, "agent": row.agent_name, "version": row.version}, now)


# -- the live stream


def publish(session: Session, row: Conversation, kind: str, payload: dict[str, Any], now: datetime) -> None:
    """Put an event on the conversation's stream; listeners wake when the transaction has committed."""
    repository = OwnershipRepository(session)
    repository.add(ConversationEvent(conversation_id=row.id, kind=kind, payload=payload, at=now))
    repository.notify(str(row.id))


def wake(session: Session, row: Conversation) -> None:
    """Tell listeners that something changed without putting it on the caller's stream."""
    OwnershipRepository(session).notify(str(row.id))


def typing(session: Session, conversation_id: UUID, who: str) -> None:
    """Somebody is typing (``caller`` or ``agent``); told, never kept."""
    OwnershipRepository(session).notify(f"typing:{who}:{conversation_id}")


def present(session: Session, row: Conversation, staff_id: UUID, name: str, doing: str) -> None:
    """A colleague looks, types or has gone; told to the other desks, never kept here."""
    OwnershipRepository(session).notify(f"presence:{staff_id}:{doing}:{quote(name)}:{row.id}")


def tell_staff(session: Session, staff_id: UUID) -> None:
    """Something is there for this member of staff."""
    OwnershipRepository(session).notify(f"told:{staff_id}")


def tell_of_alarm(session: Session) -> None:
    """Something stands on the supervisors' wall that is seen to at once."""
    OwnershipRepository(session).notify("alarm:raised")


def events_after(session: Session, conversation_id: UUID, event_id: int) -> Sequence[ConversationEvent]:
    """What happened on the stream since ``event_id``, in order."""
    return OwnershipRepository(session).events_after(conversation_id, event_id)


def last_event_id(session: Session, conversation_id: UUID) -> int:
    """Where a listener that has just come in stands."""
    return OwnershipRepository(session).last_event_id(conversation_id)


def dialogue_begins_after(session: Session, conversation_id: UUID) -> int:
    """The last event of what was before the present dialogue; 0: there was nothing before."""
    return OwnershipRepository(session).last_event_id(conversation_id, RENEWED)
