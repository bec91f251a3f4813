"""Queries on what decisions of ours and payments of patients did to the books of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.pipeline.patient_billing.repository import money_of


class Moved(NamedTuple):
    """What a decision of ours took out of a receivable of a claim, and where to."""

    transaction_id: UUID
    kind: str
    claim_id: UUID
    source: str
    target: str
    amount: Money
    undone: Money
    """Of it already put back."""
    waits: bool = False
    """The payer took its decision back and its new word is still to come."""


class Booked(NamedTuple):
    """A transaction of a patient's payment or refund as it stands in the books."""

    posting_key: str
    kind: str
    claim_id: UUID | None
    entries: tuple[tuple[str, Money], ...]

    @property
    def cash(self) -> Money:
        """What of the patient's money it entered."""
        return Money.total(amount for account, amount in self.entries if account == "cash")


class MovedRepository(Repository):
    """What was moved out of receivables, and what of it is the patient's own money."""

    def moved(
        self, claim_ids: Sequence[UUID], kinds: Sequence[str]
    ) -> tuple[list[Moved], dict[tuple[UUID, str], Money]]:
        """Transactions of these kinds that took money out of receivables of some claims, the latest first, as far as what
        they rest on does not stand; and what is in the two accounts of each."""
        rows = self.session.execute(
            text(
                """
                SELECT t.id, t.kind, t.claim_id, s.account, g.account,
                       o.stage = 'reversed' AND NOT EXISTS (
                           SELECT 1 FROM ledger_transaction w WHERE w.posting_key = 'withdrawn|' || o.id), g.amount,
                       coalesce((SELECT sum(e.amount) FROM ledger_transaction u JOIN ledger_entry e
                                   ON e.transaction_id = u.id AND e.amount > 0
                                 WHERE u.claim_id = t.claim_id AND u.kind = 'undone'
                                   AND split_part(u.posting_key, '|', 2) = t.id::text), 0.00),
                       (SELECT sum(l.amount) FROM ledger_entry l WHERE l.claim_id = t.claim_id AND l.account = s.account),
                       (SELECT sum(l.amount) FROM ledger_entry l WHERE l.claim_id = t.claim_id AND l.account = g.account)
                FROM ledger_transaction t JOIN claim o ON o.id = t.claim_id
                JOIN ledger_entry s ON s.transaction_id = t.id AND s.amount < 0 AND s.account LIKE 'receivable%'
                JOIN ledger_entry g ON g.transaction_id = t.id AND g.amount > 0
                WHERE t.claim_id = ANY(:ids) AND t.kind = ANY(:kinds)
                  AND NOT EXISTS (SELECT 1 FROM denial d JOIN claim c ON c.id = d.claim_id AND c.advice_id = d.advice_id
                                  WHERE d.claim_id = t.claim_id AND t.posting_key = 'billed_to_patient|' || d.id)
                ORDER BY t.recorded_at DESC, t.id DESC"""
            ),
            {"ids": list(claim_ids), "kinds": list(kinds)},
        )
        found, balances = list[Moved](), dict[tuple[UUID, str], Money]()
        for row in rows:
            found.append(Moved(row[0], row[1], row[2], row[3], row[4], money_of(row[6]), money_of(row[7]), row[5]))
            balances[row[2], row[3]], balances[row[2], row[4]] = money_of(row[8]), money_of(row[9])
        return found, balances

    def booked(self, posting_keys: Sequence[str]) -> list[Booked]:
        """Those of some transactions that are in the books."""
        rows = self.session.execute(
            text(
                """SELECT t.posting_key, t.kind, t.claim_id, array_agg(e.account ORDER BY e.number),
                          array_agg(e.amount ORDER BY e.number)
                   FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
                   WHERE t.posting_key = ANY(:keys) GROUP BY t.id ORDER BY t.posting_key"""
            ),
            {"keys": list(posting_keys)},
        )
        return [
            Booked(row[0], row[1], row[2], tuple(zip(row[3], (money_of(one) for one in row[4]), strict=True)))
            for row in rows
        ]

    def patient_paid(self, claim_ids: Sequence[UUID]) -> dict[UUID, Money]:
        """What of the patient's money is on each of some claims."""
        rows = self.session.execute(
            text(
                """SELECT t.claim_id, -sum(e.amount) FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
                   WHERE t.claim_id = ANY(:ids) AND t.kind IN ('patient_payment', 'credit_moved')
                     AND e.account IN ('receivable_patient', 'collection_agency') GROUP BY t.claim_id"""
            ),
            {"ids": list(claim_ids)},
        )
        return {row[0]: money_of(row[1]) for row in rows}
