"""What goes out to callers: letters in their secure inbox, links that open one, chosen channels, notices, text messages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class Letter(Base):
    """A document a caller asked for, as a PDF: read in the secure inbox or sent to the fax on file."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("kind IN ('status_letter', 'remittance_copy', 'eob_copy', 'batch_results', 'news')", name="kind"),
        CheckConstraint("state IN ('asked', 'ready', 'sent', 'failed')", name="state"),
        CheckConstraint("(npi IS NULL) <> (member_row IS NULL)", name="one_reader"),
        UniqueConstraint("key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(Text)
    """The request it answers: asked twice in one conversation, it is one letter."""
    reference: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    npi: Mapped[str | None] = mapped_column(Text)
    """The provider whose inbox it lies in."""
    member_row: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    """Where it was asked for; none for news we send by ourselves."""
    claim_ids: Mapped[list[str]] = mapped_column(JSONB, default=list)
    delivery: Mapped[str] = mapped_column(Text, default="inbox")
    """``inbox`` or ``fax``."""
    state: Mapped[str] = mapped_column(Text, default="asked")
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    made_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)


class LetterLink(Base):
    """An expiring link to one letter. Who holds it still has to prove who they are before anything is shown."""

    __tablename__ = "letter_link"

    token_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), index=True)
    preference_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_preference.id"), index=True)
    """By whose chosen channel it went out: the answers sent there before lie in the same inbox."""
    expires_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)


class ContactPreference(Base):
    """How somebody wants to hear from us, with their consent: of everything of theirs, or of one claim. Withdrawn: not at all.

    A caller who has proved a right to one claim chooses for that claim only; for a whole office staff enters it.
    """

    __tablename__ = "contact_preference"
    __table_args__ = (
        CheckConstraint("channel IN ('sms', 'call', 'inbox', 'fax')", name="channel"),
        CheckConstraint("(npi IS NULL) <> (member_row IS NULL)", name="one_person"),
        Index(
            "uq_contact_preference_whose",
            "npi",
            "member_row",
            "claim_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    npi: Mapped[str | None] = mapped_column(Text)
    member_row: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim.id"), index=True)
    """None: everything of theirs."""
    channel: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    """The number on file for it (E.164); none for the inbox."""
    address_hash: Mapped[str | None] = mapped_column(Text, index=True)
    """Keyed hash of the number, by which STOP finds it."""
    time_zone: Mapped[str] = mapped_column(Text)
    """IANA name; quiet hours are kept in it."""
    time_zone_source: Mapped[str] = mapped_column(Text, default="told", server_default=text("'told'"))
    """``told``, ``address`` (the ZIP on file), ``number`` (its area code) or ``setting``."""
    consented_at: Mapped[datetime] = mapped_column(Instant)
    consented_by: Mapped[str] = mapped_column(Text)
    """Where consent was given: ``call:…``, ``sms:…``, ``staff:…``."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class OutboundNotice(Base):
    """A notice on its way: what it is about, when it may go, what became of it. Its text names no claim and no person."""

    __tablename__ = "outbound_notice"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned', 'sent', 'withdrawn', 'uncertain', 'failed', 'no_channel', 'settled')", name="state"
        ),
        CheckConstraint("preference_id IS NOT NULL OR state IN ('no_channel', 'settled')", name="has_channel"),
        CheckConstraint("(state = 'settled') = (settled_by IS NOT NULL)", name="settled_by_somebody"),
        Index("ix_outbound_notice_planned", "send_at", postgresql_where=text("state = 'planned'")),
        UniqueConstraint("key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(Text)
    """What it tells, so that it is told once: ``callback:<id>``, ``letter:<id>``."""
    kind: Mapped[str] = mapped_column(Text)
    preference_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_preference.id"), index=True)
    """None: a letter is ready, and nobody has told us how to say so."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    send_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(Text, default="planned")
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str | None] = mapped_column(Text)
    """Who saw to it by other means where it did not arrive, and how (``outcome``)."""
    outcome: Mapped[str | None] = mapped_column(Text)


class NewsTold(Base):
    """One piece of news in a letter to one who chose to hear of it; nothing is told twice."""

    __tablename__ = "news_told"

    preference_id: Mapped[UUID] = mapped_column(ForeignKey("contact_preference.id"), primary_key=True)
    news: Mapped[str] = mapped_column(Text, primary_key=True)
    """``decided:<event>``, ``denied:<denial>``, ``appeal:<appeal>``, ``last_day:<denial>``."""
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), index=True)
    told_at: Mapped[datetime] = mapped_column(Instant)


class TextMessage(Base):
    """A text message we send by ourselves: an agent's reply, a notice. Written before it is sent, sent at most once."""

    __tablename__ = "text_message"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'uncertain', 'refused', 'stopped')", name="state"),
        UniqueConstraint("key"),
        Index("ix_text_message_sid", "sid"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    sid: Mapped[str | None] = mapped_column(Text)
    delivery: Mapped[str | None] = mapped_column(Text)
    """The carrier's word on it (``queued`` … ``delivered``); only ever moves forward."""
    written_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
