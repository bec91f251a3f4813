"""What staff see and say of patients' accounts and of recommendations."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from backend.kit.money import Money
from backend.models.approval import Approval, PracticeApprover
from backend.models.patient_account import PatientPayment, Statement
from backend.pipeline.patient_billing.accounts import AccountView
from backend.pipeline.patient_billing.repository import AccountParties

Amount = Decimal


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AccountListed(BaseModel):
    """An account in a list."""

    id: UUID
    number: str
    patient: str
    practice: str
    state: str
    owner: str
    next_date: date
    notices: int
    open: str

    @classmethod
    def of(cls, parties: AccountParties, open_now: Money) -> AccountListed:
        one, who = parties.account, parties.member
        return cls(
            id=one.id, number=one.number, patient=f"{who.last_name}, {who.first_name}", practice=parties.provider.name,
            state=one.state, owner=one.owner, next_date=one.next_date, notices=one.notices, open=str(open_now),
        )  # fmt: skip


class AccountList(BaseModel):
    accounts: list[AccountListed]


class AccountWanted(BaseModel):
    """Whose account."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"patient": "Farrow, Odessa"}]})

    patient: str = Field(max_length=120, description="name (or its beginning), member id, or the account's number")


class StatementShown(BaseModel):
    """A statement as it was sent."""

    id: UUID
    notice: int
    kind: str
    issued_on: date
    pay_by: date
    balance: str
    returned_on: date | None
    lines: list[dict[str, Any]]

    @classmethod
    def of(cls, one: Statement) -> StatementShown:
        return cls(
            id=one.id, notice=one.notice, kind=one.kind, issued_on=one.issued_on, pay_by=one.pay_by,
            balance=str(one.balance), returned_on=one.returned_on, lines=one.lines,
        )  # fmt: skip


class PaymentShown(BaseModel):
    """A payment of the patient."""

    id: UUID
    amount: str
    method: str
    received_on: date
    reference: str
    kept_as_credit: str
    takes_back: UUID | None = Field(default=None, description="The entry made by mistake that this one takes back")
    reason: str = Field(default="", description="Why it was taken back")
    taken_back: bool = Field(default=False, description="Taken back by another entry")

    @classmethod
    def of(cls, one: PatientPayment, taken_back: bool = False) -> PaymentShown:
        return cls(
            id=one.id, amount=str(one.amount), method=one.method, received_on=one.received_on, reference=one.reference,
            kept_as_credit=str(one.kept_as_credit), takes_back=one.takes_back, reason=one.reason, taken_back=taken_back,
        )  # fmt: skip


class InstalmentShown(BaseModel):
    number: int
    due: date
    amount: str
    paid: str


class PlanShown(BaseModel):
    """A payment plan."""

    state: str
    total: str
    agreed_on: date
    agreed_by: str
    agreed_how: str
    instalments: list[InstalmentShown]


class HardshipShown(BaseModel):
    """An open application for help."""

    applied_on: date
    household: int
    income: str
    documents: list[dict[str, Any]]


class DisputeShown(BaseModel):
    """A dispute that was answered."""

    opened_on: date
    reason: str
    answer: str
    closed_on: date


class AccountShown(BaseModel):
    """One account with everything on it."""

    id: UUID
    number: str
    patient: str
    address: list[str]
    practice: str
    state: str
    owner: str
    next_date: date
    notices: int
    balance: str
    waiting: str = Field(description="In the patient's share, but a payer has still to speak")
    credit: str = Field(description="Paid too much, to be paid back")
    statements: list[StatementShown]
    payments: list[PaymentShown]
    plan: PlanShown | None
    dispute: str | None
    disputes: list[DisputeShown] = Field(description="Those answered, the latest first")
    hardship: HardshipShown | None

    @classmethod
    def of(cls, view: AccountView) -> AccountShown:
        one, who, own = view.parties.account, view.parties.member, view.parties.account.address
        place = f"{own.get('city') or who.city}, {own.get('state') or who.state} {own.get('zip') or who.zip}"
        return cls(
            id=one.id, number=one.number, patient=f"{who.first_name} {who.last_name}",
            address=[part for part in (own.get("address") or who.address, place.strip(" ,")) if part],
            practice=view.parties.provider.name, state=one.state, owner=one.owner, next_date=one.next_date,
            notices=one.notices, balance=str(view.balance), waiting=str(view.waiting),
            credit=str(view.credit),
            statements=[StatementShown.of(each) for each in view.statements],
            payments=[PaymentShown.of(each, each.id in view.taken_back) for each in view.payments], plan=_plan(view),
            dispute=view.dispute.reason if view.dispute else None,
            disputes=[
                DisputeShown(opened_on=each.opened_on, reason=each.reason, answer=each.answer, closed_on=each.closed_on)
                for each in view.disputes
                if each.closed_on is not None
            ],
            hardship=HardshipShown(
                applied_on=view.hardship.applied_on, household=view.hardship.household, income=str(view.hardship.income),
                documents=view.hardship.documents,
            ) if view.hardship else None,
        )  # fmt: skip


def _plan(view: AccountView) -> PlanShown | None:
    plan = view.plan
    if plan is None:
        return None
    parts = [
        InstalmentShown(number=one.number, due=one.due, amount=str(one.amount), paid=str(one.paid))
        for one in view.instalments
    ]
    return PlanShown(
        state=plan.state, total=str(plan.total), agreed_on=plan.agreed_on, agreed_by=plan.agreed_by,
        agreed_how=plan.agreed_how, instalments=parts,
    )  # fmt: skip


class NewPayment(_Given):
    """Money from the patient. Never a card number."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"amount": "25.00", "method": "check", "received_on": "2026-11-20", "reference": "1042"}]
        },
    )  # fmt: skip

    amount: Amount = Field(gt=0, max_digits=12, decimal_places=2)
    method: Literal["card", "check", "cash", "transfer"]
    received_on: date
    reference: str = Field(default="", max_length=60)

    @field_validator("reference")
    @classmethod
    def _no_card_number(cls, value: str) -> str:
        if 13 <= sum(one.isdigit() for one in value) <= 19:
            raise ValueError("a card number is never kept")
        return value


class TakingBack(_Given):
    """Why an entry was none."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Entered on the wrong patient's account."}]}
    )

    reason: str = Field(min_length=3, max_length=500)


class NewPlan(_Given):
    """A payment plan for what is owed today."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"count": 4, "first_due": "2026-12-05", "agreed_by": "Odessa Farrow", "agreed_how": "phone"}]
        },
    )

    count: int = Field(ge=2, le=60)
    first_due: date
    agreed_by: str = Field(min_length=2, max_length=120)
    agreed_how: Literal["phone", "in_person", "letter", "online"]


class PlanChange(_Given):
    """Another plan for what is owed today: so many payments, or so much each month."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "instalment": "25.00", "first_due": "2026-12-15", "agreed_by": "Odessa Farrow", "agreed_how": "phone",
                    "reason": "The patient earns less since June.",
                }
            ]
        },
    )  # fmt: skip

    count: int | None = Field(default=None, ge=2, le=60)
    instalment: Amount | None = Field(default=None, gt=0, max_digits=12, decimal_places=2)
    first_due: date
    agreed_by: str = Field(min_length=2, max_length=120)
    agreed_how: Literal["phone", "in_person", "letter", "online"]
    reason: str = Field(min_length=3, max_length=500)

    @model_validator(mode="after")
    def _one_of_two(self) -> PlanChange:
        if (self.count is None) == (self.instalment is None):
            raise ValueError("say how many payments, or how much each")
        return self


class NewDispute(_Given):
    """What the patient says is wrong."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "I was not there that day."}]})

    reason: str = Field(min_length=3, max_length=2000)


class DisputeAnswer(_Given):
    """What was found."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"answer": "The visit is on the schedule; a copy was sent."}]}
    )

    answer: str = Field(min_length=3, max_length=2000)


class Document(_Given):
    document: str = Field(min_length=2, max_length=120)
    here: bool = False


class NewApplication(_Given):
    """A patient asks for help with the bill."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"household": 3, "income": "28000.00", "documents": [{"document": "last tax return", "here": False}]}
            ]
        },
    )

    household: int = Field(ge=1, le=30)
    income: Amount = Field(ge=0, max_digits=12, decimal_places=2)
    documents: list[Document] = Field(default=[], max_length=20)


class DocumentReceived(_Given):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"document": "last tax return"}]})

    document: str = Field(min_length=2, max_length=120)


class Closure(_Given):
    """Why an application is closed without a decision."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "The patient took the application back by phone."}]}
    )

    reason: str = Field(min_length=3, max_length=1000)


class NewAddress(_Given):
    """Where statements go from now on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"address": "7 Ash Ln", "city": "Alderbrook", "state": "OH", "zip": "44001"}]},
    )

    name: str = Field(default="", max_length=120)
    address: str = Field(min_length=3, max_length=120)
    city: str = Field(min_length=2, max_length=60)
    state: str = Field(pattern=r"^[A-Z]{2}$")
    zip: str = Field(pattern=r"^[0-9]{5}$")


class ApprovalShown(BaseModel):
    """A recommendation, and what was decided on it."""

    id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID
    number: str
    payer: str
    practice: str
    amount: str
    threshold: str
    above: bool
    reason: str
    sentence: str
    facts: dict[str, Any]
    recommended_by: str
    recommended_on: date
    owner: str
    due: date
    state: str
    decided_name: str
    decided_at: datetime | None
    decision_reason: str
    posted: str

    @classmethod
    def of(cls, one: Approval, practice: str, number: str, payer: str) -> ApprovalShown:
        return cls(
            id=one.id, kind=one.kind, subject_kind=one.subject_kind, subject_id=one.subject_id, number=number,
            payer=payer, practice=practice, amount=str(one.amount), threshold=str(one.threshold),
            above=one.amount > one.threshold, reason=one.reason, sentence=one.sentence, facts=one.facts,
            recommended_by=one.recommended_by, recommended_on=one.recommended_on, owner=one.owner, due=one.due,
            state=one.state, decided_name=one.decided_name, decided_at=one.decided_at,
            decision_reason=one.decision_reason, posted=str(one.posted),
        )  # fmt: skip


class Waiting(BaseModel):
    kind: str
    count: int
    amount: str


class ApprovalList(BaseModel):
    approvals: list[ApprovalShown]
    waiting: list[Waiting]


class Decision(_Given):
    """Approve, or refuse with a reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"approve": False, "reason": "The patient has just set up a plan."}]},
    )

    approve: bool
    reason: str = Field(default="", max_length=1000)


class ApproverShown(BaseModel):
    """A person a practice has named."""

    id: UUID
    practice: str
    name: str
    most: str | None
    effective_from: date
    effective_to: date | None

    @classmethod
    def of(cls, one: PracticeApprover, practice: str, name: str) -> ApproverShown:
        return cls(
            id=one.id, practice=practice, name=name, most=str(one.most) if one.most else None,
            effective_from=one.effective_from, effective_to=one.effective_to,
        )  # fmt: skip


class ApproverList(BaseModel):
    approvers: list[ApproverShown]


class NewApprover(_Given):
    """The practice names a person who may decide above the threshold."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"npi": "1770002313", "email": "sam@example.test", "most": None, "effective_from": "2026-01-01"}
            ]
        },
    )

    npi: str = Field(pattern=r"^[0-9]{10}$")
    email: str = Field(min_length=3, max_length=254)
    most: Amount | None = Field(default=None, gt=0, max_digits=12, decimal_places=2)
    effective_from: date
    effective_to: date | None = None
