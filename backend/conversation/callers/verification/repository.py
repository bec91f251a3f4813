"""Every query on counters, verifications and one-time codes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from backend.kit.repository import Repository
from backend.models.verification import DisclosureGrant, OneTimeCode, Verification


class VerificationRepository(Repository):
    """Verifications and codes of one conversation."""

    def current(self, conversation_id: UUID) -> Verification | None:
        query = select(Verification).where(
            Verification.conversation_id == conversation_id, Verification.ended_at.is_(None)
        )
        return self.session.scalars(query.order_by(Verification.verified_at.desc()).limit(1)).one_or_none()

    def end_all(self, conversation_id: UUID, now: datetime) -> int:
        """End every verification and grant of the conversation; how many grants and verifications that were."""
        ended = 0
        for table in (Verification, DisclosureGrant):
            statement = update(table).where(table.conversation_id == conversation_id, table.ended_at.is_(None))
            ended += self.session.execute(statement.values(ended_at=now)).rowcount  # type: ignore[attr-defined]
        return ended

    def add(self, row: Verification | DisclosureGrant | OneTimeCode) -> None:
        self.session.add(row)
        self.session.flush()

    def usable_code(self, code_id: UUID, now: datetime) -> OneTimeCode | None:
        """A code by its id, while it can still be used."""
        query = select(OneTimeCode).where(
            OneTimeCode.id == code_id, OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now
        )
        return self.session.scalars(query).one_or_none()

    def open_code(self, conversation_id: UUID, now: datetime) -> OneTimeCode | None:
        """The last code of this conversation while it can still be used, locked."""
        query = select(OneTimeCode).where(
            OneTimeCode.conversation_id == conversation_id, OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now
        )
        return self.session.scalars(query.order_by(OneTimeCode.sent_at.desc()).limit(1).with_for_update()).one_or_none()
