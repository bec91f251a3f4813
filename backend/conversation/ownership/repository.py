"""Every query on a conversation as a whole."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from backend.kit.repository import Repository
from backend.models.conversation import Conversation, ConversationEvent

LIVE_CHANNEL = "claimline_conversation"
"""The PostgreSQL notification channel. A payload is a conversation's id; or what somebody does now and the id
(``typing:caller:…``, ``presence:{staff}:{doing}:{name}:…``); or ``told:{staff}``: something is there for one of us."""

RENEWED = "renewed"
"""The event that stands where a dialogue was renewed: it is told to nobody, and what is before it to nobody new."""


class OwnershipRepository(Repository):
    """Reads, locks and announces conversations."""

    def by_name(self, name: str) -> Conversation | None:
        return self.session.scalars(select(Conversation).where(Conversation.name == name)).one_or_none()

    def by_dialogue(self, dialogue: str) -> Conversation | None:
        return self.session.scalars(select(Conversation).where(Conversation.dialogue == dialogue)).one_or_none()

    def by_id(self, conversation_id: UUID) -> Conversation | None:
        return self.session.get(Conversation, conversation_id)

    def lock(self, conversation_id: UUID) -> Conversation | None:
        """The row as it is now, held until the transaction ends; waits at most the session's lock limit."""
        query = select(Conversation).where(Conversation.id == conversation_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def add(self, row: Conversation | ConversationEvent) -> None:
        self.session.add(row)
        self.session.flush()

    def events_after(self, conversation_id: UUID, event_id: int) -> list[ConversationEvent]:
        query = select(ConversationEvent).where(
            ConversationEvent.conversation_id == conversation_id,
            ConversationEvent.id > event_id,
            ConversationEvent.kind != RENEWED,
        )
        return list(self.session.scalars(query.order_by(ConversationEvent.id).limit(200)))

    def last_event_id(self, conversation_id: UUID, kind: str | None = None) -> int:
        query = select(func.max(ConversationEvent.id)).where(ConversationEvent.conversation_id == conversation_id)
        return self.session.scalar(query if kind is None else query.where(ConversationEvent.kind == kind)) or 0

    def notify(self, payload: str) -> None:
        """Wake every listener once this transaction has committed."""
        self.session.execute(select(func.pg_notify(LIVE_CHANNEL, payload)))

    def listed(self, owner: str | None, channel: str | None, before: datetime | None, limit: int) -> list[Conversation]:
        """Newest activity first."""
        query = select(Conversation).order_by(Conversation.last_activity_at.desc(), Conversation.id).limit(limit)
        if owner:
            query = query.where(Conversation.owner == owner)
        if channel:
            query = query.where(Conversation.channel == channel)
        if before:
            query = query.where(Conversation.last_activity_at < before)
        return list(self.session.scalars(query))
