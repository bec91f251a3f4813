"""Conversations: who owns them, every turn in order, what was sent on the live stream, the chat tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class Conversation(Base):
    """One caller on one channel, from greeting to goodbye. Exactly one owner at any time, changed under its row lock."""

    __tablename__ = "conversation"
    __table_args__ = (
        CheckConstraint("channel IN ('voice', 'chat', 'sms')", name="channel"),
        CheckConstraint("owner IN ('assistant', 'waiting', 'agent')", name="owner"),
        CheckConstraint("(owner = 'agent') = (agent_id IS NOT NULL)", name="agent_named"),
        Index("ix_conversation_activity", "last_activity_at"),
        Index("ix_conversation_owner", "owner", postgresql_where=text("owner <> 'assistant'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text, unique=True)
    """``call:<CallSid>``, ``chat:<uuid>`` or ``sms:<uuid>``; never a phone number."""
    dialogue: Mapped[str] = mapped_column(Text, unique=True)
    """The name Rasa and the actions know; replaced when a session ends, so that nothing said before is within reach."""
    dialogue_from: Mapped[int] = mapped_column(default=0)
    """The last turn before the present dialogue; earlier turns are hidden from the caller's side."""
    channel: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text, default="en")
    owner: Mapped[str] = mapped_column(Text, default="assistant")
    agent_id: Mapped[UUID | None]
    agent_name: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=0)
    """Raised by every change of owner and every agent message: what an agent's compare-and-set compares."""
    last_turn: Mapped[int] = mapped_column(default=0)
    expects: Mapped[str | None] = mapped_column(Text)
    """The slot the assistant asked for last."""
    silences: Mapped[int] = mapped_column(default=0)
    misunderstandings: Mapped[int] = mapped_column(default=0)
    busy_turn: Mapped[int | None]
    """The turn being answered now, and until when nobody else may start one (a lease: it outlives a killed process)."""
    busy_until: Mapped[datetime | None] = mapped_column(Instant)
    call_state: Mapped[str | None] = mapped_column(Text)
    """The telephone network's word on a call (``ringing``, ``in-progress``, ``completed`` …); only ever moves forward."""
    origin: Mapped[str | None] = mapped_column(Text)
    """Keyed hash of the address or number it came from; for counting, never an identity."""
    started_at: Mapped[datetime] = mapped_column(Instant)
    last_activity_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_because: Mapped[str | None] = mapped_column(Text)


class Turn(Base):
    """One utterance of the caller with its answer, or one message of an agent; stored before it is worked on."""

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number", name="uq_turn_number"),
        UniqueConstraint("conversation_id", "key", name="uq_turn_key"),
        CheckConstraint("speaker IN ('caller', 'agent')", name="speaker"),
        CheckConstraint("state IN ('received', 'answered', 'kept', 'failed')", name="state"),
        Index(
            "ix_turn_search",
            text("to_tsvector('simple', coalesce(said, '') || ' ' || answer_text)"),
            postgresql_using="gin",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    number: Mapped[int]
    """Position in the conversation, from 1; the order of everything (clocks are not)."""
    key: Mapped[str] = mapped_column(Text)
    """The sender's own key (idempotency key, CallSid + turn, MessageSid); a repeat finds the stored answer."""
    speaker: Mapped[str] = mapped_column(Text, default="caller")
    agent_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(Text)
    """``text``, ``speech``, ``digits``, ``button`` or an event (``start``, ``silence``, ``no_match``, ``returned``)."""
    said: Mapped[str | None] = mapped_column(Text)
    confidence: Mapped[float | None]
    """The recogniser's confidence in a spoken turn, 0 to 1."""
    received_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(Text, default="received")
    """``received`` being worked on · ``answered`` · ``kept`` for a person · ``failed``: apologised, a person takes over."""
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    owner: Mapped[str | None] = mapped_column(Text)
    """Who owned the conversation when the answer left."""
    messages: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    answer_text: Mapped[str] = mapped_column(Text, default="")
    rendered: Mapped[str | None] = mapped_column(Text)
    """The TwiML given for it, replayed to a repeat."""
    understood: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    actions: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    evidence: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    expected: Mapped[str | None] = mapped_column(Text)
    """The slot the caller had been asked for."""
    failure: Mapped[str | None] = mapped_column(Text)
    """Why there was no answer of the assistant: ``slow``, ``down``, ``empty``."""


class ConversationEvent(Base):
    """What the live stream shows: a person's message, a change of owner, the end; read again by ``Last-Event-ID``."""

    __tablename__ = "conversation_event"
    __table_args__ = (Index("ix_conversation_event_stream", "conversation_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    kind: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(Instant)


class ChatSession(Base):
    """A browser's hold on one chat: an opaque bearer token, stored only as its hash."""

    __tablename__ = "chat_session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class SmsThread(Base):
    """Which conversation a text message belongs to: a keyed hash of both numbers, until it has been idle too long."""

    __tablename__ = "sms_thread"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    numbers: Mapped[str] = mapped_column(Text, index=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    stopped: Mapped[bool] = mapped_column(default=False)
    """The sender wrote STOP: nothing more is sent until START."""
    number: Mapped[str | None] = mapped_column(Text)
    """Where an agent's reply goes; found only by way of the conversation."""
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the signed link sent to the number was opened: from then on the thread may prove who writes."""
