"""Appeals: one per standing of a claim's denials, drafted by the system, signed by a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money

IN_PROGRESS = ("draft", "signed", "sent")
"""States of an appeal whose end is open."""
WON = ("overturned", "partly_overturned")
"""Outcomes that take the denial back, or a part of it."""


class Appeal(Base):
    """A formal contest of denials at one level. At most one is in progress for what stands alike (decision 0279): it leads
    with the worst of them, and the database refuses a second with the same lead."""

    __tablename__ = "appeal"
    __table_args__ = (
        Index(
            "uq_appeal_in_progress",
            "claim_id",
            "denial_id",
            unique=True,
            postgresql_where=text("state IN ('draft', 'signed', 'sent')"),
        ),
        Index("ix_appeal_claim", "claim_id"),
        UniqueConstraint("serial"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    serial: Mapped[int] = mapped_column(BigInteger, Identity(start=1001))
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    denial_id: Mapped[UUID] = mapped_column(ForeignKey("denial.id"))
    """The denial it leads with; the open denials of the claim that stand where this one stands go with it (decision 0275)."""
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    plan_type: Mapped[str]
    root_cause: Mapped[str]
    carc: Mapped[str]
    level: Mapped[str]
    """internal, external, redetermination, reconsideration, alj, council, court, plan_appeal or fair_hearing."""
    state: Mapped[str] = mapped_column(default="draft")
    """draft · signed · sent · decided · withdrawn."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    reason: Mapped[str] = mapped_column(default="")
    """Why, in the caller's or biller's words; health information."""
    letter: Mapped[str] = mapped_column(default="")
    opened: Mapped[date]
    opened_by: Mapped[str]
    """``call:…``, ``chat:…`` or ``staff:…``."""
    owner: Mapped[str]
    next_date: Mapped[date]
    deadline: Mapped[date | None]
    deadline_rule: Mapped[str | None]
    deadline_source: Mapped[str | None]
    decision_due: Mapped[date | None]
    """Once sent: by when the payer has to decide."""
    physician_due: Mapped[date | None]
    """Clinical appeals: by when the physician is asked for the clinical reason."""
    physician_statement: Mapped[str] = mapped_column(default="", server_default=text("''"))
    signed_by: Mapped[str | None]
    signed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    packet: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """The PDF as it was signed."""
    sent_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """overturned, partly_overturned, upheld or dismissed; empty while open."""
    decided_on: Mapped[date | None]
    recovered: Mapped[Money | None] = mapped_column(MoneyColumn)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))

    @property
    def number(self) -> str:
        """The number a person is told, e.g. AP-001001."""
        return f"AP-{self.serial:06d}"
