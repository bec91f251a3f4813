"""The double-entry ledger. It only grows, and every transaction sums to zero: the database refuses anything else."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn, refers_to
from backend.kit.ids import new_id
from backend.kit.money import Money


class LedgerTransaction(Base):
    """One business event in money. ``posting_key`` makes it happen once, whatever is retried."""

    __tablename__ = "ledger_transaction"
    __table_args__ = (Index("ix_ledger_transaction_claim", "claim_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    posting_key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    """remittance, payment, withdrawal, billed_to_patient, write_off, patient_payment, next_plan, undone …"""
    effective: Mapped[date]
    claim_id: Mapped[UUID | None] = mapped_column(refers_to("claim.id"))
    remittance_id: Mapped[UUID | None] = mapped_column(refers_to("remittance.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    """When the database transaction that entered it began."""
    database_transaction: Mapped[int | None] = mapped_column(
        BigInteger, server_default=text("CAST(CAST(pg_current_xact_id() AS text) AS bigint)")
    )
    """Which one that was: whether a snapshot taken at some moment holds it, no time tells. None: from before 2026-11."""


class LedgerEntry(Base):
    """One side of a transaction: a debit is positive, a credit negative."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        Index("ix_ledger_entry_claim", "claim_id"),
        Index(
            "ix_ledger_entry_patient", "claim_id", postgresql_include=["amount"],
            postgresql_where=text("account = 'receivable_patient'"),
        ),
        Index(
            "ix_ledger_entry_agency", "claim_id", postgresql_include=["amount"],
            postgresql_where=text("account = 'collection_agency'"),
        ),
    )  # fmt: skip

    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Of a transaction that is there: checked with the sum, once for all entries of a statement (``DDL``)."""
    number: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    claim_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Group and CARC (``CO-45``) or the PLB reason, where the payer gave one."""


DDL: list[str] = [
    """CREATE OR REPLACE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'a ledger transaction does not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id
               HAVING (SELECT t.id FROM ledger_transaction t WHERE t.id = transaction_id) IS NULL) THEN
        RAISE EXCEPTION 'an entry is part of a ledger transaction' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$""",
    """CREATE OR REPLACE TRIGGER ledger_entry_sums_to_zero AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_sums_to_zero()""",
    """CREATE OR REPLACE TRIGGER ledger_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
    """CREATE OR REPLACE TRIGGER ledger_transaction_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
]
"""What Alembic cannot see (run after those of ``claim``). Each statement that adds entries must add zero per
transaction, so the sum is zero at every moment and not only at commit; one set-based check per statement keeps bulk
posting fast, where a deferred row trigger would run once per entry. The same holds for a foreign key to the transaction,
which is never deleted: it would be looked up, locked and written to the log once per entry."""
