"""What was done to a claim's money rests on the payer's decision: taken back, it is put back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.moved_repository import Moved, MovedRepository
from backend.pipeline.posting.booking import Entry, NewTransaction, book
from backend.pipeline.work.service import NewWork, open_work_items

UNDONE: dict[str, str] = {
    "billed_to_patient": "billed to the patient",
    "write_off": "written off",
    "hardship": "granted as help",
    "small_balance": "written off as a small balance",
    "collection_referral": "referred to collection",
}
"""Kinds of transactions that rest on a payer's decision, and how the story names them."""
RECALL_DAYS = 2


@dataclass(frozen=True, slots=True)
class PutBack:
    """What of a transaction goes back to where it was."""

    moved: Moved
    amount: Money


def what_goes_back(
    moved: Sequence[Moved], balances: Mapping[tuple[UUID, str], Money], reversed_now: Collection[UUID]
) -> list[PutBack]:
    """What is put back of transactions (the latest first), given what stands in the accounts of their claims. Pure.

    What was denied and is denied no more goes back whole: denied anew it is a person's decision anew. What was taken
    from another receivable goes back once the payer's new word is here, as far as more was taken than that leaves: help
    once granted stays granted where the patient's share is still the same. An agency gives back what it still has.
    """
    stand, found = dict(balances), list[PutBack]()
    for one in sorted(moved, key=lambda each: each.source != "receivable_denied"):
        source, target = (one.claim_id, one.source), (one.claim_id, one.target)
        amount = one.amount - one.undone
        if one.source != "receivable_denied" or one.claim_id not in reversed_now:
            amount = Money.zero() if one.waits else min(amount, -stand[source])
        if one.kind == "collection_referral":
            amount = min(amount, stand[target])
        if amount > Money.zero():
            found.append(PutBack(one, amount))
            stand[source] += amount
            stand[target] -= amount
    return found


def undo_taken_back(session: Session, claim_ids: Sequence[UUID], reversed_now: Collection[UUID], today: date) -> None:
    """Put back what was done to the money of claims whose decision their payer ever took back.

    ``reversed_now``: those of them it takes back with what is posted at this moment.
    """
    if not claim_ids:
        return
    moved, balances = MovedRepository(session).moved(claim_ids, list(UNDONE))
    back = what_goes_back(moved, balances, reversed_now)
    if not back:
        return
    book(
        session,
        [
            NewTransaction(
                f"undone|{one.moved.transaction_id}|{one.moved.undone}", "undone", today,
                [
                    Entry(one.moved.source, one.amount.amount, "taken_back"),
                    Entry(one.moved.target, -one.amount.amount, "taken_back"),
                ],
                one.moved.claim_id,
            )
            for one in back
        ],
    )  # fmt: skip
    ClaimRepository(session).add_events(
        NewEvent(
            one.moved.claim_id, "put_back", today, detail={"amount": str(one.amount), "what": UNDONE[one.moved.kind]}
        )
        for one in back
    )
    open_work_items(session, [_recall(one, today) for one in back if one.moved.kind == "collection_referral"])


def _recall(one: PutBack, today: date) -> NewWork:
    text = "The plan took back the decision this referral rests on: recall the claim from the agency."
    due = today + timedelta(days=RECALL_DAYS)
    return NewWork("patient_billing", "claim", one.moved.claim_id, "recall_referral", "biller", due, text, one.amount)
