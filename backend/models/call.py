"""What a telephone call needs beside its conversation: further legs, kept places, transcribed speech, batches of claims."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class AgentLine(Base):
    """The telephone an agent takes calls at; without one a caller hears what the agent types."""

    __tablename__ = "agent_line"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    """E.164."""
    set_at: Mapped[datetime] = mapped_column(Instant)


class CallLeg(Base):
    """A further telephone call that belongs to a conversation: calling somebody back, or the agent's own phone."""

    __tablename__ = "call_leg"
    __table_args__ = (CheckConstraint("kind IN ('callback', 'agent', 'notice', 'promised')", name="kind"),)

    call_sid: Mapped[str] = mapped_column(Text, primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str | None] = mapped_column(Text)
    """The network's word on it; only ever moves forward."""


class KeptPlace(Base):
    """A caller who put the phone down and keeps their place among those who wait: called when an agent accepts."""

    __tablename__ = "kept_place"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'calling', 'reached', 'missed', 'over')", name="state"),
        UniqueConstraint("handoff_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"))
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    number: Mapped[str | None] = mapped_column(Text)
    """Where to call; none while the caller has not named one and theirs was withheld."""
    state: Mapped[str] = mapped_column(Text, default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    kept_at: Mapped[datetime] = mapped_column(Instant)


class PromisedCall(Base):
    """The call an agent places to keep a promise: theirs alone while it rings or is spoken on."""

    __tablename__ = "promised_call"
    __table_args__ = (CheckConstraint("state IN ('calling', 'reached', 'missed', 'over')", name="state"),)

    callback_id: Mapped[UUID] = mapped_column(ForeignKey("callback.id"), primary_key=True)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    agent_name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="calling")
    tries: Mapped[int] = mapped_column(default=1)
    call_sid: Mapped[str | None] = mapped_column(Text, unique=True)
    """Of the last try, once the network has told it."""
    since: Mapped[datetime] = mapped_column(Instant)
    """When the state began."""


class HeardSpeech(Base):
    """One event of a transcription: what was said between caller and agent, in whatever order the network told it."""

    __tablename__ = "heard_speech"
    __table_args__ = (
        Index("ix_heard_speech_open", "conversation_id", postgresql_where=text("taken_at IS NULL")),
        CheckConstraint("speaker IN ('caller', 'agent')", name="speaker"),
    )

    transcription_sid: Mapped[str] = mapped_column(Text, primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    event: Mapped[str] = mapped_column(Text)
    """``started``, ``content``, ``stopped`` or ``error``."""
    speaker: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float | None]
    received_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it became a turn of the conversation (or was found to hold none)."""


class CallBatch(Base):
    """Several claims a provider's caller wants in one call; taken up again on the next one."""

    __tablename__ = "call_batch"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'finished', 'dropped')", name="state"),
        Index("ix_call_batch_open", "npi", postgresql_where=text("state = 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    npi: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    """The last call it was worked in."""
    total: Mapped[int | None]
    """How many the caller said; none where they did not."""
    state: Mapped[str] = mapped_column(Text, default="open")
    started_at: Mapped[datetime] = mapped_column(Instant)
    touched_at: Mapped[datetime] = mapped_column(Instant)


class BatchClaim(Base):
    """One claim of a batch: told, or passed over."""

    __tablename__ = "batch_claim"

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("call_batch.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    """From 1."""
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim.id"))
    """None: passed over."""
    at: Mapped[datetime] = mapped_column(Instant)
