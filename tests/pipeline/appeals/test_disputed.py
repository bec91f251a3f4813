"""An appeal is about the decision it contests, not about whatever the payer denies on the claim later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.appeal import Appeal
from backend.models.denial import Denial
from backend.pipeline.appeals import service
from tests.pipeline.patient_billing.test_taken_back import DECIDED, Lines, takes_back
from tests.pipeline.secondary.plans import TwoPlans

PERSON = "staff:rosa"
NOW = datetime(2026, 2, 5, 15, tzinfo=UTC)
NEEDLESS: Lines = (("0.00", (("CO", "50", "150.00"),)), ("40.00", (("CO", "45", "10.00"),)))
UNAUTHORIZED: Lines = (("0.00", (("CO", "197", "150.00"),)), NEEDLESS[1])


@pytest.fixture
def files(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def sent(session: Session, files: TwoPlans, *, signed_only: bool = False) -> Appeal:
    claim = files.bill_two("A1")
    files.decide("A1", *NEEDLESS)
    appeal = service.start_appeal(session, claim.id, actor=PERSON, today=DECIDED)
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW, without_physician=True)
    if not signed_only:
        service.mark_sent(session, appeal.id, actor=PERSON, on=DECIDED, now=NOW)
    return appeal


def states(session: Session) -> dict[str, tuple[str, str]]:
    rows = session.execute(select(Denial.carc, Denial.state, Denial.outcome).order_by(Denial.id))
    return {carc: (state, outcome) for carc, state, outcome in rows}


def denied_anew(files: TwoPlans, lines: Lines) -> None:
    takes_back(files, NEEDLESS)
    files.decide("A1", *lines, trace="T3")


def test_won_appeal_leaves_what_the_payer_denied_since_for_another_reason(session: Session, files: TwoPlans) -> None:
    appeal = sent(session, files)
    denied_anew(files, UNAUTHORIZED)
    decided = DECIDED + timedelta(days=20)
    service.record_decision(session, appeal.id, "overturned", actor=PERSON, decided_on=decided)
    assert states(session) == {"50": ("closed", "reversed"), "197": ("open", "")}


def test_lost_appeal_changes_nothing_on_another_denial(session: Session, files: TwoPlans) -> None:
    appeal = sent(session, files)
    denied_anew(files, UNAUTHORIZED)
    before = session.scalars(select(Denial.next_step).where(Denial.carc == "197")).one()
    decided = DECIDED + timedelta(days=20)
    service.record_decision(session, appeal.id, "upheld", actor=PERSON, decided_on=decided)
    assert session.scalars(select(Denial.next_step).where(Denial.carc == "197")).one() == before


def test_sending_an_appeal_does_not_take_along_another_denial(session: Session, files: TwoPlans) -> None:
    appeal = sent(session, files, signed_only=True)
    denied_anew(files, UNAUTHORIZED)
    service.mark_sent(session, appeal.id, actor=PERSON, on=DECIDED, now=NOW)
    assert states(session)["197"] == ("open", "")


def test_same_line_denied_again_for_the_same_reason_is_still_what_is_appealed(
    session: Session, files: TwoPlans
) -> None:
    appeal = sent(session, files)
    denied_anew(files, NEEDLESS)
    decided = DECIDED + timedelta(days=20)
    service.record_decision(session, appeal.id, "overturned", actor=PERSON, decided_on=decided)
    found = session.execute(select(Denial.state, Denial.outcome).order_by(Denial.outcome)).all()
    assert found == [("closed", "overturned"), ("closed", "reversed")]
