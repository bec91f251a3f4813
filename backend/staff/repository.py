"""Every query about staff accounts and their sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from backend.kit.repository import Repository
from backend.models.staff import Staff, StaffSession


class StaffRepository(Repository):
    """Accounts and sessions."""

    def by_email(self, email: str, *, lock: bool = False) -> Staff | None:
        query = select(Staff).where(Staff.email == email.lower())
        return self.session.scalars(query.with_for_update() if lock else query).first()

    def by_id(self, staff_id: UUID) -> Staff | None:
        return self.session.get(Staff, staff_id)

    def all(self) -> list[Staff]:
        return list(self.session.scalars(select(Staff).order_by(Staff.name)))

    def signed_in(self, token_hash: bytes) -> tuple[StaffSession, Staff] | None:
        query = select(StaffSession, Staff).join(Staff).where(StaffSession.token_hash == token_hash)
        row = self.session.execute(query).first()
        return (row[0], row[1]) if row else None

    def revoke_all(self, staff_id: UUID, now: datetime) -> None:
        query = update(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.revoked_at.is_(None))
        self.session.execute(query.values(revoked_at=now))

    def add(self, row: Staff | StaffSession) -> None:
        self.session.add(row)
        self.session.flush()
