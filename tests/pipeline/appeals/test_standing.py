"""Denials of one claim stand at different levels: each goes its own way, and none loses a right to another's appeal."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.denial import Denial
from backend.models.work_item import WorkItem
from backend.pipeline.appeals import service
from backend.pipeline.appeals.errors import AppealInProgress, NotAppealable
from backend.pipeline.appeals.reminding import remind_of_others
from backend.pipeline.appeals.service import Outcome
from backend.pipeline.claims.service import snapshot
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from tests.pipeline.patient_billing.test_taken_back import Lines, takes_back
from tests.pipeline.secondary.plans import Cas, TwoPlans

PERSON = "staff:rosa"
FIRST, WON_ON, ANEW = date(2026, 2, 3), date(2026, 3, 2), date(2026, 3, 10)
EXTERNAL_ENDS, INTERNAL_ENDS = date(2026, 7, 2), date(2026, 9, 8)
"""Four months from the decision on the appeal, and 180 days from the day the claim was decided anew."""
LARGE, SMALL = Money.of("150.00"), Money.of("50.00")


def denied(large: str, small: str) -> Lines:
    def line(carc: str, amount: Money) -> tuple[str, tuple[Cas, ...]]:
        return "0.00", (("CO", carc, str(amount)),)

    return line(large, LARGE), line(small, SMALL)


BOTH = denied("50", "197")


class Desk(TwoPlans):
    """One claim with a plan of an employer, on the days the test says."""

    today = FIRST

    def bring_in(self, path: Path) -> FileReport:
        clock = FixedClock(datetime.combine(self.today, time(15), UTC))
        return next(import_paths([path], lambda: contextlib.nullcontext(self.session), clock))

    def start(self, on: date) -> Appeal:
        self.today = on
        return service.start_appeal(self.session, self.claim("A1").id, actor=PERSON, today=on)

    def send(self, appeal: Appeal) -> Appeal:
        now = datetime.combine(self.today, time(15), UTC)
        service.sign(self.session, appeal.id, actor=PERSON, name="Rosa Quill", now=now, without_physician=True)
        return service.mark_sent(self.session, appeal.id, actor=PERSON, on=self.today, now=now)

    def end(self, appeal: Appeal, outcome: Outcome, on: date) -> None:
        self.send(appeal)
        self.today = on
        service.record_decision(self.session, appeal.id, outcome, actor=PERSON, decided_on=on)

    def again(self, before: Lines, lines: Lines, on: date) -> None:
        """The payer takes its decision back and denies both lines again, for these reasons."""
        self.today = on
        takes_back(self, before, trace=f"B{on}")
        self.decide("A1", *lines, trace=f"T{on}", day=on)

    def open(self, carc: str) -> Denial:
        return self.session.scalars(select(Denial).where(Denial.carc == carc, Denial.state != "closed")).one()


@pytest.fixture
def desk(session: Session, tmp_path: Path) -> Desk:
    made = Desk(session, tmp_path)
    made.bill_two("A1")
    made.claim("A1").plan_type = "erisa"
    made.decide("A1", *BOTH)
    return made


@pytest.fixture
def small_left(desk: Desk) -> Desk:
    """Partly won: the large line is denied anew for another reason, the small one is left standing."""
    desk.end(desk.start(FIRST), "partly_overturned", WON_ON)
    desk.again(BOTH, denied("29", "197"), ANEW)
    return desk


@pytest.fixture
def large_left(desk: Desk) -> Desk:
    """Partly won: the small line is denied anew for another reason, the large one is left standing."""
    desk.end(desk.start(FIRST), "partly_overturned", WON_ON)
    desk.again(BOTH, denied("50", "29"), ANEW)
    return desk


def test_first_appeal_takes_all_that_was_denied(desk: Desk) -> None:
    appeal = desk.start(FIRST)
    assert (appeal.level, appeal.amount) == ("internal", LARGE + SMALL)


def test_nearest_last_day_goes_first_though_another_denial_is_worth_more(small_left: Desk) -> None:
    appeal = small_left.start(ANEW)
    assert (appeal.level, appeal.deadline, appeal.amount) == ("external", EXTERNAL_ENDS, SMALL)
    assert "CO-197" in appeal.letter
    assert "CO-29" not in appeal.letter


def test_sending_takes_along_only_what_is_at_its_level(large_left: Desk) -> None:
    appeal = large_left.send(large_left.start(ANEW))
    assert (appeal.level, appeal.amount) == ("external", LARGE)
    assert (large_left.open("50").state, large_left.open("29").state) == ("appealed", "open")


def test_last_level_lost_leaves_the_new_denial_its_first_appeal(large_left: Desk) -> None:
    large_left.end(large_left.start(ANEW), "upheld", date(2026, 4, 20))
    assert (large_left.open("50").appealable, large_left.open("29").appealable) == (False, True)
    appeal = large_left.start(date(2026, 4, 21))
    assert (appeal.level, appeal.deadline, appeal.amount) == ("internal", INTERNAL_ENDS, SMALL)


def test_new_denial_then_goes_on_from_its_own_appeal(large_left: Desk) -> None:
    large_left.end(large_left.start(ANEW), "upheld", date(2026, 4, 20))
    large_left.end(large_left.start(date(2026, 4, 21)), "upheld", date(2026, 6, 1))
    appeal = large_left.start(date(2026, 6, 2))
    assert (appeal.level, appeal.deadline, appeal.amount) == ("external", date(2026, 10, 1), SMALL)
    large_left.end(appeal, "upheld", date(2026, 7, 1))
    with pytest.raises(NotAppealable):
        large_left.start(date(2026, 7, 2))


def test_right_that_ran_out_does_not_stop_the_other(small_left: Desk) -> None:
    appeal = small_left.send(small_left.start(date(2026, 7, 6)))
    assert (appeal.level, appeal.deadline, appeal.amount) == ("internal", INTERNAL_ENDS, LARGE)
    assert (small_left.open("29").state, small_left.open("197").state) == ("appealed", "open")


def test_what_lost_its_last_level_is_not_appealed_again_when_the_other_is_won(large_left: Desk) -> None:
    large_left.end(large_left.start(ANEW), "upheld", date(2026, 4, 20))
    large_left.end(large_left.start(date(2026, 4, 21)), "overturned", date(2026, 6, 1))
    paid = (denied("50", "29")[0], ("50.00", ()))
    large_left.again(denied("50", "29"), paid, date(2026, 6, 8))
    assert not large_left.open("50").appealable
    with pytest.raises(NotAppealable, match="no level is left"):
        large_left.start(date(2026, 6, 9))


def test_decision_of_the_payers_own_begins_at_the_first_level(desk: Desk) -> None:
    desk.end(desk.start(FIRST), "upheld", WON_ON)
    desk.again(BOTH, BOTH, ANEW)
    appeal = desk.start(ANEW)
    assert (appeal.level, appeal.deadline, appeal.amount) == ("internal", INTERNAL_ENDS, LARGE + SMALL)


def test_withdrawn_appeal_leaves_the_level_as_it_was(desk: Desk) -> None:
    desk.end(desk.start(FIRST), "upheld", WON_ON)
    appeal = desk.start(WON_ON)
    now = datetime.combine(WON_ON, time(15), UTC)
    service.withdraw(desk.session, appeal.id, actor=PERSON, today=WON_ON, now=now)
    again = desk.start(ANEW)
    assert (appeal.level, again.level, again.deadline) == ("external", "external", EXTERNAL_ENDS)


def test_denied_again_while_its_second_appeal_runs_is_still_what_is_appealed(desk: Desk) -> None:
    desk.end(desk.start(FIRST), "upheld", WON_ON)
    appeal = desk.send(desk.start(WON_ON))
    desk.again(BOTH, BOTH, ANEW)
    desk.today = date(2026, 4, 20)
    service.record_decision(desk.session, appeal.id, "overturned", actor=PERSON, decided_on=desk.today)
    ended = desk.session.scalars(select(Denial.outcome).order_by(Denial.outcome)).all()
    assert ended == ["overturned", "overturned", "reversed", "reversed"]


def reminders(desk: Desk) -> list[tuple[str, str, date]]:
    found = desk.session.scalars(
        select(WorkItem)
        .where(WorkItem.queue == "appeals", WorkItem.subject_kind == "claim", WorkItem.closed_at.is_(None))
        .order_by(WorkItem.reason)
    )
    return [(one.reason, one.owner, one.due) for one in found]


def test_the_other_standing_is_appealed_beside_the_first(small_left: Desk) -> None:
    first = small_left.start(ANEW)
    second = small_left.start(ANEW)
    assert (second.level, second.deadline, second.amount) == ("internal", INTERNAL_ENDS, LARGE)
    with pytest.raises(AppealInProgress) as refused:
        small_left.start(ANEW)
    assert refused.value.appeal.id == first.id
    for one in (first, second):
        small_left.send(one)
    assert (small_left.open("29").state, small_left.open("197").state) == ("appealed", "appealed")


def test_both_are_told_with_the_claim(small_left: Desk) -> None:
    first, second = small_left.start(ANEW), small_left.start(ANEW)
    claim_id = small_left.claim("A1").id
    told = snapshot(small_left.session, claim_id, ANEW)
    assert told.appeal is not None
    assert (told.appeal.number, [one.number for one in told.appeals]) == (first.number, [first.number, second.number])
    small_left.end(second, "upheld", date(2026, 4, 20))
    told = snapshot(small_left.session, claim_id, small_left.today)
    assert told.appeal is not None
    assert (told.appeal.number, [one.number for one in told.appeals]) == (first.number, [first.number])


def test_each_of_two_appeals_ends_for_what_it_is_about(small_left: Desk) -> None:
    external, internal = small_left.start(ANEW), small_left.start(ANEW)
    small_left.send(external)
    small_left.end(internal, "upheld", date(2026, 4, 20))
    assert (small_left.open("29").appealable, small_left.open("197").state) == (True, "appealed")
    further = small_left.start(date(2026, 4, 21))
    assert (further.level, further.deadline, further.amount) == ("external", date(2026, 8, 20), LARGE)
    service.record_decision(
        small_left.session, external.id, "overturned", actor=PERSON, decided_on=date(2026, 4, 22)
    )  # fmt: skip
    ended = small_left.session.scalars(select(Denial.carc).where(Denial.outcome == "overturned")).all()
    assert ended == ["197"]


def test_what_the_payer_denies_anew_beside_a_running_appeal_has_its_own(desk: Desk) -> None:
    """The payer decides by itself while the appeal runs: the one line again, the other for a new reason."""
    running = desk.send(desk.start(FIRST))
    desk.again(BOTH, denied("50", "29"), ANEW)
    new = desk.start(ANEW)
    assert (new.level, new.deadline, new.amount) == ("internal", INTERNAL_ENDS, SMALL)
    desk.send(new)
    desk.today = date(2026, 4, 20)
    service.record_decision(desk.session, new.id, "upheld", actor=PERSON, decided_on=desk.today)
    assert (desk.open("29").state, desk.open("50").state) == ("open", "open")
    assert "next level" in desk.open("29").next_step
    assert "next level" not in desk.open("50").next_step
    service.record_decision(desk.session, running.id, "overturned", actor=PERSON, decided_on=desk.today)
    assert desk.session.scalars(select(Denial.carc).where(Denial.outcome == "overturned")).all() == ["50"]


def test_two_who_start_at_once_start_one_appeal(desk: Desk) -> None:
    """Even past the lock on the claim the database refuses the same appeal twice."""
    appeal = desk.start(FIRST)
    again = {key: getattr(appeal, key) for key in ("claim_id", "denial_id", "payer_id", "plan_type", "root_cause", "carc",
             "level", "amount", "opened", "opened_by", "owner", "next_date")}  # fmt: skip
    desk.session.add(Appeal(**again))
    with pytest.raises(IntegrityError, match="uq_appeal_in_progress"):
        desk.session.flush()


def test_each_morning_somebody_is_told_of_the_right_beside_a_running_appeal(small_left: Desk) -> None:
    session, near = small_left.session, date(2026, 9, 3)
    small_left.send(small_left.start(ANEW))
    for _ in range(2):
        remind_of_others(session, ANEW)
        assert reminders(small_left) == [("own_appeal", "biller", date(2026, 3, 13))]
    remind_of_others(session, near)
    assert reminders(small_left)[1:] == [("own_last_day_near", "supervisor", near)]
    small_left.start(near)
    assert reminders(small_left) == []
    remind_of_others(session, near)
    assert reminders(small_left) == []


def test_reminder_ends_with_the_right(small_left: Desk) -> None:
    small_left.send(small_left.start(ANEW))
    remind_of_others(small_left.session, ANEW)
    remind_of_others(small_left.session, date(2026, 9, 9))
    assert reminders(small_left) == []


def test_nobody_is_told_of_a_right_while_one_appeal_takes_all(desk: Desk) -> None:
    desk.start(FIRST)
    assert remind_of_others(desk.session, FIRST) == 0
    assert reminders(desk) == []
