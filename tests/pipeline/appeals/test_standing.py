"""Denials of one claim stand at different levels: each goes its own way, and none loses a right to another's appeal."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.denial import Denial
from backend.pipeline.appeals import service
from backend.pipeline.appeals.errors import NotAppealable
from backend.pipeline.appeals.service import Outcome
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
