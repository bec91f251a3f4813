"""Which provider may bill which payer, from when to when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class Enrolment(Base):
    """One application of one provider with one payer, by the NPI that has to be enrolled (billing or rendering)."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("npi", "payer_id", "requested_on"),
        CheckConstraint("state <> 'confirmed' OR effective_from IS NOT NULL", name="confirmed_from"),
        CheckConstraint("effective_to IS NULL OR effective_to >= effective_from", name="span"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    npi: Mapped[str]
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    requested_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="requested", server_default=text("'requested'"))
    """requested · confirmed · refused."""
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    """The last day; open while it runs."""
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[str | None]
    """Who entered the payer's word."""
    owner: Mapped[str] = mapped_column(default="biller")
    next_date: Mapped[date | None]
    """When the payer is asked again; none when decided."""
