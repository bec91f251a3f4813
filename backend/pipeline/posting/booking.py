"""The door to the ledger for stages after posting: patients' payments, write-offs, what moves to another payer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend.pipeline.posting.entries import Entry, balanced
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction

__all__ = ["Entry", "NewTransaction", "book"]


def book(session: Session, transactions: Sequence[NewTransaction]) -> int:
    """Enter what is not entered yet, by its posting key; how many. Every transaction sums to zero.

    Whoever may book the same key at the same time holds a lock on what it is about.
    """
    ledger = LedgerRepository(session)
    known = ledger.known_keys(one.posting_key for one in transactions)
    fresh = {one.posting_key: one for one in transactions if one.posting_key not in known and one.entries}
    for one in fresh.values():
        balanced(one.entries)
    ledger.post(list(fresh.values()))
    return len(fresh)
