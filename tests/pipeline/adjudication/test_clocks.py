"""Clocks of a claim: filed in time, corrected in time, asked for more; each counts from its own day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from backend.pipeline.adjudication import service
from tests.pipeline.adjudication.conftest import first_payer, terms_document


def test_information_that_came_after_the_filing_limit_makes_no_late_claim(desk: Any) -> None:
    """Day 77 of 90 when the claim came; the records came on day 98."""
    desk.load()
    desk.now = datetime(2026, 3, 20, 15, tzinfo=UTC)
    desk.bill(desk.claim("A1", ("47379", "1200"), day=date(2026, 1, 2)))
    desk.decide()
    desk.now = datetime(2026, 4, 10, 15, tzinfo=UTC)
    row = service.release(
        desk.session, desk.row("A1").id, note="Records came.", actor="staff:bo", now=desk.now,
        information_received=desk.now.date(),
    )  # fmt: skip
    assert "29" not in [one[1] for one in desk.codes("A1")]
    assert (row.received, row.due, str(row.allowed)) == (date(2026, 3, 20), date(2026, 5, 10), "900.00")
    desk.now = datetime(2026, 5, 10, 15, tzinfo=UTC)
    (paid,) = desk.pay()
    assert b"DTM*050*20260320~" in desk.content(paid)
    assert str(desk.row("A1").interest) == "0.00"


def test_corrected_claim_counts_from_the_decision_it_corrects(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.pay()
    number = desk.claim_row("A1").payer_claim_control_number
    desk.now = datetime(2026, 7, 1, 15, tzinfo=UTC)
    desk.bill(desk.claim("A1R", ("99213", "150"), frequency="7", original=(number,)))
    desk.decide()
    desk.pay()
    assert desk.codes("A1R") == [("CO", "45", "57.60"), ("PR", "3", "30.00")]
    assert (desk.claim_row("A1").stage, desk.claim_row("A1R").stage) == ("reversed", "paid")


@pytest.mark.parametrize(
    ("day", "codes", "stage"),
    [
        (15, [("CO", "45", "57.60"), ("PR", "3", "30.00")], "reversed"),
        (16, [("CO", "29", "150.00")], "paid"),
    ],
)
def test_corrected_claim_past_the_payers_own_limit_leaves_the_first_decision_standing(
    desk: Any, day: int, codes: list[Any], stage: str
) -> None:
    """Cigna: 90 days from the remittance of 16 March; 14 June is a Sunday."""
    document = terms_document()
    document["payers"][0]["name"] = "Cigna Fernbrook"
    desk.load(**document)
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.pay()
    number, used = desk.claim_row("A1").payer_claim_control_number, desk.used()
    desk.now = datetime(2026, 6, day, 15, tzinfo=UTC)
    desk.bill(desk.claim("A1R", ("99213", "150"), frequency="7", original=(number,)))
    desk.decide()
    desk.pay()
    assert desk.codes("A1R") == codes
    assert (desk.claim_row("A1").stage, desk.used()) == (stage, used)


def test_second_payers_filing_time_does_not_run_while_the_first_decides(desk: Any) -> None:
    desk.load(enrolments=[{**terms_document()["enrolments"][0], "other_plan_primary": True}])
    desk.now = datetime(2026, 6, 20, 12, tzinfo=UTC)
    other = first_payer("90", ("CO", "45", "30"), ("PR", "2", "20"))
    desk.bill(desk.claim("A1", ("99213", "140"), order="S", others=(other,)))
    desk.decide()
    assert desk.codes("A1") == [("OA", "23", "120.00")]
