"""Payment plans: agreed on, changed, counted down by what is paid, counted up again when a payment was none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.patient_account import Instalment, PatientAccount, PaymentPlan
from backend.pipeline.patient_billing.approving import GIVING_UP, account_owed, withdraw
from backend.pipeline.patient_billing.beginning import begin, locked_account, tell, terms_for
from backend.pipeline.patient_billing.errors import NotNow, PlanNotPossible
from backend.pipeline.patient_billing.repository import Owed, PatientBillingRepository
from backend.pipeline.patient_billing.rules import instalments, instalments_of
from backend.pipeline.patient_billing.terms import Terms

Parts = list[tuple[date, Money]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed with the patient or who speaks for the patient: so many payments, or so much each."""

    count: int | None
    first_due: date
    agreed_by: str
    agreed_how: str
    instalment: Money | None = None


def agree_plan(session: Session, account_id: UUID, given: Agreement, *, actor: str, today: date) -> PaymentPlan:
    """Set up a payment plan for what is owed today. Raises NotNow or PlanNotPossible."""
    repository = PatientBillingRepository(session)
    account = begin(repository, account_id, "a payment plan")
    terms, owed = terms_for(repository, account, today), account_owed(session, account_id, today)
    plan, detail = _set_up(repository, account, given, owed, terms, actor=actor, today=today)
    account.state, account.owner = "plan", "system"
    withdraw(session, [account_id], GIVING_UP, "a payment plan was agreed")
    tell(session, owed, "plan_agreed", today, detail)
    _audited(session, account_id, actor)
    return plan


def change_plan(
    session: Session, account_id: UUID, given: Agreement, reason: str, *, actor: str, today: date
) -> PaymentPlan:
    """Put another plan in the place of the one that runs, for what is owed today; the old one ends and stays on file.

    Raises NotNow where none runs, PlanNotPossible where the practice's terms forbid the new one: then the old one runs on.
    """
    repository = PatientBillingRepository(session)
    account = locked_account(repository, account_id)
    running = repository.active_plan(account_id)
    if account.state != "plan" or running is None:
        raise NotNow("changing a payment plan", account.state)
    terms, owed = terms_for(repository, account, today), account_owed(session, account_id, today)
    _parts(Money.total(one.amount for one in owed), given, terms, today)
    running.state, running.ended_on = "ended", today
    session.flush()
    plan, detail = _set_up(repository, account, given, owed, terms, actor=actor, today=today)
    tell(session, owed, "plan_changed", today, {**detail, "reason": reason})
    _audited(session, account_id, actor)
    return plan


def _set_up(
    repository: PatientBillingRepository, account: PatientAccount, given: Agreement, owed: list[Owed], terms: Terms, *,
    actor: str, today: date,
) -> tuple[PaymentPlan, dict[str, object]]:  # fmt: skip
    """The plan with its instalments, the day the account is looked at, and what its claims are told."""
    total = Money.total(one.amount for one in owed)
    parts = _parts(total, given, terms, today)
    plan = PaymentPlan(
        id=new_id(), account_id=account.id, total=total, agreed_on=today, agreed_by=given.agreed_by,
        agreed_how=given.agreed_how, recorded_by=actor, state="active",
    )  # fmt: skip
    repository.add(plan)
    repository.add(
        *(
            Instalment(plan_id=plan.id, number=number, due=due, amount=amount, paid=Money.zero())
            for number, (due, amount) in enumerate(parts, 1)
        )
    )
    account.next_date = _looked_at(given.first_due, terms)
    return plan, {"agreed_by": given.agreed_by, "count": len(parts), "amount": str(total)}


def _parts(total: Money, given: Agreement, terms: Terms, today: date) -> Parts:
    """The instalments. Raises PlanNotPossible where the practice's terms forbid them."""
    if total <= Money.zero():
        raise PlanNotPossible("Nothing is owed that a plan could be made for.")
    if given.first_due < today:
        raise PlanNotPossible("The first payment cannot lie in the past.")
    least = terms.instalment_least
    if given.instalment is not None:
        if given.instalment < least:
            raise PlanNotPossible(f"A payment is at least {least.spoken}; this would be {given.instalment.spoken}.")
        parts = instalments_of(total, given.instalment, least, given.first_due)
    else:
        assert given.count is not None, "a plan has so many payments or so much each"
        parts = instalments(total, given.count, given.first_due)
    if not 2 <= len(parts) <= terms.months_most:
        raise PlanNotPossible(f"A plan has 2 to {terms.months_most} monthly payments.")
    smallest = min(amount for _, amount in parts)
    if smallest < least:
        raise PlanNotPossible(f"A payment is at least {least.spoken}; this would be {smallest.spoken}.")
    return parts


def _looked_at(due: date, terms: Terms) -> date:
    """The day after an instalment's grace."""
    return due + timedelta(days=terms.grace_days + 1)


def pay_instalments(repository: PatientBillingRepository, account_id: UUID, amount: Money) -> None:
    """Count what was paid on the plan that runs, the first instalment first."""
    plan = repository.active_plan(account_id)
    if plan is None:
        return
    left = amount
    for one in repository.instalments(plan.id):
        part = min(left, one.amount - one.paid)
        one.paid, left = one.paid + part, left - part


def take_off_instalments(
    repository: PatientBillingRepository, account: PatientAccount, amount: Money, paid_since: date, today: date
) -> None:
    """Count off the plan, the last instalment first, what was counted on it since a day; one this had ended runs again."""
    plan = repository.last_plan(account.id)
    if plan is None or plan.agreed_on > paid_since or plan.state not in ("active", "kept"):
        return
    left, parts = amount, repository.instalments(plan.id)
    for one in reversed(parts):
        part = min(left, one.paid)
        one.paid, left = one.paid - part, left - part
    if plan.state == "kept" and account.state in ("settled", "referred"):
        plan.state, plan.ended_on = "active", None
        first_open = min((one.due for one in parts if one.paid < one.amount), default=today)
        account.state, account.owner = "plan", "system"
        account.next_date = max(_looked_at(first_open, terms_for(repository, account, today)), today)


def _audited(session: Session, account_id: UUID, actor: str) -> None:
    audit.record(
        session, Act.PATIENT_ACCOUNT_CHANGED, actor=actor, subject=f"patient_account:{account_id}", fields=["plan"]
    )
