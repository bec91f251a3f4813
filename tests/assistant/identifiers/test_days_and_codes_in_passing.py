"""Days said as numbers alone, codes told by the talk, numbers and names said again the right way."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 22)
Facts = list[tuple[str, object]]


def facts(text: str, channel: str = "voice", expects: str | None = None) -> Facts:
    return [(f.name, f.value) for f in extract(text, channel=channel, expects=expects, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("did the admission five eleven twenty twenty six ever pay", "2026-05-11"),
        ("need to know if seven nineteen twenty six went through", "2026-07-19"),
        ("what does my patient owe on four thirty twenty six", "2026-04-30"),
        ("status on an intake ten two twenty five", "2025-10-02"),
        ("status on a ten two twenty five stay", "2025-10-02"),
        ("it's an intake ten two twenty five i want to know if you paid", "2025-10-02"),
        ("any word on oh nine oh three twenty six", "2026-09-03"),
        ("status on five one twenty six through five thirty twenty six",
         {"start": "2026-05-01", "end": "2026-05-30"}),
    ],
)  # fmt: skip
def test_a_day_said_as_numbers_alone_is_of_service(text: str, said: object) -> None:
    assert facts(text) == [("date_of_service", said)]


def test_beside_a_word_of_birth_such_a_day_is_of_birth() -> None:
    assert facts("five eleven twenty five is the baby's birthday") == [("date_of_birth", "2025-05-11")]


@pytest.mark.parametrize(
    "text",
    [
        "claim number five eleven twenty six",
        "it ends in five eleven twenty six",
        "five eleven twenty five is my zip",
        "status of k t five eleven twenty six four one",
        "one eight hundred five eleven twenty six",
        "the check cleared five eleven twenty six",
        "the letter dated five eleven twenty six",
        "we billed five eleven twenty six",
        "i was there twelve eleven twenty six",
        "it was five eleven twenty one",
    ],
)
def test_numbers_of_another_kind_are_no_day_of_service(text: str) -> None:
    assert [f for f in facts(text) if f[0] == "date_of_service"] == []


@pytest.mark.parametrize(
    ("text", "channel", "said"),
    [
        ("calling on the auth for a detox stay it's bravo five five two oh one eight three", "voice",
         ("auth_number", "B5520183")),
        ("AUT771304 - is it extended", "chat", ("auth_number", "AUT771304")),
        ("pls have someone call the front desk 414-555-0163 b4 3pm", "sms", ("phone_number", "4145550163")),
        ("414-555-0163 b4 noon works", "sms", ("phone_number", "4145550163")),
        ("send me the EOB for RT081926", "chat", ("claim_number", "RT081926")),
        ("Every claim on file for WX4471930 please", "chat", ("member_id", "WX4471930")),
    ],
)  # fmt: skip
def test_letters_and_figures_by_what_stands_around_them(text: str, channel: str, said: tuple[str, str]) -> None:
    assert facts(text, channel) == [said]


def test_a_day_typed_in_one_with_its_label_is_a_day() -> None:
    assert facts("DOS081926", "chat", "date_of_service") == [("date_of_service", "2026-08-19")]


@pytest.mark.parametrize(
    ("text", "channel", "amount"),
    [
        ("billed amount twelve sixty even", "voice", "1260.00"),
        ("total charge was nine forty five even", "voice", "945.00"),
        ("was the four hundred eighteen thirty two a check or a card", "voice", "418.32"),
        ("i cannot pay 2650. please help", "sms", "2650.00"),
        ("i owe 2650.50", "sms", "2650.50"),
    ],
)
def test_the_end_of_a_sum(text: str, channel: str, amount: str) -> None:
    assert facts(text, channel) == [("amount", amount)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("there's a number forty five beside the charge what does that code mean", [("adjustment_code", "45")]),
        ("the reason code is b as in boy sixteen", [("adjustment_code", "B16")]),
        ("denial code p one", [("adjustment_code", "P1")]),
        ("the remark codes say mary adam one thirty and nancy fifty six",
         [("remark_code", "MA130"), ("remark_code", "N56")]),
        ("remarks for nancy smith please", [("person_name", "Nancy Smith")]),
        ("is there a reason why two of them denied", []),
    ],
)  # fmt: skip
def test_letters_of_codes_said_in_words(text: str, said: Facts) -> None:
    assert facts(text) == said


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("was the ambulance a zero four two nine covered", ["A0429"]),
        ("codes are a zero four three one and a zero four three six", ["A0431", "A0436"]),
        ("they billed h two oh one nine", ["H2019"]),
        ("is sierra nine four eight five a covered service", ["S9485"]),
        ("medicare part b twenty twenty six services", []),
        ("a zero four two nine five five one", []),
    ],
)
def test_procedures_numbered_with_a_letter(text: str, codes: list[str]) -> None:
    assert [value for name, value in facts(text) if name == "procedure_code"] == codes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("c l m four four seven two oh sixteen no wait oh one six c l m four four seven two oh one six", "CLM4472016"),
        ("claim c l m four four seven oh nine two no wait c l m four four seven oh two nine", "CLM447029"),
        ("claim r t v two two oh eight seventeen no eighteen", "RTV220818"),
    ],
)
def test_a_number_begun_again_from_its_beginning_is_one(text: str, number: str) -> None:
    assert facts(text) == [("claim_number", number)]


def test_a_name_put_right_is_one_person() -> None:
    assert facts("my name is marisa kowalski not marissa kowalsky") == [("person_name", "Marisa Kowalski")]
