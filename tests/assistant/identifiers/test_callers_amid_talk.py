"""Who calls and who is meant, told in half a sentence; sums, codes and days told shortly and in passing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 23)


def heard(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, Any]]:
    return [(fact.name, fact.value) for fact in extract(text, expects=expects, channel=channel, today=TODAY)]


def typed(text: str, expects: str | None = None) -> list[tuple[str, Any]]:
    return heard(text, expects, "chat")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("this carmen i wanna appeal", "Carmen"),
        ("here is paolo i have a question", "Paolo"),
        ("it's monica our line keeps dropping", "Monica"),
        ("hey it's gloria can somebody call me", "Gloria"),
        ("this here's wendell odom with a question", "Wendell Odom"),
        ("can you do my brother's too he's marcus", "Marcus"),
        ("same for my wife she's ursula benedict", "Ursula Benedict"),
        ("i said paulette not pauline paulette um harrison", "Paulette Harrison"),
        ("when did that check hit marlon whitfield's account", "Marlon Whitfield"),
    ],
)
def test_who_calls_or_is_meant(line: str, name: str) -> None:
    assert heard(line) == [("person_name", name)]


@pytest.mark.parametrize(
    "line",
    [
        "this grace period is over",
        "this frank answer helps nobody",
        "kiddo has a claim with you",
        "alexa play something quiet",
        "did you pay dr lee yet",
        "he's frank about it",
    ],
)
def test_what_only_looks_like_a_name(line: str) -> None:
    assert heard(line) == []


def test_a_word_may_be_the_last_name_before_a_day_of_birth() -> None:
    told = heard("the one for thandolwethu price date of birth six one seventy")
    assert told == [("person_name", "Thandolwethu Price"), ("date_of_birth", "1970-06-01")]


def test_a_plan_beside_a_name_is_no_part_of_it() -> None:
    told = typed("is it PPO or HMO, Ingrid Solveig 2/3/1961")
    assert told == [("person_name", "Ingrid Solveig"), ("date_of_birth", "1961-02-03")]


def test_the_name_somebody_has_wrong_is_not_the_one() -> None:
    assert typed("You have her name down as Jane Dow, it is Jan Dow") == [("person_name", "Jan Dow")]


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("can't afford my 640 part", "640.00"),
        ("i could do each month 75", "75.00"),
        ("pd 120 less than contract", "120.00"),
        ("they want 700 dollers", "700.00"),
    ],
)
def test_sums_told_shortly(line: str, amount: str) -> None:
    assert typed(line) == [("amount", amount)]


def test_a_paper_says_what_is_owed() -> None:
    assert heard("this says ninety one forty is that my share") == [("amount", "91.40")]


def test_what_it_is_not_is_no_sum() -> None:
    told = heard("it's ninety dollars and ten cents if it were nine hundred dollars i would faint")
    assert told == [("amount", "90.10")]


def test_a_year_beside_a_check_is_no_sum() -> None:
    told = heard("calling to check october six two thousand twenty six")
    assert told == [("date_of_service", "2026-10-06")]


@pytest.mark.parametrize("line", ["96833 - auth required?", "precert needed 96833?", "pa needed for 96833?"])
def test_what_leave_is_asked_for_is_a_procedure(line: str) -> None:
    assert typed(line) == [("procedure_code", "96833")]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("the 97 adj makes no sense", ["97"]),
        ("it gives 97 and 119 as adjustment codes", ["97", "119"]),
        ("what does one nineteen stand for", ["119"]),
    ],
)
def test_reasons_told_shortly(line: str, codes: list[str]) -> None:
    assert heard(line, channel="voice" if "one" in line else "chat") == [("adjustment_code", code) for code in codes]


def test_the_procedure_that_was_heard_wrong_is_dropped() -> None:
    told = heard("you heard nine nine two one three i said nine nine two one five")
    assert told == [("procedure_code", "99215")]


def test_the_last_four_of_a_provider_are_no_claims() -> None:
    told = heard("the last four are seven eight nine three npi one two three four five six seven eight nine three")
    assert told == [("npi", "1234567893")]


def test_another_day_of_the_same_patient_is_one_of_service() -> None:
    assert heard("different date same patient ten fourteen") == [("date_of_service", "2026-10-14")]


def test_the_day_of_a_letter_is_no_day_of_service() -> None:
    assert heard("the letter's dated june the first") == []


def test_a_number_to_call_behind_another_kind() -> None:
    assert typed("somebody has my medicaid # call me 2125550133") == [("phone_number", "2125550133")]


def test_the_area_told_behind_a_number() -> None:
    assert typed("its 555-0142 w area code 206") == [("phone_number", "2065550142")]


def test_a_patients_number() -> None:
    assert typed("auth pending for pt 31MN0876?") == [("member_id", "31MN0876")]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("2nd level was mailed on KKR4409172, any decision?", ("claim_number", "KKR4409172")),
        ("recon filed on TTB-556120 last week", ("claim_number", "TTB556120")),
        ("Need a p2p set up on INP5566778", ("auth_number", "INP5566778")),
        ("peer to peer for INP5566778 please", ("auth_number", "INP5566778")),
    ],
)
def test_appeals_are_of_claims_and_talks_of_authorizations(line: str, fact: tuple[str, str]) -> None:
    assert fact in typed(line)


def test_a_relatives_name_between_commas() -> None:
    told = typed("On my uncle's account, Xiomaro Quil, you paid only half.")
    assert told == [("person_name", "Xiomaro Quil")]


def test_a_house_between_commas_is_nobody() -> None:
    assert typed("my brother, Grand Forks Clinic, sent a bill") == []


def test_the_first_one_is_no_day() -> None:
    assert heard("mail me another one of those yearly explanation papers the first one got wet") == []


def test_an_amount_named_on_a_paper_needs_its_cents() -> None:
    assert heard("it says amount not covered sixty two eighteen") == [("amount", "62.18")]
    assert heard("it says amount not covered twenty two eighteen") == []


@pytest.mark.parametrize(
    ("line", "expects", "fact"),
    [
        ("i came along in forty one may the sixth", "date_of_birth", ("date_of_birth", "1941-05-06")),
        ("what's today monday then it was saturday", "date_of_service", ("date_of_service", "2026-11-21")),
        ("octavia brandt leap year baby two twenty nine oh eight", None, ("date_of_birth", "2008-02-29")),
    ],
)
def test_days_told_around_other_days(line: str, expects: str | None, fact: tuple[str, str]) -> None:
    assert [one for one in heard(line, expects) if one[0] == fact[0]] == [fact]
