"""A claim billed again: its services are charged once in the days that receivables stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.claim import Claim
from backend.models.report import MonthlyReport
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.reporting import service as reporting
from backend.pipeline.reporting.repository import Picked
from backend.pipeline.reporting.schemas import Package
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.submission import service as submission
from tests.pipeline.posting.conftest import Files, Paid
from tests.pipeline.submission.test_replacing import LATER, denied

FEBRUARY, MARCH, APRIL = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
WANTED = ClaimCorrection(reason="the authorization came.", authorization_number="A7741")


def report_of(session: Session, month: date) -> MonthlyReport:
    (client,) = [one for one in reporting.clients(session) if one.kind == "practice"]
    return reporting.make(session, client, month, datetime(2026, 5, 9, 12, tzinfo=UTC), "test")


def charges(session: Session, report: MonthlyReport) -> dict[str, Decimal]:
    """The claims daily charges are made of, by the practice's number."""
    found = reporting.claims_behind(session, report.id, reporting.Asked("daily_charges", Picked()))
    numbers = {one.id: one.patient_control_number for one in session.scalars(select(Claim))}
    listed = {numbers[one.claim_id]: Decimal(one.amount) for one in found.claims if one.claim_id is not None}
    assert sum(listed.values()) == Decimal(found.amount)
    return listed


def days(report: MonthlyReport) -> str:
    package = Package.model_validate(report.package)
    assert package.reconciliation.holds
    (found,) = [one for section in package.sections for one in section.figures if one.key == "days_in_ar"]
    return f"{found.display}: {found.made_of}"


@pytest.fixture
def corrected(session: Session, tmp_path: Path) -> Session:
    """Two claims of 200 dollars came in billed; one was denied and came in again for 180."""
    files = Files(session, tmp_path)
    files.bill("A1", "B1")
    files.pay(Paid("A1", "200.00", "0.00", (("CO", "197", "200.00"),), number="ICN1"))
    assert files.bill("A1R", charge="180.00", frequency="7", original="ICN1").posted == 1
    return session


def test_corrected_claim_that_came_in_billed_is_charged_once(corrected: Session) -> None:
    report = report_of(corrected, FEBRUARY)
    assert charges(corrected, report) == {"B1": Decimal("200.00"), "A1R": Decimal("180.00")}
    # the denied 200 are owed still, with the 200 and the 180 that are not decided
    assert days(report) == "137.4 days: $580.00 at $4.22 of charges a day"


@pytest.mark.parametrize(
    ("void", "left", "month", "counted"),
    [
        (False, False, APRIL, "original"), (False, True, APRIL, "replacement"),
        (True, False, APRIL, "original"), (True, True, APRIL, "nothing"),
        # what left in April leaves March as it was
        (False, True, MARCH, "original"),
    ],
)  # fmt: skip
def test_claim_of_ours_counts_until_what_takes_its_place_has_left(
    session: Session, void: bool, left: bool, month: date, counted: str
) -> None:
    original = denied(session)
    made = replace_claim(session, original, WANTED, void=void, actor="staff:1", now=LATER).claim_id
    if left:
        credentialing.check(session, [made], LATER)
        submission.submit_ready(session, LATER)
    report = report_of(session, month)
    found = reporting.claims_behind(session, report.id, reporting.Asked("daily_charges", Picked()))
    one = {"original": [original], "replacement": [made], "nothing": []}[counted]
    assert [each.claim_id for each in found.claims] == one
