"""What the line must know of the turns before: what it did not finish saying, and how fast to speak."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.conversation import Turn

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

    def slower(self, conversation_id: UUID) -> bool:
        """Whether the caller has asked for slower speech."""
        asked = Turn.understood["intent"].astext == SLOWER
        query = select(Turn.id).where(Turn.conversation_id == conversation_id, asked).limit(1)
        return self.session.scalars(query).one_or_none() is not None
