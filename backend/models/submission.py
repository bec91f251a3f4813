"""Files and claims on their way out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class OutgoingInterchange(Base):
    """One file for the clearinghouse, byte for byte, written in the transaction that decided to send it."""

    __tablename__ = "outgoing_interchange"
    __table_args__ = (
        Index("ix_outgoing_interchange_not_sent", "written_at", postgresql_where=text("sent_at IS NULL")),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    """ISA13 and GS06: answers name it."""
    kind: Mapped[str]
    """837P, 837I, 270, 276."""
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    name: Mapped[str]
    """The file's name at the clearinghouse."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class OutgoingClaim(Base):
    """A claim of ours before and while it is with a payer: what it is billed with, and where it waits."""

    __tablename__ = "outgoing_claim"
    __table_args__ = (
        Index("ix_outgoing_claim_waiting", "state", postgresql_where=text("state <> 'submitted'")),
        Index("ix_outgoing_claim_submission", "submission_id"),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    encounter_id: Mapped[UUID | None] = mapped_column(ForeignKey("encounter.id"))
    bill: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What the 837 says beyond the claim's own columns: addresses, taxonomy, subscriber, telephone numbers."""
    state: Mapped[str] = mapped_column(default="built", server_default=text("'built'"))
    """built · needs_correction · scrubbed · not_enrolled · ready · submitted · withdrawn."""
    built_on: Mapped[date]
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    first_pass: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    """No person had to touch it before it left: the clean-claim rate counts these."""
    submission_id: Mapped[UUID | None] = mapped_column(ForeignKey("submission.id"))
    """The batch it last went out in."""


class Submission(Base):
    """One 837 batch: claims of one form for one payer."""

    __tablename__ = "submission"
    __table_args__ = (
        Index("ix_submission_unacknowledged", "submitted_at", postgresql_where=text("acknowledged = ''")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    interchange_number: Mapped[int] = mapped_column(ForeignKey("outgoing_interchange.number"), unique=True)
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    form: Mapped[str]
    """P or I."""
    claims: Mapped[int]
    charge: Mapped[Money] = mapped_column(MoneyColumn)
    submitted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    acknowledged: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """IK501 of the 999: A, E, P, R; empty until it came."""
    acknowledged_on: Mapped[date | None]


class StatusQuestion(Base):
    """One 276 about one claim."""

    __tablename__ = "status_question"
    __table_args__ = (Index("ix_status_question_claim", "claim_id", "asked_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    interchange_number: Mapped[int] = mapped_column(ForeignKey("outgoing_interchange.number"))
    reason: Mapped[str]
    """no_acknowledgement · no_decision."""
    asked_on: Mapped[date]
