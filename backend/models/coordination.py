"""Which plan pays next: what became of a claim once one of its payers had decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class Coordination(Base):
    """The next step after one payer's word on one claim. A later word of the same payer is judged anew in its own row;
    ``settle_first`` gives way to the step after it, in the same row, once the denials are settled."""

    __tablename__ = "coordination"
    __table_args__ = (
        Index("uq_coordination_advice", "advice_id", unique=True),
        Index("ix_coordination_claim", "claim_id"),
        Index("ix_coordination_first_claim", "first_claim_id"),
        Index("uq_coordination_next_claim", "next_claim_id", unique=True),
        Index("ix_coordination_settle_first", "claim_id", postgresql_where=text("step = 'settle_first'")),
        Index("ix_coordination_waiting", "due", postgresql_where=text("step IN ('bill_next_plan', 'ask_plan')")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    """The claim the payer decided."""
    first_claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    """The claim the services were first billed on: the patient's account hangs on it."""
    advice_id: Mapped[UUID]
    """The word it rests on (``remittance_claim``)."""
    step: Mapped[str]
    """bill_next_plan · crossed_over · ask_plan · settle_first · patient · told_again."""
    reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """A code: why this step."""
    due: Mapped[date]
    """The last day for it."""
    decided_on: Mapped[date]
    next_claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim.id"))
    """The claim that bills the next plan, once it is built."""
    built_on: Mapped[date | None]
    moved: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    """What left the patient's receivable for the next payer's."""
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class ClaimAsBilled(Base):
    """A claim with another plan on it as its 837 said it, so that the next plan is billed with the same words."""

    __tablename__ = "claim_as_billed"

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    content: Mapped[list[Any]] = mapped_column(JSONB)
    """``x12.claim_837.models.Claim`` as JSON."""
