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
    """One person's score of one conversation. Reviewing again adds a row, which stands; nothing is overwritten."""

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


class ReviewReply(Base):
    """What the agent of a scored conversation says to the score: agreed, or contested with a reason."""

    __tablename__ = "review_reply"
    __table_args__ = (CheckConstraint("kind IN ('agreed', 'contested')", name="kind"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    author_name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    replied_at: Mapped[datetime] = mapped_column(Instant)


class MachineScore(Base):
    """What a machine sees in a conversation; every conversation that is over has one, scored anew when it went on."""

    __tablename__ = "machine_score"
    __table_args__ = (Index("ix_machine_score_scored", "scored_at"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    rubric: Mapped[str] = mapped_column(Text)
    points: Mapped[dict[str, int]] = mapped_column(JSONB)
    auto_fails: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    remarks: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    total: Mapped[int]
    facts_checked: Mapped[int] = mapped_column(default=0)
    facts_wrong: Mapped[int] = mapped_column(default=0)
    scored_at: Mapped[datetime] = mapped_column(Instant)


class ConversationTag(Base):
    """A word reviewers put on a conversation to find it again."""

    __tablename__ = "conversation_tag"
    __table_args__ = (Index("ix_conversation_tag_tag", "tag"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(Text, primary_key=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class SlaBreach(Base):
    """A promise of time that was missed: recorded once, audited in the same transaction."""

    __tablename__ = "sla_breach"

    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"), primary_key=True)
    clock: Mapped[str] = mapped_column(Text, primary_key=True)
    """``first_reply``, ``next_reply`` or ``resolve``."""
    due: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    noticed_at: Mapped[datetime] = mapped_column(Instant)


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
    entities: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
    """The values the turn really held (name, where in the text); None: those understood were right."""
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(Instant)
