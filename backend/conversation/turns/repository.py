"""Every query on turns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from backend.kit.repository import Repository
from backend.models.conversation import Turn

BUTTON_TURNS = 20
"""How far back a button may still be pressed."""


class TurnRepository(Repository):
    """The turns of one conversation."""

    def by_key(self, conversation_id: UUID, key: str) -> Turn | None:
        query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.key == key)
        return self.session.scalars(query).one_or_none()

    def by_id(self, turn_id: UUID) -> Turn | None:
        return self.session.get(Turn, turn_id, populate_existing=True)

    def earlier_unanswered(self, conversation_id: UUID, number: int, since: datetime) -> bool:
        """Whether an earlier turn is still to be answered; one from before ``since`` died with its process."""
        query = select(Turn.id).where(
            Turn.conversation_id == conversation_id,
            Turn.number < number,
            Turn.state == "received",
            Turn.received_at > since,
        )
        return self.session.scalar(select(query.exists())) or False

    def recent(self, conversation_id: UUID, after: int, limit: int) -> Sequence[Turn]:
        """The last turns after number ``after``, newest first."""
        query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.number > after)
        return self.session.scalars(query.order_by(Turn.number.desc()).limit(limit)).all()

    def all_of(self, conversation_id: UUID) -> Sequence[Turn]:
        query = select(Turn).where(Turn.conversation_id == conversation_id)
        return self.session.scalars(query.order_by(Turn.number)).all()

    def stretch(self, conversation_id: UUID, after: int | None, before: int | None, last: int) -> Sequence[Turn]:
        """At most ``last`` turns, in order: the first ones after a number, or the last ones (before a number)."""
        query = select(Turn).where(Turn.conversation_id == conversation_id).limit(last)
        if after is not None:
            return self.session.scalars(query.where(Turn.number > after).order_by(Turn.number)).all()
        if before is not None:
            query = query.where(Turn.number < before)
        return self.session.scalars(query.order_by(Turn.number.desc())).all()[::-1]

    def told_while_waiting(self, conversation_id: UUID, since: datetime) -> int:
        """How often the caller was told, since then, that what they wrote is passed on to a person."""
        query = select(func.count()).where(
            Turn.conversation_id == conversation_id,
            Turn.state == "kept",
            Turn.owner == "waiting",
            Turn.answer_text != "",
            Turn.received_at >= since,
        )
        return self.session.scalar(query) or 0

    def add(self, turn: Turn) -> None:
        """Written when the transaction ends, with the conversation's new state."""
        self.session.add(turn)

    def left_unanswered(self, before: datetime, limit: int) -> Sequence[Turn]:
        """Turns received before then and never answered: their process died, and nobody asked again."""
        query = select(Turn).where(Turn.state == "received", Turn.received_at < before)
        return self.session.scalars(query.order_by(Turn.received_at).limit(limit)).all()
