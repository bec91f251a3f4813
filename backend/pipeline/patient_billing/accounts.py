"""What people do on a patient's account: take a payment, agree on a plan, hear a dispute, an application, a new address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.patient_account import (
    AccountDispute,
    HardshipApplication,
    Instalment,
    PatientAccount,
    PatientPayment,
    PaymentPlan,
    Statement,
)
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.approving import GIVING_UP, Recommendation, account_owed, recommend, withdraw
from backend.pipeline.patient_billing.beginning import CALM, begin, locked_account, tell, terms_for
from backend.pipeline.patient_billing.credits import credit_work, settle_credits, tell_credits
from backend.pipeline.patient_billing.cycle import ALL_SETTLED, NOTHING_OWED, QUEUE
from backend.pipeline.patient_billing.errors import (
    AccountNotFound,
    NothingToPayBack,
    NotNow,
    NotYetPaid,
    RequestKeyUsed,
    StatementNotFound,
)
from backend.pipeline.patient_billing.plans import pay_instalments
from backend.pipeline.patient_billing.repository import AccountParties, PatientBillingRepository
from backend.pipeline.patient_billing.rules import at_rest, share_out
from backend.pipeline.patient_billing.terms import terms_of
from backend.pipeline.posting.booking import Entry, NewTransaction, book
from backend.pipeline.work.service import NewWork, amend_work_items, close_work_items, open_work_items


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as a person at the desk sees it."""

    parties: AccountParties
    balance: Money
    """What statements ask for: claims every payer has spoken on."""
    waiting: Money
    """What else stands in the patient's receivable, while a payer has still to speak."""
    credit: Money
    """Kept for the patient, or paid too much on claims; to be paid back."""
    statements: list[Statement]
    payments: list[PatientPayment]
    plan: PaymentPlan | None
    instalments: list[Instalment]
    dispute: AccountDispute | None
    hardship: HardshipApplication | None
    disputes: list[AccountDispute] = field(default_factory=list)
    """Those answered, the latest first."""

    @property
    def taken_back(self) -> set[UUID]:
        """Entries of payments that another entry takes back."""
        return {one.takes_back for one in self.payments if one.takes_back is not None}


def accounts(
    session: Session, *, actor: str, state: str | None = None, owner: str | None = None, limit: int = 100
) -> list[tuple[AccountParties, Money]]:
    """Open accounts by next date, each with what is open on it. Audited as one look, by how many they are."""
    repository = PatientBillingRepository(session)
    found = repository.listed(state, owner, limit)
    audit.record(session, Act.PATIENT_ACCOUNT_VIEWED, actor=actor, subject=f"patient_accounts:{len(found)}")
    parties, open_now = repository.parties([one.id for one in found]), repository.open_balances(found)
    return [(parties[one.id], open_now.get(one.id, Money.zero())) for one in found]


def look_at(session: Session, account_id: UUID, *, actor: str) -> AccountView:
    """One account. Audited. Raises AccountNotFound."""
    repository = PatientBillingRepository(session)
    parties = repository.parties([account_id]).get(account_id)
    if parties is None:
        raise AccountNotFound
    account = parties.account
    audit.record(session, Act.PATIENT_ACCOUNT_VIEWED, actor=actor, subject=f"patient_account:{account_id}")
    balance = Money.total(
        one.amount for one in repository.owed(provider_id=account.provider_id, member_id=account.member_id)
    )
    open_now = repository.open_balances([account]).get(account_id, Money.zero())
    credit = repository.kept(account) + max(-balance, Money.zero())
    plan = repository.last_plan(account_id)
    return AccountView(
        parties, balance, open_now - balance, credit, repository.statements(account_id), repository.payments(account_id), plan,
        repository.instalments(plan.id) if plan else [], repository.open_dispute(account_id),
        repository.open_hardship(account_id), repository.answered_disputes(account_id),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Received:
    """Money from a patient. ``request_key`` is the sender's: the same key is one payment."""

    request_key: str
    amount: Money
    method: str
    received_on: date
    reference: str = ""


def record_payment(session: Session, account_id: UUID, given: Received, *, actor: str, today: date) -> PatientPayment:
    """Enter a payment: oldest claims first, what is left over kept as a credit somebody pays back. Once per request key."""
    repository = PatientBillingRepository(session)
    account = locked_account(repository, account_id)
    known = _known_payment(repository, account, given, today)
    if known is not None:
        return known
    owed = account_owed(session, account_id, today)
    shares, left = share_out(given.amount, [(f"{one.claim_id}|receivable_patient", one.amount) for one in owed])
    recovered, left = share_out(
        left, [(f"{one.claim_id}|collection_agency", one.amount) for one in repository.with_agency(account)]
    )
    shares += recovered
    payment = PatientPayment(
        id=new_id(), account_id=account_id, request_key=given.request_key, amount=given.amount, method=given.method,
        received_on=given.received_on, reference=given.reference, kept_as_credit=left, recorded_by=actor,
        shares=[{"claim_id": key.split("|")[0], "amount": str(part)} for key, part in shares],
    )  # fmt: skip
    repository.add(payment)
    _book_payment(session, payment, shares, left)
    pay_instalments(repository, account_id, given.amount - left)
    ClaimRepository(session).add_events(
        NewEvent(UUID(key.split("|")[0]), "patient_paid", given.received_on, detail={"amount": str(part)})
        for key, part in shares
    )
    if left > Money.zero():
        tell_credits(session, [account], today)
    if Money.total(one.amount for one in owed) <= given.amount:
        _paid_in_full(session, repository, account, today)
    audit.record(session, Act.PATIENT_PAYMENT_RECORDED, actor=actor, subject=f"patient_account:{account_id}")
    return payment


def pay_back(session: Session, account_id: UUID, given: Received, *, actor: str, now: datetime) -> PatientPayment:
    """Pay a credit back, once per request key. Raises NothingToPayBack beyond what is kept."""
    repository = PatientBillingRepository(session)
    account = locked_account(repository, account_id)
    known = _known_payment(repository, account, replace(given, amount=-given.amount), now.date())
    if known is not None:
        return known
    settle_credits(session, [account], now.date())
    kept = repository.kept(account)
    if given.amount > kept:
        raise NothingToPayBack(kept)
    row = PatientPayment(
        id=new_id(), account_id=account_id, request_key=given.request_key, amount=-given.amount, method=given.method,
        received_on=given.received_on, reference=given.reference, kept_as_credit=-given.amount, recorded_by=actor,
        shares=[],
    )  # fmt: skip
    repository.add(row)
    cents = given.amount.amount
    entries = [Entry("patient_credit", cents, "paid_back"), Entry("cash", -cents, "paid_back")]
    book(session, [NewTransaction(f"paid_back|{row.id}", "patient_refund", given.received_on, entries)])
    if given.amount == kept:
        _close_work(session, account_id, ("credit",), "paid back", now)
    else:
        amend_work_items(session, [credit_work(account_id, kept - given.amount, now.date())])
    audit.record(
        session, Act.PATIENT_PAYMENT_RECORDED, actor=actor, subject=f"patient_account:{account_id}", fields=["refund"]
    )
    return row


def _known_payment(
    repository: PatientBillingRepository, account: PatientAccount, given: Received, today: date
) -> PatientPayment | None:
    """What was entered under this key before. Raises RequestKeyUsed where that was another payment, NotYetPaid where the
    day of a new one lies in the future."""
    known, day = repository.payment_by_key(given.request_key), given.received_on
    if known is not None and (known.account_id, known.amount, known.received_on) != (account.id, given.amount, day):
        raise RequestKeyUsed
    if known is None and day > today:
        raise NotYetPaid
    return known


def _book_payment(session: Session, payment: PatientPayment, shares: Sequence[tuple[str, Money]], left: Money) -> None:
    transactions = [
        NewTransaction(
            f"patient_payment|{payment.id}|{key}", "patient_payment", payment.received_on,
            [Entry("cash", part.amount, payment.method), Entry(key.split("|")[1], -part.amount, payment.method)],
            UUID(key.split("|")[0]),
        )
        for key, part in shares
    ]  # fmt: skip
    if left > Money.zero():
        entries = [Entry("cash", left.amount, payment.method), Entry("patient_credit", -left.amount, payment.method)]
        transactions.append(
            NewTransaction(f"patient_payment|{payment.id}|credit", "patient_payment", payment.received_on, entries)
        )
    book(session, transactions)


def _paid_in_full(session: Session, repository: PatientBillingRepository, account: PatientAccount, today: date) -> None:
    """Nothing is owed: the account settles, or waits for the agency that still has some of it; a dispute for its answer."""
    agency_has = repository.agency_has([account]).get(account.id, Money.zero())
    if account.state == "disputed" or (account.state == "referred" and agency_has > Money.zero()):
        return
    application = repository.open_hardship(account.id)
    if application is not None:
        _end_application(session, application, "Everything was paid.", today)
    _settled(session, repository, account, agency_has, today)


def _end_application(session: Session, application: HardshipApplication, reason: str, today: date) -> None:
    application.state, application.closed_on, application.closed_reason = "withdrawn", today, reason
    withdraw(session, [application.account_id], ("hardship",), "the application was closed")


def _settled(
    session: Session, repository: PatientBillingRepository, account: PatientAccount, agency_has: Money, today: date
) -> None:
    plan = repository.active_plan(account.id)
    if plan is not None:
        plan.state, plan.ended_on = "kept", today
    account.state, account.owner, account.next_date = at_rest(agency_has, today)
    account.notices, account.first_notice_on, account.last_notice_on = 0, None, None
    withdraw(session, [account.id], GIVING_UP, "nothing is owed")
    reasons = NOTHING_OWED if agency_has > Money.zero() else NOTHING_OWED + ALL_SETTLED
    _close_work(session, account.id, reasons, "nothing is owed", datetime.combine(today, time(12), UTC))


def dispute(session: Session, account_id: UUID, reason: str, *, actor: str, today: date) -> AccountDispute:
    """The patient says the bill is wrong: statements stop, a person answers in time."""
    repository = PatientBillingRepository(session)
    account = begin(repository, account_id, "a dispute")
    terms = terms_for(repository, account, today)
    row = AccountDispute(id=new_id(), account_id=account_id, opened_on=today, reason=reason, recorded_by=actor)
    repository.add(row)
    account.state, account.owner, account.next_date = "disputed", "biller", today + timedelta(days=terms.answer_days)
    withdraw(session, [account_id], GIVING_UP, "the patient disputes the bill")
    text = "The patient disputes the bill. Look into it and answer; no statement goes out meanwhile."
    work = NewWork(QUEUE, "patient_account", account_id, "dispute", "biller", account.next_date, text)
    open_work_items(session, [work])
    tell(session, account_owed(session, account_id, today), "disputed", today, {})
    _audited(session, account_id, actor, "dispute")
    return row


def answer_dispute(session: Session, account_id: UUID, answer: str, *, actor: str, now: datetime) -> AccountDispute:
    """Close the dispute with its answer; the cycle begins anew with a statement that shows the present balance."""
    repository = PatientBillingRepository(session)
    account, row = locked_account(repository, account_id), repository.open_dispute(account_id)
    if row is None:
        raise NotNow("an answer to a dispute", account.state)
    row.answer, row.closed_on = answer, now.date()
    _close_work(session, account_id, ("dispute",), "answered", now)
    _resume(session, account, "dispute_answered", now.date())
    _audited(session, account_id, actor, "dispute")
    return row


@dataclass(frozen=True, slots=True)
class Application:
    """What a patient states who asks for help, and the documents that are to show it."""

    household: int
    income: Money
    documents: tuple[tuple[str, bool], ...]
    """Document, whether it is here."""


def apply_for_help(
    session: Session, account_id: UUID, given: Application, *, actor: str, today: date
) -> HardshipApplication:
    """Take in an application: statements stop; when every document is here the practice is asked to decide."""
    repository = PatientBillingRepository(session)
    account = begin(repository, account_id, "an application for help")
    terms = terms_for(repository, account, today)
    row = HardshipApplication(
        id=new_id(), account_id=account_id, applied_on=today, household=given.household, income=given.income,
        documents=[{"document": name, "received_on": str(today) if here else None} for name, here in given.documents],
        state="open", recorded_by=actor,
    )  # fmt: skip
    repository.add(row)
    account.state, account.owner, account.next_date = "hardship", "biller", today + timedelta(days=terms.document_days)
    withdraw(session, [account_id], GIVING_UP, "the patient asked for help")
    tell(session, account_owed(session, account_id, today), "hardship_applied", today, {})
    _ask_practice(session, repository, account, row, actor, today)
    _audited(session, account_id, actor, "hardship")
    return row


def document_received(
    session: Session, account_id: UUID, document: str, *, actor: str, today: date
) -> HardshipApplication:
    """A document of an open application came in."""
    repository = PatientBillingRepository(session)
    account, row = locked_account(repository, account_id), repository.open_hardship(account_id)
    if row is None:
        raise NotNow("a document", account.state)
    row.documents = [
        {**one, "received_on": one["received_on"] or str(today)} if one["document"] == document else one
        for one in row.documents
    ]
    session.flush()
    _ask_practice(session, repository, account, row, actor, today)
    _audited(session, account_id, actor, "hardship")
    return row


def _ask_practice(
    session: Session, repository: PatientBillingRepository, account: PatientAccount, row: HardshipApplication,
    actor: str, today: date,
) -> None:  # fmt: skip
    """A complete application goes to a named person at the practice; nobody here decides it."""
    if any(one["received_on"] is None for one in row.documents):
        return
    owed = account_owed(session, account.id, today)
    total = Money.total(one.amount for one in owed)
    if total <= Money.zero():
        return
    npi = repository.npis([account.provider_id])[account.provider_id]
    told = f"Household of {row.household}, income of {row.income.spoken} a year; every document is here."
    recommend(
        session,
        [
            Recommendation(
                "hardship", "patient_account", account.id, account.provider_id, npi, total, "application_complete", told,
                actor, {"application": str(row.id), "household": row.household, "income": str(row.income)},
            )
        ],
        today,
    )  # fmt: skip
    account.owner, account.next_date = "supervisor", today + timedelta(days=terms_of(npi, today).approval_days)


def close_application(
    session: Session, account_id: UUID, reason: str, *, actor: str, name: str, today: date
) -> HardshipApplication:
    """Close an application nobody decides any more, with a reason: what is owed is asked for from the beginning.

    Raises NotNow where none is open.
    """
    repository = PatientBillingRepository(session)
    account, row = locked_account(repository, account_id), repository.open_hardship(account_id)
    if row is None:
        raise NotNow("closing an application for help", account.state)
    _end_application(session, row, reason, today)
    account.state, account.owner, account.next_date = "cycle", "system", today
    account.notices, account.first_notice_on, account.last_notice_on = 0, None, None
    tell(session, account_owed(session, account_id, today), "hardship_closed", today, {"name": name})
    _audited(session, account_id, actor, "hardship")
    return row


def mail_returned(session: Session, statement_id: UUID, *, actor: str, today: date) -> Statement:
    """A statement came back: no more go to that address until it is put right."""
    repository = PatientBillingRepository(session)
    one = repository.statement(statement_id)
    if one is None:
        raise StatementNotFound
    if one.returned_on is not None:
        return one
    one.returned_on = today
    account = locked_account(repository, one.account_id)
    if account.state in CALM:
        terms = terms_for(repository, account, today)
        account.state, account.owner = "returned_mail", "registration"
        account.next_date = today + timedelta(days=terms.address_days)
        text = "A statement came back. Find the patient's address, or reach the patient another way."
        work = NewWork(QUEUE, "patient_account", account.id, "returned_mail", "registration", account.next_date, text)
        open_work_items(session, [work])
    tell(session, account_owed(session, account.id, today), "statement_returned", today, {})
    _audited(session, account.id, actor, "returned_mail")
    return one


def address_found(
    session: Session, account_id: UUID, address: dict[str, str], *, actor: str, now: datetime
) -> PatientAccount:
    """The right address: the cycle begins anew, because the patient never saw what came back."""
    repository = PatientBillingRepository(session)
    account = locked_account(repository, account_id)
    account.address = address
    _close_work(session, account_id, ("returned_mail",), "address found", now)
    if account.state == "returned_mail":
        _resume(session, account, "address_found", now.date())
    _audited(session, account_id, actor, "address")
    return account


def _resume(session: Session, account: PatientAccount, told: str, today: date) -> None:
    account.state, account.owner, account.next_date = "cycle", "system", today
    account.notices, account.first_notice_on, account.last_notice_on = 0, None, None
    tell(session, account_owed(session, account.id, today), told, today, {})


def _close_work(session: Session, account_id: UUID, reasons: Sequence[str], outcome: str, now: datetime) -> None:
    """One matter of an account ends; what else waits on it stays."""
    close_work_items(
        session, "patient_account", account_id, outcome=outcome, now=now, queue=QUEUE, reasons=reasons
    )  # fmt: skip


def _audited(session: Session, account_id: UUID, actor: str, what: str) -> None:
    audit.record(
        session, Act.PATIENT_ACCOUNT_CHANGED, actor=actor, subject=f"patient_account:{account_id}", fields=[what]
    )
    session.flush()
