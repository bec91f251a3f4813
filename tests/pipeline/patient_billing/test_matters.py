"""Several matters of one account at once: each piece of work ends with its own, and tells of money as it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.patient_account import PatientAccount, PatientPayment, Statement
from backend.models.work_item import WorkItem
from backend.pipeline.patient_billing.errors import NotYetPaid
from backend.pipeline.patient_billing.service import (
    Received,
    address_found,
    answer_dispute,
    dispute,
    mail_returned,
    pay_back,
    record_payment,
    run_cycle,
)
from tests.pipeline.patient_billing.bills import DECIDED, PRIMARY, TwoPlans, account_of, balance, billed
from tests.pipeline.patient_billing.test_taken_back import takes_back

NOW = datetime(2026, 2, 20, 15, tzinfo=UTC)


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def day(after: int) -> date:
    return DECIDED + timedelta(days=after)


def pays(session: Session, account: PatientAccount, amount: str, after: int) -> None:
    given = Received(f"desk-{after}", Money.of(amount), "check", day(after))
    record_payment(session, account.id, given, actor="staff:1", today=day(after))


def gets_back(session: Session, account: PatientAccount, amount: str) -> None:
    given = Received(f"back-{amount}", Money.of(amount), "check", NOW.date())
    pay_back(session, account.id, given, actor="staff:1", now=NOW)


def open_work(session: Session) -> dict[str, Money | None]:
    return {one.reason: one.amount for one in session.scalars(select(WorkItem).where(WorkItem.closed_at.is_(None)))}


def disputed_with_credit(session: Session, files: TwoPlans) -> PatientAccount:
    """Twenty dollars more were paid than were owed, and the bill is disputed."""
    account = billed(session, files)
    pays(session, account, "50.00", 2)
    dispute(session, account.id, "wrong", actor="staff:1", today=day(4))
    assert set(open_work(session)) == {"credit", "dispute"}
    return account


def test_refund_ends_the_work_on_the_credit_and_not_on_the_dispute(session: Session, files: TwoPlans) -> None:
    gets_back(session, disputed_with_credit(session, files), "20.00")
    assert set(open_work(session)) == {"dispute"}


def test_answer_ends_the_work_on_the_dispute_and_not_on_the_credit(session: Session, files: TwoPlans) -> None:
    account = disputed_with_credit(session, files)
    answer_dispute(session, account.id, "The bill was right.", actor="staff:1", now=NOW)
    assert set(open_work(session)) == {"credit"}
    assert balance(session, "patient_credit") == Money.of("-20.00")


def returned(session: Session, files: TwoPlans) -> PatientAccount:
    account = billed(session, files)
    mail_returned(session, session.scalars(select(Statement.id)).one(), actor="staff:1", today=day(3))
    assert set(open_work(session)) == {"returned_mail"}
    return account


def test_nobody_looks_for_the_address_of_an_account_paid_in_full(session: Session, files: TwoPlans) -> None:
    pays(session, returned(session, files), "30.00", 4)
    assert (account_of(session).state, open_work(session)) == ("settled", {})


def test_nobody_looks_for_an_address_once_the_daily_run_finds_nothing_owed(session: Session, files: TwoPlans) -> None:
    returned(session, files)
    takes_back(files, PRIMARY)
    run_cycle(session, day(5))
    assert (account_of(session).state, open_work(session)) == ("settled", {})


def test_address_found_ends_the_search_and_no_other_matter(session: Session, files: TwoPlans) -> None:
    account = returned(session, files)
    run_cycle(session, day(5))
    session.add(_another(account))
    session.flush()
    address_found(session, account.id, {"address": "9 New St"}, actor="staff:1", now=NOW)
    assert (account_of(session).state, set(open_work(session))) == ("cycle", {"plan_broken"})


def _another(account: PatientAccount) -> WorkItem:
    return WorkItem(
        queue="patient_billing", subject_kind="patient_account", subject_id=account.id, reason="plan_broken",
        owner="biller", due=day(9), sentence="Call.", facts={}, opened_at=NOW,
    )  # fmt: skip


def test_work_on_a_credit_tells_all_that_is_kept(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    pays(session, account, "50.00", 2)
    pays(session, account, "500.00", 3)
    assert open_work(session) == {"credit": Money.of("520.00")}
    gets_back(session, account, "120.00")
    assert open_work(session) == {"credit": Money.of("400.00")}
    takes_back(files, PRIMARY)
    run_cycle(session, day(20))
    assert open_work(session) == {"credit": -balance(session, "patient_credit")}


def test_money_is_not_entered_before_it_moves(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    given = Received("desk-1", Money.of("30.00"), "check", day(3))
    with pytest.raises(NotYetPaid):
        record_payment(session, account.id, given, actor="staff:1", today=day(2))
    pays(session, account, "50.00", 2)
    back = Received("back-1", Money.of("20.00"), "check", date(2036, 1, 1))
    with pytest.raises(NotYetPaid):
        pay_back(session, account.id, back, actor="staff:1", now=NOW)
    assert len(session.scalars(select(PatientPayment)).all()) == 1
