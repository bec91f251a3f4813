"""What a patient paid too much on a claim counts elsewhere or is paid back; a request key is one payment and no other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.follow_up import FollowUp
from backend.models.ledger import LedgerEntry
from backend.models.patient_account import PatientAccount, PatientPayment, Statement
from backend.models.work_item import WorkItem
from backend.pipeline.patient_billing.errors import NothingToPayBack, RequestKeyUsed
from backend.pipeline.patient_billing.service import (
    Agreement,
    Received,
    agree_plan,
    look_at,
    pay_back,
    record_payment,
    run_cycle,
)
from backend.pipeline.receivables.service import run_follow_up
from tests.pipeline.patient_billing.bills import (
    DECIDED,
    PRIMARY,
    TwoPlans,
    account_of,
    balance,
    billed,
    charged,
    everything,
)

PAID_IN_FULL = (("110.00", (("CO", "45", "40.00"),)), ("40.00", (("CO", "45", "10.00"),)))


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def day(after: int) -> date:
    return DECIDED + timedelta(days=after)


def noon(after: int) -> datetime:
    return datetime.combine(day(after), datetime.min.time(), UTC)


def pays(session: Session, account: PatientAccount, amount: str, key: str, after: int = 5) -> PatientPayment:
    given = Received(key, Money.of(amount), "check", day(after))
    return record_payment(session, account.id, given, actor="staff:1", today=day(after))


def corrected(files: TwoPlans, account: str) -> None:
    """The payer takes its decision back and pays all."""
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in PRIMARY)
    files.decide(account, *back, status="22", trace=f"B-{account}", sign=-1)
    files.decide(account, *PAID_IN_FULL, trace=f"C-{account}")


def on_claim(session: Session, files: TwoPlans, account: str) -> Money:
    statement = select(func.sum(LedgerEntry.amount)).where(
        LedgerEntry.claim_id == files.claim(account).id, LedgerEntry.account == "receivable_patient"
    )
    found = session.scalar(statement)
    return found if isinstance(found, Money) else Money.of(found or 0)


def steps(session: Session, today: date) -> set[str]:
    run_follow_up(session, today)
    return set(session.scalars(select(FollowUp.step)))


def three(session: Session, files: TwoPlans) -> PatientAccount:
    """Owed: 30 on the first claim, 30 too much on the second, 30 on the third."""
    account = billed(session, files, "A2")
    pays(session, account, "30.00", "key-of-a2")
    corrected(files, "A2")
    for name in ("A1", "A3"):
        charged(files, name)
        files.claim(name).member_id = files.claim("A2").member_id
    session.flush()
    return account


def test_paid_and_then_covered_by_the_plan_is_paid_back(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    pays(session, account, "30.00", "key-of-a1")
    corrected(files, "A1")
    assert look_at(session, account.id, actor="staff:1").credit == Money.of("30.00")
    given = Received("back-1", Money.of("30.00"), "check", day(9))
    pay_back(session, account.id, given, actor="staff:1", now=noon(9))
    assert (balance(session, "receivable_patient"), balance(session, "patient_credit")) == (Money.zero(), Money.zero())
    assert steps(session, day(10)) == {"closed"}
    assert session.scalars(select(WorkItem.outcome).where(WorkItem.reason == "credit")).one() == "paid back"
    with pytest.raises(NothingToPayBack):
        pay_back(session, account.id, Received("back-2", Money.of("0.01"), "check", day(9)), actor="s", now=noon(9))


def test_cycle_keeps_what_was_paid_too_much_and_tells_a_person(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    pays(session, account, "30.00", "key-of-a1")
    corrected(files, "A1")
    run_cycle(session, day(6))
    run_cycle(session, day(7))
    assert (on_claim(session, files, "A1"), balance(session, "patient_credit")) == (Money.zero(), Money.of("-30.00"))
    item = session.scalars(select(WorkItem).where(WorkItem.reason == "credit")).one()
    assert (item.owner, item.amount, item.subject_id) == ("biller", Money.of("30.00"), account.id)
    assert look_at(session, account.id, actor="staff:1").credit == Money.of("30.00")
    assert steps(session, day(8)) == {"closed"}


def test_credit_counts_on_the_oldest_claim_and_every_claim_closes_with_the_last_payment(
    session: Session, files: TwoPlans
) -> None:
    account = three(session, files)
    assert look_at(session, account.id, actor="staff:1").balance == Money.of("30.00")
    pays(session, account, "30.00", "key-of-the-rest", 20)
    assert [on_claim(session, files, name) for name in ("A1", "A2", "A3")] == [Money.zero()] * 3
    assert (account_of(session).state, balance(session, "patient_credit")) == ("settled", Money.zero())
    assert steps(session, day(21)) == {"closed"}
    assert everything(session) == Money.zero()


def test_plan_is_made_for_what_is_owed_after_the_credit(session: Session, files: TwoPlans) -> None:
    account = three(session, files)
    charged(files, "A4")
    files.claim("A4").member_id = files.claim("A2").member_id
    session.flush()
    account.state = "cycle"
    plan = agree_plan(session, account.id, Agreement(2, day(30), "Ada", "phone"), actor="staff:1", today=day(20))
    assert plan.total == Money.of("60.00")


def test_statement_tells_a_counted_credit_as_paid_by_the_patient(session: Session, files: TwoPlans) -> None:
    three(session, files)
    pays(session, account_of(session), "12.00", "a-part-of-it", 20)
    run_cycle(session, day(21))
    last = session.scalars(select(Statement).order_by(Statement.issued_on.desc())).first()
    assert last is not None
    assert (last.balance, [(one["patient_paid"], one["taken_off"], one["owed"]) for one in last.lines]) == (
        Money.of("18.00"),
        [("12.00", "50.00", "18.00")],
    )


def test_credit_nobody_paid_is_not_paid_back(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    files.decide("A1", ("0.00", ()), ("0.00", (("PR", "1", "-10.00"),)), trace="T7", status="1")
    with pytest.raises(NothingToPayBack):
        pay_back(session, account.id, Received("back-1", Money.of("1.00"), "check", day(9)), actor="s", now=noon(9))


@pytest.mark.parametrize("changed", ["account", "amount", "day", "direction"])
def test_request_key_of_another_payment_is_refused_and_nothing_is_swallowed(
    session: Session, files: TwoPlans, changed: str
) -> None:
    account = billed(session, files)
    files.bill_two("B1")
    files.decide("B1", *PRIMARY, trace="T-B1")
    run_cycle(session, day(1))
    other = session.scalars(select(PatientAccount).where(PatientAccount.id != account.id)).one()
    pays(session, account, "30.00", "the-same-key")
    again: dict[str, tuple[UUID, str, int]] = {
        "account": (other.id, "30.00", 5), "amount": (account.id, "29.00", 5), "day": (account.id, "30.00", 6),
        "direction": (account.id, "30.00", 5),
    }  # fmt: skip
    account_id, amount, after = again[changed]
    given = Received("the-same-key", Money.of(amount), "check", day(after))
    refund, payment = partial(pay_back, now=noon(9)), partial(record_payment, today=day(after))
    act = refund if changed == "direction" else payment
    with pytest.raises(RequestKeyUsed):
        act(session, account_id, given, actor="staff:1")
    assert len(session.scalars(select(PatientPayment)).all()) == 1
    assert pays(session, account, "30.00", "the-same-key").account_id == account.id
