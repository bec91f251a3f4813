"""The payer takes a decision back: what was done to the money it denied or left to the patient is put back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.claim import ClaimEvent
from backend.models.denial import Denial
from backend.models.ledger import LedgerTransaction
from backend.models.patient_account import Statement
from backend.models.provider import Provider
from backend.models.remittance import RemittanceClaim
from backend.models.work_item import WorkItem
from backend.pipeline.denials.service import settle_denial
from backend.pipeline.patient_billing.service import (
    Decider,
    Kind,
    Received,
    Recommendation,
    decide,
    recommend,
    record_payment,
    run_cycle,
)
from tests.pipeline.patient_billing.bills import DECIDED, PRIMARY, TwoPlans, account_of, balance, billed, everything
from tests.pipeline.secondary.plans import Cas

NOW = datetime(2026, 2, 20, 15, tzinfo=UTC)
SubjectKind = Literal["claim", "patient_account"]
Lines = tuple[tuple[str, tuple[Cas, ...]], ...]
DENIED: Lines = (("0.00", (("PR", "204", "150.00"),)), ("40.00", (("CO", "45", "10.00"),)))
PAID: Lines = (("110.00", (("CO", "45", "40.00"),)), ("40.00", (("CO", "45", "10.00"),)))
TWENTY_LEFT: Lines = (PRIMARY[0], ("40.00", (("CO", "45", "10.00"),)))


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def takes_back(files: TwoPlans, earlier: Lines, trace: str = "T-back") -> None:
    back = tuple((f"-{paid}", tuple((group, code, f"-{part}") for group, code, part in cas)) for paid, cas in earlier)
    files.decide("A1", *back, status="22", trace=trace, sign=-1)


def day(after: int) -> date:
    return DECIDED + timedelta(days=after)


def approved(session: Session, kind: Kind, subject_kind: SubjectKind, subject: UUID, amount: str) -> Approval:
    npi, provider_id = session.execute(select(Provider.npi, Provider.id)).one()
    given = Recommendation(
        kind, subject_kind, subject, provider_id, npi, Money.of(amount), "denied", "Nothing is left to do.", "system:x"
    )  # fmt: skip
    assert recommend(session, [given], NOW.date()) == 1
    one = session.scalars(select(Approval).where(Approval.state == "open")).one()
    return decide(
        session, one.id, approve=True, reason="", decider=Decider(UUID(int=1), "staff:1", True), name="Sam", now=NOW
    )


def billed_denial(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", *DENIED)
    denial_id = session.scalars(select(Denial.id)).one()
    settle_denial(session, denial_id, "billed", None, DECIDED, actor="staff:1", name="Sam Lindqvist")
    run_cycle(session, day(1))
    assert balance(session, "receivable_patient") == Money.of("150.00")


def test_patient_is_not_asked_for_a_denied_claim_the_payer_then_paid(session: Session, files: TwoPlans) -> None:
    billed_denial(session, files)
    takes_back(files, DENIED)
    files.decide("A1", *PAID, trace="T3")
    assert (balance(session, "receivable_patient"), balance(session, "receivable_denied")) == (
        Money.zero(),
        Money.zero(),
    )
    assert run_cycle(session, day(31)).statements == 0
    assert account_of(session).state == "settled"
    (one,) = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "put_back"))
    assert one.detail == {"amount": "150.00", "what": "billed to the patient"}
    assert everything(session) == Money.zero()


def test_denied_again_is_a_persons_decision_again_and_may_be_billed_again(session: Session, files: TwoPlans) -> None:
    billed_denial(session, files)
    takes_back(files, DENIED)
    files.decide("A1", *DENIED, trace="T3")
    assert (balance(session, "receivable_patient"), balance(session, "receivable_denied")) == (
        Money.zero(),
        Money.of("150.00"),
    )
    denial = session.scalars(select(Denial).where(Denial.state == "open")).one()
    settle_denial(session, denial.id, "billed", None, day(5), actor="staff:1", name="Sam Lindqvist")
    run_cycle(session, day(6))
    assert balance(session, "receivable_patient") == Money.of("150.00")
    takes_back(files, DENIED, trace="T4")
    files.decide("A1", *PAID, trace="T5")
    assert (balance(session, "receivable_patient"), balance(session, "receivable_denied")) == (
        Money.zero(),
        Money.zero(),
    )


def test_denial_to_be_billed_falls_with_its_advice_before_the_daily_run(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", *DENIED)
    denial = session.scalars(select(Denial)).one()
    settle_denial(session, denial.id, "billed", None, DECIDED, actor="staff:1", name="Sam Lindqvist")
    takes_back(files, DENIED)
    files.decide("A1", ("0.00", (("CO", "197", "150.00"),)), DENIED[1], trace="T3")
    assert run_cycle(session, day(1)).statements == 0
    assert (balance(session, "receivable_patient"), balance(session, "receivable_denied")) == (
        Money.zero(),
        Money.of("150.00"),
    )
    session.refresh(denial)
    assert (denial.state, denial.outcome) == ("closed", "reversed")


def test_denial_to_be_billed_of_an_advice_that_does_not_stand_is_not_billed(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", *DENIED)
    denial = session.scalars(select(Denial)).one()
    takes_back(files, DENIED)
    files.decide("A1", ("0.00", (("CO", "197", "150.00"),)), DENIED[1], trace="T3")
    denial.state, denial.outcome = "closed", "billed"
    session.flush()
    run_cycle(session, day(1))
    assert balance(session, "receivable_patient") == Money.zero()


def test_denial_billed_and_moved_keeps_its_outcome(session: Session, files: TwoPlans) -> None:
    billed_denial(session, files)
    takes_back(files, DENIED)
    assert session.scalars(select(Denial.outcome)).all() == ["billed"]


@pytest.mark.parametrize("moved", [False, True])
def test_of_two_equal_decisions_on_one_day_the_later_stands_wherever_the_database_keeps_them(
    session: Session, files: TwoPlans, moved: bool
) -> None:
    billed_denial(session, files)
    first = files.claim("A1").advice_id
    files.decide("A1", *DENIED, trace="T3")
    for written in (None, files.claim("A1").id) if moved else ():
        session.execute(update(RemittanceClaim).where(RemittanceClaim.id == first).values(claim_id=written))
    takes_back(files, DENIED)
    standing = files.claim("A1").advice_id
    assert (standing != first, files.claim("A1").stage) == (True, "partly_paid")
    assert session.scalars(select(Denial.advice_id).where(Denial.state == "open")).all() == [standing]


def test_older_decision_that_comes_late_opens_nothing(session: Session, files: TwoPlans) -> None:
    files.bill_two("A1")
    files.decide("A1", *PAID, trace="T3", day=date(2026, 2, 9))
    files.decide("A1", *DENIED, day=date(2026, 2, 2))
    assert session.execute(select(Denial.state, Denial.outcome)).all() == [("closed", "decided_again")]
    assert session.scalars(select(WorkItem).where(WorkItem.closed_at.is_(None))).all() == []


def test_other_order_of_the_same_two_advices_leaves_the_same(session: Session, files: TwoPlans) -> None:
    billed_denial(session, files)
    files.decide("A1", *PAID, trace="T3")
    takes_back(files, DENIED)
    assert (balance(session, "receivable_patient"), balance(session, "receivable_denied")) == (
        Money.zero(),
        Money.zero(),
    )


def test_what_the_patient_paid_on_it_stays_the_patients(session: Session, files: TwoPlans) -> None:
    billed_denial(session, files)
    given = Received("desk-1", Money.of("60.00"), "check", day(5))
    record_payment(session, account_of(session).id, given, actor="staff:1", today=day(5))
    takes_back(files, DENIED)
    files.decide("A1", *PAID, trace="T3")
    assert balance(session, "receivable_patient") + balance(session, "patient_credit") == Money.of("-60.00")


def test_write_off_of_a_denial_is_put_back_when_the_payer_pays(session: Session, files: TwoPlans) -> None:
    claim = files.bill_two("A1")
    denied: Lines = (("0.00", (("CO", "197", "150.00"),)), DENIED[1])
    files.decide("A1", *denied)
    approved(session, "write_off", "claim", claim.id, "150.00")
    takes_back(files, denied)
    files.decide("A1", *PAID, trace="T3")
    assert (balance(session, "write_off"), balance(session, "receivable_denied")) == (Money.zero(), Money.zero())
    assert session.scalars(select(LedgerTransaction.kind).where(LedgerTransaction.kind == "undone")).all() == ["undone"]


def test_help_stays_granted_as_far_as_the_patients_share_is_the_same(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    approved(session, "write_off", "patient_account", account.id, "30.00")
    takes_back(files, PRIMARY)
    assert balance(session, "write_off") == Money.of("30.00")
    files.decide("A1", *TWENTY_LEFT, trace="T3")
    assert (balance(session, "receivable_patient"), balance(session, "write_off")) == (Money.zero(), Money.of("20.00"))
    assert everything(session) == Money.zero()


def test_referral_comes_back_as_far_as_the_agency_has_it_and_a_person_recalls_it(
    session: Session, files: TwoPlans
) -> None:
    account = billed(session, files)
    approved(session, "collection_referral", "patient_account", account.id, "30.00")
    given = Received("agency-1", Money.of("12.00"), "transfer", NOW.date())
    record_payment(session, account.id, given, actor="staff:1", today=NOW.date())
    takes_back(files, PRIMARY)
    files.decide("A1", *PAID, trace="T3")
    assert (balance(session, "collection_agency"), balance(session, "receivable_patient")) == (
        Money.zero(),
        Money.of("-12.00"),
    )
    item = session.scalars(select(WorkItem).where(WorkItem.reason == "recall_referral")).one()
    assert (item.owner, item.amount) == ("biller", Money.of("18.00"))


def test_claim_never_taken_back_is_left_alone(session: Session, files: TwoPlans) -> None:
    billed_denial(session, files)
    files.bill_two("A2")
    files.decide("A2", *PAID, trace="T9")
    assert balance(session, "receivable_patient") == Money.of("150.00")
    assert len(session.scalars(select(Statement)).all()) == 1
