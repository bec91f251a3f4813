"""What was done and documented, on its way to a claim; and what physicians were asked about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class Encounter(Base):
    """One documented visit. ``documented`` is what the practice sent; ``coded`` what became of it."""

    __tablename__ = "encounter"
    __table_args__ = (
        UniqueConstraint("provider_id", "number"),
        Index("ix_encounter_open", "coding_due", postgresql_where=text("coded_at IS NULL")),
        Index("ix_encounter_not_billed", "coded_at", postgresql_where=text("state = 'coded' AND claim_id IS NULL")),
        Index("ix_encounter_physician", "physician_npi", "service_date"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str]
    """The practice's own number of the visit; becomes CLM01."""
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    physician_npi: Mapped[str]
    service_date: Mapped[date]
    documented_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When the note was closed: the 48 hours of coding count from here."""
    coding_due: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str]
    """queried · coded · billed · stopped (waits for a person)."""
    documented: Mapped[dict[str, Any]] = mapped_column(JSONB)
    coded: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    queried_unresolved: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Coded conservatively, because the physician did not answer in time."""
    coded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    billed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the claim left: charge lag is this day less the date of service."""
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim.id"))


class CodingQuery(Base):
    """One question to a physician about one encounter: what is missing and what is needed to code it."""

    __tablename__ = "coding_query"
    __table_args__ = (
        UniqueConstraint("encounter_id", "gap", "service", "asked_at"),
        Index("ix_coding_query_open", "due", postgresql_where=text("state = 'open'")),
        Index("ix_coding_query_physician", "physician_npi", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    encounter_id: Mapped[UUID] = mapped_column(ForeignKey("encounter.id"))
    physician_npi: Mapped[str]
    service: Mapped[int]
    """The documented service it is about, from 1; 0 for the whole encounter."""
    place: Mapped[int | None]
    """Where that service stands in the note as last sent; none: the note was sent again without it, and the answer
    counts for nothing."""
    gap: Mapped[str]
    missing: Mapped[str]
    needed: Mapped[str]
    field: Mapped[str]
    """What the answer fills in."""
    choices: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """The possible answers; none: a value. Never a leading question."""
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    due: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(default="open", server_default=text("'open'"))
    """open · answered · unresolved."""
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
