"""An agency has older charges while newer ones come and are paid: somebody asks it until it has nothing left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.patient_account import PatientAccount, PatientPayment, PaymentPlan
from backend.models.work_item import WorkItem
from backend.pipeline.patient_billing.approving import Kind
from backend.pipeline.patient_billing.service import (
    Agreement,
    Application,
    Decider,
    Received,
    Recommendation,
    agree_plan,
    apply_for_help,
    decide,
    recommend,
    record_payment,
    run_cycle,
    take_back_payment,
)
from backend.pipeline.work.service import NewWork, open_work_items
from tests.pipeline.patient_billing.bills import DECIDED, TwoPlans, account_of, balance, billed, charged

REFERRED_ON = DECIDED + timedelta(days=120)
NPI = "1770002313"
OLDER = Money.of("30.00")


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def day(after: int) -> date:
    """So many days after the referral."""
    return REFERRED_ON + timedelta(days=after)


def noon(after: int) -> datetime:
    return datetime.combine(day(after), datetime.min.time(), UTC) + timedelta(hours=12)


def wish(account: PatientAccount, kind: Kind, amount: str) -> Recommendation:
    return Recommendation(
        kind, "patient_account", account.id, account.provider_id, NPI, Money.of(amount), "statements_unanswered",
        "Four statements.", "system:x",
    )  # fmt: skip


def decided(session: Session, after: int) -> None:
    one = session.scalars(select(Approval.id).where(Approval.state == "open")).one()
    who = Decider(UUID(int=1), "staff:9", True)
    decide(session, one, approve=True, reason="", decider=who, name="Sam", now=noon(after))


def approved(session: Session, account: PatientAccount, kind: Kind, amount: str, after: int) -> None:
    recommend(session, [wish(account, kind, amount)], day(after))
    decided(session, after)


def open_work(session: Session) -> list[str]:
    return list(session.scalars(select(WorkItem.reason).where(WorkItem.closed_at.is_(None)).order_by(WorkItem.reason)))


def pays(session: Session, amount: str, after: int) -> PatientPayment:
    given = Received(f"payment-{after}", Money.of(amount), "check", day(after))
    return record_payment(session, account_of(session).id, given, actor="staff:1", today=day(after))


@pytest.fixture
def account(session: Session, files: TwoPlans) -> PatientAccount:
    """Thirty dollars are with the agency; newer claims leave sixty more, asked for ten days after the referral."""
    referred = billed(session, files)
    approved(session, referred, "collection_referral", "30.00", 0)
    for name in ("A2", "A3"):
        charged(files, name)
        files.claim(name).member_id = referred.member_id
    session.flush()
    run_cycle(session, day(10))
    assert (account_of(session).state, balance(session, "collection_agency")) == ("cycle", Money.of("30.00"))
    return referred


def paid(session: Session, account: PatientAccount) -> None:
    pays(session, "60.00", 20)


def paid_by_plan(session: Session, account: PatientAccount) -> None:
    agreed = Agreement(2, day(30), "Ada Vandermeer", "phone")
    agree_plan(session, account.id, agreed, actor="staff:1", today=day(15))
    pays(session, "60.00", 20)


def written_off(session: Session, account: PatientAccount) -> None:
    approved(session, account, "write_off", "60.00", 20)


def forgiven(session: Session, account: PatientAccount) -> None:
    """Help is granted; the daily run finds nothing owed."""
    asked = Application(3, Money.of("24000.00"), (("last tax return", True),))
    apply_for_help(session, account.id, asked, actor="staff:1", today=day(15))
    decided(session, 20)
    run_cycle(session, day(20))


WAYS = [paid, paid_by_plan, written_off, forgiven]
Way = Callable[[Session, PatientAccount], None]


@pytest.mark.parametrize("way", WAYS)
def test_what_the_agency_has_is_asked_about_after_newer_charges_are_gone(
    session: Session, account: PatientAccount, way: Way
) -> None:
    way(session, account)
    stands = account_of(session)
    assert (stands.state, stands.owner, stands.next_date) == ("referred", "biller", day(110))
    assert (balance(session, "receivable_patient"), balance(session, "collection_agency")) == (Money.zero(), OLDER)
    assert run_cycle(session, day(109)).statements == 0
    assert open_work(session) == []
    run_cycle(session, day(110))
    assert open_work(session) == ["agency_silent"]
    assert account_of(session).next_date == day(200)


@pytest.mark.parametrize("way", [paid, paid_by_plan, forgiven])
def test_plan_and_notices_end_as_when_all_is_settled(session: Session, account: PatientAccount, way: Way) -> None:
    way(session, account)
    stands = account_of(session)
    assert (stands.notices, stands.first_notice_on, stands.last_notice_on) == (0, None, None)
    assert set(session.scalars(select(PaymentPlan.state))) <= {"kept"}


@pytest.mark.parametrize("way", [paid, forgiven])
def test_work_about_the_patient_ends_and_the_question_to_the_agency_stays(
    session: Session, account: PatientAccount, way: Way
) -> None:
    for reason in ("returned_mail", "agency_silent"):
        work = NewWork("patient_billing", "patient_account", account.id, reason, "biller", day(12), "To be done.")
        open_work_items(session, [work])
    way(session, account)
    assert open_work(session) == ["agency_silent"]
    pays(session, "30.00", 40)
    assert (account_of(session).state, open_work(session)) == ("settled", [])


def test_recommendation_about_newer_charges_is_withdrawn_once_they_are_paid(
    session: Session, account: PatientAccount
) -> None:
    recommend(session, [wish(account, "write_off", "60.00")], day(15))
    paid(session, account)
    assert session.scalars(select(Approval.state).where(Approval.kind == "write_off")).all() == ["withdrawn"]


def test_plan_a_mistaken_payment_had_ended_runs_again(session: Session, account: PatientAccount) -> None:
    paid_by_plan(session, account)
    wrong = session.scalars(select(PatientPayment)).one()
    take_back_payment(session, account.id, wrong.id, "Another patient's.", actor="staff:2", name="Sam", now=noon(21))
    assert (account_of(session).state, session.scalars(select(PaymentPlan.state)).one()) == ("plan", "active")


@pytest.mark.parametrize(
    ("settled", "asked"),
    [(20, 110), (-200, 31)],
    ids=["three months after it was settled", "on the next day where that was long ago"],
)
def test_account_once_settled_over_what_the_agency_has_is_found_again(
    session: Session, account: PatientAccount, settled: int, asked: int
) -> None:
    """As accounts were settled before an agency's part kept its owner: nobody looked at them any more."""
    paid(session, account)
    stands = account_of(session)
    stands.state, stands.owner, stands.next_date = "settled", "system", day(settled)
    session.flush()
    for _ in range(2):
        run_cycle(session, day(30))
        stands = account_of(session)
        assert (stands.state, stands.owner, stands.next_date) == ("referred", "biller", day(asked))
        assert open_work(session) == []
    run_cycle(session, day(asked))
    assert open_work(session) == ["agency_silent"]


def test_account_settled_in_full_stays_where_it_is(session: Session, account: PatientAccount) -> None:
    pays(session, "90.00", 20)
    assert account_of(session).state == "settled"
    assert run_cycle(session, day(120)).accounts == 0
    assert account_of(session).state == "settled"
