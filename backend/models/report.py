"""Monthly reports as published, each with the lists of claims its figures are the totals of."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Numeric, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class MonthlyReport(Base):
    """One making of a client's monthly package. Making it again adds a version; a published one never changes."""

    __tablename__ = "monthly_report"
    __table_args__ = (
        UniqueConstraint("client", "month", "version"),
        CheckConstraint("state IN ('published', 'refused')", name="state"),
        CheckConstraint("state = 'published' OR (owner <> '' AND next_date IS NOT NULL)", name="refused_has_owner"),
        Index("ix_monthly_report_month", "month", "client", "version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    client: Mapped[str] = mapped_column(Text)
    """``practice:<tax id>`` or ``payer:<identifier>``."""
    client_name: Mapped[str] = mapped_column(Text)
    month: Mapped[date]
    """Its first day."""
    version: Mapped[int]
    state: Mapped[str] = mapped_column(Text)
    """published · refused (it does not reconcile, or the month's files are not all read)."""
    package: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """Every figure with its definition, and the reconciliation: what page, PDF and CSV are made of."""
    reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """Why it was refused, in a sentence."""
    owner: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    next_date: Mapped[date | None]
    """Refused: when it is tried again at the latest."""
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    """When it was begun: what began later is not in it."""
    seen: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """The database's snapshot (``pg_snapshot``) it was made from: which transactions it holds."""


class ReportList(Base):
    """Part of a list behind a report's figures: claims of one payer and slice, in columns of equal length.

    A figure is the count or sum of some of these rows, so what it drills down to adds up to it by construction, and
    still does when the claims have moved on.
    """

    __tablename__ = "report_list"
    __table_args__ = (Index("ix_report_list_report", "report_id", "basis"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    report_id: Mapped[UUID] = mapped_column(ForeignKey("monthly_report.id", ondelete="CASCADE"))
    basis: Mapped[str] = mapped_column(Text)
    """Which list: ageing, decided, denied …"""
    payer_id: Mapped[UUID | None]
    slice: Mapped[str] = mapped_column(Text)
    """Account and bucket, reason code, state: what the list is broken down by."""
    hit: Mapped[bool]
    """Whether these count towards the figure of interest (denied, clean, posted automatically)."""
    count: Mapped[int]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    measure: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    """Sum of the measures (days, hours or dollars, by list); None where nothing was measured."""
    measured: Mapped[int]
    """How many have a measure."""
    claim_ids: Mapped[list[UUID | None]] = mapped_column(ARRAY(Uuid))
    labels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    amounts: Mapped[list[Decimal]] = mapped_column(ARRAY(Numeric(14, 2)))
    measures: Mapped[list[Decimal | None]] = mapped_column(ARRAY(Numeric(14, 2)))
