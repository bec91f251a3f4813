"""Remittances (835) as received: the payment, and what the payer said of each claim."""

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


class Remittance(Base):
    """One 835 transaction: one check or transfer. Payer and trace number name it once and for all."""

    __tablename__ = "remittance"
    __table_args__ = (
        UniqueConstraint("payer_identifier", "trace_number", "payee_npi"),
        Index("ix_remittance_trace_number", "trace_number"),
        Index("ix_remittance_file", "file_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("file.id"))
    payer_id: Mapped[UUID | None] = mapped_column(ForeignKey("payer.id"))
    payer_identifier: Mapped[str]
    """TRN03, the payer's identifier on the trace; N104 of the payer where TRN03 is missing."""
    payer_name: Mapped[str]
    payee_npi: Mapped[str]
    """1000B N104; empty where the payee is named by tax id alone."""
    trace_number: Mapped[str]
    """TRN02."""
    method: Mapped[str]
    """EFT, CHK or NON; other BPR04 values as sent."""
    paid_on: Mapped[date]
    """BPR16."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    """BPR02, negative where BPR03 is D."""
    provider_adjustments: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """PLB: reason, reference, amount as sent (positive takes from the payment)."""
    state: Mapped[str] = mapped_column(default="posting")
    """posting · posted · held (waits for a person)."""
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class RemittanceClaim(Base):
    """What one remittance says of one claim (CLP loop): an *advice*. Kept as said; posted or held."""

    __tablename__ = "remittance_claim"
    __table_args__ = (
        Index("ix_remittance_claim_claim", "claim_id"),
        Index(
            "ix_remittance_claim_further_plan", "claim_id", postgresql_where=text("claim_status IN ('19', '20', '21')")
        ),
        Index("ix_remittance_claim_held", "state", postgresql_where=text("state = 'held'")),
        UniqueConstraint("remittance_id", "number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    remittance_id: Mapped[UUID] = mapped_column(refers_to("remittance.id"))
    number: Mapped[int]
    """Place of the CLP in its transaction, from 1."""
    claim_id: Mapped[UUID | None] = mapped_column(refers_to("claim.id"))
    patient_control_number: Mapped[str]
    payer_claim_control_number: Mapped[str]
    claim_status: Mapped[str]
    """CLP02: 1–3 processed, 4 denied, 19–21 forwarded, 22 reversal, 23 not ours, 25 predetermination."""
    frequency: Mapped[str] = mapped_column(default="1")
    """CLP09."""
    charge: Mapped[Money] = mapped_column(MoneyColumn)
    paid: Mapped[Money] = mapped_column(MoneyColumn)
    patient_share: Mapped[Money] = mapped_column(MoneyColumn)
    """CLP05."""
    allowed: Mapped[Money | None] = mapped_column(MoneyColumn)
    """Sum of AMT*B6 over the lines, else AMT*AU."""
    adjustments: Mapped[list[dict[str, str]]] = mapped_column(JSONB, default=list)
    """Claim-level CAS: group, carc, amount."""
    remarks: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    """MIA and MOA remark codes."""
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """SVC loops: number, procedure, modifiers, service_date, charge, paid, allowed, adjustments, remarks."""
    state: Mapped[str] = mapped_column(default="posted")
    """posted · held."""
    held_reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
