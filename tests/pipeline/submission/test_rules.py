"""How long a payer may be silent, at the edges; by whose rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from backend.pipeline.submission.rules import (
    NextStep,
    Sent,
    Window,
    first_day_of_silence,
    next_step,
    window,
    windows,
)

MONDAY = date(2026, 3, 2)
SENT = Sent("HHP01", "commercial", MONDAY, None)


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 3, 5), None),  # the third business day is still in time
        (date(2026, 3, 6), NextStep("ask", "no_acknowledgement")),
    ],
)
def test_claim_nobody_acknowledged_is_asked_after_three_business_days(day: date, step: NextStep | None) -> None:
    assert next_step(SENT, day) == step


def test_weekend_is_no_business_day() -> None:
    friday = replace(SENT, sent_on=date(2026, 3, 6))
    assert next_step(friday, date(2026, 3, 11)) is None
    assert next_step(friday, date(2026, 3, 12)) == NextStep("ask", "no_acknowledgement")


def test_acknowledged_claim_is_asked_after_thirty_days() -> None:
    known = replace(SENT, last_word=date(2026, 3, 3))
    assert next_step(known, MONDAY + timedelta(days=30)) is None
    assert next_step(known, MONDAY + timedelta(days=31)) == NextStep("ask", "no_decision")


def test_payer_that_just_spoke_is_not_asked() -> None:
    pended = replace(SENT, last_word=MONDAY + timedelta(days=28))
    assert next_step(pended, MONDAY + timedelta(days=41)) is None
    assert next_step(pended, MONDAY + timedelta(days=42)) == NextStep("ask", "no_decision")


def test_question_gets_its_time_and_after_two_a_person_calls() -> None:
    first, second = date(2026, 3, 6), date(2026, 3, 20)
    asked = replace(SENT, asked_on=(first,))
    assert next_step(asked, first + timedelta(days=13)) is None
    assert next_step(asked, second) == NextStep("ask", "no_acknowledgement")
    again = replace(SENT, asked_on=(first, second))
    assert next_step(again, second + timedelta(days=13)) is None
    assert next_step(again, second + timedelta(days=14)) == NextStep("person", "no_acknowledgement")


def test_answer_starts_the_count_of_questions_anew() -> None:
    known = replace(SENT, last_word=date(2026, 4, 10), asked_on=(date(2026, 4, 2), date(2026, 4, 9)))
    assert next_step(known, date(2026, 4, 24)) == NextStep("ask", "no_decision")


def test_rule_of_the_payer_goes_before_that_of_its_kind_of_plan() -> None:
    general = windows()[0]
    own = replace(general, payers=("HHP01",), decide_days=45)
    kind = replace(general, plan_types=("commercial",), decide_days=40)
    known: list[Window] = [general, kind, own]
    assert window("HHP01", "commercial", MONDAY, known).decide_days == 45
    assert window("SVH22", "commercial", MONDAY, known).decide_days == 40
    assert window("SVH22", "medicare", MONDAY, known).decide_days == 30
    ended = [general, replace(own, effective_to=MONDAY - timedelta(days=1))]
    assert window("HHP01", "commercial", MONDAY, ended).decide_days == 30


def test_no_claim_younger_than_the_shortest_window_is_silent() -> None:
    today = date(2026, 3, 20)
    young = replace(SENT, sent_on=first_day_of_silence(today) + timedelta(days=1))
    assert next_step(young, today) is None
