"""Only a named person decides above the threshold; the first decision stands; the ledger takes it once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.money import Money
from backend.models.approval import Approval, PracticeApprover
from backend.models.audit import AuditEvent
from backend.models.claim import Claim, ClaimEvent
from backend.models.denial import Denial
from backend.models.patient_account import HardshipApplication
from backend.models.provider import Provider
from backend.models.staff import Staff
from backend.models.work_item import WorkItem
from backend.pipeline.denials.service import settle_denial
from backend.pipeline.patient_billing.deciding import Approver, Decider, refusal
from backend.pipeline.patient_billing.errors import AlreadyDecided, BalanceMoved, NotNow, NotTheApprover
from backend.pipeline.patient_billing.service import (
    Application,
    Received,
    Recommendation,
    apply_for_help,
    decide,
    document_received,
    recommend,
    record_payment,
    run_cycle,
    waiting,
)
from tests.pipeline.patient_billing.bills import DECIDED, PRIMARY, TwoPlans, account_of, balance, billed, everything
from tests.pipeline.secondary.plans import two_plans

NOW = datetime(2026, 6, 10, 15, tzinfo=UTC)
DENIED = (("0.00", (("CO", "197", "150.00"),)), ("40.00", (("CO", "45", "10.00"),)))
ME = UUID(int=1)


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def decider(*, leads: bool = True, id: UUID = ME) -> Decider:
    return Decider(id, f"staff:{id}", leads)


def write_off(session: Session, claim: Claim, amount: str = "150.00") -> Approval:
    npi = session.scalars(select(Provider.npi)).one()
    given = Recommendation(
        "write_off", "claim", claim.id, claim.provider_id, npi, Money.of(amount), "denied", "Nothing is left to do.",
        "system:receivables", {}, (claim.id,),
    )  # fmt: skip
    assert recommend(session, [given], date(2026, 6, 9)) == 1
    assert recommend(session, [given], date(2026, 6, 9)) == 0
    return session.scalars(select(Approval).where(Approval.state == "open")).one()


def person(session: Session, provider_id: UUID, most: str | None = None, until: date | None = None) -> UUID:
    """Somebody the practice has named."""
    staff = Staff(
        id=uuid4(), email=f"{uuid4().hex}@example.test", name="Dr. Ines Aldous", role="supervisor", password_hash="x",
        totp_secret="x", created_at=NOW,
    )  # fmt: skip
    session.add(staff)
    session.flush()
    session.add(
        PracticeApprover(
            provider_id=provider_id, staff_id=staff.id, most=Money.of(most) if most else None, named_by="staff:root",
            effective_from=date(2026, 1, 1), effective_to=until,
        )
    )  # fmt: skip
    session.flush()
    return staff.id


LIMIT, LONG_AGO = Money.of("500.00"), date(2026, 1, 1)
WHO: list[tuple[str, dict[str, Any], bool]] = [
    ("a supervisor up to the threshold", {"amount": "250.00"}, True),
    ("a biller up to the threshold", {"amount": "250.00", "leads": False}, False),
    ("a supervisor above it", {"amount": "250.01"}, False),
    ("the named approver above it", {"amount": "250.01", "named": Approver(ME, None, LONG_AGO, None)}, True),
    ("a named biller above it", {"amount": "300.00", "leads": False, "named": Approver(ME, None, LONG_AGO, None)}, True),
    ("the named approver above the own limit", {"amount": "500.01", "named": Approver(ME, LIMIT, LONG_AGO, None)}, False),
    ("the named approver at the own limit", {"amount": "500.00", "named": Approver(ME, LIMIT, LONG_AGO, None)}, True),
    ("one named until yesterday", {"amount": "300.00", "named": Approver(ME, None, LONG_AGO, date(2026, 6, 9))}, False),
    ("one named from tomorrow", {"amount": "300.00", "named": Approver(ME, None, date(2026, 6, 11), None)}, False),
    ("somebody else is named", {"amount": "300.00", "named": Approver(UUID(int=2), None, LONG_AGO, None)}, False),
    ("who recommended it", {"amount": "10.00", "by": f"staff:{ME}", "named": Approver(ME, None, LONG_AGO, None)}, False),
]  # fmt: skip


@pytest.mark.parametrize(("given", "may"), [one[1:] for one in WHO], ids=[one[0] for one in WHO])
def test_who_may_decide(given: dict[str, Any], may: bool) -> None:
    told = refusal(
        Money.of(given["amount"]), Money.of("250.00"), given.get("by", "system:receivables"),
        decider(leads=given.get("leads", True)), [given["named"]] if "named" in given else [], date(2026, 6, 10),
    )  # fmt: skip
    assert (told is None) == may


def test_approved_write_off_is_booked_once_told_and_audited(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    one = write_off(session, claim)
    assert balance(session, "write_off") == Money.zero()
    done = decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam Lindqvist", now=NOW)
    assert (done.state, done.decided_name, done.posted) == ("approved", "Sam Lindqvist", Money.of("150.00"))
    assert balance(session, "write_off") == Money.of("150.00")
    assert balance(session, "receivable_denied") == Money.zero()
    assert everything(session) == Money.zero()
    event = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "written_off")).one()
    assert event.detail == {"amount": "150.00", "name": "Sam Lindqvist"}
    assert (
        session.scalars(select(AuditEvent).where(AuditEvent.act == "staff:write_off:decided")).one().actor
        == f"staff:{ME}"
    )
    with pytest.raises(AlreadyDecided) as refused:
        decide(session, one.id, approve=False, reason="no", decider=decider(), name="Bo", now=NOW)
    assert "Sam Lindqvist" in refused.value.sentence


def test_what_waits_is_counted_for_who_decides(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    mine = write_off(session, claim).owner
    other = {"supervisor": "practice approver", "practice approver": "supervisor"}[mine]
    assert waiting(session) == waiting(session, mine) == [("write_off", 1, Money.of("150.00"))]
    assert waiting(session, other) == []


def test_above_the_threshold_only_the_person_the_practice_named(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", ("0.00", (("CO", "197", "150.00"),)), ("0.00", (("CO", "197", "50.00"),)))
    one = write_off(session, claim, "200.00")
    one.threshold = Money.of("100.00")
    session.flush()
    with pytest.raises(NotTheApprover):
        decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert balance(session, "write_off") == Money.zero()
    named = person(session, claim.provider_id)
    done = decide(
        session,
        one.id,
        approve=True,
        reason="",
        decider=decider(leads=False, id=named),
        name="Dr. Ines Aldous",
        now=NOW,
    )
    assert done.state == "approved"
    assert balance(session, "write_off") == Money.of("200.00")


def test_refusal_books_nothing_and_tells_why(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    one = write_off(session, claim)
    decide(session, one.id, approve=False, reason="Appeal it once more.", decider=decider(), name="Sam", now=NOW)
    assert balance(session, "write_off") == Money.zero()
    event = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "write_off_refused")).one()
    assert event.detail["reason"] == "Appeal it once more."


def test_what_was_paid_meanwhile_is_not_written_off(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    for after in range(0, 130, 10):
        run_cycle(session, DECIDED + timedelta(days=after))
    one = session.scalars(select(Approval)).one()
    day = DECIDED + timedelta(days=131)
    record_payment(session, account.id, Received("k1", Money.of("18.00"), "card", day), actor="staff:2", today=day)
    done = decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert done.posted == Money.of("12.00")
    assert (balance(session, "write_off"), balance(session, "receivable_patient")) == (Money.of("12.00"), Money.zero())


def test_referred_money_leaves_the_receivable_and_comes_back_as_cash(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    for after in range(0, 130, 10):
        run_cycle(session, DECIDED + timedelta(days=after))
    one = session.scalars(select(Approval)).one()
    one.kind = "collection_referral"
    session.flush()
    decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert (balance(session, "collection_agency"), balance(session, "receivable_patient")) == (
        Money.of("30.00"),
        Money.zero(),
    )
    run_cycle(session, NOW.date())
    assert account_of(session).state == "referred"
    files.bill_two("A2")
    files.claim("A2").member_id = files.claim("A1").member_id
    session.flush()
    files.decide("A2", *PRIMARY, trace="T9")
    run = run_cycle(session, NOW.date() + timedelta(days=1))
    assert (run.statements, run.billed) == (1, Money.of("30.00"))
    day = NOW.date() + timedelta(days=5)
    record_payment(session, account.id, Received("k", Money.of("45.00"), "check", day), actor="staff:2", today=day)
    assert (balance(session, "receivable_patient"), balance(session, "collection_agency")) == (
        Money.zero(),
        Money.of("15.00"),
    )
    assert everything(session) == Money.zero()


def test_agency_is_asked_when_its_time_is_over_and_the_next_date_is_never_past(
    session: Session, files: TwoPlans
) -> None:
    account = billed(session, files)
    wish = Recommendation(
        "collection_referral", "patient_account", account.id, account.provider_id, "1770002313", Money.of("30.00"),
        "statements_unanswered", "Four statements.", "system:x",
    )  # fmt: skip
    recommend(session, [wish], NOW.date())
    one = session.scalars(select(Approval)).one()
    decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    for after in range(0, 400, 7):
        day = NOW.date() + timedelta(days=after)
        run_cycle(session, day)
        stands = account_of(session)
        assert (stands.state, stands.owner) == ("referred", "biller")
        assert stands.next_date > day
    asked = select(WorkItem).where(WorkItem.reason == "agency_silent")
    work = session.scalars(asked).one()
    assert (work.owner, work.due, work.closed_at) == ("biller", NOW.date() + timedelta(days=91 + 5), None)
    day = NOW.date() + timedelta(days=401)
    record_payment(session, account.id, Received("late", Money.of("30.00"), "check", day), actor="staff:2", today=day)
    assert (account_of(session).state, session.scalars(asked).one().outcome) == ("settled", "nothing is owed")


def test_new_word_of_the_payer_takes_back_the_write_off_recommended_before_it(
    session: Session, files: TwoPlans
) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    one = write_off(session, claim)
    files.decide("A1", ("0.00", (("CO", "50", "150.00"),)), ("0.00", (("CO", "16", "50.00"),)), trace="T3")
    session.refresh(one)
    assert (one.state, one.decision_reason) == ("withdrawn", "the payer has spoken on the claim since")
    with pytest.raises(AlreadyDecided):
        decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert session.scalars(select(Denial.state).where(Denial.carc != "197")).all() == ["open", "open"]


@pytest.mark.parametrize(("amount", "left"), [("150.00", ["open", "open"]), ("200.00", ["closed", "closed"])])
def test_denials_stay_somebodys_while_denied_money_is_left_after_a_write_off(
    session: Session, files: TwoPlans, amount: str, left: list[str]
) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", ("0.00", (("CO", "50", "150.00"),)), ("0.00", (("CO", "16", "50.00"),)))
    one = write_off(session, claim, amount)
    decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert session.scalars(select(Denial.state)).all() == left


def test_billing_a_denial_waits_for_the_write_off_of_the_same_dollars(committed: Engine, tmp_path: Path) -> None:
    with session_scope() as session:
        files = two_plans(session, tmp_path)
        claim = files.bill_two("A1")
        files.decide("A1", ("0.00", (("PR", "204", "150.00"),)), DENIED[1])
        denial = session.scalars(select(Denial)).one()
        settle_denial(session, denial.id, "billed", None, DECIDED, actor="staff:2", name="Bo")
        approval_id = write_off(session, claim).id
    with ThreadPoolExecutor(1) as pool:
        with session_scope() as session:
            decide(session, approval_id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
            run = pool.submit(_cycle_alone)
            with pytest.raises(FutureTimeout):
                run.result(timeout=1)
        run.result(timeout=30)
    with session_scope() as session:
        assert (balance(session, "write_off"), balance(session, "receivable_patient")) == (
            Money.of("150.00"),
            Money.zero(),
        )
        assert balance(session, "receivable_denied") == Money.zero()


def _cycle_alone() -> None:
    with session_scope() as session:
        run_cycle(session, DECIDED + timedelta(days=1))


def test_nothing_left_is_nothing_to_decide(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", ("140.00", (("CO", "45", "10.00"),)), ("40.00", (("CO", "45", "10.00"),)))
    one = write_off(session, claim)
    with pytest.raises(BalanceMoved), session.begin_nested():
        decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    session.refresh(one)
    assert one.state == "open"


def test_claim_that_never_entered_the_books_leaves_them_balanced(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    claim.stage = "rejected"
    session.flush()
    one = write_off(session, claim, "200.00")
    decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert (balance(session, "charges"), balance(session, "write_off")) == (Money.of("-200.00"), Money.of("200.00"))


def test_help_is_granted_by_a_person_once_every_document_is_here(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    given = Application(3, Money.of("24000.00"), (("last tax return", False),))
    apply_for_help(session, account.id, given, actor="staff:2", today=date(2026, 2, 10))
    assert session.scalars(select(Approval)).all() == []
    assert run_cycle(session, date(2026, 3, 11)).statements == 0
    document_received(session, account.id, "last tax return", actor="staff:2", today=date(2026, 2, 12))
    one = session.scalars(select(Approval)).one()
    assert (one.kind, one.amount) == ("hardship", Money.of("30.00"))
    with pytest.raises(NotTheApprover):
        decide(session, one.id, approve=True, reason="", decider=Decider(ME, "staff:2", leads=True), name="Bo", now=NOW)
    decide(session, one.id, approve=True, reason="", decider=decider(), name="Sam", now=NOW)
    assert (balance(session, "charity_care"), balance(session, "receivable_patient")) == (
        Money.of("30.00"),
        Money.zero(),
    )
    assert session.scalars(select(HardshipApplication.state)).one() == "granted"
    run_cycle(session, NOW.date())
    assert account_of(session).state == "settled"
    with pytest.raises(NotNow):
        document_received(session, account.id, "pay stubs", actor="staff:2", today=NOW.date())


def test_database_refuses_a_decision_without_a_name(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    one = write_off(session, claim)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(Approval.__table__.update().where(Approval.id == one.id).values(state="approved"))  # type: ignore[attr-defined]


def test_eight_deciders_at_once_make_one_decision(committed: Engine, tmp_path: Path) -> None:
    with session_scope() as session:
        files = two_plans(session, tmp_path)
        claim = files.bill_two("A1")
        files.decide("A1", *DENIED)
        approval_id = write_off(session, claim).id
    start = Barrier(8)

    def one(number: int) -> str:
        start.wait()
        try:
            with session_scope() as session:
                who = decider(id=UUID(int=100 + number))
                found = decide(
                    session,
                    approval_id,
                    approve=number % 2 == 0,
                    reason="because",
                    decider=who,
                    name=f"P{number}",
                    now=NOW,
                )
                return found.state
        except AlreadyDecided as refused:
            return refused.code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(8)))
    assert answers.count("already_decided") == 7
    with session_scope() as session:
        found = session.scalars(select(Approval)).one()
        wanted = "150.00" if found.state == "approved" else "0.00"
        assert str(balance(session, "write_off")) == wanted


def test_payments_under_one_key_at_once_are_one_payment(committed: Engine, tmp_path: Path) -> None:
    with session_scope() as session:
        account_id = billed(session, two_plans(session, tmp_path)).id
    start = Barrier(6)

    def pay(key: str) -> bool:
        start.wait()
        with session_scope() as session:
            given = Received(key, Money.of("10.00"), "card", DECIDED)
            record_payment(session, account_id, given, actor="staff:2", today=DECIDED)
        return True

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(pay, ["same-key-1"] * 3 + ["a-key-02", "a-key-03", "a-key-04"]))
    with session_scope() as session:
        assert balance(session, "receivable_patient") + balance(session, "patient_credit") == Money.of("-10.00")
        assert balance(session, "cash") - Money.of("40.00") == Money.of("120.00")


def test_a_worker_that_recommends_again_and_again_keeps_finding_the_open_one(session: Session, files: TwoPlans) -> None:
    """After a dozen times the statement is prepared for good, and still names the index of open approvals."""
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    write_off(session, claim)
    npi = session.scalars(select(Provider.npi)).one()
    given = Recommendation(
        "write_off", "claim", claim.id, claim.provider_id, npi, Money.of("150.00"), "denied", "Nothing is left to do.",
        "system:receivables", {}, (claim.id,),
    )  # fmt: skip
    assert [recommend(session, [given], date(2026, 6, 9)) for _ in range(15)] == [0] * 15
