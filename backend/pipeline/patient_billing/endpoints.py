"""Patients' accounts and recommendations over HTTP. Only a person decides; every look at an account is audited."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query
from fastapi.responses import PlainTextResponse

from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.errors import Unprocessable
from backend.kit.clock import SystemClock
from backend.kit.media import Pdf
from backend.kit.money import Money
from backend.pipeline.patient_billing import service
from backend.pipeline.patient_billing.finding import found
from backend.pipeline.patient_billing.schemas import (
    AccountList,
    AccountListed,
    AccountShown,
    AccountWanted,
    ApprovalList,
    ApprovalShown,
    ApproverList,
    ApproverShown,
    Closure,
    Decision,
    DisputeAnswer,
    DocumentReceived,
    NewAddress,
    NewApplication,
    NewApprover,
    NewDispute,
    NewPayment,
    NewPlan,
    PlanChange,
    TakingBack,
    Waiting,
)
from backend.pipeline.patient_billing.statement_text import as_pdf, as_text
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at
from backend.staff.policy import Role
from backend.staff.repeating.service import SentOnce

router = APIRouter(prefix="/api/v1", tags=["patient billing"])
clock = SystemClock()
RequestKey = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=80)]


@router.get("/patient-accounts")
def accounts(
    session: DatabaseSession, staff: SignedIn, state: Annotated[str | None, Query(max_length=20)] = None,
    owner: Annotated[str | None, Query(max_length=120)] = None, limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AccountList:  # fmt: skip
    """Open accounts by next date. Audited."""
    found = service.accounts(session, actor=staff.actor, state=state, owner=owner, limit=limit)
    return AccountList(accounts=[AccountListed.of(parties, open_now) for parties, open_now in found])


@router.post("/patient-accounts/search")
def find(session: DatabaseSession, staff: SignedIn, given: AccountWanted) -> AccountList:
    """Accounts by the patient's name, member id or the account's number, settled ones too. Audited.

    In the body, because a name does not belong into an address.
    """
    rows = found(session, given.patient, actor=staff.actor)
    return AccountList(accounts=[AccountListed.of(parties, open_now) for parties, open_now in rows])


@router.get("/patient-accounts/{account_id}")
def account(session: DatabaseSession, staff: SignedIn, account_id: UUID) -> AccountShown:
    """One account with statements, payments, plan. Audited."""
    return AccountShown.of(service.look_at(session, account_id, actor=staff.actor))


@router.post("/patient-accounts/{account_id}/payments", status_code=201)
def pay(
    session: DatabaseSession, staff: SignedIn, account_id: UUID, given: NewPayment, request_key: RequestKey
) -> AccountShown:
    """Enter a payment of the patient; the same ``Idempotency-Key`` is one payment."""
    received = service.Received(request_key, Money.of(given.amount), given.method, given.received_on, given.reference)
    service.record_payment(session, account_id, received, actor=staff.actor, today=clock.today())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/refunds", status_code=201)
def pay_back(
    session: DatabaseSession, staff: SignedIn, account_id: UUID, given: NewPayment, request_key: RequestKey
) -> AccountShown:
    """Pay back what the patient paid too much; the same ``Idempotency-Key`` is one refund."""
    paid = service.Received(request_key, Money.of(given.amount), given.method, given.received_on, given.reference)
    service.pay_back(session, account_id, paid, actor=staff.actor, now=clock.now())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/payments/{payment_id}/taking-back", status_code=201)
def take_back(
    session: DatabaseSession, staff: SignedIn, account_id: UUID, payment_id: UUID, given: TakingBack
) -> AccountShown:
    """Take back a payment or refund that was entered by mistake: an entry against it, never a deletion. Audited."""
    service.take_back_payment(
        session, account_id, payment_id, given.reason.strip(), actor=staff.actor, name=staff.name, now=clock.now()
    )  # fmt: skip
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/plan", status_code=201)
def agree(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: NewPlan) -> AccountShown:
    """Agree on a payment plan for what is owed today."""
    agreed = service.Agreement(given.count, given.first_due, given.agreed_by, given.agreed_how)
    service.agree_plan(session, account_id, agreed, actor=staff.actor, today=clock.today())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/plan/change", status_code=201)
def change(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: PlanChange) -> AccountShown:
    """Put another plan in the place of the one that runs, within the practice's terms. Audited."""
    each = Money.of(given.instalment) if given.instalment is not None else None
    agreed = service.Agreement(given.count, given.first_due, given.agreed_by, given.agreed_how, each)
    service.change_plan(session, account_id, agreed, given.reason.strip(), actor=staff.actor, today=clock.today())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/dispute", status_code=201)
def dispute(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: NewDispute) -> AccountShown:
    """The patient says the bill is wrong: statements stop."""
    service.dispute(session, account_id, given.reason, actor=staff.actor, today=clock.today())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/dispute/answer")
def answer(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: DisputeAnswer) -> AccountShown:
    """Answer the dispute; the cycle begins anew."""
    service.answer_dispute(session, account_id, given.answer, actor=staff.actor, now=clock.now())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/hardship", status_code=201)
def apply(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: NewApplication) -> AccountShown:
    """Take in an application for help; complete, it goes to a named person at the practice."""
    documents = tuple((one.document, one.here) for one in given.documents)
    application = service.Application(given.household, Money.of(given.income), documents)
    service.apply_for_help(session, account_id, application, actor=staff.actor, today=clock.today())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/hardship/documents")
def document(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: DocumentReceived) -> AccountShown:
    """A document of the application came in."""
    service.document_received(session, account_id, given.document, actor=staff.actor, today=clock.today())
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/hardship/closure")
def close(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: Closure) -> AccountShown:
    """Close an application nobody decides any more; statements go on. Audited."""
    service.close_application(
        session, account_id, given.reason, actor=staff.actor, name=staff.name, today=clock.today()
    )  # fmt: skip
    return account(session, staff, account_id)


@router.post("/patient-accounts/{account_id}/address")
def address(session: DatabaseSession, staff: SignedIn, account_id: UUID, given: NewAddress) -> AccountShown:
    """The right address; after returned mail the cycle begins anew."""
    service.address_found(session, account_id, given.model_dump(), actor=staff.actor, now=clock.now())
    return account(session, staff, account_id)


@router.get("/statements/{statement_id}/pdf", response_class=Pdf)
def statement_pdf(session: DatabaseSession, staff: SignedIn, statement_id: UUID) -> Pdf:
    """The statement as PDF, as it was sent. Audited."""
    content = as_pdf(service.look_at_statement(session, statement_id, actor=staff.actor))
    return Pdf(content, headers={"Content-Disposition": "inline"})


@router.get("/statements/{statement_id}/text", response_class=PlainTextResponse)
def statement_text(session: DatabaseSession, staff: SignedIn, statement_id: UUID) -> PlainTextResponse:
    """The statement as plain text, as it was sent. Audited."""
    facts = service.look_at_statement(session, statement_id, actor=staff.actor)
    return PlainTextResponse(as_text(facts))


@router.post("/statements/{statement_id}/returned")
def returned(session: DatabaseSession, staff: SignedIn, statement_id: UUID) -> AccountShown:
    """The statement came back in the mail."""
    one = service.mail_returned(session, statement_id, actor=staff.actor, today=clock.today())
    return account(session, staff, one.account_id)


@router.get("/approvals", dependencies=[looked_at(Act.RECORDS_LISTED, "approvals")])
def approvals(
    session: DatabaseSession, decided: bool = False, owner: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> ApprovalList:  # fmt: skip
    """Recommendations that wait, the first due first; with ``decided`` those decided or withdrawn, the latest first.

    ``owner``: supervisor (up to the threshold) or practice approver (above it); what waits is counted for them alone.
    """
    found = service.listed(session, decided=decided, owner=owner, limit=limit)
    waiting = [
        Waiting(kind=kind, count=count, amount=str(amount)) for kind, count, amount in service.waiting(session, owner)
    ]
    return ApprovalList(approvals=[ApprovalShown.of(*one) for one in found], waiting=waiting)


@router.post("/approvals/{approval_id}/decision")
def decide(session: DatabaseSession, staff: SignedIn, approval_id: UUID, given: Decision) -> ApprovalShown:
    """Decide on a recommendation. The first decision stands; the second gets 409 with who was first.

    Audited and entered in the ledger.
    """
    if not given.approve and len(given.reason.strip()) < 3:
        raise Unprocessable("reason_needed", "A refusal needs a reason.")
    decider = service.Decider(staff.id, staff.actor, staff.role in (Role.SUPERVISOR, Role.ADMIN))
    one = service.decide(
        session, approval_id, approve=given.approve, reason=given.reason.strip(), decider=decider, name=staff.name,
        now=clock.now(),
    )  # fmt: skip
    return ApprovalShown.of(*service.shown(session, one))


@router.get("/approvers")
def approvers(session: DatabaseSession) -> ApproverList:
    """Everybody practices have named."""
    return ApproverList(approvers=[ApproverShown.of(*one) for one in service.approvers(session)])


@router.post("/approvers", status_code=201)
def name_approver(session: DatabaseSession, staff: SignedIn, given: NewApprover, sent: SentOnce) -> ApproverList:
    """A practice names an approver. Audited."""

    def name() -> ApproverList:
        service.name_approver(
            session, npi=given.npi, email=given.email, most=Money.of(given.most) if given.most is not None else None,
            start=given.effective_from, end=given.effective_to, actor=staff.actor,
        )  # fmt: skip
        return approvers(session)

    return sent.once(session, ApproverList, name)
