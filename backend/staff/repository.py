"""Every query about staff accounts and their sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from backend.kit.repository import Repository
from backend.models.staff import OidcAttempt, Staff, StaffSession


class StaffRepository(Repository):
    """Accounts and sessions."""

    def by_email(self, email: str, *, lock: bool = False) -> Staff | None:
        query = select(Staff).where(Staff.email == email.lower())
        return self.session.scalars(query.with_for_update() if lock else query).first()

    def by_id(self, staff_id: UUID) -> Staff | None:
        return self.session.get(Staff, staff_id)

    def all(self) -> list[Staff]:
        return list(self.session.scalars(select(Staff).order_by(Staff.name)))

    def locked(self, staff_id: UUID) -> Staff | None:
        return self.session.get(Staff, staff_id, with_for_update=True, populate_existing=True)

    def by_oidc_subject(self, subject: str) -> Staff | None:
        return self.session.scalars(select(Staff).where(Staff.oidc_subject == subject).with_for_update()).first()

    def signed_in(self, token_hash: bytes) -> tuple[StaffSession, Staff] | None:
        query = select(StaffSession, Staff).join(Staff).where(StaffSession.token_hash == token_hash)
        row = self.session.execute(query).first()
        return (row[0], row[1]) if row else None

    def revoke_all(self, staff_id: UUID, now: datetime) -> None:
        query = update(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.revoked_at.is_(None))
        self.session.execute(query.values(revoked_at=now))

    def open_sessions(self, staff_id: UUID, seen_since: datetime, opened_since: datetime) -> list[StaffSession]:
        """Those that still open something, the last used first."""
        query = select(StaffSession).where(
            StaffSession.staff_id == staff_id,
            StaffSession.revoked_at.is_(None),
            StaffSession.last_seen_at >= seen_since,
            StaffSession.created_at >= opened_since,
        )
        return list(self.session.scalars(query.order_by(StaffSession.last_seen_at.desc())))

    def open_counts(self, seen_since: datetime, opened_since: datetime) -> dict[UUID, int]:
        """How many open sessions each account has."""
        query = (
            select(StaffSession.staff_id, func.count())
            .where(
                StaffSession.revoked_at.is_(None),
                StaffSession.last_seen_at >= seen_since,
                StaffSession.created_at >= opened_since,
            )
            .group_by(StaffSession.staff_id)
        )
        return {row[0]: row[1] for row in self.session.execute(query)}

    def session_of(self, staff_id: UUID, session_id: UUID) -> StaffSession | None:
        query = select(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.id == session_id)
        return self.session.scalars(query).one_or_none()

    def take_attempt(self, state_hash: bytes) -> OidcAttempt | None:
        """A sign-in on its way, once: it is gone afterwards."""
        query = delete(OidcAttempt).where(OidcAttempt.state_hash == state_hash).returning(OidcAttempt)
        return self.session.scalars(query).one_or_none()

    def forget_attempts(self, before: datetime) -> None:
        self.session.execute(delete(OidcAttempt).where(OidcAttempt.started_at < before))

    def add(self, row: Staff | StaffSession | OidcAttempt) -> None:
        self.session.add(row)
        self.session.flush()
