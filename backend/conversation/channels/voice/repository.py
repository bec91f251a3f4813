"""What the line must know of the turns before: what it did not finish saying, and how fast to speak."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from backend.conversation.turns.text import storable
from backend.kit.repository import Repository
from backend.models.conversation import Conversation, Turn

SLOWER = "slow_down"


class CallRepository(Repository):
    """Turns of one call."""

    def unsaid(self, conversation_id: UUID) -> str | None:
        """The rest of the last answer, where it was given in parts."""
        query = (
            select(Turn.messages)
            .where(Turn.conversation_id == conversation_id, Turn.state == "answered")
            .order_by(Turn.number.desc())
            .limit(1)
        )
        messages = self.session.scalars(query).one_or_none() or []
        return next((str(one["more"]) for one in reversed(messages) if one.get("more")), None)

    def keyed_last(self, conversation_id: UUID) -> bool:
        """Whether the last answer of the caller was by keys."""
        query = select(Turn.kind).where(Turn.conversation_id == conversation_id).order_by(Turn.number.desc()).limit(1)
        return self.session.scalars(query).one_or_none() == "digits"

    def asked(self, conversation_id: UUID) -> str | None:
        """What the assistant last asked for."""
        return self.session.scalar(select(Conversation.expects).where(Conversation.id == conversation_id))

    def said_last(self, conversation_id: UUID) -> list[str]:
        """The last answer of this call."""
        query = select(Turn.messages).where(Turn.conversation_id == conversation_id, Turn.state == "answered")
        messages = self.session.scalars(query.order_by(Turn.number.desc()).limit(1)).one_or_none() or []
        return [str(one["text"]) for one in messages]

    def note_heard(self, conversation_id: UUID, heard: str) -> None:
        """The caller interrupted the last answer: only ``heard`` of it reached them."""
        query = (
            select(Turn)
            .where(Turn.conversation_id == conversation_id, Turn.state == "answered", Turn.messages != [])
            .order_by(Turn.number.desc())
            .limit(1)
        )
        turn = self.session.scalars(query).one_or_none()
        if turn is not None:
            *before, last = turn.messages
            turn.messages = [*before, {**last, "heard": storable(heard)}]

    def slower(self, conversation_id: UUID) -> bool:
        """Whether the caller has asked for slower speech."""
        asked = Turn.understood["intent"].astext == SLOWER
        query = select(Turn.id).where(Turn.conversation_id == conversation_id, asked).limit(1)
        return self.session.scalars(query).one_or_none() is not None
