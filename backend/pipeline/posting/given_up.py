"""Charges that were written off before any payer decided: what is done where a payer decides the claim after all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from backend.pipeline.claims.repository import NewEvent
from backend.pipeline.posting.entries import Entry, balanced
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction


class GivenUp(NamedTuple):
    """A write-off that entered a claim in the books: ``charges`` credited, and the account it went to debited."""

    transaction_id: UUID
    claim_id: UUID
    account: str
    amount: Decimal


def given_up(ledger: LedgerRepository, claim_ids: Sequence[UUID]) -> dict[UUID, list[GivenUp]]:
    """What was written off of claims whose first advice is here, by claim."""
    found: dict[UUID, list[GivenUp]] = defaultdict(list)
    for row in ledger.charges_given_up(claim_ids):
        found[row.claim_id].append(GivenUp(*row))
    return dict(found)


def put_back(one: GivenUp, day: date) -> tuple[NewTransaction, NewEvent]:
    """The payer says where the charge went, so it was not lost: what the advice takes out of its receivable goes in."""
    entries = [Entry("receivable_payer", one.amount, "decided"), Entry(one.account, -one.amount, "decided")]
    key = f"undone|{one.transaction_id}|0.00"
    event = NewEvent(one.claim_id, "decided_after_all", day, detail={"amount": str(one.amount)})
    return NewTransaction(key, "undone", day, balanced(entries), one.claim_id), event


def not_in_books(charge: Decimal, before: Sequence[GivenUp]) -> Decimal:
    """What of a claim's charge its first advice still enters."""
    return charge - sum((one.amount for one in before), Decimal(0))
