"""Payment plans are changed: the old one ends and stays on file, the terms of the practice hold for the new one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.kit.money import Money
from backend.models.claim import ClaimEvent
from backend.models.patient_account import PatientAccount, PaymentPlan
from backend.pipeline.patient_billing.errors import NotNow, PlanNotPossible
from backend.pipeline.patient_billing.rules import instalments_of
from backend.pipeline.patient_billing.service import Agreement, agree_plan, change_plan, look_at, run_cycle
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in
from tests.pipeline.patient_billing.bills import TwoPlans, account_of, billed, charged
from tests.pipeline.patient_billing.test_mistaken import pays, takes_back
from tests.pipeline.secondary.plans import two_plans

TODAY = date(2026, 2, 20)
API = "/api/v1/patient-accounts"


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def in_days(count: int) -> date:
    return TODAY + timedelta(days=count)


def planned(session: Session, files: TwoPlans, today: date = TODAY) -> PatientAccount:
    """Ninety dollars in three instalments of thirty."""
    account = billed(session, files)
    for name in ("A2", "A3"):
        charged(files, name)
        files.claim(name).member_id = files.claim("A1").member_id
    session.flush()
    agreed = Agreement(3, today + timedelta(days=10), "Odessa Farrow", "phone")
    agree_plan(session, account.id, agreed, actor="staff:1", today=today)
    return account


def wanted(first: int = 20, count: int | None = None, instalment: str | None = None) -> Agreement:
    return Agreement(count, in_days(first), "Odessa Farrow", "letter", Money.of(instalment) if instalment else None)


def changed(session: Session, account: PatientAccount, given: Agreement, today: date = TODAY) -> PaymentPlan:
    return change_plan(session, account.id, given, "Fewer hours since June.", actor="staff:1", today=today)


def test_changed_plan_is_for_what_is_owed_and_the_old_one_stays_on_file(session: Session, files: TwoPlans) -> None:
    account = planned(session, files)
    pays(session, account, "30.00", on=TODAY)
    new = changed(session, account, wanted(instalment="25.00"))
    view = look_at(session, account.id, actor="staff:1")
    assert view.plan is not None
    assert (view.plan.id, view.plan.total, view.plan.state) == (new.id, Money.of("60.00"), "active")
    assert [(one.due, str(one.amount)) for one in view.instalments] == [
        (date(2026, 3, 12), "25.00"), (date(2026, 4, 12), "35.00"),
    ]  # fmt: skip
    assert sorted(session.scalars(select(PaymentPlan.state))) == ["active", "ended"]
    assert account_of(session).next_date > in_days(20)
    told = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "plan_changed")).all()
    assert [one.detail["reason"] for one in told] == ["Fewer hours since June."] * 2


def test_missed_instalments_of_the_old_plan_do_not_break_the_new_one(session: Session, files: TwoPlans) -> None:
    account = planned(session, files)
    changed(session, account, Agreement(3, in_days(90), "Odessa Farrow", "phone"), today=in_days(25))
    assert run_cycle(session, in_days(80)).plans_broken == 0
    assert account_of(session).state == "plan"


@pytest.mark.parametrize(
    "given",
    [
        wanted(first=-1, count=3),
        wanted(count=61),
        wanted(instalment="0.50"),
        wanted(instalment="90.00"),
        wanted(count=1),
    ],
    ids=["past", "too long", "too little", "one payment", "one of one"],
)
def test_what_the_terms_forbid_is_refused_and_the_old_plan_runs_on(
    session: Session, files: TwoPlans, given: Agreement
) -> None:
    account = planned(session, files)
    with pytest.raises(PlanNotPossible):
        changed(session, account, given)
    view = look_at(session, account.id, actor="staff:1")
    assert view.plan is not None
    assert (view.plan.state, len(view.instalments)) == ("active", 3)


def test_no_plan_runs(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    with pytest.raises(NotNow):
        changed(session, account, wanted(count=2))


def test_payment_of_the_old_plan_is_taken_back_from_the_books_alone(session: Session, files: TwoPlans) -> None:
    """The new plan was made for what was owed with it: what is owed again beside it is asked for once the plan is kept."""
    account = planned(session, files)
    wrong = pays(session, account, "30.00", on=TODAY)
    wrong.recorded_at = datetime(2026, 2, 19, tzinfo=UTC)
    session.flush()
    changed(session, account, wanted(count=2))
    takes_back(session, account, wrong)
    view = look_at(session, account.id, actor="staff:1")
    assert (view.balance, [str(one.paid) for one in view.instalments]) == (Money.of("90.00"), ["0.00", "0.00"])


@given(st.integers(1, 500_000), st.integers(100, 60_000), st.integers(1, 5_000))
def test_instalments_of_so_much_sum_to_what_is_owed(total: int, each: int, least: int) -> None:
    def cents(amount: int) -> Money:
        return Money.of(f"{amount / 100:.2f}")

    parts = [amount for _, amount in instalments_of(cents(total), cents(each), cents(least), TODAY)]
    assert Money.total(parts) == cents(total)
    assert all(one == cents(each) for one in parts[:-1])
    if total >= each:
        assert min(parts) >= min(cents(each), cents(least))


@pytest.fixture
def plan(client: TestClient, tmp_path: Path) -> UUID:
    with session_scope() as session:
        return planned(session, two_plans(session, tmp_path), SystemClock().today()).id


def test_plan_is_changed_over_http_by_who_may(client: TestClient, plan: UUID) -> None:
    path = f"{API}/{plan}/plan/change"
    first = str(SystemClock().today() + timedelta(days=20))
    agreed = {"first_due": first, "agreed_by": "Odessa Farrow", "agreed_how": "phone"}
    body = {**agreed, "instalment": "30.00", "reason": "Later."}
    assert client.post(path, json=body).status_code == 401
    for role in (Role.AGENT, Role.AUDITOR):
        assert sign_in(client, role).post(path, body).status_code == 403
    biller = sign_in(client, Role.BILLER)
    assert biller.post(path, {**body, "count": 3}).status_code == 422
    assert biller.post(path, {**body, "reason": ""}).status_code == 422
    shown = biller.post(path, body).json()
    assert (shown["plan"]["state"], shown["plan"]["instalments"][0]["due"]) == ("active", first)
    refused = biller.post(path, {**body, "instalment": "1.00"})
    assert (refused.status_code, refused.json()["code"]) == (422, "plan_not_possible")


def test_answered_disputes_stay_in_what_is_shown_of_the_account(client: TestClient, tmp_path: Path) -> None:
    with session_scope() as session:
        account_id = billed(session, two_plans(session, tmp_path)).id
    biller = sign_in(client, Role.BILLER)
    biller.post(f"{API}/{account_id}/dispute", {"reason": "I was not there that day."})
    open_now = biller.get(f"{API}/{account_id}").json()
    assert (open_now["dispute"], open_now["disputes"]) == ("I was not there that day.", [])
    shown = biller.post(f"{API}/{account_id}/dispute/answer", {"answer": "The visit is on the schedule."}).json()
    today = str(SystemClock().today())
    assert (shown["dispute"], shown["disputes"]) == (
        None,
        [{
            "opened_on": today, "reason": "I was not there that day.", "answer": "The visit is on the schedule.",
            "closed_on": today,
        }],
    )  # fmt: skip
