"""What supervisors say about conversations: scores, and what the assistant should have understood."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class Review(Base):
    """One person's score of one conversation. Reviewing again adds a row; nothing is overwritten."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("total BETWEEN 0 AND 100", name="total"),
        Index("ix_review_conversation", "conversation_id", "reviewed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    reviewer_name: Mapped[str] = mapped_column(Text)
    rubric: Mapped[str] = mapped_column(Text)
    """The rubric's version: scores of different versions are not compared."""
    points: Mapped[dict[str, int]] = mapped_column(JSONB)
    auto_fails: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    total: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    reviewed_at: Mapped[datetime] = mapped_column(Instant)


class DoubleScoring(Base):
    """A conversation two people score without seeing each other's score, to measure how far scorers agree."""

    __tablename__ = "double_scoring"

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    chosen_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    chosen_at: Mapped[datetime] = mapped_column(Instant)


class Correction(Base):
    """What a turn should have been understood as; the start of a training example."""

    __tablename__ = "correction"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    turn_id: Mapped[UUID] = mapped_column(ForeignKey("turn.id"), index=True)
    intent: Mapped[str] = mapped_column(Text)
    understood: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What the model had understood when it was corrected."""
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(Instant)
