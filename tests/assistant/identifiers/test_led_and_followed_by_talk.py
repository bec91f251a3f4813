"""Words that lead to a number and letters that end it, who is to be reached, days of another cover, months of a story."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "chat") -> list[tuple[str, Any]]:
    return [(fact.name, fact.value) for fact in extract(text, expects=expects, channel=channel, today=TODAY)]


def said(text: str, expects: str | None = None) -> list[tuple[str, Any]]:
    return facts(text, expects, "voice")


@pytest.mark.parametrize(
    "line", ["k its T7710245", "K so it's T7710245", "y its T7710245", "k, its T7710245", "k. T7710245"]
)
def test_a_k_that_agrees_is_no_letter_of_the_number(line: str) -> None:
    assert facts(line, "member_id") == [("member_id", "T7710245")]


@pytest.mark.parametrize("line", ["k 7710245", "K7710245"])
def test_a_k_right_before_its_figures_is_one(line: str) -> None:
    assert facts(line, "member_id") == [("member_id", "K7710245")]


def test_a_w_before_it_is_with() -> None:
    assert facts("pls call me w it 6145550133") == [("phone_number", "6145550133")]
    assert said("u m w a then six two two five oh nine", "member_id") == [("member_id", "UMWA622509")]


@pytest.mark.parametrize("lead", ["it would be", "that'll be", "it should be", "it's gonna be"])
def test_be_is_no_letter_behind_would(lead: str) -> None:
    told = said(f"{lead} kilo tango four four one nine two oh six", "member_id")
    assert told == [("member_id", "KT4419206")]


def test_a_spelling_word_goes_on_behind_the_alphabet() -> None:
    told = said("november tango zebra five two nine nine one six oh", "member_id")
    assert told == [("member_id", "NTZ5299160")]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("term date for ID 7730 2258 QP?", ("member_id", "77302258QP")),
        ("member id 7730 2258 XK is it active", ("member_id", "77302258XK")),
        ("claim # 6614 0032 RV denied?", ("claim_number", "66140032RV")),
        ("claim 6614 0032 PT has a denial", ("claim_number", "66140032")),
    ],
)
def test_a_few_capitals_may_end_a_number(line: str, value: tuple[str, str]) -> None:
    assert facts(line) == [value]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("replacement for claim 25-10-60C-4", ("claim_number", "251060C4")),
        ("claim 08-14-26-B paid?", ("claim_number", "081426B")),
        ("dob 8-14-61", ("date_of_birth", "1961-08-14")),
        ("pt dob 8-14-61F", ("date_of_birth", "1961-08-14")),
        ("tin = 47.220.1183", ("tax_id", "472201183")),
        ("claim 552.100.87", ("claim_number", "55210087")),
    ],
)
def test_how_figures_are_joined_tells_a_number_from_a_day(line: str, value: tuple[str, str]) -> None:
    assert facts(line) == [value]


@pytest.mark.parametrize(
    "line", ["R as in red, 0 zero not O, 48120, so R048120", "R0 (zero) 48120", "R0 zero not the letter O 48120"]
)
def test_a_figure_and_its_word_are_one_character(line: str) -> None:
    assert facts(line, "member_id") == [("member_id", "R048120")]


@pytest.mark.parametrize(
    "line",
    [
        "the letters are h m and after that six one four double two nine",
        "h m in letters then six one four double two nine",
        "h m after which six one four double two nine",
    ],
)
def test_figures_may_follow_letters_after_that(line: str) -> None:
    assert said(line, "claim_number") == [("claim_number", "HM614229")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Please have a rep call Monique back at (614) 555-0133", "Monique"),
        ("Reach Darnell on 6145550133 thx", "Darnell"),
        ("I'd rather be phoned. My number is (614) 555-0133, name Keoni.", "Keoni"),
        ("callback number 614-555-0133 (Keoni)", "Keoni"),
        ("contact: Keoni 614-555-0133", "Keoni"),
        ("need a human to phone Dana in billing, 614-555-0133", "Dana"),
    ],
)
def test_who_is_to_be_reached_at_a_number(line: str, name: str) -> None:
    assert sorted(facts(line)) == [("person_name", name), ("phone_number", "6145550133")]


@pytest.mark.parametrize(
    "line",
    [
        "have them try donna later this afternoon at our main number six one four five five five oh one three three",
        "can a person phone donna at six one four five five five oh one three three",
        "call six one four five five five oh one three three and get a hold of donna",
    ],
)
def test_who_is_to_be_reached_is_heard_by_phone(line: str) -> None:
    assert sorted(said(line)) == [("person_name", "Donna"), ("phone_number", "6145550133")]


def test_a_house_to_call_is_nobody() -> None:
    assert said("call grace hospital at six one four five five five oh one three three") == [
        ("phone_number", "6145550133")
    ]


@pytest.mark.parametrize(
    "lead", ["you're speaking with monique and the patient is", "this is monique and the patient is"]
)
def test_who_calls_stands_beside_the_name_asked_for(lead: str) -> None:
    assert said(f"{lead} gregory hale", "person_name") == [("person_name", "Monique"), ("person_name", "Gregory Hale")]


def test_a_member_is_announced_by_its_s() -> None:
    told = said("the patient's thuy pham and her birthday is three three eighty eight")
    assert told == [("person_name", "Thuy Pham"), ("date_of_birth", "1988-03-03")]


@pytest.mark.parametrize(
    ("line", "name"), [("*Kowalczyk", "Kowalczyk"), ("Kowalczyk*", "Kowalczyk"), ("*Nguyen not Nguyn", "Nguyen")]
)
def test_a_starred_name_puts_one_right(line: str, name: str) -> None:
    assert facts(line) == [("person_name", name)]


@pytest.mark.parametrize("line", ["*denied", "*Tuesday", "*Sorry"])
def test_a_starred_word_is_no_name(line: str) -> None:
    assert facts(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "COB update: pt termed w/ Cigna 5/31, you're primary now",
        "terminated from blue cross 5/31",
        "we lost our coverage with humana 5/31",
        "member dropped from UHC as of 5/31/26",
    ],
)
def test_the_end_of_another_cover_is_no_day_of_service(line: str) -> None:
    assert facts(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "we sent a second level in on august ninth any decision",
        "our second level went in august ninth",
        "we did an appeal on august ninth",
        "asked for a reconsideration on august ninth",
    ],
)
def test_the_day_of_an_appeal_is_no_day_of_service(line: str) -> None:
    assert said(line) == []


@pytest.mark.parametrize(
    "line",
    ["you rejected my stay in march, why", "that big bill in may did it count", "er visit in june why was it denied"],
)
def test_a_mere_month_beside_one_visit_tells_no_day(line: str) -> None:
    assert said(line) == []


def test_a_mere_month_of_claims_tells_which() -> None:
    assert said("claims in march") == [("date_of_service", {"start": "2026-03-01", "end": "2026-03-31"})]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("it was dec 18 last year, right before Xmas", "2025-12-18"),
        ("nov 10 the week before thanksgiving", "2026-11-10"),
        ("july sixth right after independence day", "2026-07-06"),
        ("it was right before christmas", "2025-12-25"),
    ],
)
def test_a_holiday_near_a_day_is_no_second_one(line: str, day: str) -> None:
    assert facts(line, "date_of_service") == [("date_of_service", day)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("they're charging me 65 extra dollars after you paid", "65.00"),
        ("he wants 40 more dollars", "40.00"),
        ("the lab wants seventy nine fifty out of me", "79.50"),
        ("they want sixty five extra dollars", "65.00"),
    ],
)
def test_dollars_may_be_extra_and_wanted_out_of_somebody(line: str, value: str) -> None:
    assert facts(line) == [("amount", value)]


@pytest.mark.parametrize(
    "line",
    [
        "wait i gave you my son's number mine is r t four four one oh nine two",
        "that was my wife's card hers is r t four four one oh nine two",
    ],
)
def test_whose_number_is_told_instead_of_a_relatives(line: str) -> None:
    assert said(line) == [("member_id", "RT441092")]


@pytest.mark.parametrize(
    "line",
    ["status of auth req for Dana Kowalski 72148, ref# 60081924", "auth request for Dana Kowalski 72148, ref 60081924"],
)
def test_an_authorization_may_be_told_by_its_reference(line: str) -> None:
    assert facts(line) == [("person_name", "Dana Kowalski"), ("procedure_code", "72148"), ("auth_number", "60081924")]


def test_what_is_another_doctors_is_no_code() -> None:
    told = said(
        "one six eight seven four nope that's our old doc uh one two one nine oh oh three seven oh eight", "npi"
    )
    assert told == [("npi", "1219003708")]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("she is born two thousand and eleven march the twenty three", "2011-03-23"),
        ("two thousand and four december eleven", "2004-12-11"),
        ("seventeen february nineteen twenty eight", "1928-02-17"),
    ],
)
def test_the_year_may_come_first(line: str, day: str) -> None:
    assert said(line, "date_of_birth") == [("date_of_birth", day)]


def test_last_thursday_has_its_day() -> None:
    assert said("anything paid for last friday the thirteenth") == [("date_of_service", "2026-11-13")]
    assert said("i called last monday the sixteenth") == []


@pytest.mark.parametrize(
    "line",
    [
        "you've got darnell at riverside clinic",
        "hi you've reached darnell from oak pediatrics",
        "you have darnell on the line",
        "you got darnell here",
    ],
)
def test_you_have_tells_who_calls(line: str) -> None:
    assert said(line) == [("person_name", "Darnell")]


def test_whom_a_hospital_treated_does_not_call() -> None:
    assert said("you denied darnell at the hospital") == []


def test_who_needs_a_call_is_heard() -> None:
    assert sorted(facts("Brenda needs a call back 615-555-0133")) == [
        ("person_name", "Brenda"),
        ("phone_number", "6155550133"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "left Kaiser 5/31 now with you",
        "switched from Kaiser to you 6/1",
        "medicaid closed 5/31",
        "cigna term date 5/31/26",
    ],
)
def test_leaving_an_insurer_is_no_day_of_service(line: str) -> None:
    assert facts(line) == []


def test_an_insurer_does_not_take_a_visit_away() -> None:
    assert facts("medicare visit 5/31") == [("date_of_service", "2026-05-31")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("what's forty five mean on the remit", "45"),
        ("what does ninety seven mean on my e o b", "97"),
        ("whats 45 mean on the remit", "45"),
    ],
)
def test_a_number_asked_about_on_a_paper_is_a_reason(line: str, code: str) -> None:
    assert said(line) == [("adjustment_code", code)]


def test_dollars_asked_about_are_a_sum() -> None:
    assert said("what's twenty dollars mean on the claim") == [("amount", "20.00")]


def test_a_relatives_claim_stays_a_claim() -> None:
    assert facts("no that claim's my wife's one. mine is B3381-662, was that one paid?") == [
        ("claim_number", "B3381662")
    ]


def test_days_may_be_written_together() -> None:
    assert facts("dos 9-14-26thru9-16-26") == [("date_of_service", {"start": "2026-09-14", "end": "2026-09-16"})]


def test_a_word_in_capitals_ends_no_number() -> None:
    assert facts("claim 66140032 ETA?") == [("claim_number", "66140032")]
