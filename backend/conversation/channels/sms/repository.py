"""Every query on text-message threads."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from backend.kit.repository import Repository
from backend.models.conversation import SmsThread, Turn


class SmsRepository(Repository):
    """Threads by the keyed hash of both numbers."""

    def one_at_a_time(self, numbers: str) -> None:
        """Messages between the same two numbers wait for each other, so that two at once open one thread."""
        self.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(numbers, 0))))

    def latest(self, numbers: str) -> SmsThread | None:
        query = select(SmsThread).where(SmsThread.numbers == numbers).order_by(SmsThread.started_at.desc())
        return self.session.scalars(query.limit(1).with_for_update()).one_or_none()

    def conversation_of_message(self, numbers: str, key: str) -> UUID | None:
        """Where a message was taken before; a webhook that comes again finds it however late."""
        query = (
            select(Turn.conversation_id)
            .join(SmsThread, SmsThread.conversation_id == Turn.conversation_id)
            .where(SmsThread.numbers == numbers, Turn.key == key)
        )
        return self.session.scalars(query.limit(1)).one_or_none()

    def of_conversation(self, conversation_id: UUID) -> SmsThread | None:
        query = select(SmsThread).where(SmsThread.conversation_id == conversation_id)
        return self.session.scalars(query.limit(1)).one_or_none()

    def turn(self, turn_id: UUID) -> Turn | None:
        return self.session.get(Turn, turn_id)

    def add(self, row: SmsThread) -> None:
        self.session.add(row)
        self.session.flush()
