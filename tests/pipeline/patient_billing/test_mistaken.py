"""Payments entered by mistake are taken back: the books, the plan, the account and the work stand as if they had never been."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.audit.acts import Act
from backend.database import session_scope
from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.audit import AuditEvent
from backend.models.claim import ClaimEvent
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.patient_account import PatientAccount, PatientPayment
from backend.models.work_item import WorkItem
from backend.pipeline.patient_billing.errors import AlreadyTakenBack, MovedOn, PaymentNotFound
from backend.pipeline.patient_billing.service import (
    Agreement,
    Decider,
    Received,
    Recommendation,
    agree_plan,
    decide,
    look_at,
    pay_back,
    recommend,
    record_payment,
    run_cycle,
    take_back_payment,
)
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in
from tests.pipeline.patient_billing.bills import DECIDED, TwoPlans, account_of, balance, billed, charged, everything
from tests.pipeline.patient_billing.test_credits import corrected
from tests.pipeline.secondary.plans import two_plans

NOW = datetime(2026, 2, 20, 15, tzinfo=UTC)
API = "/api/v1/patient-accounts"


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def pays(session: Session, account: PatientAccount, amount: str, on: date | None = None) -> PatientPayment:
    day = on or NOW.date()
    given = Received(f"key-{uuid4()}", Money.of(amount), "check", day)
    return record_payment(session, account.id, given, actor="staff:1", today=day)


def takes_back(session: Session, account: PatientAccount, wrong: PatientPayment) -> PatientPayment:
    return take_back_payment(
        session, account.id, wrong.id, "The check was another patient's.", actor="staff:2", name="Sam", now=NOW
    )


def books(session: Session) -> dict[str, Money]:
    names = ("cash", "receivable_patient", "patient_credit", "collection_agency")
    return {name: balance(session, name) for name in names}


def open_work(session: Session) -> dict[str, Money | None]:
    return {one.reason: one.amount for one in session.scalars(select(WorkItem).where(WorkItem.closed_at.is_(None)))}


@pytest.mark.parametrize("amount", ["10.00", "30.00", "50.00"])
def test_books_are_what_they_were_and_the_entry_stays(session: Session, files: TwoPlans, amount: str) -> None:
    account = billed(session, files)
    before, entries = books(session), session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
    wrong = pays(session, account, amount)
    back = takes_back(session, account, wrong)
    assert (books(session), everything(session)) == (before, Money.zero())
    assert (session.scalar(select(func.count()).select_from(LedgerEntry)) or 0) > entries
    assert (back.amount, back.takes_back, back.received_on) == (-wrong.amount, wrong.id, NOW.date())
    assert open_work(session) == {}
    view = look_at(session, account.id, actor="staff:1")
    assert (view.balance, view.credit, view.taken_back) == (Money.of("30.00"), Money.zero(), {wrong.id})


def test_claim_tells_who_took_it_back_and_why(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    takes_back(session, account, pays(session, account, "10.00"))
    told = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "payment_taken_back")).one()
    assert (told.claim_id, told.effective, told.detail) == (
        files.claim("A1").id, NOW.date(), {"amount": "10.00", "name": "Sam", "reason": "The check was another patient's."},
    )  # fmt: skip
    audited = session.scalars(select(AuditEvent).where(AuditEvent.act == Act.PATIENT_PAYMENT_TAKEN_BACK)).one()
    assert "check" not in " ".join((audited.subject, *audited.fields))


def test_a_month_that_is_over_keeps_its_payments(session: Session, files: TwoPlans) -> None:
    """The entry against it has the day it was made; what a published report counted stays counted."""
    account = billed(session, files)
    takes_back(session, account, pays(session, account, "10.00", on=date(2026, 2, 5)))
    days = session.scalars(
        select(LedgerTransaction.effective).where(LedgerTransaction.kind == "patient_payment").order_by("effective")
    ).all()
    assert days == [date(2026, 2, 5), NOW.date()]


def test_account_it_had_settled_is_asked_again(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    wrong = pays(session, account, "30.00")
    assert account_of(session).state == "settled"
    takes_back(session, account, wrong)
    run = run_cycle(session, NOW.date() + timedelta(days=1))
    assert (run.statements, run.billed, account_of(session).state) == (1, Money.of("30.00"), "cycle")


def plan_of_three(session: Session, files: TwoPlans) -> PatientAccount:
    """Ninety dollars in instalments of thirty."""
    account = billed(session, files)
    for name in ("A2", "A3"):
        charged(files, name)
        files.claim(name).member_id = files.claim("A1").member_id
    session.flush()
    agreed = Agreement(3, NOW.date() + timedelta(days=10), "Odessa Farrow", "phone")
    agree_plan(session, account.id, agreed, actor="staff:1", today=NOW.date())
    return account


@pytest.mark.parametrize(("amount", "left"), [("40.00", ["0.00", "0.00", "0.00"]), ("90.00", ["0.00", "0.00", "0.00"])])
def test_plan_is_counted_back_and_one_it_had_ended_runs_again(
    session: Session, files: TwoPlans, amount: str, left: list[str]
) -> None:
    account = plan_of_three(session, files)
    takes_back(session, account, pays(session, account, amount, on=NOW.date()))
    view = look_at(session, account.id, actor="staff:1")
    assert view.plan is not None
    assert (view.plan.state, view.plan.ended_on, [str(one.paid) for one in view.instalments]) == ("active", None, left)
    stands = account_of(session)
    assert (stands.state, stands.owner) == ("plan", "system")
    assert stands.next_date > NOW.date()


def test_earlier_payment_of_the_plan_stays_counted(session: Session, files: TwoPlans) -> None:
    account = plan_of_three(session, files)
    pays(session, account, "40.00")
    takes_back(session, account, pays(session, account, "30.00"))
    assert [str(one.paid) for one in look_at(session, account.id, actor="s").instalments] == ["30.00", "10.00", "0.00"]


def test_refund_entered_by_mistake_is_kept_again(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    pays(session, account, "50.00")
    given = Received("back", Money.of("20.00"), "check", NOW.date())
    refund = pay_back(session, account.id, given, actor="staff:1", now=NOW)
    assert open_work(session) == {}
    takes_back(session, account, refund)
    assert balance(session, "patient_credit") == Money.of("-20.00")
    assert open_work(session) == {"credit": Money.of("20.00")}


def test_what_was_paid_back_since_is_not_taken_back_too(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    wrong = pays(session, account, "50.00")
    pay_back(session, account.id, Received("back", Money.of("20.00"), "check", NOW.date()), actor="staff:1", now=NOW)
    before = books(session)
    with pytest.raises(MovedOn):
        takes_back(session, account, wrong)
    assert books(session) == before


def test_what_was_counted_elsewhere_since_is_not_taken_back(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    wrong = pays(session, account, "30.00")
    corrected(files, "A1")
    run_cycle(session, NOW.date())
    with pytest.raises(MovedOn):
        takes_back(session, account, wrong)


@pytest.mark.parametrize("which", [0, 1], ids=["the one that paid", "the one that was too much"])
def test_of_a_payment_entered_twice_either_is_taken_back(session: Session, files: TwoPlans, which: int) -> None:
    account = billed(session, files)
    twice = [pays(session, account, "30.00"), pays(session, account, "30.00")]
    takes_back(session, account, twice[which])
    assert (balance(session, "receivable_patient"), balance(session, "patient_credit")) == (Money.zero(), Money.zero())
    assert (account_of(session).state, open_work(session)) == ("settled", {})
    assert run_cycle(session, NOW.date() + timedelta(days=1)).statements == 0


def test_payment_to_the_agency_is_with_the_agency_again(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    wish = Recommendation(
        "collection_referral", "patient_account", account.id, account.provider_id, "1770002313", Money.of("30.00"),
        "statements_unanswered", "Three statements.", "system:x",
    )  # fmt: skip
    recommend(session, [wish], NOW.date())
    one = session.scalars(select(Approval.id)).one()
    decide(session, one, approve=True, reason="", decider=Decider(uuid4(), "staff:9", True), name="Sam", now=NOW)
    before = books(session)
    wrong = pays(session, account, "30.00")
    assert account_of(session).state == "settled"
    takes_back(session, account, wrong)
    assert (books(session), account_of(session).state, account_of(session).owner) == (before, "referred", "biller")


def test_once_and_never_the_taking_back_itself(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    before, wrong = books(session), pays(session, account, "10.00")
    back = takes_back(session, account, wrong)
    for one in (wrong, back):
        with pytest.raises(AlreadyTakenBack):
            takes_back(session, account, one)
    with pytest.raises(PaymentNotFound):
        take_back_payment(session, account.id, uuid4(), "none", actor="s", name="Sam", now=NOW)
    assert books(session) == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 6000), st.booleans()), min_size=1, max_size=5))
def test_whatever_is_paid_and_taken_back_only_what_stands_counts(
    session: Session, files: TwoPlans, steps: list[tuple[int, bool]]
) -> None:
    point = session.begin_nested()
    try:
        account, cash = billed(session, files, f"P{uuid4().hex[:8]}"), balance(session, "cash")
        stands = 0
        for cents, mistake in steps:
            paid = pays(session, account, f"{cents / 100:.2f}")
            if mistake:
                takes_back(session, account, paid)
            else:
                stands += cents
        assert everything(session) == Money.zero()
        assert balance(session, "cash") - cash == Money.of(f"{stands / 100:.2f}")
        view = look_at(session, account.id, actor="s")
        assert view.balance - view.credit == Money.of("30.00") - Money.of(f"{stands / 100:.2f}")
    finally:
        point.rollback()


@pytest.fixture
def entered(client: TestClient, tmp_path: Path) -> tuple[UUID, UUID]:
    """An account and a payment on it."""
    with session_scope() as session:
        account = billed(session, two_plans(session, tmp_path))
        return account.id, pays(session, account, "10.00").id


def test_only_who_may_takes_a_payment_back(client: TestClient, entered: tuple[UUID, UUID]) -> None:
    path, body = f"{API}/{entered[0]}/payments/{entered[1]}/taking-back", {"reason": "Entered twice."}
    assert client.post(path, json=body).status_code == 401
    for role in (Role.BILLER, Role.AGENT, Role.AUDITOR):
        assert sign_in(client, role).post(path, body).status_code == 403
    leading = sign_in(client, Role.SUPERVISOR)
    assert leading.post(path, {"reason": ""}).status_code == 422
    shown: dict[str, Any] = leading.post(path, body).json()
    assert (shown["balance"], [(one["amount"], one["taken_back"]) for one in shown["payments"]]) == (
        "30.00", [("-10.00", False), ("10.00", True)],
    )  # fmt: skip
    again = leading.post(path, body)
    assert (again.status_code, again.json()["code"]) == (409, "already_taken_back")
    elsewhere = leading.post(f"{API}/{uuid4()}/payments/{entered[1]}/taking-back", body)
    assert elsewhere.status_code == 404


def test_dates_of_the_cycle_are_those_of_the_first_day(session: Session, files: TwoPlans) -> None:
    """A taking back of part of what is owed leaves the cycle where it was."""
    account = billed(session, files)
    before = (account.state, account.owner, account.next_date, account.notices, account.first_notice_on)
    takes_back(session, account, pays(session, account, "10.00"))
    after = account_of(session)
    assert (after.state, after.owner, after.next_date, after.notices, after.first_notice_on) == before
    assert after.first_notice_on == DECIDED
