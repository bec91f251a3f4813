"""Plans of payers whose claims we decide: terms by benefit year, who is enrolled, what they used, what was authorised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class BenefitPlan(Base):
    """A product of a payer."""

    __tablename__ = "benefit_plan"
    __table_args__ = (UniqueConstraint("payer_id", "code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    code: Mapped[str]
    name: Mapped[str]
    plan_type: Mapped[str]
    """commercial, erisa, medicare, medicare_advantage, medicaid."""


class BenefitYear(Base):
    """A plan's terms for one benefit year; amounts per person."""

    __tablename__ = "benefit_year"
    __table_args__ = (UniqueConstraint("plan_id", "starts"), CheckConstraint("stops >= starts", name="span"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("benefit_plan.id"))
    starts: Mapped[date]
    stops: Mapped[date]
    deductible: Mapped[Money] = mapped_column(MoneyColumn)
    out_of_pocket_max: Mapped[Money] = mapped_column(MoneyColumn)
    out_of_network_percent: Mapped[Decimal | None] = mapped_column(Numeric(6, 3))
    """Of the charge, for providers without a contract; none: the plan covers its network only."""
    filing_days: Mapped[int]
    prompt_pay_days: Mapped[int]
    interest_percent: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    """A year, simple, from the day after the prompt-pay limit."""
    review_above: Mapped[Money] = mapped_column(MoneyColumn)
    """A charge above this is looked at by a person first."""


class PlanBenefit(Base):
    """How a plan shares the cost of one kind of service in a benefit year; ``*`` for the rest."""

    __tablename__ = "plan_benefit"

    year_id: Mapped[UUID] = mapped_column(ForeignKey("benefit_year.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    covered: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    copay: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    coinsurance: Mapped[Decimal] = mapped_column(Numeric(5, 4), default=Decimal(0), server_default=text("0"))
    """The patient's part of the allowed amount after deductible and copay, 0 to 1."""
    deductible_applies: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    needs_authorization: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    visits_max: Mapped[int | None]


class PlanEnrolment(Base):
    """A member in a plan, from ``starts`` to ``stops`` (both included)."""

    __tablename__ = "plan_enrolment"
    __table_args__ = (UniqueConstraint("member_id", "plan_id", "starts"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("benefit_plan.id"))
    starts: Mapped[date]
    stops: Mapped[date | None]
    other_plan_primary: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Another plan pays first."""


class PlanAuthorization(Base):
    """An authorisation a payer gave; ``units_used`` is what decided claims have taken of it."""

    __tablename__ = "plan_authorization"
    __table_args__ = (
        UniqueConstraint("member_id", "number", "procedure"),
        CheckConstraint("units_used BETWEEN 0 AND units", name="units"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    number: Mapped[str]
    """REF*G1."""
    procedure: Mapped[str]
    starts: Mapped[date]
    stops: Mapped[date]
    units: Mapped[int]
    units_used: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Accumulator(Base):
    """What a member has used of a benefit year. The row is locked by whoever decides a claim of the member."""

    __tablename__ = "accumulator"
    __table_args__ = (
        Index("ix_accumulator_year", "year_id"),
        CheckConstraint("deductible >= 0 AND out_of_pocket >= deductible", name="not_below_zero"),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    year_id: Mapped[UUID] = mapped_column(ForeignKey("benefit_year.id"), primary_key=True)
    deductible: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    out_of_pocket: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    """Deductible, coinsurance and copay."""
    visits: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    """Days of visits by kind of service."""
