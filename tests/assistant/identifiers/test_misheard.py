"""Words a recogniser writes for others that sound alike: heard as they were meant where the words around are certain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.identifiers import extract
from assistant.identifiers.misheard import put_right
from assistant.identifiers.text import plain

TODAY = date(2026, 11, 23)


def heard(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, Any]]:
    return [(fact.name, fact.value) for fact in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("my tax eye dee is eight eight one two three four five six seven", ("tax_id", "881234567")),
        ("tax id is for too one one two three four five six", ("tax_id", "421123456")),
        ("en pee eye is one two three four five six seven eight nine three", ("npi", "1234567893")),
        ("eye see en is two two six one oh nine nine eight four", ("claim_number", "226109984")),
        ("check the off number six six one oh two three", ("auth_number", "661023")),
        ("what does pee are two o four mean", ("adjustment_code", "PR-204")),
        ("the remark en fifty six", ("remark_code", "N56")),
    ],
)
def test_the_letters_of_a_kind_may_be_written_as_words(line: str, fact: tuple[str, Any]) -> None:
    assert heard(line) == [fact]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("dee oh ess was ate fourteen twenty six", "2026-08-14"),
        ("date a service march fourth", "2026-03-04"),
        ("d o s is march tree twenty twenty six", "2026-03-03"),
        ("it was the tree of june", "2026-06-03"),
        ("the fort of may", "2026-05-04"),
        ("the dirty first of july", "2026-07-31"),
        ("she was seen june for", "2026-06-04"),
        ("june twenty for two thousand twenty six", "2026-06-24"),
        ("the day was may won twenty twenty six", "2026-05-01"),
    ],
)
def test_days_may_be_written_as_other_words(line: str, day: str) -> None:
    assert heard(line, "date_of_service") == [("date_of_service", day)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("march sixth nineteen eighty tree", "1983-03-06"),
        ("june second nineteen seventy too", "1972-06-02"),
        ("dee oh bee is ate two sixty one", "1961-08-02"),
        ("date uh birth april nine nineteen fifty for", "1954-04-09"),
    ],
)
def test_the_last_figure_of_a_year_may_be_another_word(line: str, day: str) -> None:
    assert heard(line, "date_of_birth") == [("date_of_birth", day)]


@pytest.mark.parametrize(
    "line",
    [
        "you can turn off number two",
        "it happened in march too",
        "we have nothing in july for my son",
        "i have the form for august for you",
        "from june to nineteen other places",
        "did you see a service number",
        "we ate eleven of them",
        "i see nothing here",
    ],
)
def test_where_the_words_around_say_nothing_they_stay_as_they_are(line: str) -> None:
    assert put_right(plain(line)).text == line


def test_what_was_put_right_keeps_its_place() -> None:
    line = "born on june twenty for nineteen eighty"
    fact = extract(line, expects="date_of_birth", channel="voice", today=TODAY)[0]
    assert line[fact.start : fact.end] == "june twenty for nineteen eighty"


def test_a_line_that_was_typed_is_taken_as_it_stands() -> None:
    assert heard("is the off number 2 there", channel="chat") == []


def test_a_letter_told_to_stand_in_front_begins_the_number() -> None:
    told = heard("it's a tee as in tango in front of the four four oh two one nine", "claim_number")
    assert told == [("claim_number", "T440219")]


def test_the_first_of_two_letters_is_the_one_misheard() -> None:
    assert heard("not p tee as in tom four four one two oh nine eight", "member_id") == [("member_id", "T4412098")]


def test_two_procedures_are_told_one_after_the_other() -> None:
    told = heard("the codes on it are nine nine two one three and then two oh six one one for the knee")
    assert told == [("procedure_code", "99213"), ("procedure_code", "20611")]


def test_the_fire_of_a_modifier_is_no_letter_of_a_number() -> None:
    assert heard("procedure nine nine two one three with a twenty five mod of fire") == [("procedure_code", "99213")]


def test_an_appointment_to_be_made_has_no_day_of_service() -> None:
    assert heard("i need to make a point mint for tuesday") == []
