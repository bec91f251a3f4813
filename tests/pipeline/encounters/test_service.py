"""Encounters in the database: coded in time, asked, answered, coded without an answer, told again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.models.audit import AuditEvent
from backend.models.encounter import CodingQuery, Encounter
from backend.pipeline.encounters import service
from backend.pipeline.encounters.errors import AnswerDoesNotFit, QueryClosed, QueryNotFound
from backend.pipeline.work.service import open_items
from tests.pipeline.encounters.visits import NOTED, VISIT, encounter
from tests.pipeline.encounters.visits import service as documented

OPEN_VISIT = {**VISIT, "decision_making": None}


def row(session: Session) -> Encounter:
    return session.scalars(select(Encounter).execution_options(populate_existing=True)).one()


def queries(session: Session) -> list[CodingQuery]:
    return list(
        session.scalars(select(CodingQuery).order_by(CodingQuery.service).execution_options(populate_existing=True))
    )


def jobs(session: Session) -> list[tuple[str, Any]]:
    return [tuple(one) for one in session.execute(text("SELECT task_name, args FROM procrastinate_jobs ORDER BY id"))]


def test_complete_note_is_coded_at_once_and_handed_on(session: Session) -> None:
    taken = service.take_encounters(session, [encounter()], NOTED)
    assert [(one.state, one.queries) for one in taken] == [("coded", 0)]
    assert jobs(session) == [("scrubbing:build", {"encounter_ids": [str(taken[0].id)]})]
    coded = service.coded_encounters(session, [taken[0].id])[0]
    assert [line.procedure for line in coded.coded.lines] == ["99213"]
    assert not coded.queried_unresolved


def test_gap_becomes_a_query_with_a_window_and_an_owner(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT)], NOTED)
    asked = queries(session)[0]
    assert (asked.gap, asked.choices) == ("decision_making", ["straightforward", "low", "moderate", "high"])
    assert asked.due == NOTED + timedelta(hours=44)
    assert row(session).coding_due == NOTED + timedelta(hours=48)
    work = open_items(session, queue="coding_queries")
    assert [(one.reason, one.owner, one.due) for one in work] == [("note_incomplete", "biller", date(2026, 3, 18))]
    assert jobs(session) == []


def test_answer_codes_the_encounter_and_closes_the_work(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT)], NOTED)
    taken = service.answer_query(session, queries(session)[0].id, "moderate", "staff:1", NOTED + timedelta(hours=3))
    assert (taken.state, taken.queries) == ("coded", 0)
    assert service.coded_encounters(session, [taken.id])[0].coded.lines[0].procedure == "99214"
    assert open_items(session, queue="coding_queries") == []
    assert not row(session).queried_unresolved
    assert session.scalars(select(AuditEvent.act)).all() == ["staff:coding_query:answered"]


def test_encounter_waits_for_the_last_of_several_answers(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT, documented(procedure="97110"))], NOTED)
    first, second = queries(session)
    assert service.answer_query(session, first.id, "low", "staff:1", NOTED).state == "queried"
    assert service.answer_query(session, second.id, "25", "staff:1", NOTED).state == "coded"


def test_answer_that_opens_another_gap_is_asked_further(session: Session) -> None:
    service.take_encounters(session, [encounter(documented(procedure=""))], NOTED)
    taken = service.answer_query(session, queries(session)[0].id, "20610", "staff:1", NOTED)
    assert (taken.state, taken.queries) == ("queried", 1)
    side = next(one for one in queries(session) if one.gap == "side")
    assert service.answer_query(session, side.id, "left", "staff:1", NOTED).state == "coded"


def test_unanswered_query_is_coded_conservatively_and_marked(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT)], NOTED)
    assert service.close_overdue(session, NOTED + timedelta(hours=43)) == 0
    closing = NOTED + timedelta(hours=44)
    assert service.close_overdue(session, closing) == 1
    told = row(session)
    assert (told.state, told.queried_unresolved, told.coded_at) == ("coded", True, closing)
    assert told.coded_at < told.coding_due
    assert [one.state for one in queries(session)] == ["unresolved"]
    assert service.coded_encounters(session, [told.id])[0].coded.lines[0].procedure == "99212"
    assert service.close_overdue(session, closing) == 0


def test_note_that_cannot_be_coded_stops_at_a_person_with_a_day(session: Session) -> None:
    service.take_encounters(session, [encounter(signed=False)], NOTED)
    service.close_overdue(session, NOTED + timedelta(hours=44))
    assert row(session).state == "stopped"
    work = open_items(session, queue="coding_queries")
    assert [(one.reason, one.owner, one.due) for one in work] == [("not_codable", "supervisor", date(2026, 3, 19))]


def test_service_left_out_is_work_with_its_charge(session: Session) -> None:
    service.take_encounters(session, [encounter(VISIT, documented(procedure="97110"))], NOTED)
    service.close_overdue(session, NOTED + timedelta(hours=44))
    work = open_items(session, queue="coding_queries")
    assert [(one.reason, str(one.amount), one.facts) for one in work] == [
        ("services_left_out", "80.00", {"services": [[2, "minutes"]]})
    ]


def test_note_sent_again_replaces_the_questions(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT)], NOTED)
    again = service.take_encounters(session, [encounter()], NOTED + timedelta(hours=1))
    assert [one.state for one in again] == ["coded"]
    assert queries(session) == []
    assert open_items(session) == []


def test_signature_on_the_note_sent_again_goes_before_the_earlier_no(session: Session) -> None:
    service.take_encounters(session, [encounter(signed=False)], NOTED)
    assert service.answer_query(session, queries(session)[0].id, "no", "staff:1", NOTED).state == "stopped"
    again = service.take_encounters(session, [encounter()], NOTED + timedelta(hours=1))
    assert [(one.state, one.queries) for one in again] == [("coded", 0)]
    assert open_items(session) == []


def test_level_in_the_note_sent_again_goes_before_the_earlier_answer(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT, documented(procedure="97110"))], NOTED)
    answered(session, queries(session)[0].id, NOTED)
    told = encounter({**VISIT, "decision_making": "high"}, documented(procedure="97110", minutes=20))
    again = service.take_encounters(session, [told], NOTED)
    assert [one.state for one in again] == ["coded"]
    lines = service.coded_encounters(session, [again[0].id])[0].coded.lines
    assert [(line.procedure, line.units) for line in lines] == [("99215", 1), ("97110", 1)]


def test_answers_go_with_their_services_where_the_note_sent_again_has_them_in_another_order(session: Session) -> None:
    exercise, manual, joint = (documented(procedure=one) for one in ("97110", "97140", "20610"))
    service.take_encounters(session, [encounter(exercise, manual, joint)], NOTED)
    asked = queries(session)
    service.answer_query(session, asked[0].id, "40", "staff:1", NOTED)
    service.answer_query(session, asked[1].id, "10", "staff:1", NOTED)
    again = service.take_encounters(session, [encounter(manual, exercise, {**joint, "side": "left"})], NOTED)
    assert [one.state for one in again] == ["coded"]
    lines = service.coded_encounters(session, [again[0].id])[0].coded.lines
    assert [(line.procedure, line.units) for line in lines] == [("97140", 1), ("97110", 3), ("20610", 1)]


def test_answer_about_a_service_that_is_gone_does_not_fill_another(session: Session) -> None:
    service.take_encounters(session, [encounter(documented(procedure="97110"), OPEN_VISIT)], NOTED)
    service.answer_query(session, queries(session)[0].id, "40", "staff:1", NOTED)
    later = NOTED + timedelta(hours=1)
    again = service.take_encounters(session, [encounter(documented(procedure="97140"), VISIT)], later)
    assert [(one.state, one.queries) for one in again] == [("queried", 1)]
    service.close_overdue(session, NOTED + timedelta(hours=44))
    coded = service.coded_encounters(session, [again[0].id])[0].coded
    assert ([line.procedure for line in coded.lines], coded.left_out) == (["99213"], ((1, "minutes"),))


def test_complete_note_after_an_unanswered_question_is_not_marked_unresolved(session: Session) -> None:
    service.take_encounters(session, [encounter(signed=False)], NOTED)
    service.close_overdue(session, NOTED + timedelta(hours=44))
    service.take_encounters(session, [encounter()], NOTED + timedelta(hours=50))
    assert (row(session).state, row(session).queried_unresolved) == ("coded", False)


def test_gap_left_unanswered_in_the_first_note_is_asked_again_in_the_second(session: Session) -> None:
    open_code = documented(procedure="", diagnoses=[])
    service.take_encounters(session, [encounter(documented(procedure="20610", diagnoses=[]))], NOTED)
    service.close_overdue(session, NOTED + timedelta(hours=44))
    assert row(session).state == "stopped"
    service.take_encounters(session, [encounter({**open_code, "diagnoses": ["I10"]})], NOTED + timedelta(hours=50))
    code = next(one for one in queries(session) if one.gap == "no_procedure")
    told = service.answer_query(session, code.id, "20610", "staff:1", NOTED + timedelta(hours=51))
    assert (told.state, told.queries) == ("queried", 1)


def test_service_too_short_to_bill_is_work_that_says_so(session: Session) -> None:
    service.take_encounters(session, [encounter(VISIT, documented(procedure="97110", minutes=5))], NOTED)
    (work,) = open_items(session, queue="coding_queries")
    assert (work.reason, str(work.amount), work.facts) == (
        "services_left_out", "80.00", {"services": [[2, "too_short"]]},
    )  # fmt: skip
    assert "service 2: the documented time is below the least that can be billed" in work.sentence


def test_visit_of_nothing_but_too_short_a_service_stops_at_a_person_with_the_reason(session: Session) -> None:
    taken = service.take_encounters(session, [encounter(documented(procedure="90834", minutes=10))], NOTED)
    assert [one.state for one in taken] == ["stopped"]
    (work,) = open_items(session, queue="coding_queries")
    assert (work.reason, work.owner, work.facts) == ("too_short", "supervisor", {"services": [[1, "too_short"]]})
    assert "less time than can be billed" in work.sentence
    assert jobs(session) == []


def test_note_of_a_coded_encounter_sent_again_leaves_its_work_open(session: Session) -> None:
    note = encounter(VISIT, documented(procedure="97110", minutes=5))
    for _ in range(2):
        service.take_encounters(session, [note], NOTED)
    assert [one.reason for one in open_items(session, queue="coding_queries")] == ["services_left_out"]


def test_note_of_a_coded_encounter_is_not_taken_again(session: Session) -> None:
    service.take_encounters(session, [encounter()], NOTED)
    again = service.take_encounters(session, [encounter(documented())], NOTED)
    assert [one.state for one in again] == ["already_billed"]
    assert service.coded_encounters(session, [again[0].id])[0].coded.lines[0].procedure == "99213"


def test_closed_query_takes_no_second_answer(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT)], NOTED)
    identity = queries(session)[0].id
    service.answer_query(session, identity, "low", "staff:1", NOTED)
    with pytest.raises(QueryClosed):
        service.answer_query(session, identity, "high", "staff:1", NOTED)


def test_answer_outside_the_choices_is_refused_and_changes_nothing(session: Session) -> None:
    service.take_encounters(session, [encounter(OPEN_VISIT)], NOTED)
    with pytest.raises(AnswerDoesNotFit):
        service.answer_query(session, queries(session)[0].id, "very high", "staff:1", NOTED)
    assert queries(session)[0].state == "open"
    with pytest.raises(QueryNotFound):
        service.answer_query(session, uuid4(), "low", "staff:1", NOTED)


def test_bad_line_of_a_file_is_named_without_its_value() -> None:
    good, problems = service.read_lines(
        encounter().model_dump_json() + '\n\n{"number": "V-2", "signed": "perhaps"}\nnonsense'
    )
    assert [one.number for one in good] == ["V-88213"]
    assert {one.row for one in problems} == {2, 3}
    assert "perhaps" not in str(problems)


def answered(session: Session, identity: UUID, at: datetime) -> None:
    service.answer_query(session, identity, "low", "staff:1", at)


def test_physician_who_keeps_leaving_something_out_is_a_pattern(session: Session) -> None:
    notes = [encounter(OPEN_VISIT, number=f"V-{n}") for n in range(4)] + [encounter(number=f"W-{n}") for n in range(6)]
    service.take_encounters(session, notes, NOTED)
    for hours, one in zip((2, 4, 6), queries(session), strict=False):
        answered(session, one.id, NOTED + timedelta(hours=hours))
    found = service.physician_patterns(session, date(2026, 3, 1), date(2026, 4, 1))
    assert [
        (one.gap, one.queries, one.encounters, one.percent, one.unanswered, one.hours_to_answer) for one in found
    ] == [("decision_making", 4, 10, 40, 1, 4.0)]


def test_charge_lag_counts_from_the_visit_to_the_claim_leaving(session: Session) -> None:
    taken = service.take_encounters(session, [encounter(number=f"V-{n}") for n in range(3)], NOTED)
    for days, one in zip((1, 2, 9), taken, strict=True):
        service.mark_billed(session, [one.id], NOTED + timedelta(days=days))
    lag = service.charge_lags(session, date(2026, 3, 1), date(2026, 4, 1))
    assert [(one.claims, one.median_days, one.ninety_percent_within_days) for one in lag] == [(3, 2.0, 9)]
