"""What payers owe providers by contract, and what we must know of a payer whose claims we decide."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class PayerClient(Base):
    """A payer whose claims we decide: what stands on its remittances and explanations."""

    __tablename__ = "payer_client"

    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"), primary_key=True)
    company_id: Mapped[str]
    """TRN03 and BPR10: 1 and the payer's tax id."""
    address: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    zip: Mapped[str]
    provider_phone: Mapped[str]
    """Ten digits, for providers (835 PER*BL)."""
    member_phone: Mapped[str]
    """Ten digits, on the explanation of benefits."""
    routing_number: Mapped[str] = mapped_column(default="", server_default=text("''"))
    account_number: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """BPR07 and BPR09; without them all is paid by check."""


class Contract(Base):
    """One agreement between a payer and a provider organisation, in force from ``starts`` to ``stops`` (both included)."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("payer_id", "tax_id", "npi", "starts"),
        Index("ix_contract_npi", "npi", postgresql_where=text("npi <> ''")),
        CheckConstraint("stops IS NULL OR stops >= starts", name="span"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    name: Mapped[str]
    tax_id: Mapped[str]
    """Nine digits."""
    npi: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """The billing NPI; empty for every NPI of the tax id."""
    starts: Mapped[date]
    stops: Mapped[date | None]
    routing_number: Mapped[str] = mapped_column(default="", server_default=text("''"))
    account_number: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Where the provider is paid (BPR13, BPR15); without them by check."""


class ContractRate(Base):
    """One line of a contract's fee schedule."""

    __tablename__ = "contract_rate"
    __table_args__ = (
        UniqueConstraint("contract_id", "setting", "procedure", "modifier", "starts"),
        CheckConstraint("setting IN ('professional', 'outpatient', 'inpatient')", name="setting"),
        CheckConstraint("method IN ('fee', 'percent_of_charge', 'per_diem', 'case_rate')", name="method"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contract.id"))
    setting: Mapped[str]
    """professional · outpatient · inpatient."""
    procedure: Mapped[str]
    """HCPCS, revenue code, or ``*`` for what has no line of its own."""
    modifier: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """A modifier with a price of its own (26, TC); empty for the service without one."""
    method: Mapped[str]
    """fee · percent_of_charge · per_diem · case_rate."""
    amount: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    percent: Mapped[Decimal] = mapped_column(Numeric(6, 3), default=Decimal(100), server_default=text("100"))
    starts: Mapped[date]
    stops: Mapped[date | None]


class Underpayment(Base):
    """A payer allowed less than the contract says: the comparison of one remittance advice, with its evidence."""

    __tablename__ = "underpayment"
    __table_args__ = (Index("ix_underpayment_claim", "claim_id"), Index("ix_underpayment_found", "found_on"))

    advice_id: Mapped[UUID] = mapped_column(ForeignKey("remittance_claim.id"), primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    contract_id: Mapped[UUID] = mapped_column(ForeignKey("contract.id"))
    expected: Mapped[Money] = mapped_column(MoneyColumn)
    """Allowed by contract, of the lines compared."""
    allowed: Mapped[Money] = mapped_column(MoneyColumn)
    """Allowed by the payer, of the same lines."""
    difference: Mapped[Money] = mapped_column(MoneyColumn)
    paid_on: Mapped[date]
    found_on: Mapped[date]
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """Line, procedure, charge, expected, allowed, and the contract line (id, method, amount or percent) it rests on."""
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
