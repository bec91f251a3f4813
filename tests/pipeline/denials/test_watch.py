"""Patterns: a planted one is found within its month and handed out once; quiet years stay quiet; fixes are judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.pipeline.denials import watch
from backend.pipeline.denials.errors import PatternNotFound
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.work.service import open_items
from tests.pipeline.denials.opening import open_denials

Make = Callable[..., AdjustmentFacts]


class Practice:
    """A practice with one payer, two procedures, and a normal share of denials."""

    def __init__(self, session: Session, records: Any, make_facts: Make) -> None:
        self.session, self.records, self.make_facts = session, records, make_facts
        self.payer, self.provider = records.payer(), records.provider()
        self.member = records.member(self.payer)

    def day(self, on: date, claims: int, procedure: str, denied: int, carc: str = "197") -> None:
        for number in range(claims):
            claim = self.records.claim(self.payer, self.provider, self.member, paid_on=on, procedure=procedure)
            if number < denied:
                facts = self.make_facts(carc=carc, procedure=procedure, remittance_date=on)
                open_denials(self.session, claim.id, [facts], on, claim.advice_id)


@pytest.fixture
def practice(session: Session, records: Any, make_facts: Make) -> Practice:
    made = Practice(session, records, make_facts)
    for month in range(1, 7):
        made.day(date(2025, month, 12), 10, "99214", 1)
        made.day(date(2025, month, 19), 6, "72148", 0)
    return made


def test_a_payer_that_starts_denying_one_service_is_found_within_the_month(
    session: Session, practice: Practice
) -> None:
    practice.day(date(2025, 7, 3), 10, "99214", 1)
    assert watch.scan(session, date(2025, 7, 7)) == []
    practice.day(date(2025, 7, 10), 7, "72148", 7)
    (pattern,) = watch.scan(session, date(2025, 7, 14))
    assert (pattern.scope, pattern.scope_value, pattern.carc) == ("procedure", "72148", "197")
    assert (pattern.denied, pattern.billed, pattern.past_denied, pattern.past_billed) == (7, 7, 0, 36)
    assert str(pattern.amount) == "2940.00"
    assert pattern.fixer == "clinical"


def test_it_is_one_piece_of_work_for_who_can_fix_it(session: Session, practice: Practice) -> None:
    practice.day(date(2025, 7, 10), 7, "72148", 7)
    (pattern,) = watch.scan(session, date(2025, 7, 14))
    assert watch.scan(session, date(2025, 7, 21)) == []
    (item,) = open_items(session, queue="denial_patterns")
    assert (item.subject_id, item.owner) == (pattern.id, "clinical")
    assert "7 of 7 claims" in item.sentence
    assert "72148" in item.sentence


def test_a_usual_month_raises_no_alarm(session: Session, practice: Practice) -> None:
    practice.day(date(2025, 7, 10), 10, "99214", 2)
    practice.day(date(2025, 7, 10), 6, "72148", 1)
    assert watch.scan(session, date(2025, 7, 31)) == []


def test_a_fix_that_works_closes_the_pattern(session: Session, practice: Practice) -> None:
    practice.day(date(2025, 7, 10), 7, "72148", 7)
    (pattern,) = watch.scan(session, date(2025, 7, 14))
    watch.report_fixed(session, pattern.id, date(2025, 7, 20))
    assert watch.check_fixes(session, date(2025, 7, 21))[0].worked is None
    practice.day(date(2025, 8, 5), 8, "72148", 0)
    assert [one.worked for one in watch.check_fixes(session, date(2025, 8, 11))] == [True]
    assert pattern.state == "closed"
    assert watch.check_fixes(session, date(2025, 8, 12)) == []


def test_a_fix_that_fails_comes_back_as_work(session: Session, practice: Practice) -> None:
    practice.day(date(2025, 7, 10), 7, "72148", 7)
    (pattern,) = watch.scan(session, date(2025, 7, 14))
    watch.report_fixed(session, pattern.id, date(2025, 7, 20))
    practice.day(date(2025, 8, 5), 6, "72148", 6)
    assert [one.worked for one in watch.check_fixes(session, date(2025, 8, 11))] == [False]
    assert pattern.state == "recurred"
    reasons = {item.reason for item in open_items(session, queue="denial_patterns")}
    assert reasons == {"denial_pattern", "denial_pattern_fix_failed"}


def test_reporting_a_fix_of_nothing_is_refused(session: Session, records: Any) -> None:
    with pytest.raises(PatternNotFound):
        watch.report_fixed(session, records.payer().id, date(2025, 7, 20))
