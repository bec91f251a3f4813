"""Numbers begun again or broken off by talk, codes beside whose they are, sums and days by the words around them; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 22)
HEEDED = 0.3


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return sorted((f.name, f.value) for f in found if f.confidence >= HEEDED)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("whiskey kilo hang on somebody's at the counter okay double five one eight oh four two", "WK5518042"),
        ("it's q as in queen three three one hold on sir i'll be right there okay sorry it's q three three one nine oh two two",
         "Q3319022"),
        ("um the letter t then four triple zero no wait just two zeros four zero zero one six six two nine", "T40016629"),
        ("delta lima two two nine no wait delta lima double two nine oh five five", "DL229055"),
        ("zulu four four two one oh nine that's zulu like zebra", "Z442109"),
        ("my member number is a two b four four oh nine one", "A2B44091"),
        ("tango romeo november double six two double oh one eight", "TRN6620018"),
    ],
)  # fmt: skip
def test_a_members_number_is_read_through_talk_and_second_thoughts(text: str, value: str) -> None:
    assert facts(text, "member_id") == [("member_id", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("triple five no just two fives five five oh double nine one two", "5509912"),
        ("three one four uh no three four one double oh six two", "3410062"),
        ("four four one oh seven seven three nine two no strike that seven seven three two nine eight so "
         "four four one oh seven seven three two nine eight", "4410773298"),
        ("no the claim number ends in one nine not nine zero it's two six two two oh oh one nine", "26220019"),
        ("is there a check for claim kilo four four oh two one one eight i show nothing", "K4402118"),
    ],
)  # fmt: skip
def test_a_claims_number_is_the_one_said_at_last(text: str, value: str) -> None:
    assert facts(text, "claim_number") == [("claim_number", value)]


def test_words_that_only_wait_or_explain_take_nothing_of_a_number() -> None:
    assert facts("hold on i need to find it okay", "member_id") == []
    assert ("member_id", "WX5518042") in facts(
        "hang on it's w as in wood x okay five five one eight oh four two", "member_id"
    )
    assert facts("papa india four four oh two one one", "member_id") == [("member_id", "PI440211")]
    assert facts("x i double four one oh two two", "member_id") == [("member_id", "XI441022")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("benefits on that four five three eight zero for charlie romeo sierra double nine oh four five two please",
         [("member_id", "CRS990452"), ("procedure_code", "45380")]),
        ("i'm calling on a cpr claim nine two nine five zero is there a status", [("procedure_code", "92950")]),
        ("checking on an m r i claim four four one oh two seven nine", [("claim_number", "4410279")]),
        ("it denied with a one nine seven",
         [("adjustment_code", "197")]),
        ("you cut a check for thirty two dollars and five cents number seven seven oh two one three three",
         [("amount", "32.05"), ("trace_number", "7702133")]),
    ],
)  # fmt: skip
def test_the_words_beside_a_number_tell_its_kind(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "it denied for a thirty day limit",
        "they rejected it for the twenty two visits",
        "it was denied as a duplicate two claims came in",
        "denied for one unit too many",
        "you denied it for an hour of therapy",
        "the first of the second claims",
        "the third of the fourth quarter visits",
        "can you check number one on the list",
    ],
)
def test_what_is_counted_is_no_code_and_no_day(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("i paid 95 at the desk, has my refund been sent?", ["95.00"]),
        ("when do i get back the 240 i paid the dentist", ["240.00"]),
        ("is the 312 what i owe", ["312.00"]),
        ("clm dos 8/3/26 chrg 412", ["412.00"]),
        ("i paid 2 visits already", []),
        ("the 2 claims i paid for", []),
        ("i paid 2026 dues", []),
        ("charges 3 days late", []),
        ("the 97110 i paid for", []),
        ("balance 12 days old", []),
    ],
)
def test_a_sum_in_figures_is_told_by_its_words(text: str, sums: list[str]) -> None:
    assert [value for name, value in facts(text, channel="chat") if name == "amount"] == sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("total charges three ten even for may thirteenth twenty six", ["310.00"]),
        ("is the three twelve what i really have to pay", ["312.00"]),
        ("you paid us one oh four fifty instead of one forty fifty", ["104.50", "140.50"]),
        ("are the three claims what i have to pay", []),
        ("the one on the bill is what i owe", []),
        ("is it even paid", []),
    ],
)
def test_a_sum_said_without_dollars_is_told_by_its_words(text: str, sums: list[str]) -> None:
    assert [value for name, value in facts(text) if name == "amount"] == sums


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dos the fifteenth of the eighth twenty twenty six", [("date_of_service", "2026-08-15")]),
        ("claim status for five oh four sorry oh five oh five twenty six member alpha kilo romeo double five oh seven two nine",
         [("date_of_service", "2026-05-05"), ("member_id", "AKR550729")]),
        ("i wrote you a letter on september ninth twenty twenty six", []),
        ("every claim for odell briggs october twenty six nineteen forty nine",
         [("date_of_birth", "1949-10-26"), ("person_name", "Odell Briggs")]),
        ("six twelve twenty five is my zip", [("zip", "61225")]),
    ],
)  # fmt: skip
def test_a_day_is_told_by_what_stands_beside_it(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text) == told


def test_leave_may_cover_a_span_told_in_numbers() -> None:
    said = facts("does auth seven oh one one nine three four oh cover twelve one through twelve thirty one twenty six")
    assert ("date_of_service", {"start": "2026-12-01", "end": "2026-12-31"}) in [
        f for f in said if f[0] == "date_of_service"
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("have them call ingrid vasquez thorne at noon", ["Ingrid Vasquez Thorne"]),
        ("it's not denise dear it's bernice with a b", ["Bernice"]),
        ("n p i for doctor okafor is one oh eight one five double oh six nine oh", ["Okafor"]),
        ("n p i for doctor rowe's office is one oh eight one five double oh six nine oh", []),
        ("it's not may it's june", []),
        ("you have bill it's due", []),
        ("i want an appointment with doctor shah", []),
    ],
)
def test_a_name_is_whole_and_one_name_alone_only_where_it_can_be_nobody_elses(text: str, names: list[str]) -> None:
    assert [value for name, value in facts(text) if name == "person_name"] == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("27447, left knee", [("procedure_code", "27447")]),
        ("clms 7730091824 and 7730091830 status pls", [("claim_number", "7730091824"), ("claim_number", "7730091830")]),
        ("wrong # its 972 555 0184 not 0148", [("phone_number", "9725550184")]),
        ("26177305519 y denied", [("claim_number", "26177305519")]),
        ("can dr do p2p on the inpt denial for LHS2071168", [("member_id", "LHS2071168")]),
        ("status on E26-091177? pt dob 12/2/79", [("claim_number", "E26091177"), ("date_of_birth", "1979-12-02")]),
    ],
)
def test_what_is_written_in_haste_is_read(text: str, told: list[tuple[str, object]]) -> None:
    assert facts(text, channel="sms") == told


def test_the_last_figure_of_an_npi_may_be_misheard_where_the_check_digit_agrees() -> None:
    assert facts("one for nine zero three zero nine three five too is what's on the form", "npi") == [
        ("npi", "1490309352")
    ]
    assert facts("one for nine zero three zero nine three six too is what's on the form", "npi") == []
