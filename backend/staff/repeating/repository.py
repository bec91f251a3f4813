"""Every query on requests that were answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.repository import Repository
from backend.models.answered_request import AnsweredRequest


class RepeatRepository(Repository):
    """Requests by their senders' keys."""

    def begin(self, staff_id: UUID, key: str, said: str, now: datetime) -> bool:
        """Whether this is the first of its key; of two at once the second waits until the first has ended."""
        row = {"staff_id": staff_id, "key": key, "said": said, "answer": "", "answered_at": now}
        statement = insert(AnsweredRequest).values(row).on_conflict_do_nothing()
        return self.session.scalar(statement.returning(AnsweredRequest.key)) is not None

    def answered(self, staff_id: UUID, key: str) -> AnsweredRequest:
        return self.session.get_one(AnsweredRequest, (staff_id, key))

    def keep(self, staff_id: UUID, key: str, answer: str) -> None:
        mine = (AnsweredRequest.staff_id == staff_id) & (AnsweredRequest.key == key)
        self.session.execute(update(AnsweredRequest).where(mine).values(answer=answer))
