"""Claims whose lines lie on both sides of a day cover, plan or benefit year changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backend.models.benefit_plan import BenefitYear
from backend.pipeline.adjudication import service
from tests.pipeline.adjudication.conftest import terms_document

VISITS = (date(2026, 1, 30), date(2026, 2, 5))


def enrolled(**span: str) -> dict[str, Any]:
    return {**terms_document()["enrolments"][0], **span}


@pytest.mark.parametrize(
    ("spans", "codes", "year"),
    [
        ([{"stops": "2026-01-31"}], [("CO", "45"), ("PR", "3"), ("PR", "27")], "2026-01-01"),
        ([{"starts": "2026-02-01"}], [("PR", "26"), ("CO", "45"), ("PR", "3")], "2026-01-01"),
        ([{"starts": "2026-02-10"}], [("PR", "26"), ("PR", "26")], None),
    ],
    ids=["cover ended between", "cover began between", "cover began after"],
)
def test_each_visit_is_paid_or_denied_by_the_cover_of_its_day(
    desk: Any, spans: list[dict[str, str]], codes: list[tuple[str, str]], year: str | None
) -> None:
    desk.load(enrolments=[enrolled(**span) for span in spans])
    desk.bill(desk.claim("A1", ("99213", "140"), ("99213", "140"), days=VISITS))
    assert desk.decide().decided == 1
    assert [one[:2] for one in desk.codes("A1")] == codes
    found = desk.session.get(BenefitYear, desk.row("A1").year_id) if desk.row("A1").year_id else None
    assert (str(found.starts) if found else None) == year
    desk.pay()


def two_plans() -> dict[str, Any]:
    """One plan until the end of January, another from then on."""
    document = terms_document()
    (plan,) = document["plans"]
    document["plans"] = [plan, {**plan, "code": "MOSS", "name": "Moss HMO"}]
    document["enrolments"] = [enrolled(stops="2026-01-31"), enrolled(plan="MOSS", starts="2026-02-01")]
    return document


def two_years() -> dict[str, Any]:
    """One plan whose second benefit year begins in February."""
    document = terms_document()
    (year,) = document["plans"][0]["years"]
    document["plans"][0]["years"] = [{**year, "stops": "2026-01-31"}, {**year, "starts": "2026-02-01"}]
    return document


@pytest.mark.parametrize("document", [two_plans(), two_years()], ids=["two plans", "two benefit years"])
def test_lines_of_two_plans_or_benefit_years_are_a_persons_to_settle(desk: Any, document: dict[str, Any]) -> None:
    desk.load(**document)
    for account, days in (("A1", VISITS), ("A2", VISITS[:1] * 2), ("A3", VISITS[1:] * 2)):
        desk.bill(desk.claim(account, ("99213", "140"), ("97110", "60"), days=days))
    outcome = desk.decide()
    assert (outcome.decided, outcome.pended) == (2, 1)
    assert desk.reasons("A1") == ["two_plan_years"]
    assert None is not desk.row("A2").year_id != desk.row("A3").year_id
    row = service.release(desk.session, desk.row("A1").id, note="Under the first.", actor="staff:bo", now=desk.now)
    assert (row.state, row.year_id) == ("decided", desk.row("A2").year_id)


def test_a_renewed_span_of_the_same_plan_and_year_needs_nobody(desk: Any) -> None:
    desk.load(enrolments=[enrolled(stops="2026-01-31"), enrolled(starts="2026-02-01")])
    desk.bill(desk.claim("A1", ("99213", "140"), ("97110", "60"), days=VISITS))
    assert desk.decide().decided == 1
    assert str(desk.row("A1").allowed) == "122.40"
