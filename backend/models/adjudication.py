"""Claims of payer clients on their way to a decision, what was decided line by line, and how it was paid."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class Adjudication(Base):
    """One claim's way to its decision. A claim has one, and one more for each appeal won: nothing is decided twice."""

    __tablename__ = "adjudication"
    __table_args__ = (
        UniqueConstraint("claim_id", "appeal_id", postgresql_nulls_not_distinct=True),
        Index("ix_adjudication_waiting", "received", "member_id", postgresql_where=text("state = 'waiting'")),
        Index("ix_adjudication_pended", "due", postgresql_where=text("state = 'pended'")),
        Index("ix_adjudication_unpaid", "payer_id", "provider_id", postgresql_where=text("state = 'decided'")),
        Index("ix_adjudication_taken_back", "payer_id", postgresql_where=text("state = 'taken_back'")),
        Index("ix_adjudication_member", "member_id"),
        Index("ix_adjudication_reversed_by", "reversed_by_id", postgresql_where=text("reversed_by_id IS NOT NULL")),
        Index("ix_adjudication_payment", "payment_id", postgresql_where=text("payment_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    serial: Mapped[int] = mapped_column(BigInteger, Identity())
    """Makes the payer claim control number."""
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    received: Mapped[date]
    """The day the claim came: filing limits and the 835 (DTP*050) go by it."""
    clock_from: Mapped[date | None]
    """The day awaited information came from the provider: the prompt-pay clock runs from it; none, from ``received``."""
    state: Mapped[str] = mapped_column(default="waiting", server_default=text("'waiting'"))
    """waiting · pended · decided · paid · taken_back (its reversal is to be paid) · reversed · cancelled (replaced before
    it was decided) · void (itself a request to void another)."""
    cleared: Mapped[list[str]] = mapped_column(ARRAY(String), default=list, server_default=text("'{}'"))
    """Reasons a person looked at and let pass."""
    appeal_id: Mapped[UUID | None] = mapped_column(ForeignKey("appeal.id"))
    """The won appeal because of which the claim is decided anew."""
    overturned: Mapped[list[list[Any]] | None] = mapped_column(JSONB(none_as_null=True))
    """Line and code of each denial that does not hold any more since an appeal was won; none while nobody has said which."""
    due: Mapped[date | None]
    """Last day for prompt payment; for a claim decided anew, the last day to carry out the appeal's decision."""
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """``system``, or the person who denied it."""
    year_id: Mapped[UUID | None]
    """The benefit year it was decided by, and the contract; neither is ever deleted, so no key is checked per claim."""
    contract_id: Mapped[UUID | None]
    charge: Mapped[Money] = mapped_column(MoneyColumn)
    allowed: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    paid: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    patient_share: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    """CLP05: all of group PR."""
    deductible: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    coinsurance: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    copay: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    used: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    """What it took of the benefit year beside money: ``visits`` by kind, ``authorized`` units by authorisation."""
    claim_status: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """CLP02: 1 primary, 2 secondary, 4 denied."""
    interest: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    """For late payment, paid with it (PLB L6)."""
    payment_id: Mapped[UUID | None] = mapped_column(ForeignKey("payer_payment.id"))
    reversal_payment_id: Mapped[UUID | None] = mapped_column(ForeignKey("payer_payment.id"))
    reversed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("adjudication.id"))
    """The replacement, void or new decision that took it back."""
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class AdjudicationLine(Base):
    """A service line as decided: charge = paid + adjustments."""

    __tablename__ = "adjudication_line"

    adjudication_id: Mapped[UUID] = mapped_column(ForeignKey("adjudication.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    procedure: Mapped[str]
    kind: Mapped[str]
    """Kind of service, as the plan's benefits name it."""
    day: Mapped[date]
    charge: Mapped[Money] = mapped_column(MoneyColumn)
    allowed: Mapped[Money] = mapped_column(MoneyColumn)
    """Zero where the line is denied."""
    paid: Mapped[Money] = mapped_column(MoneyColumn)
    adjustments: Mapped[list[list[str]]] = mapped_column(JSONB, default=list)
    """Group, CARC, amount."""
    remarks: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)


class Pend(Base):
    """Why a claim waits for a person, and what the person said. Kept when settled."""

    __tablename__ = "pend"
    __table_args__ = (Index("ix_pend_adjudication", "adjudication_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    adjudication_id: Mapped[UUID] = mapped_column(ForeignKey("adjudication.id"))
    reason: Mapped[str]
    """A code of ``data/pends.json``."""
    sentence: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date]
    opened_on: Mapped[date]
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    settled_by: Mapped[str | None]
    outcome: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """released · denied · withdrawn; empty while open."""
    note: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """The person's reason; may hold health information."""


class OtherPayerDecision(Base):
    """What a payer before ours decided, from loop 2320 of the claim."""

    __tablename__ = "other_payer_decision"

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    responsibility: Mapped[str]
    """SBR01: P, S, T."""
    payer_identifier: Mapped[str]
    payer_name: Mapped[str]
    paid: Mapped[Money] = mapped_column(MoneyColumn)
    """AMT*D."""
    patient_share: Mapped[Money | None] = mapped_column(MoneyColumn)
    """Left to the patient: AMT*EAF, else all CAS of group PR; none where the figures do not add up to the charge."""
    lines: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """Left to the patient by line number, where loop 2430 says it; amounts as decimal strings."""
    decided_on: Mapped[date | None]


class PayerPayment(Base):
    """One payment of a payer client to a provider, and the 835 that explains it."""

    __tablename__ = "payer_payment"
    __table_args__ = (
        UniqueConstraint("trace_number"),
        Index("ix_payer_payment_parties", "payer_id", "provider_id", "serial"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    serial: Mapped[int] = mapped_column(BigInteger, Identity())
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    trace_number: Mapped[str]
    """TRN02."""
    method: Mapped[str]
    """BPR04: ACH, CHK or NON."""
    paid_on: Mapped[date]
    claims: Mapped[int]
    """CLP loops, reversals among them."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    """BPR02."""
    interest: Mapped[Money] = mapped_column(MoneyColumn)
    brought_forward: Mapped[Money] = mapped_column(MoneyColumn)
    """Owed by the provider from earlier payments when this one was made."""
    carried_forward: Mapped[Money] = mapped_column(MoneyColumn)
    """Still owed by the provider after it: taken from the next (PLB FB)."""
    interchange_number: Mapped[int | None] = mapped_column(ForeignKey("outgoing_interchange.number"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
