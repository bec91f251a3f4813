"""No case goes to nobody: every reason the code or the database can make work wait for has its person."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from backend.pipeline.quality import service
from backend.pipeline.quality.coverage import Case, cases_in_code, mapped, person_rules, sites
from backend.pipeline.quality.view import grouped
from backend.pipeline.work.service import NewWork, open_work_item
from tests.pipeline.conftest import TODAY

PROJECT = Path(__file__).resolve().parents[3]


def test_every_reason_in_the_code_has_its_person() -> None:
    unmapped = [one.case for one in mapped(cases_in_code()) if one.rule is None]
    assert unmapped == [], (
        "name who decides in backend/pipeline/quality/data/people.json (families.json for computed reasons)"
    )


def test_every_place_that_opens_work_is_found() -> None:
    text = sum(path.read_text().count("NewWork(") for path in (PROJECT / "backend").rglob("*.py"))
    definitions_and_words = 3
    assert len(list(sites(PROJECT))) >= text - definitions_and_words


def test_every_rule_has_a_case_it_is_for() -> None:
    found = mapped(cases_in_code())
    assert [one for one in person_rules() if not any(each.rule is one for each in found)] == []


def test_a_reason_nobody_named_is_unmapped(tmp_path: Path) -> None:
    folder = tmp_path / "backend"
    folder.mkdir()
    (folder / "stage.py").write_text(
        'QUEUE = "rejections"\n'
        'NewWork(QUEUE, "claim", id, "rejected_21", "biller", due)\n'
        'NewWork(QUEUE, "claim", id, "never_heard_of", "biller", due)\n'
        'NewWork(QUEUE, "claim", id, computed(), "biller", due)\n'
    )
    found = {one.case.reason: one.rule for one in mapped(cases_in_code(tmp_path))}
    assert found["rejected_21"] is not None
    assert found["never_heard_of"] is None
    assert found["? computed()"] is None


def test_a_reason_that_stands_only_in_the_database_is_found_too(session: Session) -> None:
    from uuid import uuid4

    open_work_item(session, NewWork("rejections", "claim", uuid4(), "an_old_reason", "biller", TODAY))
    shown = grouped(service.coverage(session))
    assert (shown.whole, shown.unmapped, shown.cases[0].reason) == (False, 1, "an_old_reason")
    assert shown.cases[0].found_in == ["table work_item"]


def test_a_case_goes_to_the_first_rule_that_fits() -> None:
    found = mapped([Case("adjudication", "fraud_sign", "here"), Case("adjudication", "other", "here")])
    assert [one.rule.person if one.rule else None for one in found] == ["supervisor", None]
