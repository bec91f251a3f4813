"""Every query on the calls the assistant promised."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.conversation import Turn
from backend.models.handoff import Callback

LAST_TURNS = 30


class RequestRepository(Repository):
    """The assistant's promises of a call, and what was asked before one."""

    def owed(self, conversation_id: UUID, claim_id: UUID | None) -> Callback | None:
        """The call the assistant has promised in this conversation and nobody has made yet, locked."""
        query = select(Callback).where(
            Callback.conversation_id == conversation_id,
            Callback.claim_id.is_not_distinct_from(claim_id),
            Callback.work_item_id.is_not(None),
            Callback.done_at.is_(None),
        )
        return self.session.scalars(query.with_for_update().execution_options(populate_existing=True)).one_or_none()

    def intents(self, conversation_id: UUID) -> list[str]:
        """What the caller wanted in their last turns, oldest first."""
        query = select(Turn.understood["intent"].astext).where(
            Turn.conversation_id == conversation_id, Turn.understood["intent"].astext.is_not(None)
        )
        return list(self.session.scalars(query.order_by(Turn.number.desc()).limit(LAST_TURNS)))[::-1]

    def add(self, row: Callback) -> None:
        self.session.add(row)
        self.session.flush()
