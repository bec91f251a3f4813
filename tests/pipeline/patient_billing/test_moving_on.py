"""No account stands still for ever: an application, a refusal, a referral each come to an end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.audit import AuditEvent
from backend.models.claim import ClaimEvent
from backend.models.patient_account import HardshipApplication
from backend.pipeline.patient_billing.errors import NotNow
from backend.pipeline.patient_billing.service import (
    Application,
    Decider,
    Received,
    apply_for_help,
    close_application,
    decide,
    record_payment,
    run_cycle,
)
from tests.pipeline.patient_billing.bills import DECIDED, TwoPlans, account_of, balance, billed

ASKED = Application(3, Money.of("24000.00"), (("last tax return", False),))
COMPLETE = Application(3, Money.of("24000.00"), (("last tax return", True),))


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def day(after: int) -> date:
    return DECIDED + timedelta(days=after)


def decided(session: Session, *, approve: bool, after: int) -> None:
    one = session.scalars(select(Approval).where(Approval.state == "open")).one()
    now = datetime.combine(day(after), datetime.min.time(), UTC)
    who = Decider(UUID(int=1), "staff:boss", True)
    decide(session, one.id, approve=approve, reason="Ask once more.", decider=who, name="Sam", now=now)


def pays(session: Session, amount: str, after: int) -> None:
    given = Received(f"payment-{after}", Money.of(amount), "check", day(after))
    record_payment(session, account_of(session).id, given, actor="staff:1", today=day(after))


def to_a_recommendation(session: Session, files: TwoPlans) -> None:
    billed(session, files)
    for after in range(10, 130, 10):
        run_cycle(session, day(after))


def test_documents_that_never_come_let_the_application_lapse(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    apply_for_help(session, account.id, ASKED, actor="staff:1", today=day(5))
    assert run_cycle(session, day(34)).statements == 0
    assert run_cycle(session, day(35)).statements == 1
    assert run_cycle(session, day(35)).statements == 0
    after = account_of(session)
    assert (after.state, after.owner, after.notices, after.next_date) == ("cycle", "system", 1, day(65))
    application = session.scalars(select(HardshipApplication)).one()
    session.refresh(application)
    assert (application.state, application.closed_on) == ("lapsed", day(35))
    assert "hardship_lapsed" in session.scalars(select(ClaimEvent.kind)).all()


def test_complete_application_waits_for_the_practice_however_long(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    apply_for_help(session, account.id, COMPLETE, actor="staff:1", today=day(5))
    assert run_cycle(session, day(200)).statements == 0
    assert (account_of(session).state, account_of(session).owner) == ("hardship", "supervisor")


def test_paying_in_full_ends_the_application_and_what_was_asked_of_the_practice(
    session: Session, files: TwoPlans
) -> None:
    account = billed(session, files)
    apply_for_help(session, account.id, COMPLETE, actor="staff:1", today=day(5))
    pays(session, "30.00", 8)
    assert account_of(session).state == "settled"
    assert session.scalars(select(HardshipApplication.state)).one() == "withdrawn"
    assert session.scalars(select(Approval.state)).one() == "withdrawn"


def test_application_is_closed_by_a_person_with_a_reason(session: Session, files: TwoPlans) -> None:
    account = billed(session, files)
    with pytest.raises(NotNow):
        close_application(session, account.id, "no more wanted", actor="staff:1", name="Bo", today=day(5))
    apply_for_help(session, account.id, COMPLETE, actor="staff:1", today=day(5))
    row = close_application(session, account.id, "no more wanted", actor="staff:7", name="Bo Marsh", today=day(9))
    assert (row.state, row.closed_on, row.closed_reason) == ("withdrawn", day(9), "no more wanted")
    assert session.scalars(select(Approval.state)).one() == "withdrawn"
    event = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "hardship_closed")).one()
    assert event.detail == {"name": "Bo Marsh"}
    assert "staff:7" in session.scalars(select(AuditEvent.actor)).all()
    assert run_cycle(session, day(10)).statements == 1


def test_refused_write_off_is_asked_for_again_after_its_days(session: Session, files: TwoPlans) -> None:
    to_a_recommendation(session, files)
    decided(session, approve=False, after=121)
    assert (account_of(session).state, account_of(session).owner) == ("recommended", "biller")
    assert run_cycle(session, day(150)).statements == 0
    assert run_cycle(session, day(151)).statements == 1
    after = account_of(session)
    assert (after.state, after.owner, after.notices) == ("cycle", "system", 1)


def test_referral_ends_when_the_agency_collected_everything(session: Session, files: TwoPlans) -> None:
    to_a_recommendation(session, files)
    session.scalars(select(Approval)).one().kind = "collection_referral"
    session.flush()
    decided(session, approve=True, after=121)
    pays(session, "12.00", 140)
    run_cycle(session, day(141))
    assert (account_of(session).state, balance(session, "collection_agency")) == ("referred", Money.of("18.00"))
    pays(session, "18.00", 150)
    assert (account_of(session).state, balance(session, "collection_agency")) == ("settled", Money.zero())
