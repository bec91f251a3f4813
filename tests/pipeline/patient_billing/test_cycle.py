"""Statements only after every payer has spoken; the balance is the ledger's to the cent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import textstat
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.integrations.mail.local import FolderMail
from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.claim import ClaimEvent
from backend.models.coordination import Coordination
from backend.models.denial import Denial
from backend.models.patient_account import PatientAccount, PaymentPlan, Statement
from backend.models.work_item import WorkItem
from backend.pipeline.denials.errors import NotThePatients
from backend.pipeline.denials.service import settle_denial
from backend.pipeline.patient_billing.errors import NothingToPayBack
from backend.pipeline.patient_billing.repository import PatientBillingRepository
from backend.pipeline.patient_billing.service import (
    Agreement,
    Received,
    agree_plan,
    dispute,
    letters_of,
    mail_returned,
    pay_back,
    record_payment,
    run_cycle,
    statement_facts,
)
from backend.pipeline.patient_billing.statement_text import as_pdf, as_text
from backend.pipeline.secondary.service import bill_secondary
from tests.pipeline.patient_billing.bills import (
    DECIDED,
    PRIMARY,
    TwoPlans,
    account_of,
    balance,
    billed,
    charged,
    other_plan,
)
from tests.pipeline.secondary.plans import SECOND


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def statements(session: Session) -> list[Statement]:
    return list(session.scalars(select(Statement).order_by(Statement.issued_on)))


def day(after: int) -> date:
    return DECIDED + timedelta(days=after)


def test_first_statement_asks_exactly_what_the_ledger_says(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    (one,) = statements(session)
    assert one.balance == balance(session, "receivable_patient") == Money.of("30.00")
    (line,) = one.lines
    assert {name: line[name] for name in ("charge", "plans_paid", "taken_off", "with_plans", "patient_paid", "owed")} == {
        "charge": "200.00", "plans_paid": "120.00", "taken_off": "50.00", "with_plans": "0.00", "patient_paid": "0.00",
        "owed": "30.00",
    }  # fmt: skip
    assert (one.kind, one.pay_by, account.next_date) == ("first", day(30), day(30))
    assert run_cycle(session, DECIDED).statements == 0


def test_nothing_is_asked_while_a_second_plan_has_still_to_speak(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1", other_plan())
    files.decide("A1", *PRIMARY)
    assert run_cycle(session, DECIDED).statements == 0
    bill_secondary(session, DECIDED)
    assert run_cycle(session, DECIDED).statements == 0
    files.decide("A1-2", *SECOND, status="2", trace="T2", payer="UHF1")
    run = run_cycle(session, day(20))
    assert (run.statements, run.billed) == (1, Money.of("5.00"))
    (one,) = statements(session)
    assert (one.lines[0]["charge"], one.lines[0]["plans_paid"], one.lines[0]["owed"]) == ("200.00", "145.00", "5.00")
    assert account_of(session).member_id == files.claim("A1").member_id


def test_nothing_is_asked_while_registration_looks_for_the_other_plan(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1", other_plan(filing_indicator="MB"))
    files.decide("A1", *PRIMARY)
    bill_secondary(session, DECIDED)
    assert run_cycle(session, DECIDED).statements == 0
    item = session.scalars(select(WorkItem)).one()
    item.closed_at, item.outcome = item.opened_at, "no other plan"
    session.flush()
    assert run_cycle(session, day(3)).statements == 1


def test_money_the_payer_denied_is_never_on_a_statement(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", ("0.00", (("CO", "197", "150.00"),)), ("30.00", (("CO", "45", "10.00"), ("PR", "1", "10.00"))))
    run_cycle(session, DECIDED)
    (one,) = statements(session)
    assert (one.balance, one.lines[0]["with_plans"]) == (Money.of("10.00"), "150.00")


def test_denied_money_is_asked_once_where_a_person_found_it_the_patients(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", ("0.00", (("PR", "204", "150.00"),)), ("40.00", (("CO", "45", "10.00"),)))
    run_cycle(session, DECIDED)
    assert statements(session) == []
    denial = session.scalars(select(Denial)).one()
    settle_denial(session, denial.id, "billed", None, DECIDED, actor="staff:1", name="Sam Lindqvist")
    run_cycle(session, day(1))
    run_cycle(session, day(1))
    assert [str(one.balance) for one in statements(session)] == ["150.00"]


@pytest.mark.parametrize("group", ["CO", "PI", "OA"])
def test_money_the_plan_did_not_leave_to_the_patient_is_never_billed(
    session: Session, files: TwoPlans, group: str
) -> None:
    files.bill_two("A1")
    files.decide("A1", ("0.00", ((group, "204", "150.00"),)), ("40.00", (("CO", "45", "10.00"),)))
    denial = session.scalars(select(Denial)).one()
    with pytest.raises(NotThePatients, match=f"group code {group}"):
        settle_denial(session, denial.id, "billed", None, DECIDED, actor="staff:1", name="Sam Lindqvist")
    denial.state, denial.outcome, denial.closed = "closed", "billed", DECIDED  # closed before the refusal was there
    session.flush()
    run_cycle(session, day(1))
    assert statements(session) == []
    assert balance(session, "receivable_denied") == Money.of("150.00")


def test_cycle_goes_on_to_a_persons_decision_and_no_further(session: Session, files: TwoPlans) -> None:
    charged(files, "A1")
    files.bill_two("A2")  # not decided: nothing of it is asked
    for after in range(0, 130, 5):
        run_cycle(session, day(after))
    assert [(one.notice, (one.issued_on - DECIDED).days) for one in statements(session)] == [
        (1, 0),
        (2, 30),
        (3, 60),
        (4, 90),
    ]
    (one,) = session.scalars(select(Approval))
    assert (one.kind, one.amount, one.state) == ("write_off", Money.of("30.00"), "open")
    assert account_of(session).state == "recommended"
    assert balance(session, "write_off") == Money.zero()


def test_payment_between_reading_and_locking_an_account_counts(
    session: Session, files: TwoPlans, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id, locking = billed(session, files).id, PatientBillingRepository.accounts

    def paid_meanwhile(self: PatientBillingRepository, *given: Any) -> list[PatientAccount]:
        monkeypatch.setattr(PatientBillingRepository, "accounts", locking)
        received = Received("desk-1", Money.of("30.00"), "check", day(30))
        record_payment(session, account_id, received, actor="staff:1", today=day(30))
        return locking(self, *given)

    monkeypatch.setattr(PatientBillingRepository, "accounts", paid_meanwhile)
    assert run_cycle(session, day(30)).statements == 0
    assert (len(statements(session)), account_of(session).state) == (1, "settled")


def test_payment_goes_to_the_oldest_claim_once_and_more_is_a_credit(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    given = Received("desk-1", Money.of("42.00"), "check", day(5), "1042")
    first = record_payment(session, account.id, given, actor="staff:1", today=day(5))
    again = record_payment(session, account.id, given, actor="staff:1", today=day(5))
    assert first.id == again.id
    assert (first.kept_as_credit, balance(session, "receivable_patient")) == (Money.of("12.00"), Money.zero())
    assert balance(session, "patient_credit") == Money.of("-12.00")
    assert account_of(session).state == "settled"
    item = session.scalars(select(WorkItem)).one()
    assert (item.reason, item.amount) == ("credit", Money.of("12.00"))
    assert run_cycle(session, day(60)).statements == 0


def test_credit_is_paid_back_once_and_never_more_than_is_kept(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    record_payment(
        session, account.id, Received("k1", Money.of("42.00"), "check", day(5)), actor="staff:1", today=day(5)
    )
    now = datetime(2026, 2, 20, 12, tzinfo=UTC)
    with pytest.raises(NothingToPayBack):
        pay_back(session, account.id, Received("k2", Money.of("12.01"), "check", day(9)), actor="staff:1", now=now)
    for _ in range(2):
        pay_back(session, account.id, Received("k3", Money.of("12.00"), "check", day(9)), actor="staff:1", now=now)
    assert (balance(session, "patient_credit"), balance(session, "cash")) == (Money.zero(), Money.of("150.00"))
    assert session.scalars(select(WorkItem.outcome)).one() == "paid back"


def test_part_payment_shows_on_the_next_statement(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    record_payment(session, account.id, Received("k", Money.of("12.50"), "card", day(5)), actor="staff:1", today=day(5))
    run_cycle(session, day(30))
    last = statements(session)[-1]
    assert (last.balance, last.lines[0]["patient_paid"]) == (Money.of("17.50"), "12.50")


def test_small_balance_is_written_off_by_the_practices_rule(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    record_payment(session, account.id, Received("k", Money.of("21.00"), "card", day(5)), actor="staff:1", today=day(5))
    run_cycle(session, day(30))
    run = run_cycle(session, day(60))
    assert (run.small_balances, balance(session, "small_balance")) == (1, Money.of("9.00"))
    one = session.scalars(select(Approval)).one()
    assert (one.state, one.decided_by) == ("approved", "policy:small_balance")
    assert account_of(session).state == "settled"


def test_plan_stops_statements_and_two_missed_payments_end_it(session: Session, files: TwoPlans) -> None:
    charged(files, "A1")
    charged(files, "A2")
    for claim in (files.claim("A1"), files.claim("A2")):
        claim.member_id = files.claim("A1").member_id
    session.flush()
    run_cycle(session, DECIDED)
    account = account_of(session)
    agreed = Agreement(2, day(10), "Ada Vandermeer", "phone")
    plan = agree_plan(session, account.id, agreed, actor="staff:1", today=day(2))
    assert plan.total == Money.of("60.00")
    record_payment(session, account.id, Received("k", Money.of("30.00"), "card", day(9)), actor="staff:1", today=day(9))
    assert run_cycle(session, day(30)).statements == 0
    assert run_cycle(session, day(55)).plans_broken == 0  # one payment missed
    assert session.scalars(select(PaymentPlan.state)).one() == "active"


def test_broken_plan_goes_back_to_the_cycle_after_a_call(session: Session, files: TwoPlans) -> None:
    charged(files, "A1")
    charged(files, "A2")
    files.claim("A2").member_id = files.claim("A1").member_id
    session.flush()
    run_cycle(session, DECIDED)
    account = account_of(session)
    agree_plan(session, account.id, Agreement(2, day(10), "Ada Vandermeer", "phone"), actor="staff:1", today=day(2))
    assert run_cycle(session, day(80)).plans_broken == 1
    after = account_of(session)
    assert (after.state, after.owner, after.next_date) == ("cycle", "biller", day(85))
    assert run_cycle(session, day(81)).statements == 0
    assert run_cycle(session, day(85)).statements == 1
    assert "plan_broken" in session.scalars(select(ClaimEvent.kind)).all()


def test_dispute_and_returned_mail_stop_the_cycle(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    mail_returned(session, statements(session)[0].id, actor="staff:1", today=day(8))
    assert (account_of(session).state, account_of(session).owner) == ("returned_mail", "registration")
    assert run_cycle(session, day(40)).statements == 0
    account.state = "cycle"
    session.flush()
    dispute(session, account.id, "I was never there.", actor="staff:1", today=day(41))
    assert run_cycle(session, day(70)).statements == 0
    assert account_of(session).state == "disputed"


def test_reversal_after_the_statement_settles_the_account_until_the_new_word(session: Session, files: TwoPlans) -> None:
    billed(session, files)
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in PRIMARY)
    files.decide("A1", *back, status="22", trace="T2", sign=-1)
    run_cycle(session, day(30))
    assert len(statements(session)) == 1
    assert account_of(session).state == "settled"


def test_statement_is_read_at_grade_six_and_adds_up(session: Session, files: TwoPlans) -> None:
    billed(session, files)
    facts = statement_facts(session, statements(session)[0].id)
    told = as_text(facts)
    assert "You owe $30.00." in told
    assert textstat.flesch_kincaid_grade(told) <= 6.0
    assert as_pdf(facts) == as_pdf(facts)
    assert as_pdf(facts).startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["first", "reminder", "last_before_review"])
def test_every_opening_is_plain(kind: str) -> None:
    from backend.pipeline.patient_billing.statement_text import HELP, opening

    assert textstat.flesch_kincaid_grade(opening(kind)) <= 6.0
    assert all(textstat.flesch_kincaid_grade(one) <= 6.0 for one in HELP)


def test_letters_go_to_the_mail_house_once_and_a_childs_to_the_guardian(
    session: Session, files: TwoPlans, tmp_path: Path
) -> None:
    files.bill_two("A1", child=True)
    files.decide("A1", *PRIMARY)
    run_cycle(session, DECIDED)
    facts = statement_facts(session, statements(session)[0].id)
    assert facts.patient == "Parent or guardian of Kit Vandermeer"
    assert facts.address == ("5 Elm St", "Alderbrook, OH 44001")
    letters, more = letters_of(session, DECIDED, None, 200)
    house = FolderMail(tmp_path / "mail")
    for name, content in letters * 2:
        house.post(name, content)
    assert more is None
    assert [one.read_bytes()[:5] for one in (tmp_path / "mail").iterdir()] == [b"%PDF-"]
    waiting = session.execute(text("SELECT task_name, args FROM procrastinate_jobs")).all()
    assert ("patient_billing:print_statements", {"day": DECIDED.isoformat()}) in [tuple(one) for one in waiting]


def test_no_other_claim_stands_in_the_way(session: Session, files: TwoPlans) -> None:
    """Every coordination row belongs to a claim with another plan: claims of one plan need none."""
    billed(session, files)
    assert session.scalars(select(Coordination)).all() == []
