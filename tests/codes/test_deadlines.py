"""Last days to act, against a table worked out from the rules with a calendar of its own (``deadline_cases.jsonl``)."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.codes.deadlines import (
    EVENTS,
    PLAN_TYPES,
    Deadline,
    DeadlineEvent,
    NoDeadline,
    business_days_after,
    deadline,
    next_business_day,
    rules,
)
from backend.pipeline.appeals.lines import deadline_line

CASES = [json.loads(line) for line in (Path(__file__).parent / "deadline_cases.jsonl").read_text().splitlines()]


def differences(case: dict[str, Any]) -> list[str]:
    answer = deadline_line(json.dumps(case["given"]), date.fromisoformat(case["today"]))
    expected = case["expected"]
    if "unknown" in expected:
        return [] if expected["unknown"] in answer.get("unknown", "") else [f"{case['given']} -> {answer}"]
    wrong = [
        key for key in ("deadline", "days_left", "decision_due") if key in expected and answer.get(key) != expected[key]
    ]
    if "action" in expected and expected["action"] not in answer.get("action", ""):
        wrong.append("action")
    return [f"{case['given']} -> {answer}, wanted {expected}: {wrong}"] if wrong else []


def test_every_case_of_the_table_is_met() -> None:
    assert len(CASES) >= 500
    assert [text for case in CASES for text in differences(case)] == []


@pytest.mark.parametrize(
    ("day", "business_day"),
    [
        (date(2026, 7, 3), date(2026, 7, 6)),  # Independence Day falls on Saturday and is kept on Friday
        (date(2021, 12, 31), date(2022, 1, 3)),  # New Year's Day of the next year is kept in this one
        (date(2026, 9, 5), date(2026, 9, 8)),  # Labor Day after a weekend
        (date(2026, 6, 19), date(2026, 6, 22)),  # Juneteenth
        (date(2020, 6, 19), date(2020, 6, 19)),  # no federal holiday before 2021
        (date(2026, 11, 27), date(2026, 11, 27)),  # the day after Thanksgiving is a business day
        (date(2025, 1, 20), date(2025, 1, 21)),
        (date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_business_days(day: date, business_day: date) -> None:
    assert next_business_day(day) == business_day


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2026, 7, 2), 1, date(2026, 7, 6)),  # Independence Day, kept on Friday, and a weekend
        (date(2026, 11, 25), 2, date(2026, 11, 30)),  # Thanksgiving does not count, the Friday after it does
        (date(2026, 9, 5), 0, date(2026, 9, 5)),
    ],
)
def test_business_days_later(day: date, count: int, later: date) -> None:
    assert business_days_after(day, count) == later


def test_external_review_after_the_end_of_a_short_month() -> None:
    """30 October has no 30 February: the last day is 1 March, and in 2026 that is a Sunday (45 CFR 147.136(d)(2)(i))."""
    found = deadline(DeadlineEvent("commercial", "internal_final", date(2025, 10, 30)), date(2025, 11, 1))
    assert isinstance(found, Deadline)
    assert found.last_day == date(2026, 3, 2)


def test_services_on_the_leap_day_are_filed_by_the_end_of_february() -> None:
    found = deadline(DeadlineEvent("medicare", "claim_service", date(2024, 2, 29)), date(2024, 6, 1))
    assert isinstance(found, Deadline)
    assert found.last_day == date(2025, 2, 28)


def test_an_urgent_appeal_names_the_72_hours() -> None:
    found = deadline(DeadlineEvent("erisa", "initial_denial", date(2026, 3, 10), urgent=True), date(2026, 3, 11))
    assert isinstance(found, Deadline)
    assert found.decision_hours == 72
    assert "urgent" in found.action


def test_an_unconfirmed_rule_says_so() -> None:
    found = deadline(DeadlineEvent("medicare_advantage", "initial_denial", date(2026, 3, 10)), date(2026, 3, 11))
    assert isinstance(found, Deadline)
    assert not found.confirmed
    assert "not yet confirmed" in found.rule


def test_every_rule_has_a_source_and_either_a_length_or_a_reason() -> None:
    for rule in rules():
        assert rule.source
        assert rule.event in EVENTS
        assert set(rule.plan_types) <= PLAN_TYPES
        assert bool(rule.unknown) != bool(rule.days or rule.months or rule.years)
        assert rule.unknown or (rule.action and rule.says)


def test_no_two_rules_claim_the_same_event_on_the_same_day() -> None:
    days = [date(2011, 7, 1) + timedelta(days=61 * step) for step in range(120)]
    for plan in PLAN_TYPES:
        for event in EVENTS:
            for day in days:
                for payer in (None, "aetna", "cigna", "humana", "anthem", "uhc"):
                    asked = DeadlineEvent(plan, event, day, payer=payer)
                    assert sum(rule.holds(asked) for rule in rules()) <= 1


@given(
    plan=st.sampled_from(sorted(PLAN_TYPES)),
    event=st.sampled_from(sorted(EVENTS)),
    notice=st.dates(date(2018, 1, 1), date(2090, 1, 1)),
    late=st.integers(0, 60),
)
def test_a_last_day_is_a_business_day_after_the_notice_or_is_not_named(
    plan: str, event: str, notice: date, late: int
) -> None:
    found = deadline(DeadlineEvent(plan, event, notice, notice + timedelta(days=late)), notice)
    if isinstance(found, NoDeadline):
        assert found.reason
    else:
        assert found.last_day > notice
        assert next_business_day(found.last_day) == found.last_day
        assert not re.search(r"\d{4}-\d\d-\d\d", found.rule), "days in a rule are told in words"
        assert found.days_left == (found.last_day - notice).days
