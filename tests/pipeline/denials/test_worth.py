"""What comes first: more money, nearer last day, better history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.triage import triage
from backend.pipeline.denials.worth import History, chance, expected_value, next_date, priority, weigh

TODAY = date(2026, 3, 23)


@given(cents=st.integers(1, 10**8), more=st.integers(1, 10**6), days=st.integers(0, 400), later=st.integers(0, 400))
def test_priority_rises_with_money_and_falls_with_time(cents: int, more: int, days: int, later: int) -> None:
    value, higher = Money.of(f"{cents / 100:.2f}"), Money.of(f"{(cents + more * 100) / 100:.2f}")
    assert priority(higher, days) >= priority(value, days)
    assert priority(value, days) >= priority(value, days + later)


def test_a_better_history_is_worth_more() -> None:
    amount = Money.of("1000.00")
    worths = [
        expected_value(amount, "medical_necessity", "appeal", history)
        for history in (History(0, 20), History(0, 0), History(20, 20))
    ]
    assert worths == sorted(worths)
    assert len(set(worths)) == 3


@given(won=st.integers(0, 500), lost=st.integers(0, 500))
def test_a_chance_stays_a_chance(won: int, lost: int) -> None:
    assert 0 < chance("coding", History(won, won + lost)) < 1


def test_small_amounts_can_cost_more_than_they_bring() -> None:
    assert expected_value(Money.of("20.00"), "medical_necessity", "appeal", History()) < Money.zero()
    assert priority(Money.of("-10.00"), 3) == 0


def test_what_is_past_its_last_day_comes_last() -> None:
    assert priority(Money.of("9000.00"), -1) == 0


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (None, date(2026, 3, 26)),
        (date(2026, 9, 16), date(2026, 3, 26)),
        (date(2026, 3, 28), TODAY),
        (date(2026, 3, 23), TODAY),
    ],
)
def test_the_next_date_is_within_72_hours_and_today_when_it_presses(last_day: date | None, expected: date) -> None:
    assert next_date(last_day, TODAY) == expected


def test_every_denial_has_a_skill_and_an_owner(make_facts: Callable[..., AdjustmentFacts]) -> None:
    for carc, skill in (
        ("27", "registration"),
        ("4", "coding"),
        ("50", "clinical"),
        ("B7", "enrollment"),
        ("29", "billing"),
    ):
        facts = make_facts(carc=carc)
        worth = weigh(triage(facts), facts.amount, History(), TODAY)
        assert (worth.skill, worth.owner) == (skill, "biller")
    large = make_facts(carc="204", amount=Money.of("9000.00"), charge=Money.of("9000.00"))
    assert weigh(triage(large), large.amount, History(), TODAY).owner == "supervisor"
