"""Ageing that agrees with the ledger; follow-up by the rules; contacts; a claim always has one owner and one next date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.models.follow_up import AgeingLine, FollowUp, FollowUpContact
from backend.models.ledger import LedgerEntry
from backend.models.payer import Payer
from backend.models.submission import OutgoingInterchange, StatusQuestion
from backend.pipeline.appeals import service as appeals
from backend.pipeline.patient_billing.service import Decider, decide, run_cycle
from backend.pipeline.receivables.errors import ClaimClosed, NextDatePast, NoAgeing, NotFollowed
from backend.pipeline.receivables.service import (
    Contact,
    aged_claims,
    ageing,
    follow_up,
    follow_up_queue,
    log_contact,
    reconciles,
    run_ageing,
    run_follow_up,
)
from backend.pipeline.reporting import service as reporting
from backend.pipeline.reporting.schemas import Package
from backend.pipeline.secondary.service import bill_secondary
from backend.x12 import read
from tests.pipeline.secondary.plans import PRIMARY, TwoPlans, other_plan

SERVED = date(2026, 1, 12)
DENIED = (("0.00", (("CO", "197", "150.00"),)), ("40.00", (("CO", "45", "10.00"),)))


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def after(days: int) -> date:
    """So many days after the service."""
    return SERVED + timedelta(days=days)


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def row(session: Session, claim: Claim) -> FollowUp:
    found = session.get(FollowUp, claim.id, populate_existing=True)
    assert found is not None
    return found


def test_ageing_is_the_ledger_by_payer_and_bucket(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", *PRIMARY)
    files.bill_two("A2")
    files.decide("A2", *DENIED, trace="T2")
    files.bill_two("A3")
    made = run_ageing(session, after(40))
    assert made.total == Money.of("380.00")  # 30 of the patient, 150 denied, 200 not decided
    assert made.undecided == Money.of("200.00")
    assert made.ledger == {"receivable_denied": "150.00", "receivable_patient": "30.00"}
    found = {(one.account, one.bucket): (one.amount, one.claims) for one in ageing(session)[1]}
    assert found == {
        ("receivable_patient", 0): (Money.of("30.00"), 1),  # since the plan left it to the patient
        ("receivable_denied", 1): (Money.of("150.00"), 1),
        ("undecided", 1): (Money.of("200.00"), 1),
    }
    assert reconciles(session, made)


def test_charge_of_a_claim_the_payer_sent_on_counts_once(session: Session, files: TwoPlans) -> None:
    first = files.bill_two("A1", other_plan())
    files.decide("A1", ("140.00", (("CO", "45", "10.00"),)), ("50.00", ()), status="19")
    assert bill_secondary(session, after(22)).steps == {"crossed_over": 1}
    second = session.scalars(select(Claim).where(Claim.id != first.id)).one()
    assert second.stage == "received"
    made = run_ageing(session, after(40))
    assert (made.total, made.undecided, reconciles(session, made)) == (Money.zero(), Money.zero(), True)
    run_follow_up(session, after(40))
    found = row(session, second)
    assert (found.step, found.amount) == ("await_payer", Money.zero())
    (client,) = [one for one in reporting.clients(session) if one.kind == "practice"]
    report = reporting.make(session, client, date(2026, 2, 1), at_noon(after(50)), "test")
    package = Package.model_validate(report.package)
    assert [one for one in package.reconciliation.checks if not one.holds] == []
    owed = [one for section in package.sections for one in section.figures if one.key == "receivables"]
    assert [Decimal(one.value or "0") for one in owed] == [made.total.amount]


def test_one_ageing_a_day_and_drill_down_sums_to_the_cell(session: Session, files: TwoPlans) -> None:
    for account in ("A1", "A2"):
        files.bill_two(account)
    first = run_ageing(session, after(100))
    assert run_ageing(session, after(100)).id == first.id
    (cell,) = ageing(session, after(100))[1]
    claims = aged_claims(session, first.id, payer_id=cell.payer_id, bucket=cell.bucket)
    assert (cell.bucket, len(claims), Money.total(one.amount for one in claims)) == (3, 2, cell.amount)
    with pytest.raises(NoAgeing):
        ageing(session, after(99))


def test_changed_line_no_longer_reconciles(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    made = run_ageing(session, after(10))
    session.execute(text("UPDATE ageing_line SET amount = amount + 0.01"))
    assert not reconciles(session, made)


def test_every_claim_has_one_owner_and_one_next_date_and_a_second_run_changes_nothing(
    session: Session, files: TwoPlans
) -> None:
    for account in ("A1", "A2", "A3"):
        files.bill_two(account)
    files.decide("A1", *PRIMARY)
    files.decide("A2", *DENIED, trace="T2")
    run = run_follow_up(session, after(22))
    assert (run.looked_at, run.changed, run.open) == (3, 3, 3)
    steps = {
        c.patient_control_number: (row(session, c).step, row(session, c).owner) for c in session.scalars(select(Claim))
    }
    denial = session.scalars(select(Denial)).one()
    assert steps == {"A1": ("patient_soon", "system"), "A2": ("denial", denial.owner), "A3": ("await_payer", "system")}
    again = run_follow_up(session, after(22))
    assert (again.changed, again.asked) == (0, 0)


def test_paid_claim_closes_and_a_reversal_opens_it_again(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    full = (("140.00", (("CO", "45", "10.00"),)), ("40.00", (("CO", "45", "10.00"),)))
    files.decide("A1", *full)
    run_follow_up(session, after(22))
    assert row(session, claim).step == "closed"
    assert run_follow_up(session, after(23)).open == 0
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in full)
    files.decide("A1", *back, status="22", trace="T2", sign=-1)
    run_follow_up(session, after(24))
    found = row(session, claim)
    assert (found.step, found.owner, found.amount) == ("collect", "biller", Money.of("200.00"))


def test_approaching_sixty_days_the_payer_is_asked_by_file_and_then_called(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    assert run_follow_up(session, after(31)).asked == 0
    assert run_follow_up(session, after(32)).asked == 1
    assert run_follow_up(session, after(32)).asked == 0
    file = session.scalars(select(OutgoingInterchange).where(OutgoingInterchange.kind == "276")).one()
    reader = read(file.content)
    assert [record.findings for transaction in reader for record in transaction.records()] == [[]]
    assert row(session, claim).next_date == after(46)
    contact = session.scalars(select(FollowUpContact)).one()
    assert (contact.way, contact.outcome, contact.next_date) == ("file", "asked", after(46))
    assert run_follow_up(session, after(46)).asked == 1
    run = run_follow_up(session, after(60))
    found = row(session, claim)
    assert (found.step, found.owner, found.level, run.escalated) == ("call_payer", "supervisor", "escalated", 1)
    assert len(session.scalars(select(StatusQuestion)).all()) == 2
    assert run_follow_up(session, after(61)).escalated == 0


def test_sixty_days_escalate_and_ninety_accelerate_once(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    seen = []
    for days in range(40, 100):
        run = run_follow_up(session, after(days))
        seen += [("escalated", days)] * run.escalated + [("accelerated", days)] * run.accelerated
    assert seen == [("escalated", 60), ("accelerated", 90)]
    assert row(session, claim).recommendation == "call_payer"


def test_contact_is_logged_and_moves_the_next_date(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    run_follow_up(session, after(75))
    run_follow_up(session, after(89))
    given = Contact("phone", "in_process", "Mr. Vale", "REF77", "Promised for Friday.")
    log_contact(session, claim.id, given, actor="staff:1", name="Bo Marsh", now=at_noon(after(89)))
    assert (row(session, claim).next_date, row(session, claim).set_by) == (after(96), "staff:1")
    run_follow_up(session, after(89))
    assert row(session, claim).next_date == after(96)
    found, contacts = follow_up(session, claim.id)
    assert found.number == "A1"
    assert (contacts[0].by_name, contacts[0].outcome, contacts[0].reference) == ("Bo Marsh", "in_process", "REF77")
    with pytest.raises(NextDatePast):
        log_contact(
            session,
            claim.id,
            Contact("phone", "paid", next_date=after(89)),
            actor="staff:1",
            name="Bo",
            now=at_noon(after(89)),
        )
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text("UPDATE follow_up_contact SET note = ''"))


def test_nobody_contacts_on_a_closed_or_unknown_claim(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    with pytest.raises(NotFollowed):
        log_contact(session, claim.id, Contact("phone", "paid"), actor="staff:1", name="Bo", now=at_noon(after(10)))
    files.decide("A1", ("140.00", (("CO", "45", "10.00"),)), ("40.00", (("CO", "45", "10.00"),)))
    run_follow_up(session, after(22))
    with pytest.raises(ClaimClosed):
        log_contact(session, claim.id, Contact("phone", "paid"), actor="staff:1", name="Bo", now=at_noon(after(22)))


def test_old_denial_without_a_right_left_is_recommended_for_write_off_once(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    denial = session.scalars(select(Denial)).one()
    denial.deadline = after(80)
    session.flush()
    run = run_follow_up(session, after(95))
    assert (run.accelerated, run.recommended) == (1, 1)
    one = session.scalars(select(Approval)).one()
    assert (one.kind, one.amount, one.state, one.subject_id) == ("write_off", Money.of("150.00"), "open", claim.id)
    assert row(session, claim).step == "approval"
    assert run_follow_up(session, after(96)).recommended == 0
    one.state, one.decided_by = "refused", "staff:1"
    session.flush()
    assert run_follow_up(session, after(97)).recommended == 0
    assert row(session, claim).step == "denial"
    total = session.scalar(select(func.sum(LedgerEntry.amount)).where(LedgerEntry.account == "write_off"))
    assert total is None


def test_money_of_a_won_appeal_is_collected_and_not_written_off(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *DENIED)
    rosa = "staff:rosa"
    appeal = appeals.start_appeal(session, claim.id, actor=rosa, today=after(30))
    appeals.sign(session, appeal.id, actor=rosa, name="Rosa Quill", now=at_noon(after(30)), without_physician=True)
    appeals.mark_sent(session, appeal.id, actor=rosa, on=after(30), now=at_noon(after(30)))
    appeals.record_decision(session, appeal.id, "overturned", actor=rosa, decided_on=after(98))
    run = run_follow_up(session, after(99))
    found = row(session, claim)
    assert (found.step, found.level, found.recommendation) == ("collect", "accelerated", "call_payer")
    assert (run.recommended, session.scalars(select(Approval)).all()) == (0, [])


def test_approved_write_off_closes_the_claim_and_payment_withdraws_the_recommendation(
    session: Session, files: TwoPlans
) -> None:
    claims = [files.bill_two("A1"), files.bill_two("A2")]
    files.decide("A1", *DENIED)
    files.decide("A2", *DENIED, trace="T2")
    for denial in session.scalars(select(Denial)):
        denial.deadline = after(80)
    session.flush()
    assert run_follow_up(session, after(95)).recommended == 2
    first, second = session.scalars(select(Approval).order_by(Approval.subject_id == claims[1].id))
    who = Decider(uuid4(), "staff:1", leads=True)
    decide(session, first.id, approve=True, reason="", decider=who, name="Sam", now=at_noon(after(96)))
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in DENIED)
    files.decide("A2", *back, status="22", trace="T3", sign=-1)
    files.decide("A2", ("140.00", (("CO", "45", "10.00"),)), DENIED[1], trace="T4")
    run_follow_up(session, after(97))
    session.refresh(second)
    assert second.state == "withdrawn"
    assert [row(session, one).step for one in claims] == ["closed", "closed"]


def test_write_off_withdrawn_because_the_payer_decided_anew_is_recommended_again(
    session: Session, files: TwoPlans
) -> None:
    files.bill_two("A1")
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in DENIED)
    for number in (1, 2):
        files.decide("A1", *DENIED, trace=f"T{number}")
        for denial in session.scalars(select(Denial).where(Denial.state == "open")):
            denial.deadline = after(80)
        session.flush()
        assert run_follow_up(session, after(95 + number)).recommended == 1
        if number == 1:
            files.decide("A1", *back, status="22", trace="T-back", sign=-1)
            assert session.scalars(select(Approval.state)).all() == ["withdrawn"]
    assert sorted(session.scalars(select(Approval.state))) == ["open", "withdrawn"]


def test_one_denial_that_can_still_be_worked_keeps_the_claim_from_write_off(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", DENIED[0], ("0.00", (("CO", "197", "50.00"),)))
    first, second = session.scalars(select(Denial))
    first.deadline, second.deadline = after(80), after(120)
    session.flush()
    assert run_follow_up(session, after(95)).recommended == 0
    assert session.scalars(select(FollowUp.recommendation)).one() == "appeal"
    assert session.scalars(select(FollowUp.deadline)).one() == after(120)
    run_follow_up(session, after(121))
    assert session.scalars(select(Approval.amount)).one() == Money.of("200.00")


def test_patients_account_is_the_claims_owner_once_it_is_billed(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    files.decide("A1", *PRIMARY)
    run_cycle(session, after(22))
    run_follow_up(session, after(22))
    found = row(session, claim)
    assert (found.step, found.owner, found.next_date) == ("patient", "system", after(52))


def test_near_last_day_to_file_goes_before_older_money(session: Session, files: TwoPlans) -> None:
    old, risky = files.bill_two("A1"), files.bill_two("A2")
    risky.stage = "rejected"
    session.flush()
    run_follow_up(session, after(75))
    found = row(session, risky)
    found.deadline, found.next_date = after(80), after(90)
    session.flush()
    queue = follow_up_queue(session, after(75))
    assert [one.row.claim_id for one in queue] == [risky.id, old.id]


def rejected_correction(session: Session, files: TwoPlans, told: date | None, payer: str) -> Claim:
    """A corrected claim the payer returned at the door; the payer had told its decision on the first one on a day."""
    first, second = files.bill_two("A1"), files.bill_two("A1R")
    first.stage, first.finalized = "denied", told
    second.frequency, second.replaces_id, second.stage = "7", first.id, "rejected"
    session.execute(update(Payer).values(name=payer))
    session.flush()
    return second


@pytest.mark.parametrize(
    ("told", "payer", "today", "deadline", "recommended"),
    [
        # ninety days from the service are over, ninety from the payer's decision are not
        (after(60), "Cigna Health", after(120), after(150), "file_again"),
        (after(60), "Cigna Health", after(160), after(150), "write_off"),
        (None, "Cigna Health", after(120), None, "file_again"),
        # a payer whose rule names no day of its own for corrections
        (after(60), "Anthem", after(120), None, "file_again"),
    ],
)
def test_corrected_claim_has_the_clock_of_the_decision_it_corrects(
    session: Session, files: TwoPlans, told: date | None, payer: str, today: date, deadline: date | None,
    recommended: str,
) -> None:  # fmt: skip
    claim = rejected_correction(session, files, told, payer)
    claim.plan_type = "commercial"
    session.flush()
    run = run_follow_up(session, today)
    found = row(session, claim)
    assert (found.deadline, found.level, run.recommended) == (deadline, "accelerated", int(recommended == "write_off"))
    assert found.recommendation == recommended
    asked = select(Approval.kind).where(Approval.subject_id == claim.id)
    assert session.scalars(asked).all() == (["write_off"] if recommended == "write_off" else [])


def test_lines_of_an_ageing_are_whole_claims_of_the_ledger(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", *DENIED)
    run_ageing(session, after(40))
    by_claim = dict(
        session.execute(
            select(LedgerEntry.claim_id, func.sum(LedgerEntry.amount))
            .where(LedgerEntry.account.startswith("receivable"))
            .group_by(LedgerEntry.claim_id)
        ).all()
    )
    for line in session.scalars(select(AgeingLine)):
        assert line.amount.amount == Decimal(str(by_claim[line.claim_id]))
