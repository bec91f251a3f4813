"""The denial record: opened once, worst first, owned, raised as its last day nears, closed with what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.pipeline.denials import service
from backend.pipeline.denials.errors import DenialClosed, DenialNotFound, NextDatePast, NotRecovered
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.remittances.advice import ClaimContext, judge
from backend.x12.parts import Adjustment
from tests.pipeline.denials.opening import open_denials

TODAY = date(2026, 3, 23)
Make = Callable[..., AdjustmentFacts]


@pytest.fixture
def claim(records: Any) -> Any:
    payer = records.payer()
    return records.claim(payer, records.provider(), records.member(payer), paid_on=date(2026, 3, 20))


def test_only_denials_are_opened_and_the_worst_comes_first(session: Session, claim: Any, make_facts: Make) -> None:
    given = [
        make_facts(carc="45", amount=Money.of("80.00")),
        make_facts(group="PR", carc="1", amount=Money.of("50.00")),
        make_facts(carc="18", amount=Money.of("90.00"), line_number=2),
        make_facts(carc="16", remarks=("M51",), amount=Money.of("200.00"), line_number=3),
    ]
    opened = open_denials(session, claim.id, given, TODAY)
    assert [(one.carc, one.root_cause, one.state) for one in opened] == [
        ("16", "coding", "open"),
        ("18", "duplicate", "open"),
    ]
    assert all(one.owner and one.next_date >= TODAY and one.payer_id == claim.payer_id for one in opened)


def test_the_same_remittance_twice_opens_nothing_new(session: Session, claim: Any, make_facts: Make) -> None:
    given = [make_facts()]
    assert len(open_denials(session, claim.id, given, TODAY, claim.advice_id)) == 1
    assert open_denials(session, claim.id, given, TODAY, claim.advice_id) == []
    assert len(open_denials(session, claim.id, given, TODAY, uuid4())) == 1


def test_a_claim_without_denials_costs_nothing(session: Session, claim: Any, make_facts: Make) -> None:
    assert open_denials(session, claim.id, [make_facts(carc="45")], TODAY) == []
    assert open_denials(session, claim.id, [], TODAY) == []


def test_the_checklist_names_what_is_on_hand_and_what_is_missing(
    session: Session, claim: Any, make_facts: Make
) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts(carc="50", plan_type="medicare")], TODAY)
    wanted = {row["document"]: row["on_hand"] for row in denial.checklist}
    assert wanted["copy of the remittance"] is True
    assert wanted["medical records"] is False
    assert any("CMS-20027" in document for document in wanted)


def test_deadline_rule_and_source_stand_on_the_record(session: Session, claim: Any, make_facts: Make) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts(plan_type="medicare")], TODAY)
    assert denial.deadline == date(2026, 7, 23)
    assert "120 days" in (denial.deadline_rule or "")
    assert "405.942" in (denial.deadline_source or "")


def test_an_unknown_plan_type_leaves_the_day_open_and_says_why(session: Session, claim: Any, make_facts: Make) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts(plan_type="unknown")], TODAY)
    assert denial.deadline is None
    assert "plan type is not known" in (denial.deadline_unknown or "")


def test_a_denial_near_its_last_day_rises_and_is_looked_at_today(
    session: Session, claim: Any, make_facts: Make
) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts()], TODAY)
    before = denial.priority
    assert service.reprioritise(session, date(2026, 9, 13)) == 1
    assert denial.priority > before * 3
    assert denial.next_date <= date(2026, 9, 13)


def test_a_missed_next_date_stays_visible(session: Session, claim: Any, make_facts: Make) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts()], TODAY)
    missed = denial.next_date
    service.reprioritise(session, date(2026, 5, 1))
    assert denial.next_date == missed


def test_lost_appeals_lower_and_won_ones_raise_the_worth_of_the_next(
    session: Session, records: Any, claim: Any, make_facts: Make
) -> None:
    (before,) = open_denials(session, claim.id, [make_facts()], TODAY)
    for outcome, worth_more in (("overturned", True), ("upheld", False)):
        payer = records.payer()
        other = records.claim(payer, records.provider(), records.member(payer), paid_on=date(2026, 3, 20))
        (old,) = open_denials(session, other.id, [make_facts()], TODAY)
        session.add_all(
            Appeal(
                claim_id=other.id,
                denial_id=old.id,
                payer_id=payer.id,
                plan_type="commercial",
                root_cause="authorization",
                carc="197",
                level="internal",
                state="decided",
                outcome=outcome,
                amount=Money.of("420.00"),
                opened=TODAY,
                opened_by="staff:x",
                owner="biller",
                next_date=TODAY,
            )
            for _ in range(8)
        )
        session.flush()
        (after,) = open_denials(session, other.id, [make_facts()], TODAY, uuid4())
        assert (after.expected_value > before.expected_value) is worth_more


def test_settling_closes_once(session: Session, claim: Any, make_facts: Make) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts()], TODAY)
    service.settle_denial(
        session, denial.id, "corrected", Money.of("300.00"), TODAY, actor="staff:1", name="Sam Lindqvist"
    )
    assert (denial.state, denial.outcome, denial.recovered) == ("closed", "corrected", Money.of("300.00"))
    with pytest.raises(DenialClosed):
        service.settle_denial(session, denial.id, "corrected", None, TODAY, actor="staff:1", name="Sam Lindqvist")
    with pytest.raises(DenialNotFound):
        service.assign_denial(session, uuid4(), "biller", TODAY, actor="staff:1", today=TODAY)


def test_a_write_off_closes_what_was_open_on_the_claim(session: Session, claim: Any, make_facts: Make) -> None:
    given = [make_facts(), make_facts(line_number=2), make_facts(line_number=None)]
    open_denials(session, claim.id, given, TODAY)
    assert service.close_denials(session, claim.id, "written_off", TODAY) == 3
    assert service.close_denials(session, claim.id, "written_off", TODAY) == 0
    assert service.denial_queue(session) == []


@pytest.mark.parametrize(("outcome", "recovered"), [("paid", "420.01"), ("upheld", "0.01"), ("written_off", "420.00")])
def test_more_than_was_denied_or_anything_where_it_stood_was_not_recovered(
    session: Session, claim: Any, make_facts: Make, outcome: str, recovered: str
) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts()], TODAY)
    denial.amount = Money.of("420.00")
    with pytest.raises(NotRecovered):
        service.settle_denial(
            session, denial.id, outcome, Money.of(recovered), TODAY, actor="staff:1", name="Sam Lindqvist"
        )
    assert denial.state == "open"


def test_work_is_looked_at_next_today_or_later(session: Session, claim: Any, make_facts: Make) -> None:
    (denial,) = open_denials(session, claim.id, [make_facts()], TODAY)
    with pytest.raises(NextDatePast):
        service.assign_denial(session, denial.id, "enrollment", TODAY - timedelta(days=1), actor="staff:1", today=TODAY)
    assert denial.owner != "enrollment"


def test_the_queue_is_cut_by_skill_and_owner(session: Session, claim: Any, make_facts: Make) -> None:
    coding = make_facts(carc="4", line_number=2)
    open_denials(session, claim.id, [make_facts(), coding], TODAY)
    assert [one.carc for one in service.denial_queue(session, skill="coding")] == ["4"]
    moved = service.denial_queue(session, skill="clinical")[0]
    service.assign_denial(session, moved.id, "enrollment", date(2026, 3, 25), actor="staff:1", today=TODAY)
    assert [one.carc for one in service.denial_queue(session, owner="enrollment")] == ["197"]


def posted(claim: Any, adjustments: list[tuple[str, str, str]], status: str = "4") -> PostedAdvice:
    """What posting tells of one advice with these adjustments (group, code, amount) on its line, the claim put there."""
    context, paid_on = (
        ClaimContext("commercial", claim.service_from, "1", None, None, "Harbor Health Plan"),
        date(2026, 3, 20),
    )
    given = [Adjustment(group, code, Decimal(amount)) for group, code, amount in adjustments]
    judged = judge(given, (), claim.charge.amount, status, paid_on, context, 1, "99214")
    advice_id = uuid4()
    claim.advice_id, claim.stage = (None, "reversed") if status == "22" else (advice_id, "denied")
    return PostedAdvice(
        advice_id=advice_id,
        claim_id=claim.id,
        remittance_id=uuid4(),
        payer_id=claim.payer_id,
        provider_id=claim.provider_id,
        place_of_service=claim.place_of_service,
        paid_on=paid_on,
        claim_status=status,
        context=context,
        charge=claim.charge.amount,
        adjustments=(),
        remarks=(),
        lines=((1, "99214", claim.charge.amount, (), judged),),
        all_adjustments=judged,
    )


def test_a_posted_remittance_opens_its_denials(session: Session, claim: Any) -> None:
    told = posted(claim, [("CO", "197", "400.00"), ("CO", "45", "20.00")])
    assert len(service.open_posted(session, [told], TODAY)) == 1
    (denial,) = service.denial_queue(session)
    assert (denial.carc, denial.advice_id, denial.line_number) == ("197", told.advice_id, 1)
    assert service.open_posted(session, [], TODAY) == []


def test_a_reversal_takes_the_denial_back(session: Session, claim: Any) -> None:
    service.open_posted(session, [posted(claim, [("CO", "197", "420.00")])], TODAY)
    (denial,) = service.denial_queue(session)
    assert service.open_posted(session, [posted(claim, [("CO", "197", "-420.00")], "22")], TODAY) == []
    session.refresh(denial)
    assert (denial.state, denial.outcome, denial.closed) == ("closed", "reversed", TODAY)


def test_a_new_decision_replaces_the_old_one(session: Session, claim: Any) -> None:
    service.open_posted(session, [posted(claim, [("CO", "197", "420.00")])], TODAY)
    service.open_posted(session, [posted(claim, [("CO", "50", "420.00")])], TODAY)
    session.expire_all()
    assert [one.carc for one in service.denial_queue(session)] == ["50"]
