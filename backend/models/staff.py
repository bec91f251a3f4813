"""The people who work here: accounts and their sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, DateTime, ForeignKey, Integer, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id
from backend.kit.seals import opened, sealed


class Staff(Base):
    """One account. ``role`` decides what it may do (backend/staff/policy.py)."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("role IN ('agent','supervisor','biller','auditor','admin')", name="role"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    skills: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    password_seen: Mapped[bool] = mapped_column(Boolean, default=False)
    """Somebody else has seen the password, so its holder chooses another before anything else."""
    totp_sealed: Mapped[str] = mapped_column("totp_secret", String(300))
    totp_last_step: Mapped[int] = mapped_column(Integer, default=0)
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    oidc_subject: Mapped[str | None] = mapped_column(String(300), unique=True)
    """Who this is at the identity provider (``issuer subject``), once they have signed in by it."""

    @property
    def totp_secret(self) -> str:
        """The authenticator's secret, which stands sealed in the database. Raises Unavailable without its key."""
        return opened(self.totp_sealed, "authenticator")

    @totp_secret.setter
    def totp_secret(self, secret: str) -> None:
        self.totp_sealed = sealed(secret, "authenticator")


class StaffSession(Base):
    """A signed-in browser. The cookie's token is kept as a hash only."""

    __tablename__ = "staff_session"

    id: Mapped[UUID] = mapped_column(default=new_id, server_default=func.gen_random_uuid(), unique=True)
    """Its name in lists of sessions; opens nothing."""
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    proved_by: Mapped[str] = mapped_column(String(20), default="password")
    """``password`` (with a code), or ``provider``: the organisation's identity provider."""


class OidcAttempt(Base):
    """A sign-in on its way to the identity provider and back; used once."""

    __tablename__ = "oidc_attempt"

    state_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64))
    code_verifier: Mapped[str] = mapped_column(String(128))
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
