"""Who has each open claim and when it is looked at next; every contact about it; and the weekly ageing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class FollowUp(Base):
    """A claim's one owner and one next date. ``step`` closed: nothing is left to do."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_queue", "owner", "next_date", postgresql_where=text("step <> 'closed'")),
        Index("ix_follow_up_open", "next_date", postgresql_where=text("step <> 'closed'")),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    step: Mapped[str]
    """What is done next: see ``receivables/rules.py``; ``closed`` when nothing is."""
    owner: Mapped[str]
    """``system``, a role or a person's sign-in name: never nobody."""
    next_date: Mapped[date]
    reason: Mapped[str]
    """Why, for a person; no health information."""
    level: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Of the payer's receivable: worked, escalated or accelerated; empty before that."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    """What is still open on it."""
    age_days: Mapped[int]
    """Since the last day of service, on the day it was last looked at."""
    deadline: Mapped[date | None]
    """The nearest last day of a right: to file, to appeal."""
    recommendation: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """At acceleration: appeal, write_off, call_payer, bill_patient."""
    set_by: Mapped[str | None]
    """A person who chose owner and date; the rules keep them until that date."""
    seen_event: Mapped[int] = mapped_column(BigInteger)
    """The last ``claim_event`` taken into account."""
    changed_on: Mapped[date]


class FollowUpContact(Base):
    """One contact about a claim: with whom, what came of it, and when it is looked at next. Rows are only ever added."""

    __tablename__ = "follow_up_contact"
    __table_args__ = (Index("ix_follow_up_contact_claim", "claim_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    contact_on: Mapped[date]
    way: Mapped[str]
    """phone · portal · letter · fax · file (276)."""
    spoke_with: Mapped[str] = mapped_column(default="", server_default=text("''"))
    reference: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """The payer's number of the call."""
    outcome: Mapped[str]
    """A code; see ``receivables/rules.py``."""
    note: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """May hold health information."""
    next_date: Mapped[date]
    owner: Mapped[str]
    by: Mapped[str]
    by_name: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class AgeingSnapshot(Base):
    """The receivables of one day, and the ledger they agree with."""

    __tablename__ = "ageing_snapshot"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    as_of: Mapped[date] = mapped_column(unique=True)
    total: Mapped[Money] = mapped_column(MoneyColumn)
    undecided: Mapped[Money] = mapped_column(MoneyColumn)
    """Charges of claims payers have and have not decided: they enter the ledger with the payer's first word."""
    ledger: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Receivable accounts and their balances in the ledger at the same moment."""
    claims: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))


class AgeingLine(Base):
    """What is open on one claim in one account on the snapshot's day."""

    __tablename__ = "ageing_line"
    __table_args__ = (Index("ix_ageing_line_cell", "snapshot_id", "payer_id", "bucket"),)

    snapshot_id: Mapped[UUID] = mapped_column(ForeignKey("ageing_snapshot.id"), primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    """undecided, receivable_payer, receivable_denied or receivable_patient."""
    payer_id: Mapped[UUID]
    age_days: Mapped[int]
    bucket: Mapped[int]
    """0: 0–30 days, 1: 31–60, 2: 61–90, 3: 91–120, 4: more."""
    amount: Mapped[Money] = mapped_column(MoneyColumn)


DDL: list[str] = [
    """CREATE OR REPLACE TRIGGER follow_up_contact_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON follow_up_contact
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
]
"""What Alembic cannot see: a logged contact stays as it was logged."""
