"""Every query on batches of claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.call import BatchClaim, CallBatch
from backend.models.conversation import Conversation


class BatchRepository(Repository):
    """Batches and their claims."""

    def of_call(self, conversation_id: UUID, npi: str) -> CallBatch | None:
        """The batch being worked in this call, locked."""
        query = select(CallBatch).where(
            CallBatch.conversation_id == conversation_id, CallBatch.npi == npi, CallBatch.state == "open"
        )
        return self.session.scalars(
            query.order_by(CallBatch.started_at.desc()).limit(1).with_for_update()
        ).one_or_none()

    def left_open(self, npi: str, origin: str, but: UUID, since: datetime) -> CallBatch | None:
        """The last batch of this provider left unfinished in another call from the same number."""
        query = (
            select(CallBatch)
            .join(Conversation, Conversation.id == CallBatch.conversation_id)
            .where(
                CallBatch.npi == npi,
                CallBatch.state == "open",
                CallBatch.conversation_id != but,
                CallBatch.touched_at > since,
                Conversation.origin == origin,
            )
            .order_by(CallBatch.touched_at.desc())
            .limit(1)
        )
        return self.session.scalars(query).one_or_none()

    def claims(self, batch_id: UUID) -> Sequence[BatchClaim]:
        query = select(BatchClaim).where(BatchClaim.batch_id == batch_id)
        return self.session.scalars(query.order_by(BatchClaim.place)).all()

    def add(self, row: CallBatch | BatchClaim) -> None:
        self.session.add(row)
        self.session.flush()
