"""What an office says beside the proof that is asked for: taken back, let stand, not at hand."""

from __future__ import annotations

import pytest

from actions.memory import Memory
from tests.actions.remembered import CLAIM, SECOND, settled, wanted
from tests.actions.spoken import Talk, office


@pytest.mark.parametrize("intent", ["correct_that", "go_back", "nlu_fallback"])
@pytest.mark.parametrize(
    "line",
    [
        "no the tax id is fine go on",
        "the tax id is right, go ahead",
        "no that one is correct, keep going",
        "it's fine, next",
    ],
)
def test_what_is_called_fine_stands(line: str, intent: str) -> None:
    talk = office("member_id").say(line, intent, 0.8)
    assert (talk.says, talk.asked, talk.memory.tax_id, talk.missed) == (
        ["utter_all_right"],
        "member_id",
        "12013",
        False,
    )


@pytest.mark.parametrize("intent", ["correct_that", "inform", "nlu_fallback"])
@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("member_id", "975375675755 wait thats the wrong patient"),
        ("member_id", "W054244096 no wait i have the wrong patient"),
        ("date_of_birth", "no thats the wrong patient"),
        ("date_of_service", "oops wrong patient sorry"),
    ],
)
def test_the_wrong_patient_is_let_go_and_the_office_stays(asked: str, line: str, intent: str) -> None:
    talk = office(asked).say(line, intent, 0.8)
    assert (talk.says, talk.asked) == (["utter_all_right"], "member_id")
    assert (talk.memory.member_id, talk.memory.date_of_birth, talk.memory.npi) == (None, None, "1770002313")
    assert talk.say("5GY5QC2NT39").memory.member_id == "5GY5QC2NT39"


def test_last_five_begun_anew_in_the_same_breath_are_taken_and_nothing_given_before_is_lost() -> None:
    talk = office("tax_id").say(
        "it's won too oh won no sorry scratch that start over won too oh won three", "go_back", 0.8
    )
    assert (talk.memory.tax_id, talk.memory.npi) == ("12013", "1770002313")


@pytest.mark.parametrize(
    "line",
    ["dont have the mbr id, just name and dob: Mariana Velazquez 07/29/1943", "no member id, dob 07/29/1943",
     "i only have the name and dob 07/29/1943"],
)  # fmt: skip
def test_no_member_id_told_with_what_there_is_hears_what_it_is_needed_for(line: str) -> None:
    talk = office("member_id").say(line, "inform", 0.9)
    assert talk.says == ["utter_no_matter"]
    assert "member_id" in talk.memory.dont_have
    assert talk.memory.date_of_birth == "1943-07-29"


@pytest.mark.parametrize(
    "line", ["just her member id then i have the rest", "can you give me his member id", "what's the patient's id"]
)
def test_a_member_id_asked_of_us_is_not_read_out(line: str) -> None:
    talk = office("member_id").say(line, "dont_know", 0.8)
    assert (talk.says, talk.asked, talk.memory.dont_have) == (["utter_not_read_out"], "member_id", [])


@pytest.mark.parametrize(
    "line",
    [
        "not sure of exact dos, sometime in June 2026",
        "i don't have the day, early march",
        "June 2026, thats all i have",
    ],
)
def test_who_says_that_the_day_is_not_known_is_asked_for_the_claim_number(line: str) -> None:
    talk = office("date_of_service").say(line)
    assert (talk.says, talk.asked) == (["utter_no_matter"], "claim_number")


def test_a_month_alone_is_asked_for_its_day_once() -> None:
    talk = office("date_of_service").say("sometime in june 2026")
    assert (talk.says, talk.asked) == (["utter_exact_day"], "date_of_service")


def test_a_trace_number_alone_finds_no_patient_and_that_is_told_once() -> None:
    talk = Talk(Memory(expects="role"))
    line = "have an EFT trace # 704654179207 and cant match it to a pt. provider side. can u look it up"
    assert (talk.say(line, "ask_payment", 0.8).says, talk.asked) == (["utter_not_by_trace"], "npi")
    assert talk.say("1557103706").asked == "tax_id"
    assert "utter_not_by_trace" not in talk.say("33208").says


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("npi", "1557103706"),
        ("tax_id", "33208 is right"),
        ("member_id", "the id is W054244096"),
        ("member_id", "W054244096, and the name is right"),
        ("member_id", "the patient is fine with it, W054244096"),
        ("date_of_birth", "12/07/1991 go on"),
        ("date_of_birth", "the date is 12/07/1991 please"),
        ("date_of_service", "03/03/2026 thats all i have"),
        ("date_of_service", "not sure, i think march 3 2026"),
        ("member_id", "i had the wrong person on the phone before, it's W054244096"),
    ],
)
def test_a_proof_given_with_other_words_is_taken(asked: str, line: str) -> None:
    talk = office(asked).say(line)
    assert getattr(talk.memory, asked) is not None
    assert talk.says == []


@pytest.mark.parametrize(
    "line", ["one seven three four five", "npi is one uh nine one", "17345", "it's won seven three"]
)
def test_a_number_begun_before_the_role_is_taken_in_a_moment_once(line: str) -> None:
    talk = Talk(Memory(expects="role")).say(line)
    assert (talk.says, talk.asked, talk.missed) == (["utter_number_in_a_moment"], "role", False)
    assert talk.say(line).missed


@pytest.mark.parametrize(
    "line", ["2", "one", "I have two claims", "number one", "okay", "one of my three kids was seen", "claim of march 3",
             "you paid 100 of it", "0"]
)  # fmt: skip
def test_a_few_figures_among_other_words_are_no_number_begun(line: str) -> None:
    assert "utter_number_in_a_moment" not in Talk(Memory(expects="role")).say(line).says


LISTED = [
    CLAIM,
    SECOND | {"charge": "181.65"},
    CLAIM | {"id": "c", "last_four": "3490", "charge": "472.15", "stage": "pended"},
]


@pytest.mark.parametrize(
    "line", ["now the one billed at $181.65", "next the $181.65 one", "and the other one, 181.65 dollars"]
)
def test_the_sum_of_one_in_the_list_picks_it(line: str) -> None:
    memory = settled(claim=None, claims=LISTED, told=[], date_of_service=None)
    talk = Talk(memory).say(line, "another_claim", 0.9)
    assert talk.memory.claim is not None
    assert talk.memory.claim["id"] == "b"


def test_a_sum_that_none_of_the_list_has_is_another_claim() -> None:
    talk = Talk(settled(claim=None, claims=LISTED, told=[], date_of_service=None))
    assert talk.say("another claim, billed at $99.10", "another_claim", 0.9).memory.claim is None


@pytest.mark.parametrize(
    "line", ["did this patient see anybody else this year", "read me every claim you have on him not just ours"]
)
def test_claims_of_other_offices_are_not_told_and_that_is_said(line: str) -> None:
    assert wanted(settled(), line, "list_claims", 0.8) == ["only_billed_claims"]


@pytest.mark.parametrize(
    "line",
    ["list every claim you have on him", "did he see dr lee in june", "is anybody else there to talk to",
     "do you have all our claims", "did anybody else call about this"],
)  # fmt: skip
def test_other_questions_of_claims_are_left_as_they_are(line: str) -> None:
    assert "only_billed_claims" not in wanted(settled(), line, "list_claims", 0.8)
