"""What the system only recommends and a named person decides: write-offs, referrals to collection, help with a bill."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class Approval(Base):
    """One recommendation and what was decided on it. One open recommendation per subject and kind."""

    __tablename__ = "approval"
    __table_args__ = (
        Index("ix_approval_open", "due", postgresql_where=text("state = 'open'")),
        Index("ix_approval_subject", "subject_kind", "subject_id"),
        Index("uq_approval_open", "kind", "subject_id", unique=True, postgresql_where=text("state = 'open'")),
        CheckConstraint("state IN ('open', 'withdrawn') OR decided_by IS NOT NULL", name="decided_by_somebody"),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    """write_off · collection_referral · hardship · small_balance."""
    subject_kind: Mapped[str]
    """claim or patient_account."""
    subject_id: Mapped[UUID]
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    """The practice whose money it is."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    reason: Mapped[str]
    """A code."""
    sentence: Mapped[str]
    """Why, for a person; no health information."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """What it rests on: ages, contacts, denials, deadline passed."""
    recommended_by: Mapped[str]
    """``system:…`` or ``staff:…``."""
    recommended_on: Mapped[date]
    threshold: Mapped[Money] = mapped_column(MoneyColumn)
    """The rule in force: above it only a named approver of the practice decides."""
    owner: Mapped[str]
    due: Mapped[date]
    state: Mapped[str] = mapped_column(default="open", server_default=text("'open'"))
    """open · approved · refused · withdrawn."""
    decided_by: Mapped[str | None]
    """``staff:<id>``, or ``policy:<rule>`` for a small balance."""
    decided_name: Mapped[str] = mapped_column(default="", server_default=text("''"))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decision_reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    posted: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    """What the decision moved in the ledger."""


class PracticeApprover(Base):
    """A person at a practice who may decide above the threshold, named by the practice."""

    __tablename__ = "practice_approver"
    __table_args__ = (UniqueConstraint("provider_id", "staff_id", "effective_from"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    most: Mapped[Money | None] = mapped_column(MoneyColumn)
    """The largest amount this person may decide; none: any."""
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    """The last day; open while it runs."""
    named_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
