"""Proving who a caller is, and what may then be said: verifications, disclosure grants, counters, one-time codes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class AttemptCounter(Base):
    """How often something was tried. Raised and committed before the comparison it counts, so no crash forgets a try."""

    __tablename__ = "attempt_counter"

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    """Identity: ``conversation``, ``member_id``, ``origin_day``, ``codes_member``; rates: ``chat_messages``, ``chat_sessions``,
    ``sign_ins``."""
    subject: Mapped[str] = mapped_column(Text, primary_key=True)
    """Our own id, or a keyed hash of an identifier or address."""
    window: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    """Start of the span counted; the epoch where nothing but a success ever resets the count."""
    count: Mapped[int] = mapped_column(default=0)


class Verification(Base):
    """A caller's proof in one conversation: a provider, or a member. It ends with the session, never carries over."""

    __tablename__ = "verification"
    __table_args__ = (
        CheckConstraint("role IN ('provider', 'member')", name="role"),
        CheckConstraint("role <> 'provider' OR npi IS NOT NULL", name="provider_named"),
        CheckConstraint("role <> 'member' OR member_id IS NOT NULL", name="member_named"),
        Index("ix_verification_open", "conversation_id", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    role: Mapped[str] = mapped_column(Text)
    elements: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Which kinds of proof were given; never their values."""
    npi: Mapped[str | None] = mapped_column(Text)
    provider_name: Mapped[str | None] = mapped_column(Text)
    member_id: Mapped[str | None] = mapped_column(Text)
    date_of_birth: Mapped[date | None] = mapped_column(Date)
    first_name: Mapped[str | None] = mapped_column(Text)
    last_name: Mapped[str | None] = mapped_column(Text)
    verified_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    stepped_up_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class DisclosureGrant(Base):
    """What this conversation may hear of: one patient's claims, for a provider those it billed itself."""

    __tablename__ = "disclosure_grant"
    __table_args__ = (Index("ix_disclosure_grant_open", "conversation_id", postgresql_where=text("ended_at IS NULL")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    verification_id: Mapped[UUID] = mapped_column(ForeignKey("verification.id"))
    npi: Mapped[str | None] = mapped_column(Text)
    """Only claims billed by this provider; none for a member's own claims."""
    member_id: Mapped[str] = mapped_column(Text)
    date_of_birth: Mapped[date] = mapped_column(Date)
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    elements: Mapped[list[str]] = mapped_column(ARRAY(Text))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class OneTimeCode(Base):
    """A code sent to the phone or address on file; this conversation, once, ten minutes."""

    __tablename__ = "one_time_code"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    code_hash: Mapped[str] = mapped_column(Text)
    member_id: Mapped[str | None] = mapped_column(Text)
    """None where nobody fits what the caller said: the code exists, is sent to nobody, and opens nothing."""
    date_of_birth: Mapped[date | None] = mapped_column(Date)
    first_name: Mapped[str | None] = mapped_column(Text)
    last_name: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
