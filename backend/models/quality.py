"""Samples of finished work, looked at again by a person who does not know whose it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class QualitySample(Base):
    """One drawing: a kind of work of some days of a month, so many from each stratum. No day is drawn from twice."""

    __tablename__ = "quality_sample"
    __table_args__ = (UniqueConstraint("kind", "since"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(Text)
    """coding, scrubbing, posting, denial_triage, appeals, follow_up, eligibility, patient_billing."""
    month: Mapped[date]
    """Its first day."""
    since: Mapped[date]
    """The first day of the work drawn from: the month's, or the day after the draw before."""
    until: Mapped[date]
    """The first day not drawn from."""
    seed: Mapped[str] = mapped_column(Text)
    """What the random order was made from: anybody can draw the same sample again."""
    strata: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """Name, population and size of each stratum."""
    drawn_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    drawn_by: Mapped[str] = mapped_column(Text)


class QualityCheck(Base):
    """One sampled piece of work, waiting for a verdict or judged."""

    __tablename__ = "quality_check"
    __table_args__ = (
        UniqueConstraint("sample_id", "subject_id"),
        CheckConstraint("state IN ('open', 'done')", name="state"),
        Index("ix_quality_check_open", "due", postgresql_where=text("state = 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sample_id: Mapped[UUID] = mapped_column(ForeignKey("quality_sample.id"))
    stratum: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID]
    claim_id: Mapped[UUID | None]
    worker: Mapped[str] = mapped_column(Text)
    """Whose work it was: a rule set or a sign-in name. Reviewers never see it, and never judge their own."""
    shown: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What was decided and on which facts, as it stood when drawn; without the worker."""
    state: Mapped[str] = mapped_column(Text, default="open")
    owner: Mapped[str] = mapped_column(Text)
    due: Mapped[date]


class QualityVerdict(Base):
    """One reviewer's word on one check. Two reviewers may judge the same; neither sees the other's before."""

    __tablename__ = "quality_verdict"
    __table_args__ = (
        UniqueConstraint("check_id", "reviewer_id"),
        CheckConstraint("correct = (category IS NULL)", name="wrong_has_category"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    check_id: Mapped[UUID] = mapped_column(ForeignKey("quality_check.id"))
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    reviewer_name: Mapped[str] = mapped_column(Text)
    correct: Mapped[bool]
    category: Mapped[str | None] = mapped_column(Text)
    """The error's category, where it was wrong."""
    evidence: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """Where it shows: record and field, in the reviewer's words; may hold health information."""
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
