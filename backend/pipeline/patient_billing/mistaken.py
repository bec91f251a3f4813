"""A payment or refund entered by mistake is taken back: by entries that mirror its own, with a reason; nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.patient_account import PatientAccount, PatientPayment
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.beginning import locked_account
from backend.pipeline.patient_billing.credits import count_kept, credit_work
from backend.pipeline.patient_billing.cycle import QUEUE
from backend.pipeline.patient_billing.errors import AlreadyTakenBack, MovedOn, PaymentNotFound
from backend.pipeline.patient_billing.moved_repository import Booked, MovedRepository
from backend.pipeline.patient_billing.plans import take_off_instalments
from backend.pipeline.patient_billing.repository import PatientBillingRepository
from backend.pipeline.patient_billing.rules import AGENCY_DAYS
from backend.pipeline.posting.booking import Entry, NewTransaction, book
from backend.pipeline.work.service import amend_work_items, close_work_items, open_work_items


def take_back_payment(
    session: Session, account_id: UUID, payment_id: UUID, reason: str, *, actor: str, name: str, now: datetime
) -> PatientPayment:
    """Take an entry back, today: what it paid is owed again, what it kept is kept no more, and a refund is kept again.

    What other payments left over counts on what is owed again: of a payment entered twice either may be taken back.
    Raises PaymentNotFound, AlreadyTakenBack, or MovedOn where its money was counted elsewhere or paid back since.
    """
    repository = PatientBillingRepository(session)
    account = locked_account(repository, account_id)
    wrong = repository.payment(account_id, payment_id)
    if wrong is None:
        raise PaymentNotFound
    if wrong.takes_back is not None or repository.is_taken_back(payment_id):
        raise AlreadyTakenBack
    booked = MovedRepository(session).booked(_keys(wrong))
    _demand_still_there(session, repository, account, wrong, booked)
    row = PatientPayment(
        id=new_id(), account_id=account_id, request_key=f"taken_back|{payment_id}", amount=-wrong.amount,
        method=wrong.method, received_on=now.date(), reference=wrong.reference, kept_as_credit=-wrong.kept_as_credit,
        recorded_by=actor, takes_back=payment_id, reason=reason,
        shares=[{**one, "amount": str(-Money.of(one["amount"]))} for one in wrong.shares],
    )  # fmt: skip
    repository.add(row)
    _mirror(session, booked, now)
    owed_again = wrong.amount - wrong.kept_as_credit - count_kept(session, account, _to_each_claim(booked), now.date())
    _account_after(repository, account, wrong, owed_again, booked, now)
    _work_after(session, repository, account, now)
    ClaimRepository(session).add_events(
        NewEvent(
            one.claim_id, "payment_taken_back", now.date(),
            detail={"amount": str(one.cash), "name": name, "reason": reason},
        )
        for one in booked
        if one.claim_id is not None
    )  # fmt: skip
    audit.record(
        session, Act.PATIENT_PAYMENT_TAKEN_BACK, actor=actor, subject=f"patient_account:{account_id}",
        fields=[f"payment:{payment_id}"],
    )  # fmt: skip
    session.flush()
    return row


def _keys(wrong: PatientPayment) -> list[str]:
    """Under which keys the ledger has a payment (``accounts``)."""
    paid = [
        f"patient_payment|{wrong.id}|{one['claim_id']}|{account}"
        for one in wrong.shares
        for account in ("receivable_patient", "collection_agency")
    ]
    return [*dict.fromkeys(paid), f"patient_payment|{wrong.id}|credit", f"paid_back|{wrong.id}"]


def _demand_still_there(
    session: Session, repository: PatientBillingRepository, account: PatientAccount, wrong: PatientPayment,
    booked: list[Booked],
) -> None:  # fmt: skip
    """What was counted on another claim, or paid back, since then is not this payment's to take back any more."""
    kept = repository.kept(account)
    paid = MovedRepository(session).patient_paid([one.claim_id for one in booked if one.claim_id is not None])
    moved = any(paid.get(claim_id, Money.zero()) < amount for claim_id, amount in _to_each_claim(booked).items())
    if moved or wrong.kept_as_credit > kept:
        raise MovedOn


def _to_each_claim(booked: Sequence[Booked]) -> dict[UUID, Money]:
    """What of the payment went to each claim."""
    needed: dict[UUID, Money] = {}
    for one in booked:
        if one.claim_id is not None:
            needed[one.claim_id] = needed.get(one.claim_id, Money.zero()) + one.cash
    return needed


def _mirror(session: Session, booked: list[Booked], now: datetime) -> None:
    book(
        session,
        [
            NewTransaction(
                f"taken_back|{one.posting_key}", one.kind, now.date(),
                [Entry(account, -amount.amount, "taken_back") for account, amount in one.entries], one.claim_id,
            )
            for one in booked
        ],
    )  # fmt: skip


def _account_after(
    repository: PatientBillingRepository, account: PatientAccount, wrong: PatientPayment, owed_again: Money,
    booked: list[Booked], now: datetime,
) -> None:  # fmt: skip
    """An account this payment had settled goes on where it was; otherwise the daily cycle finds what is owed again."""
    today = now.date()
    if owed_again > Money.zero():
        take_off_instalments(repository, account, owed_again, wrong.recorded_at.date(), today)
    of_agency = any(name == "collection_agency" for one in booked for name, _ in one.entries)
    if of_agency and account.state == "settled":
        account.state, account.owner, account.next_date = "referred", "biller", today + timedelta(days=AGENCY_DAYS)


def _work_after(
    session: Session, repository: PatientBillingRepository, account: PatientAccount, now: datetime
) -> None:  # fmt: skip
    """The work about money kept for the patient says how much it is now."""
    kept = repository.kept(account)
    if kept > Money.zero():
        work = [credit_work(account.id, kept, now.date())]
        open_work_items(session, work)
        amend_work_items(session, work)
        return
    close_work_items(
        session, "patient_account", account.id, outcome="the entry was taken back", now=now, queue=QUEUE,
        reasons=("credit",),
    )  # fmt: skip
