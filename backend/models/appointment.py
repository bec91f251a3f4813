"""The practice's schedule, what payers were asked about the people on it, and the cover they told us of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class Appointment(Base):
    """One visit on the schedule of a practice."""

    __tablename__ = "appointment"
    __table_args__ = (
        UniqueConstraint("provider_id", "number"),
        Index("ix_appointment_day", "day", "provider_id"),
        Index("ix_appointment_member", "member_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str]
    """The practice's own number of the appointment: the same number again is a change, not a second visit."""
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    day: Mapped[date]
    time: Mapped[str] = mapped_column(default="")
    """HH:MM at the practice; empty where the schedule does not say."""
    service_type: Mapped[str] = mapped_column(default="30")
    """EQ01: 30 health benefit plan coverage, 98 office visit, MH mental health, PT physical therapy …"""
    plan_on_file: Mapped[str] = mapped_column(default="")
    """The plan's name as the practice has it."""
    state: Mapped[str] = mapped_column(default="scheduled", server_default=text("'scheduled'"))
    """scheduled · cancelled."""


class EligibilityInquiry(Base):
    """One question about one person (270), and its answer (271)."""

    __tablename__ = "eligibility_inquiry"
    __table_args__ = (
        UniqueConstraint("trace_number"),
        Index("ix_eligibility_inquiry_appointment", "appointment_id", "asked_at"),
        Index("ix_eligibility_inquiry_member", "member_id", "service_date"),
        Index("ix_eligibility_inquiry_open", "asked_at", postgresql_where=text("answered_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointment.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    """Whom the payer was asked about; the appointment may be somebody else's by the time the answer comes."""
    trace_number: Mapped[str]
    """TRN02 of the 270; the 271 returns it."""
    occasion: Mapped[str]
    """evening (the round before the visit) · on_demand."""
    service_date: Mapped[date]
    interchange_number: Mapped[int]
    """ISA13 of the file that asked."""
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None]
    """active, second_coverage, changed_plan, lapsed, not_found, no_answer."""
    findings: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """Every outcome the answer shows; ``outcome`` is the one to act on first."""
    benefits: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """plan, copay, deductible, deductible_left, coinsurance_percent, reason codes; amounts as decimal strings."""
    file_id: Mapped[UUID | None]
    """The 271."""


class CoverageSpan(Base):
    """Cover a payer told us of: who is covered, by which plan, from when to when."""

    __tablename__ = "coverage_span"
    __table_args__ = (
        UniqueConstraint("member_id", "payer_identifier", "plan", "starts", postgresql_nulls_not_distinct=True),
        Index("ix_coverage_span_further_plan", "member_id", postgresql_where=text("position = 'S'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    payer_identifier: Mapped[str]
    """NM109 of the payer; the name where none was given."""
    payer_name: Mapped[str]
    plan: Mapped[str] = mapped_column(default="")
    insurance_type: Mapped[str] = mapped_column(default="")
    """EB04."""
    position: Mapped[str] = mapped_column(default="P")
    """P the payer asked, S another payer it named."""
    starts: Mapped[date | None]
    """Open where the payer did not say."""
    stops: Mapped[date | None]
    """The last day of cover."""
    told_on: Mapped[date]
    """The day of the latest answer that said so."""
    file_id: Mapped[UUID | None]
