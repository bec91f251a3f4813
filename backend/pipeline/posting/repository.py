"""Queries on the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, String, Table, any_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from backend.kit.bulk import copy_rows
from backend.kit.ids import new_ordered_id
from backend.kit.money import ZERO, Money
from backend.kit.repository import Repository
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.pipeline.posting.entries import Entry

_TRANSACTION: Table = LedgerTransaction.__table__  # type: ignore[assignment]
_ENTRY: Table = LedgerEntry.__table__  # type: ignore[assignment]


class NewTransaction(NamedTuple):
    """A ledger transaction to post. ``posting_key`` makes it happen once."""

    posting_key: str
    kind: str
    effective: date
    entries: Sequence[Entry]
    claim_id: UUID | None = None
    remittance_id: UUID | None = None


_OUT_AND_IN = "('withdrawal', 'brought_back')"
"""In SQL: kinds of transactions that take a replaced claim's charge out of the books, and bring it back."""


class LedgerRepository(Repository):
    """Transactions and entries; only ever added to."""

    def known_keys(self, keys: Iterable[str]) -> set[str]:
        wanted = bindparam("keys", list(keys), type_=ARRAY(String))
        statement = select(LedgerTransaction.posting_key).where(LedgerTransaction.posting_key == any_(wanted))
        return set(self.session.scalars(statement))

    def post(self, transactions: Sequence[NewTransaction]) -> None:
        """Add transactions, all their entries in one statement, so that the database can check each sum."""
        pairs = [(new_ordered_id(), one) for one in transactions if one.entries]
        copy_rows(
            self.session,
            _TRANSACTION,
            ("id", "posting_key", "kind", "effective", "claim_id", "remittance_id"),
            ((id, one.posting_key, one.kind, one.effective, one.claim_id, one.remittance_id) for id, one in pairs),
        )
        copy_rows(
            self.session,
            _ENTRY,
            ("transaction_id", "number", "account", "amount", "claim_id", "reason"),
            (
                (transaction, number, entry.account, entry.amount, claim, entry.reason)
                for id, one in pairs
                for transaction, claim in ((id.hex, one.claim_id.hex if one.claim_id else None),)
                for number, entry in enumerate(one.entries, 1)
            ),
        )

    def charges_given_up(self, claim_ids: Sequence[UUID]) -> Sequence[Row[UUID, UUID, str, Decimal]]:
        """Write-offs of charges that were in the books by nothing else: transaction, claim, where they went, how much."""
        return self.session.execute(
            text("""SELECT t.id, t.claim_id, g.account, g.amount FROM ledger_transaction t
                    JOIN ledger_entry s ON s.transaction_id = t.id AND s.account = 'charges' AND s.amount < 0
                    JOIN ledger_entry g ON g.transaction_id = t.id AND g.amount > 0
                    WHERE t.claim_id = ANY(:ids) AND t.kind = 'write_off' ORDER BY t.id"""),
            {"ids": list(claim_ids)},
        ).all()

    def to_withdraw(self, claim_ids: Sequence[UUID]) -> list[tuple[UUID, Decimal, int]]:
        """Reversed claims among these that their provider replaced or voided, and whose charge is still in the books: by a
        claim that went out and was neither rejected nor taken off its way. With how often theirs went out and came back."""
        rows = self.session.execute(
            text(f"""SELECT c.id, c.charge,
                            (SELECT count(*) FROM ledger_transaction t WHERE t.claim_id = c.id AND t.kind IN {_OUT_AND_IN})
                    FROM claim c
                    WHERE c.id = ANY(:ids) AND c.stage = 'reversed'
                      AND EXISTS (SELECT 1 FROM claim_event e
                                  JOIN claim n ON n.id = CAST(e.detail ->> 'by' AS uuid) AND n.stage <> 'rejected'
                                  LEFT JOIN outgoing_claim o ON o.claim_id = n.id
                                  WHERE e.claim_id = c.id AND e.kind IN ('replaced', 'void_requested')
                                    AND coalesce(o.state, '') <> 'withdrawn')
                      AND NOT EXISTS (SELECT 1 FROM ledger_transaction t JOIN ledger_entry g ON g.transaction_id = t.id
                                      WHERE t.claim_id = c.id AND t.kind IN {_OUT_AND_IN} AND g.account = 'charges'
                                      HAVING sum(g.amount) > 0)
                    ORDER BY c.id FOR NO KEY UPDATE OF c"""),  # noqa: S608 the only part put in is our own
            {"ids": list(claim_ids)},
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def to_bring_back(self, claim_ids: Sequence[UUID]) -> list[tuple[UUID, Decimal, int]]:
        """Claims among these whose charge was taken out of the books and that a payer has decided again since; the charge,
        and how often theirs went out and came back."""
        rows = self.session.execute(
            text(f"""SELECT c.id, sum(g.amount), count(*) FROM claim c
                     JOIN ledger_transaction t ON t.claim_id = c.id AND t.kind IN {_OUT_AND_IN}
                     JOIN ledger_entry g ON g.transaction_id = t.id AND g.account = 'charges'
                     WHERE c.id = ANY(:ids) AND c.finalized IS NOT NULL AND c.stage <> 'reversed'
                     GROUP BY c.id HAVING sum(g.amount) > 0 ORDER BY c.id"""),  # noqa: S608 the only part put in is our own
            {"ids": list(claim_ids)},
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def balance(self, account: str, *, claim_id: UUID | None = None) -> Money:
        """What stands in an account, in all or for one claim."""
        statement = select(func.sum(LedgerEntry.amount)).where(LedgerEntry.account == account)
        if claim_id is not None:
            statement = statement.where(LedgerEntry.claim_id == claim_id)
        found = self.session.scalar(statement)
        return found if isinstance(found, Money) else Money(Decimal(found or 0).quantize(Decimal("0.01")))

    def balances(self) -> dict[str, Money]:
        """Every account's balance; together they are zero."""
        rows = self.session.execute(
            select(LedgerEntry.account, func.sum(LedgerEntry.amount)).group_by(LedgerEntry.account)
        )
        return {
            account: total if isinstance(total, Money) else Money(Decimal(total).quantize(Decimal("0.01")))
            for account, total in rows
        }

    def torn(self) -> int:
        """How many transactions do not sum to zero: none, unless the database was changed past its own triggers."""
        sums = (
            select(LedgerEntry.transaction_id)
            .group_by(LedgerEntry.transaction_id)
            .having(func.sum(LedgerEntry.amount) != ZERO)
        )
        return self.session.scalar(select(func.count()).select_from(sums.subquery())) or 0

    def of_claim(self, claim_id: UUID) -> list[LedgerEntry]:
        statement = (
            select(LedgerEntry)
            .join(LedgerTransaction, LedgerTransaction.id == LedgerEntry.transaction_id)
            .where(LedgerEntry.claim_id == claim_id)
            .order_by(LedgerTransaction.recorded_at, LedgerEntry.transaction_id, LedgerEntry.number)
        )
        return list(self.session.scalars(statement))
