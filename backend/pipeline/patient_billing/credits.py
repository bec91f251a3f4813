"""What a patient paid too much on a claim: counted on what the patient owes elsewhere, else kept to be paid back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.patient_account import PatientAccount
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.moved_repository import MovedRepository
from backend.pipeline.patient_billing.repository import Owed, PatientBillingRepository
from backend.pipeline.patient_billing.rules import share_out
from backend.pipeline.patient_billing.taken_back import undo_taken_back
from backend.pipeline.posting.booking import Entry, NewTransaction, book
from backend.pipeline.work.service import NewWork, amend_work_items, open_work_items

KEPT_DAYS = 14
Key = tuple[UUID, UUID]
"""Provider and member."""


class Move(NamedTuple):
    """A part of a claim's credit, and the claim it counts on; None: it is kept for the patient."""

    source: UUID
    target: UUID | None
    amount: Money


def settle_credits(session: Session, accounts: Sequence[PatientAccount], today: date) -> dict[Key, list[Owed]]:
    """Move what was paid too much on claims of these accounts to their oldest open claims, the rest to what is kept for
    the patient; what is owed after it. The caller has the accounts locked."""
    repository = PatientBillingRepository(session)
    keys = [(one.provider_id, one.member_id) for one in accounts]
    owed = repository.owed_of(keys)
    credits = [claim.claim_id for claims in owed.values() for claim in claims if claim.amount < Money.zero()]
    if not credits:
        return owed
    undo_taken_back(session, credits, (), today)
    owed, paid = repository.owed_of(keys), MovedRepository(session).patient_paid(credits)
    gained: list[PatientAccount] = []
    moves: list[Move] = []
    for account, key in zip(accounts, keys, strict=True):
        found = list(moved_credits(owed[key], paid))
        left = Money.total(one.amount for one in found if one.target is None)
        moves += found
        if left > Money.zero():
            gained.append(account)
    _book(session, moves, today)
    tell_credits(session, gained, today)
    return repository.owed_of(keys) if moves else owed


def count_kept(session: Session, account: PatientAccount, claim_ids: Collection[UUID], today: date) -> Money:
    """Count what is kept for the patient on these claims, as far as they are owed: how much. The account is locked."""
    repository = PatientBillingRepository(session)
    owed = repository.owed(provider_id=account.provider_id, member_id=account.member_id)
    open_now = [
        (str(one.claim_id), one.amount)
        for one in owed
        if one.claim_id in claim_ids and one.amount > Money.zero()
    ]
    shares, _ = share_out(max(repository.kept(account), Money.zero()), open_now)
    book(session, [_transaction(UUID(claim), -part, today) for claim, part in shares])
    ClaimRepository(session).add_events(
        NewEvent(UUID(claim), "credit_counted", today, detail={"amount": str(part)}) for claim, part in shares
    )
    return Money.total(part for _, part in shares)


def moved_credits(owed: Sequence[Owed], paid: Mapping[UUID, Money]) -> Iterator[Move]:
    """Where the credits among an account's claims (oldest first) go; never more than the patient ``paid``. Pure."""
    open_now = {str(one.claim_id): one.amount for one in owed if one.amount > Money.zero()}
    for one in owed:
        credit = min(-one.amount, paid.get(one.claim_id, Money.zero()))
        if credit <= Money.zero():
            continue
        shares, left = share_out(credit, list(open_now.items()))
        for claim, part in shares:
            open_now[claim] -= part
            yield Move(one.claim_id, UUID(claim), part)
        if left > Money.zero():
            yield Move(one.claim_id, None, left)


def tell_credits(session: Session, accounts: Sequence[PatientAccount], today: date) -> None:
    """Somebody decides what becomes of the money kept for patients who gained some: of all that is kept for each."""
    if not accounts:
        return
    kept = PatientBillingRepository(session).kept_of(accounts)
    work = [credit_work(one.id, kept[one.id], today) for one in accounts]
    open_work_items(session, work)
    amend_work_items(session, work)


def credit_work(account_id: UUID, amount: Money, today: date) -> NewWork:
    """The piece of work about money kept for a patient; ``amount`` is all of it."""
    text = "The patient paid more than is owed. Pay the difference back, or keep it by agreement."
    due = today + timedelta(days=KEPT_DAYS)
    return NewWork("patient_billing", "patient_account", account_id, "credit", "biller", due, text, amount)


def _book(session: Session, moves: Sequence[Move], today: date) -> None:
    transactions, events = list[NewTransaction](), list[NewEvent]()
    for one in moves:
        transactions.append(_transaction(one.source, one.amount, today))
        told = "credit_kept" if one.target is None else "credit_moved"
        events.append(NewEvent(one.source, told, today, detail={"amount": str(one.amount)}))
        if one.target is not None:
            transactions.append(_transaction(one.target, -one.amount, today))
            events.append(NewEvent(one.target, "credit_counted", today, detail={"amount": str(one.amount)}))
    book(session, transactions)
    ClaimRepository(session).add_events(events)


def _transaction(claim_id: UUID, amount: Money, today: date) -> NewTransaction:
    """Through the patient's credit, so that each claim's books sum to zero."""
    cents = amount.amount
    entries = [Entry("receivable_patient", cents, "credit_moved"), Entry("patient_credit", -cents, "credit_moved")]
    return NewTransaction(f"credit_moved|{new_id()}", "credit_moved", today, entries, claim_id)
