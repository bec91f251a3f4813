"""Handoffs of a conversation to a person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
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
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default=text("'{}'"))
    """What whoever takes it should be good at; who has them sees it first, after a while everybody does."""
    packet: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What the agent sees first: who, proof, claim, question, tried, recommended step, opening line."""
    requested_at: Mapped[datetime] = mapped_column(Instant)
    agent_id: Mapped[UUID | None]
    agent_name: Mapped[str | None] = mapped_column(Text)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    wrap_up_code: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class HandoffNote(Base):
    """What agents tell each other about a handoff. Never a turn: nothing sends it to the caller."""

    __tablename__ = "handoff_note"
    __table_args__ = (Index("ix_handoff_note_handoff", "handoff_id", "written_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    author_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Instant)


class Draft(Base):
    """A reply half written: kept here and not in the browser, so that it survives both and stays behind in neither."""

    __tablename__ = "draft"

    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Instant)


class Snooze(Base):
    """An accepted handoff its agent has put aside until a time, or until the caller writes."""

    __tablename__ = "snooze"

    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)


class Presence(Base):
    """Who has a handoff open in front of them; a row older than a few beats is nobody."""

    __tablename__ = "presence"

    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    staff_name: Mapped[str] = mapped_column(Text)
    looking_at: Mapped[datetime] = mapped_column(Instant)
    typing_at: Mapped[datetime | None] = mapped_column(Instant)


class Callback(Base):
    """A promise to call somebody back, by an agent or by the assistant, until it is kept."""

    __tablename__ = "callback"
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name="done_with_outcome"),
        UniqueConstraint("work_item_id"),
        Index("ix_callback_open", "due", postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    handoff_id: Mapped[UUID | None] = mapped_column(ForeignKey("handoff.id"), index=True)
    """The handoff in which an agent promised it; none where the assistant did."""
    work_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("work_item.id"))
    """The work the assistant's promise opened; it is closed when the call is made."""
    reference: Mapped[str] = mapped_column(Text)
    """What the caller was told to ask by."""
    claim_id: Mapped[UUID | None]
    number: Mapped[str] = mapped_column(Text)
    """The number the caller asked to be called at, as they gave it; empty where they gave none and theirs was withheld."""
    about: Mapped[str] = mapped_column(Text)
    not_before: Mapped[datetime | None] = mapped_column(Instant)
    due: Mapped[datetime] = mapped_column(Instant)
    """By when at the latest the call keeps its promise."""
    at: Mapped[str | None] = mapped_column(Text)
    """The time of day as it was promised, in words such as ``at about 3 PM``; in the clock of ``time_zone``."""
    time_zone: Mapped[str | None] = mapped_column(Text)
    """IANA name of the caller's clock; none where an agent named a moment."""
    promised_by: Mapped[str] = mapped_column(Text)
    promised_at: Mapped[datetime] = mapped_column(Instant)
    done_by: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(Text)
