"""Appeals: drafted once, signed and sent by a person only, decided, learned from; the next level opens by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.claim import Claim
from backend.pipeline.appeals import service
from backend.pipeline.appeals.errors import (
    AppealInProgress,
    AppealNotFound,
    AppealTooLate,
    DayNotPossible,
    NotAppealable,
    OnlyAPerson,
    PhysicianNotHeard,
    WrongState,
)
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.work.service import open_items
from tests.pipeline.denials.opening import open_denials

TODAY = date(2026, 3, 23)
NOW = datetime(2026, 3, 24, 15, 0, tzinfo=UTC)
PERSON = "staff:rosa"
Make = Callable[..., AdjustmentFacts]


@pytest.fixture
def denied(session: Session, records: Any, make_facts: Make) -> Callable[..., Claim]:
    def make(plan_type: str = "commercial", **facts: Any) -> Claim:
        payer = records.payer()
        claim: Claim = records.claim(
            payer, records.provider(), records.member(payer), paid_on=date(2026, 3, 20), plan_type=plan_type
        )
        given = [make_facts(plan_type=plan_type, **facts)]
        assert open_denials(session, claim.id, given, TODAY, claim.advice_id)
        return claim

    return make


def start(session: Session, claim: Claim, today: date = TODAY, **more: Any) -> Any:
    return service.start_appeal(session, claim.id, actor="chat:1", today=today, **more)


def test_a_draft_has_a_number_an_owner_a_last_day_and_work_for_a_person(session: Session, denied: Any) -> None:
    appeal = start(session, denied(), reason="We had called ahead.")
    assert appeal.number == f"AP-{appeal.serial:06d}"
    assert (appeal.state, appeal.level, appeal.deadline) == ("draft", "internal", date(2026, 9, 16))
    assert appeal.sent_on is None
    (item,) = open_items(session, queue="appeals")
    assert appeal.number in item.sentence
    assert item.due <= date(2026, 3, 26)


def test_a_second_appeal_names_the_one_in_progress(session: Session, denied: Any) -> None:
    claim = denied()
    first = start(session, claim)
    with pytest.raises(AppealInProgress) as refused:
        start(session, claim)
    assert refused.value.appeal is first
    assert first.number in refused.value.sentence
    assert refused.value.extra == {"number": first.number, "state": "draft"}


def test_the_letter_says_what_the_record_says(session: Session, denied: Any) -> None:
    appeal = start(session, denied(remarks=("N54",)), reason="We had called ahead.")
    for text in (
        "$420.00",
        "CO-197",
        "N54",
        "Odessa Farrow",
        "an internal appeal",
        "We had called ahead.",
        appeal.number,
    ):
        assert text in appeal.letter
    assert "September 16, 2026" in appeal.letter
    assert not re.search(r"\d{4}-\d\d-\d\d", appeal.letter)
    assert "29 CFR 2560.503-1" in appeal.letter


def test_nothing_denied_nothing_to_appeal(session: Session, records: Any) -> None:
    payer = records.payer()
    claim = records.claim(payer, records.provider(), records.member(payer))
    with pytest.raises(NotAppealable):
        start(session, claim)
    claim.stage = "rejected"
    with pytest.raises(NotAppealable, match="rejected before it was decided"):
        start(session, claim)


def test_ma130_is_corrected_and_not_appealed(session: Session, denied: Any) -> None:
    claim = denied("medicare", carc="16", remarks=("MA130",))
    with pytest.raises(NotAppealable, match="resubmit"):
        start(session, claim)


def test_after_the_last_day_a_person_decides(session: Session, denied: Any) -> None:
    claim = denied()
    assert start(session, claim, date(2026, 9, 16)).deadline == date(2026, 9, 16)
    other = denied()
    with pytest.raises(AppealTooLate) as refused:
        start(session, other, date(2026, 9, 17))
    assert refused.value.last_day == date(2026, 9, 16)


def test_an_unknown_plan_type_goes_to_a_supervisor_with_the_reason(session: Session, denied: Any) -> None:
    appeal = start(session, denied("unknown"))
    assert (appeal.deadline, appeal.owner) == (None, "supervisor")
    (item,) = open_items(session, queue="appeals")
    assert "plan type is not known" in item.sentence


def test_no_caller_and_no_job_signs_sends_decides_or_withdraws(session: Session, denied: Any) -> None:
    appeal = start(session, denied())
    for actor in ("chat:1", "call:CA1", "system", ""):
        with pytest.raises(OnlyAPerson):
            service.sign(session, appeal.id, actor=actor, name="x", now=NOW)
        with pytest.raises(OnlyAPerson):
            service.mark_sent(session, appeal.id, actor=actor, on=TODAY, now=NOW)
        with pytest.raises(OnlyAPerson):
            service.record_decision(session, appeal.id, "upheld", actor=actor, decided_on=TODAY)
        with pytest.raises(OnlyAPerson):
            service.withdraw(session, appeal.id, actor=actor, today=TODAY, now=NOW)
        with pytest.raises(OnlyAPerson):
            service.edit_letter(session, appeal.id, "x", actor=actor)
    assert appeal.state == "draft"


def test_a_clinical_appeal_asks_the_physician_within_a_window(session: Session, denied: Any) -> None:
    appeal = start(session, denied(carc="50"))
    assert appeal.physician_due == date(2026, 3, 30)
    assert {item.reason for item in open_items(session, queue="appeals")} == {"sign_draft", "ask_physician"}
    with pytest.raises(PhysicianNotHeard):
        service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW)
    service.record_physician_statement(session, appeal.id, "Six weeks of therapy had failed.", TODAY)
    assert "Six weeks of therapy had failed." in appeal.letter
    assert service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW).state == "signed"


def test_the_packet_is_fixed_by_the_signature(session: Session, denied: Any) -> None:
    appeal = start(session, denied())
    draft = service.packet_pdf(session, appeal.id, NOW)
    assert draft.startswith(b"%PDF-")
    assert draft == service.packet_pdf(session, appeal.id, NOW)
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW)
    signed = service.packet_pdf(session, appeal.id, datetime(2027, 1, 1, tzinfo=UTC))
    assert signed == appeal.packet != draft
    with pytest.raises(WrongState):
        service.edit_letter(session, appeal.id, "Another letter.", actor=PERSON)


def test_sent_means_waiting_for_the_payers_time(session: Session, denied: Any) -> None:
    appeal = start(session, denied())
    with pytest.raises(WrongState):
        service.mark_sent(session, appeal.id, actor=PERSON, on=TODAY, now=NOW)
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW)
    service.mark_sent(session, appeal.id, actor=PERSON, on=date(2026, 3, 25), now=NOW + timedelta(days=1))
    assert (appeal.state, appeal.decision_due) == ("sent", date(2026, 5, 24))
    assert open_items(session, queue="appeals") == []


def decided(session: Session, claim: Claim, outcome: Any, on: date = date(2026, 5, 4), **more: Any) -> Any:
    appeal = start(session, claim, more.pop("today", TODAY))
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW, without_physician=True)
    at = datetime.combine(appeal.opened, NOW.timetz())
    service.mark_sent(session, appeal.id, actor=PERSON, on=appeal.opened, now=at)
    return service.record_decision(session, appeal.id, outcome, actor=PERSON, decided_on=on, **more)


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), NOW.date() + timedelta(days=1)])
def test_an_appeal_is_sent_neither_before_it_was_drafted_nor_in_the_future(
    session: Session, denied: Any, on: date
) -> None:
    appeal = start(session, denied())
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW)
    with pytest.raises(DayNotPossible, match="cannot lie in the future, nor before it was drafted on March 23, 2026"):
        service.mark_sent(session, appeal.id, actor=PERSON, on=on, now=NOW)
    assert appeal.state == "signed"


@pytest.mark.parametrize("on", [TODAY, date(2026, 5, 5)])
def test_a_decision_lies_neither_before_the_sending_nor_in_the_future(session: Session, denied: Any, on: date) -> None:
    appeal = start(session, denied())
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW)
    service.mark_sent(session, appeal.id, actor=PERSON, on=NOW.date(), now=NOW)
    with pytest.raises(DayNotPossible, match="nor before the appeal was sent on March 24, 2026"):
        service.record_decision(
            session, appeal.id, "upheld", actor=PERSON, decided_on=on, today=date(2026, 5, 4)
        )  # fmt: skip
    assert appeal.state == "sent"


def test_a_won_appeal_settles_the_denial_and_counts_for_the_next(session: Session, denied: Any) -> None:
    claim = denied()
    appeal = decided(session, claim, "overturned", recovered=Money.of("300.00"))
    assert appeal.recovered == Money.of("300.00")
    (rate,) = service.overturn_history(session)
    assert (rate.payer_id, rate.root_cause, rate.won, rate.decided) == (claim.payer_id, "authorization", 1, 1)
    with pytest.raises(NotAppealable):
        start(session, claim)


def test_a_lost_appeal_opens_the_next_level_with_its_own_last_day(session: Session, denied: Any) -> None:
    claim = denied()
    decided(session, claim, "upheld")
    appeal = start(session, claim, date(2026, 5, 11))
    assert (appeal.level, appeal.deadline) == ("external", date(2026, 9, 4))
    assert service.appeal_of_claim(session, claim.id) is appeal


def test_the_last_level_lost_ends_at_write_off_review(session: Session, denied: Any) -> None:
    claim = denied()
    decided(session, claim, "upheld")
    decided(session, claim, "upheld", on=date(2026, 7, 1), today=date(2026, 5, 11))
    with pytest.raises(NotAppealable, match="no level is left"):
        start(session, claim, date(2026, 7, 2))


def test_medicare_climbs_its_levels_while_the_amount_allows(session: Session, denied: Any) -> None:
    claim = denied("medicare")
    days = iter([date(2026, 5, 4), date(2026, 7, 6), date(2026, 9, 8), date(2026, 11, 9)])
    today, levels = TODAY, []
    for day in days:
        levels.append(decided(session, claim, "upheld", on=day, today=today).level)
        today = day
    assert levels == ["redetermination", "reconsideration", "alj", "council"]
    with pytest.raises(NotAppealable):  # 420 dollars are too little for federal court
        start(session, claim, today)


def test_too_little_for_a_hearing_ends_after_reconsideration(session: Session, denied: Any) -> None:
    claim = denied("medicare", amount=Money.of("150.00"))
    decided(session, claim, "upheld")
    decided(session, claim, "upheld", on=date(2026, 7, 6), today=date(2026, 5, 5))
    with pytest.raises(NotAppealable):
        start(session, claim, date(2026, 7, 7))


def test_a_withdrawn_appeal_gives_the_denial_back(session: Session, denied: Any) -> None:
    claim = denied()
    appeal = start(session, claim)
    service.withdraw(session, appeal.id, actor=PERSON, today=TODAY, now=NOW)
    assert open_items(session, queue="appeals") == []
    again = start(session, claim)
    assert again.serial > appeal.serial
    with pytest.raises(WrongState):
        service.withdraw(session, appeal.id, actor=PERSON, today=TODAY, now=NOW)


def test_near_its_last_day_or_overdue_a_supervisor_gets_it(session: Session, denied: Any) -> None:
    start(session, denied())
    assert service.escalate_due(session, date(2026, 9, 10)) == 0
    assert service.escalate_due(session, date(2026, 9, 11)) == 1
    service.escalate_due(session, date(2026, 9, 12))
    assert [item.reason for item in open_items(session, owner="supervisor")] == ["last_day_near"]


def sent(session: Session, claim: Claim) -> Appeal:
    appeal = start(session, claim)
    service.sign(session, appeal.id, actor=PERSON, name="Rosa Quill", now=NOW)
    return service.mark_sent(session, appeal.id, actor=PERSON, on=TODAY, now=NOW)


def test_no_answer_in_the_payers_time_goes_to_a_supervisor_once(session: Session, denied: Any) -> None:
    appeal = sent(session, denied())
    assert appeal.decision_due == date(2026, 5, 22)
    assert service.escalate_due(session, date(2026, 5, 22)) == 0
    assert service.escalate_due(session, date(2026, 5, 23)) == 1
    service.escalate_due(session, date(2026, 5, 24))
    assert [item.reason for item in open_items(session, owner="supervisor")] == ["decision_overdue"]


@pytest.mark.parametrize("outcome", ["overturned", "upheld"])
def test_the_answer_ends_the_question_where_it_stays(session: Session, denied: Any, outcome: Any) -> None:
    appeal = sent(session, denied())
    service.escalate_due(session, date(2026, 5, 23))
    day = date(2026, 5, 25)
    service.record_decision(session, appeal.id, outcome, actor=PERSON, decided_on=day, today=day)
    assert open_items(session, queue="appeals") == []


def test_where_no_rule_gives_the_payer_a_time_it_is_asked_after_all_the_same(session: Session, denied: Any) -> None:
    appeal = sent(session, denied("unknown"))
    assert (appeal.decision_due, appeal.next_date) == (None, date(2026, 4, 22))
    assert service.escalate_due(session, date(2026, 4, 22)) == 0
    assert service.escalate_due(session, date(2026, 4, 23)) == 1
    service.escalate_due(session, date(2026, 4, 24))
    assert [item.reason for item in open_items(session, owner="supervisor")] == ["decision_overdue"]


def test_many_late_answers_do_not_hide_a_draft_near_its_last_day(session: Session, denied: Any) -> None:
    near = start(session, denied())
    near.next_date = date(2026, 9, 11)
    late = sent(session, denied())
    of_claim = {
        key: getattr(late, key) for key in ("denial_id", "payer_id", "plan_type", "root_cause", "carc", "level")
    }
    claim = session.get_one(Claim, late.claim_id)
    parts = ("payer_id", "provider_id", "member_id", "form", "plan_type", "service_from", "service_to", "received")
    same = {key: getattr(claim, key) for key in (*parts, "charge", "place_of_service")}
    claims = [Claim(patient_control_number=f"LATE{number}", **same) for number in range(500)]
    session.add_all(claims)
    session.flush()
    waits = {"state": "sent", "owner": "biller", "opened": TODAY, "opened_by": PERSON, "sent_on": TODAY}
    due = {"next_date": late.next_date, "decision_due": late.decision_due, "amount": late.amount}
    session.add_all(Appeal(claim_id=one.id, **of_claim, **waits, **due) for one in claims)
    session.flush()
    assert service.escalate_due(session, date(2026, 9, 11)) == 502
    assert near.id in {item.subject_id for item in open_items(session, owner="supervisor", limit=600)}


def test_nobody_finds_an_appeal_that_is_not_there(session: Session, denied: Any) -> None:
    claim = denied()
    with pytest.raises(AppealNotFound):
        service.packet_pdf(session, claim.id, NOW)
    assert service.appeal_of_claim(session, claim.id) is None
