"""What a patient owes a practice once every payer has spoken: account, statements, payments, plans, hardship."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class PatientAccount(Base):
    """One patient at one practice. The balance is never stored here: the ledger has it."""

    __tablename__ = "patient_account"
    __table_args__ = (
        UniqueConstraint("provider_id", "member_id"),
        Index("ix_patient_account_next", "next_date", postgresql_where=text("state <> 'settled'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    serial: Mapped[int] = mapped_column(BigInteger, Identity(start=100001), unique=True)
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    state: Mapped[str] = mapped_column(default="cycle", server_default=text("'cycle'"))
    """cycle · plan · hardship · disputed · returned_mail · recommended (an approval waits) · referred · settled."""
    notices: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Statements of the present cycle: the first is 1."""
    first_notice_on: Mapped[date | None]
    last_notice_on: Mapped[date | None]
    owner: Mapped[str] = mapped_column(default="system", server_default=text("'system'"))
    """``system`` while the cycle runs by itself, else a role or a person's sign-in name."""
    next_date: Mapped[date]
    address: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    """Where statements go, when the patient told us another address than the payer's: name, line, city, state, zip."""
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))

    @property
    def number(self) -> str:
        """The number a person is told, e.g. PA-100001."""
        return f"PA-{self.serial}"


class Statement(Base):
    """One statement as it was sent: what it said stays as it was said."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("account_id", "issued_on"), Index("ix_statement_issued", "issued_on"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("patient_account.id"))
    notice: Mapped[int]
    """Which of the cycle it is, from 1."""
    kind: Mapped[str]
    """first · reminder · last_before_review."""
    issued_on: Mapped[date]
    pay_by: Mapped[date]
    balance: Mapped[Money] = mapped_column(MoneyColumn)
    """The sum of what its lines say is owed, and of the account's claims in the ledger that day."""
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """One per claim: claim_id, service_from, service_to, charge, plans_paid, taken_off, patient_paid, owed; amounts as
    decimal strings, owed = charge − plans_paid − taken_off − patient_paid."""
    returned_on: Mapped[date | None]
    """The day the mail came back."""


class PatientPayment(Base):
    """Money from a patient. ``request_key`` makes it happen once, whatever is retried."""

    __tablename__ = "patient_payment"
    __table_args__ = (Index("ix_patient_payment_account", "account_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("patient_account.id"))
    request_key: Mapped[str] = mapped_column(unique=True)
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    method: Mapped[str]
    """card · check · cash · transfer."""
    received_on: Mapped[date]
    reference: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Check or authorization number; never a card number."""
    shares: Mapped[list[dict[str, str]]] = mapped_column(JSONB, default=list)
    """claim_id and amount: which claims it paid, oldest first."""
    kept_as_credit: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    """What was more than owed; a person pays it back."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    takes_back: Mapped[UUID | None] = mapped_column(ForeignKey("patient_payment.id"), unique=True)
    """The entry made by mistake that this one takes back; its amounts are that one's with the other sign."""
    reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Why it was taken back, in the person's words."""


class PaymentPlan(Base):
    """An agreement to pay in instalments. An account has one at a time."""

    __tablename__ = "payment_plan"
    __table_args__ = (
        Index("uq_payment_plan_active", "account_id", unique=True, postgresql_where=text("state = 'active'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("patient_account.id"))
    total: Mapped[Money] = mapped_column(MoneyColumn)
    agreed_on: Mapped[date]
    agreed_by: Mapped[str]
    """The person who agreed to it: the patient or who speaks for the patient."""
    agreed_how: Mapped[str]
    """phone · in_person · letter · online."""
    recorded_by: Mapped[str]
    state: Mapped[str] = mapped_column(default="active", server_default=text("'active'"))
    """active · kept · broken · ended."""
    ended_on: Mapped[date | None]


class Instalment(Base):
    """One payment of a plan."""

    __tablename__ = "instalment"
    __table_args__ = (CheckConstraint("paid <= amount", name="paid"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("payment_plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[date]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    paid: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))


class HardshipApplication(Base):
    """A patient asks for help with the bill. A named person at the practice decides."""

    __tablename__ = "hardship_application"
    __table_args__ = (Index("uq_hardship_open", "account_id", unique=True, postgresql_where=text("state = 'open'")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("patient_account.id"))
    applied_on: Mapped[date]
    household: Mapped[int]
    """Persons in it."""
    income: Mapped[Money] = mapped_column(MoneyColumn)
    """Of the household in a year, as stated."""
    documents: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """document and received_on (ISO) or null: what shows the income."""
    state: Mapped[str] = mapped_column(default="open", server_default=text("'open'"))
    """open · granted · refused · withdrawn (a person closed it, or nothing is owed) · lapsed (documents did not come)."""
    closed_on: Mapped[date | None]
    """The day it was withdrawn or lapsed; a decision has its day in its recommendation."""
    closed_reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Why a person closed it, in that person's words."""
    approval_id: Mapped[UUID | None]
    recorded_by: Mapped[str]


class AccountDispute(Base):
    """The patient says the bill is wrong: the cycle stops until a person has answered."""

    __tablename__ = "account_dispute"
    __table_args__ = (
        Index("uq_account_dispute_open", "account_id", unique=True, postgresql_where=text("closed_on IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("patient_account.id"))
    opened_on: Mapped[date]
    reason: Mapped[str]
    """In the patient's words; health information."""
    answer: Mapped[str] = mapped_column(default="", server_default=text("''"))
    closed_on: Mapped[date | None]
    recorded_by: Mapped[str]
