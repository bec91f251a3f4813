"""Denials: why a claim was not paid as billed, what is done about it, and the patterns behind them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn, refers_to
from backend.kit.ids import new_id
from backend.kit.money import Money


class Denial(Base):
    """One denied amount on one claim, triaged. It has exactly one owner and one next date while it is open."""

    __tablename__ = "denial"
    __table_args__ = (
        Index("ix_denial_claim", "claim_id"),
        Index("ix_denial_billed", "claim_id", postgresql_where=text("state = 'closed' AND outcome = 'billed'")),
        Index("ix_denial_queue", "skill", "priority", postgresql_where=text("state <> 'closed'")),
        Index("ix_denial_next_date", "next_date", postgresql_where=text("state <> 'closed'")),
        Index("ix_denial_pattern", "payer_id", "remittance_date"),
        UniqueConstraint("key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    claim_id: Mapped[UUID] = mapped_column(refers_to("claim.id"))
    payer_id: Mapped[UUID] = mapped_column(refers_to("payer.id"))
    provider_id: Mapped[UUID] = mapped_column(refers_to("provider.id"))
    advice_id: Mapped[UUID | None]
    """The remittance advice (``remittance_claim``) that carries it."""
    key: Mapped[str]
    """Claim, advice, line, group, code and amount: the same denial is opened once."""
    line_number: Mapped[int | None]
    """None for a claim-level adjustment."""
    procedure: Mapped[str] = mapped_column(default="")
    place_of_service: Mapped[str] = mapped_column(default="")
    group_code: Mapped[str]
    """CAS01."""
    carc: Mapped[str]
    """CAS02 without leading zeros."""
    remarks: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    plan_type: Mapped[str]
    service_from: Mapped[date | None]
    remittance_date: Mapped[date]

    root_cause: Mapped[str]
    route: Mapped[str]
    appealable: Mapped[bool]
    responsible: Mapped[str]
    next_step: Mapped[str]
    deadline: Mapped[date | None]
    deadline_rule: Mapped[str | None]
    deadline_source: Mapped[str | None]
    deadline_unknown: Mapped[str | None]
    """Why no last day can be named; a person settles it."""
    checklist: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """Documents for this payer and reason: document, on_hand, where."""

    expected_value: Mapped[Money] = mapped_column(MoneyColumn)
    """Amount times the chance of recovery, less the cost of working it."""
    priority: Mapped[int]
    """Higher is first; recomputed daily while open, as the last day nears."""
    skill: Mapped[str]
    """registration, coding, clinical, enrollment or billing."""
    owner: Mapped[str]
    """A role or a person's sign-in name: never nobody."""
    next_date: Mapped[date]
    state: Mapped[str] = mapped_column(default="open")
    """open · appealed · closed."""
    outcome: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """paid, partly_paid, upheld, corrected, written_off, billed, reversed … ; empty while open."""
    recovered: Mapped[Money | None] = mapped_column(MoneyColumn)
    opened: Mapped[date]
    closed: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class DenialPattern(Base):
    """More denials of one payer and reason at one provider and service than its own past explains."""

    __tablename__ = "denial_pattern"
    __table_args__ = (
        UniqueConstraint("month", "payer_id", "root_cause", "carc", "scope", "scope_value", "provider_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    month: Mapped[date]
    """First day of the month in which it was found."""
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    root_cause: Mapped[str]
    carc: Mapped[str]
    scope: Mapped[str]
    """provider, procedure or place_of_service."""
    scope_value: Mapped[str] = mapped_column(default="")
    denied: Mapped[int]
    billed: Mapped[int]
    past_denied: Mapped[int]
    past_billed: Mapped[int]
    expected: Mapped[str]
    """Denials expected from its own past, a decimal number."""
    p_value: Mapped[str]
    """Chance of this many or more if nothing had changed, a decimal number."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    """Money denied in the month beyond what the past explains."""
    cause: Mapped[str]
    """The upstream cause in a sentence, without health information."""
    fixer: Mapped[str]
    """Who can fix it at the source: registration, coding, clinical, enrollment or billing."""
    state: Mapped[str] = mapped_column(default="open")
    """open · fixed · recurred · closed."""
    fixed_on: Mapped[date | None]
    """The day from which the fix should show."""
    after_denied: Mapped[int | None]
    after_billed: Mapped[int | None]
    worked: Mapped[bool | None]
    """Whether denials fell back after the fix; None while too little is known."""
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class DenialRate(Base):
    """How one payer decided one service in the year before ``counted_on``: what a new claim's risk is judged by."""

    __tablename__ = "denial_rate"

    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"), primary_key=True)
    procedure: Mapped[str] = mapped_column(primary_key=True)
    decided: Mapped[int]
    """Claims decided with this service on them."""
    denied: Mapped[int]
    """Of them, those on which it was denied; never more than were decided."""
    carc: Mapped[str]
    """The code it was denied with most often."""
    counted_on: Mapped[date]
