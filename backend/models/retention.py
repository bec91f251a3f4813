"""How long things are kept: holds that stop the clock, runs of forgetting, what was emptied, notes of amendment."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class LegalHold(Base):
    """Nothing it covers is forgotten until it is lifted: one conversation, all of one member, or everything."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        CheckConstraint("NOT (conversation_id IS NOT NULL AND member_id IS NOT NULL)", name="one_scope"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
        Index("ix_legal_hold_open", "placed_at", postgresql_where=text("lifted_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id"))
    member_id: Mapped[str | None] = mapped_column(Text)
    """With neither, everything is held."""
    reason: Mapped[str] = mapped_column(Text)
    placed_by: Mapped[str] = mapped_column(Text)
    placed_by_name: Mapped[str] = mapped_column(Text)
    placed_at: Mapped[datetime] = mapped_column(Instant)
    lifted_by: Mapped[str | None] = mapped_column(Text)
    lifted_by_name: Mapped[str | None] = mapped_column(Text)
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)
    lifted_because: Mapped[str] = mapped_column(Text, default="")


class RetentionRun(Base):
    """One day's forgetting: per kind of record up to which moment, how many went, how many a hold kept."""

    __tablename__ = "retention_run"
    __table_args__ = (Index("ix_retention_run_at", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(Instant)
    results: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """``{"kind", "before", "forgotten", "held"}``, counts and dates alone."""


class EmptiedConversation(Base):
    """A conversation whose words and names are gone; that it was, when and on which channel stays for the counts."""

    __tablename__ = "emptied_conversation"

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    emptied_at: Mapped[datetime] = mapped_column(Instant)


class AmendmentNote(Base):
    """A person's wish to amend what a transcript says about them, and the answer; it stays as long as the transcript.

    45 CFR 164.526: accepted, the amendment is linked to the record (c); refused, the statement of disagreement is (d).
    """

    __tablename__ = "amendment_note"
    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        Index("ix_amendment_note_conversation", "conversation_id", "written_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    asked: Mapped[str] = mapped_column(Text)
    """What they want amended."""
    decision: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    """Accepted: what is right instead; refused: why, from the four grounds of 164.526(a)(2)."""
    disagreement: Mapped[str] = mapped_column(Text, default="")
    """Their statement of disagreement, where they gave one."""
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    author_name: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Instant)
