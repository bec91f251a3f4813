"""A zip told as where somebody lives, a day with its weekday, a name that owns something, a sum at a sentence's end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.identifiers import extract, listen

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None) -> list[tuple[str, Any]]:
    return [(fact.name, fact.value) for fact in extract(text, expects=expects, channel="chat", today=TODAY)]


@pytest.mark.parametrize("expects", ["zip", None])
def test_where_somebody_lives_is_a_zip(expects: str | None) -> None:
    assert facts("i live in 60614", expects) == [("zip", "60614")]


def test_a_weekday_before_a_day_is_part_of_it() -> None:
    assert facts("it was Thursday the 8th of October, 2026", "date_of_service") == [("date_of_service", "2026-10-08")]


def test_a_name_that_owns_something_is_the_name_alone() -> None:
    assert facts("what do i owe for Beatrice Lowell's surgery") == [("person_name", "Beatrice Lowell")]


def test_a_sum_may_end_a_sentence() -> None:
    assert ("amount", "481.17") in facts("it shows paid 481.17. By check?")


@pytest.mark.parametrize("line", ["Two claims for one patient today.", "can you check a claim for me today"])
def test_the_day_of_the_call_is_no_day_of_service(line: str) -> None:
    assert facts(line) == []


@pytest.mark.parametrize("line", ["he was seen today", "dos is today"])
def test_a_visit_may_have_been_today(line: str) -> None:
    assert facts(line) == [("date_of_service", TODAY.isoformat())]


def test_once_more_is_nobodys_name() -> None:
    assert facts("the first patient once more please") == []


def test_the_number_of_an_item_is_no_part_of_the_number_before_it() -> None:
    told = facts("1) claim 661204471 paid? 2) claim 661204488 2) EFT number")
    assert told == [("claim_number", "661204471"), ("claim_number", "661204488")]


def test_a_figure_said_in_passing_is_no_piece_of_what_was_asked_for() -> None:
    line = "one thing before i forget until what time can i reach a person there today"
    assert listen(line, expects="member_id", channel="voice", today=TODAY).piece is None
