"""From the schedule to the front desk: asked by file, answered by file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.models.appointment import Appointment, EligibilityInquiry
from backend.models.submission import OutgoingInterchange
from backend.pipeline.eligibility import service
from backend.pipeline.eligibility.errors import AppointmentCancelled, AppointmentNotFound, ProviderNumberWrong
from backend.pipeline.eligibility.receiving import EligibilityReceiver
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.work.service import open_items
from backend.x12 import read
from backend.x12.eligibility_270_271.models import Benefit, EligibilityHeader, EligibilityResponse, Rejection, Trace
from backend.x12.eligibility_270_271.writing import responses
from backend.x12.parts import Name
from tests.pipeline.eligibility.practice import appointment
from tests.pipeline.receiving import receive

EVENING = datetime(2026, 3, 16, 22, 0, tzinfo=UTC)
VISIT = date(2026, 3, 17)


def files(session: Session) -> list[OutgoingInterchange]:
    return list(session.scalars(select(OutgoingInterchange).order_by(OutgoingInterchange.number)))


def questions(session: Session) -> list[Any]:
    return [record.model for file in files(session) for each in read(file.content) for record in each.records()]


def answer(session: Session, **by_name: Any) -> FileReport:
    """The payer answers the questions asked: benefits or rejections by the patient's first name."""
    given = []
    for asked in questions(session):
        told = by_name.get(asked.parties.subscriber.name.first)
        if told is None:
            continue
        trace = Trace("2", asked.traces[0].number, service.ORIGINATOR)
        rejections = tuple(one for one in told if isinstance(one, Rejection))
        benefits = tuple(one for one in told if isinstance(one, Benefit))
        given.append(EligibilityResponse(asked.parties, (trace,), rejections, (), benefits))
    return take(session, given)


def take(session: Session, given: list[EligibilityResponse]) -> FileReport:
    told = responses(EligibilityHeader("R1", EVENING.date(), "2230", "11"), given)
    return receive(session, EligibilityReceiver, told, EVENING)


ACTIVE = Benefit("1", "IND", ("30",), "C1", "Harbor Choice PPO")
COPAY = Benefit("B", "IND", ("98",))


def test_evening_round_asks_each_visit_once_in_one_file_per_payer(session: Session) -> None:
    service.take_appointments(
        session,
        [
            appointment(),
            appointment(number="A-2", first_name="Ira", member_id="H2"),
            appointment(number="A-3", first_name="Lena", payer_identifier="SVH22", payer_name="Stonevale Health Plan"),
        ],
        EVENING,
    )
    assert service.ask_ahead(session, EVENING) == 3
    assert [one.kind for one in files(session)] == ["270", "270"]
    assert sorted(one.parties.subscriber.name.first for one in questions(session)) == ["Ira", "Lena", "Odessa"]
    assert service.ask_ahead(session, EVENING) == 0


def test_files_pass_our_own_reading_without_a_finding(session: Session) -> None:
    service.take_appointments(
        session, [appointment(), appointment(number="A-2", first_name="Ira", member_id="H2")], EVENING
    )
    service.ask_ahead(session, EVENING)
    for file in files(session):
        reader = read(file.content)
        found = [one for each in reader for record in each.records() for one in record.findings]
        assert found + reader.findings == []


def test_sending_is_a_job_of_the_same_transaction(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    jobs = session.execute(text("SELECT task_name, args FROM procrastinate_jobs")).all()
    assert [(name, args["number"]) for name, args in jobs] == [("submission:send_file", files(session)[0].number)]


@pytest.mark.parametrize(
    ("asked_on", "visit", "count"),
    [
        (datetime(2026, 3, 13, 22, tzinfo=UTC), date(2026, 3, 16), 1),  # Friday asks for Monday
        (datetime(2026, 3, 12, 22, tzinfo=UTC), date(2026, 3, 16), 0),
        (datetime(2026, 7, 2, 22, tzinfo=UTC), date(2026, 7, 6), 1),  # 3 July 2026 is the observed holiday
        (datetime(2026, 3, 16, 22, tzinfo=UTC), date(2026, 3, 15), 0),
    ],
)
def test_round_reaches_to_the_next_business_day(session: Session, asked_on: datetime, visit: date, count: int) -> None:
    service.take_appointments(session, [appointment(day=visit.isoformat())], EVENING)
    assert service.ask_ahead(session, asked_on) == count


def test_cancelled_visit_is_not_asked(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.take_appointments(session, [appointment(cancelled=True)], EVENING)
    assert service.ask_ahead(session, EVENING) == 0
    identity = session.scalars(select(Appointment.id)).one()
    with pytest.raises(AppointmentCancelled):
        service.ask_now(session, identity, EVENING)


def test_moved_visit_is_asked_again(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    service.take_appointments(session, [appointment(day="2026-03-18")], EVENING)
    assert service.ask_ahead(session, EVENING.replace(day=17)) == 1


def test_unknown_visit_cannot_be_asked(session: Session) -> None:
    with pytest.raises(AppointmentNotFound):
        service.ask_now(session, uuid4(), EVENING)


def test_wrong_provider_number_is_refused(session: Session) -> None:
    with pytest.raises(ProviderNumberWrong):
        service.take_appointments(session, [appointment(provider_npi="1770002314")], EVENING)


def test_answers_become_the_report_and_the_work_of_the_front_desk(session: Session) -> None:
    names = ["Odessa", "Ira", "Lena", "Milo"]
    service.take_appointments(
        session,
        [
            appointment(number=f"A-{n}", first_name=name, member_id=f"H{n}", time=f"1{n}:00")
            for n, name in enumerate(names)
        ],
        EVENING,
    )
    service.ask_ahead(session, EVENING)
    report = answer(
        session,
        Odessa=[ACTIVE, COPAY._replace(amount=Decimal(25))],
        Ira=[Benefit("6", "IND", ("30",))],
        Lena=[Rejection("75", "C")],
    )
    assert (report.posted, report.held, report.problems) == (3, 0, [])
    rows = {row.patient.split()[0]: row for row in service.front_desk(session, VISIT)}
    assert {name: row.outcome for name, row in rows.items()} == {
        "Odessa": "active",
        "Ira": "lapsed",
        "Lena": "not_found",
        "Milo": "waiting",
    }
    assert rows["Odessa"].what_to_do.endswith("Copay: $25.00.")
    assert "self-pay" in rows["Ira"].what_to_do
    work = open_items(session, queue="front_desk")
    assert sorted(one.reason for one in work) == ["lapsed", "not_found"]
    assert all(one.owner and one.due == VISIT and one.sentence for one in work)
    assert service.open_unanswered(session, datetime(2026, 3, 17, 10, 30, tzinfo=UTC)) == 1


def test_good_answer_after_a_bad_one_closes_the_work(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    answer(session, Odessa=[Rejection("72", "C")])
    identity = session.scalars(select(Appointment.id)).one()
    service.ask_now(session, identity, EVENING.replace(hour=23))
    last = questions(session)[-1]
    take(session, [EligibilityResponse(last.parties, (Trace("2", last.traces[0].number),), (), (), (ACTIVE,))])
    assert open_items(session, queue="front_desk") == []
    assert [row.outcome for row in service.front_desk(session, VISIT)] == ["active"]
    jobs = session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'scrubbing:cover_told'")).all()
    member = session.scalars(select(Appointment.member_id)).one()
    assert [one.args for one in jobs] == [{"member_ids": [str(member)]}] * 2
    assert {one.occasion for one in session.scalars(select(EligibilityInquiry))} == {"evening", "on_demand"}


def test_same_answer_twice_changes_nothing(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    other = Benefit(
        "R", "IND", ("30",), entities=(Name("PRP", "2", "Lakeshore Medicare", id_qualifier="PI", id="LM1"),)
    )
    for _ in range(2):
        answer(session, Odessa=[ACTIVE, other])
    visit = session.scalars(select(Appointment)).one()
    assert [(one.position, one.payer_identifier) for one in service.cover_of(session, visit.member_id)] == [
        ("P", "HHP01"),
        ("S", "LM1"),
    ]
    assert [one.reason for one in open_items(session, queue="front_desk")] == ["second_coverage"]


def test_answer_nobody_asked_for_tells_of_cover_of_one_known_member(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    parties = questions(session)[0].parties
    stranger = parties._replace(subscriber=parties.subscriber._replace(birth_date=date(1999, 9, 9)))
    report = take(
        session,
        [
            EligibilityResponse(parties, (Trace("2", "THEIRS"),), (), (), (ACTIVE,)),
            EligibilityResponse(stranger, (Trace("2", "OTHER"),), (), (), (ACTIVE,)),
        ],
    )
    visit = session.scalars(select(Appointment)).one()
    assert len(service.cover_of(session, visit.member_id)) == 1
    assert [row.outcome for row in service.front_desk(session, VISIT)] == ["waiting"]
    assert (report.posted, report.held, [one.code for one in report.problems]) == (1, 1, ["no_question_found"])


def test_name_no_file_can_carry_does_not_stop_the_others(session: Session) -> None:
    service.take_appointments(
        session, [appointment(last_name="Far*row"), appointment(number="A-2", first_name="Ira")], EVENING
    )
    assert service.ask_ahead(session, EVENING) == 1
    assert [one.reason for one in open_items(session, queue="front_desk")] == ["unwritable"]
    assert [row.outcome for row in service.front_desk(session, VISIT)] == ["not_asked", "waiting"]


def rows(session: Session) -> list[tuple[str, str]]:
    return [(row.outcome, row.what_to_do) for row in service.front_desk(session, VISIT)]


def put_right(session: Session, **changes: Any) -> tuple[UUID, UUID]:
    """A visit whose member id the payer did not know, with the number from the card; whose it was and whose it is."""
    service.take_appointments(session, [appointment(member_id="H0041287")], EVENING)
    was = session.scalars(select(Appointment.member_id)).one()
    service.ask_ahead(session, EVENING)
    answer(session, Odessa=[Rejection("72", "C")])
    service.take_appointments(session, [appointment(**changes)], EVENING)
    return was, session.scalars(select(Appointment.member_id)).one()


def test_visit_put_right_to_another_person_is_asked_again_and_forgets_the_old_answer(session: Session) -> None:
    was, is_now = put_right(session)
    assert was != is_now
    assert [outcome for outcome, _ in rows(session)] == ["not_asked"]
    assert open_items(session, queue="front_desk") == []
    assert service.ask_ahead(session, EVENING) == 1
    assert questions(session)[-1].parties.subscriber.name.id == "H00412877"
    assert [outcome for outcome, _ in rows(session)] == ["waiting"]
    assert service.ask_ahead(session, EVENING) == 0


def test_old_answer_says_nothing_of_the_right_person(session: Session) -> None:
    was, is_now = put_right(session)
    known = service.known_cover(session, [was, is_now])
    assert known[was].standing(VISIT) == "not_covered"
    assert is_now not in known


def test_late_answer_about_the_old_person_is_his_and_opens_no_work_at_the_visit(session: Session) -> None:
    service.take_appointments(session, [appointment(member_id="H-OLD", first_name="Ira")], EVENING)
    service.ask_ahead(session, EVENING)
    was = session.scalars(select(Appointment.member_id)).one()
    service.take_appointments(session, [appointment()], EVENING)
    is_now = session.scalars(select(Appointment.member_id)).one()
    answer(session, Ira=[Benefit("1", "IND", ("30",), "C1", "Another Plan")])
    assert [one.plan for one in service.cover_of(session, was)] == ["Another Plan"]
    assert service.cover_of(session, is_now) == []
    assert open_items(session, queue="front_desk") == []
    assert [outcome for outcome, _ in rows(session)] == ["not_asked"]
    jobs = session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'scrubbing:cover_told'")).all()
    assert [one.args for one in jobs] == [{"member_ids": [str(was)]}]


def test_visit_put_right_to_another_person_on_the_morning_is_not_silent(session: Session) -> None:
    put_right(session)
    assert service.open_unanswered(session, datetime(2026, 3, 17, 10, 30, tzinfo=UTC)) == 1


@pytest.mark.parametrize("change", [{"cancelled": True}, {"day": "2026-03-18"}])
def test_work_of_a_visit_that_is_cancelled_or_moved_is_closed(session: Session, change: dict[str, Any]) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    answer(session, Odessa=[Benefit("6", "IND", ("30",))])
    assert [one.reason for one in open_items(session, queue="front_desk")] == ["lapsed"]
    service.take_appointments(session, [appointment(**change)], EVENING)
    assert open_items(session, queue="front_desk") == []


def test_answer_about_a_cancelled_visit_opens_no_work_until_the_visit_is_on_again(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    service.take_appointments(session, [appointment(cancelled=True)], EVENING)
    answer(session, Odessa=[Benefit("6", "IND", ("30",))])
    assert open_items(session, queue="front_desk") == []
    service.take_appointments(session, [appointment()], EVENING)
    assert [one.reason for one in open_items(session, queue="front_desk")] == ["lapsed"]
    assert [outcome for outcome, _ in rows(session)] == ["lapsed"]


def test_same_schedule_twice_leaves_the_work_open(session: Session) -> None:
    service.take_appointments(session, [appointment()], EVENING)
    service.ask_ahead(session, EVENING)
    answer(session, Odessa=[Rejection("72", "C")])
    service.take_appointments(session, [appointment(time="11:00")], EVENING)
    assert [one.reason for one in open_items(session, queue="front_desk")] == ["not_found"]


def test_front_desk_is_told_the_copay_of_the_service_asked_after(session: Session) -> None:
    service.take_appointments(session, [appointment(service_type="98")], EVENING)
    service.ask_ahead(session, EVENING)
    hospital = Benefit("B", "IND", ("86",), amount=Decimal(250))
    office = Benefit("1", "IND", ("98",), "C1", "Harbor Choice PPO")
    answer(session, Odessa=[office, hospital, COPAY._replace(amount=Decimal(25))])
    ((outcome, told),) = rows(session)
    assert outcome == "active"
    assert told.endswith("Copay: $25.00.")
