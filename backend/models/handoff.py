"""Handoffs of a conversation to a person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money

Instant = TIMESTAMP(timezone=True)


class Handoff(Base):
    """One passing of a conversation to a person: asked, accepted by one agent, closed with a wrap-up code or given back."""

    __tablename__ = "handoff"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'accepted', 'returned', 'closed')", name="state"),
        CheckConstraint("(state = 'closed') = (wrap_up_code IS NOT NULL)", name="wrapped_up"),
        Index(
            "uq_handoff_open", "conversation_id", unique=True, postgresql_where=text("state IN ('waiting', 'accepted')")
        ),
        Index("ix_handoff_queue", "urgency", "deadline", "requested_at", postgresql_where=text("state = 'waiting'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    reference: Mapped[str] = mapped_column(Text, unique=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    reason: Mapped[str] = mapped_column(Text)
    urgency: Mapped[int]
    """0 emergency · 1 urgent · 2 ordinary; the queue is ordered by it first."""
    deadline: Mapped[date | None] = mapped_column(Date)
    """Last day for the next step on the claim at hand."""
    money_at_risk: Mapped[Money | None] = mapped_column(MoneyColumn)
    claim_id: Mapped[UUID | None]
    packet: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What the agent sees first: who, proof, claim, question, tried, recommended step, opening line."""
    requested_at: Mapped[datetime] = mapped_column(Instant)
    agent_id: Mapped[UUID | None]
    agent_name: Mapped[str | None] = mapped_column(Text)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    wrap_up_code: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
