"""Who will not give a proof, or says it is given: why it is asked, what else will do, and then a person."""

from __future__ import annotations

import pytest

from actions.speaker import spoken_for
from actions.steps import Ask, Session, Stuck, Verify
from actions.turn_plan import next_step
from tests.actions.remembered import settled
from tests.actions.spoken import Talk, office, patient

TWO = {"member_id": "W054244096", "date_of_birth": "1991-12-07"}


@pytest.mark.parametrize(
    "line",
    [
        "I don't want to give that",
        "i'd rather not say that",
        "I would rather not",
        "no, I prefer not to say",
        "i'm not giving you my zip",
        "I'm not comfortable giving that out over the phone",
        "I won't tell you that",
        "that's private",
        "i'm not giving you my zip code on the phone can't you use my phone number",
        "um no i don't want to share my personal information",
    ],
)
def test_who_will_not_give_the_zip_is_told_why_and_asked_for_the_last_name(line: str) -> None:
    talk = patient("zip_code", **TWO).say(line)
    assert (talk.says, talk.asked, talk.missed) == (["utter_something_instead_member"], "last_name", False)
    talk.say("Fairweather")
    assert next_step(talk.memory, talk.session) == Verify(
        "member", {"member_id": "W054244096", "date_of_birth": "1991-12-07", "last_name": "Fairweather"}
    )


def test_after_the_last_name_the_claim_number_and_then_a_person() -> None:
    talk = patient("zip_code", **TWO)
    for asked in ("last_name", "claim_number"):
        assert talk.say("I don't want to give that").asked == asked
    assert talk.say("I don't want to give that").says == ["utter_help_claim_number_member"]
    talk.say("i'd rather not say")
    assert next_step(talk.memory, talk.session) == Stuck("claim_number")


def test_nothing_stands_in_for_a_members_birth_date() -> None:
    talk = patient("date_of_birth", member_id="W054244096").say("i'd rather not say that")
    assert (talk.says, talk.asked) == (["utter_help_date_of_birth_member"], "date_of_birth")
    assert (
        Talk(talk.memory.copy()).say("november the second nineteen ninety eight").memory.date_of_birth == "1998-11-02"
    )
    talk.say("I'd rather not")
    assert next_step(talk.memory, talk.session) == Stuck("date_of_birth")


def test_an_office_gives_the_name_or_the_claim_number_instead() -> None:
    assert office("date_of_birth").say("I can't share that").asked == "person_name"
    assert office("date_of_service").say("we'd rather not, i don't want to give that").asked == "date_of_service"
    assert office("date_of_service").say("i'd rather not say").asked == "claim_number"


@pytest.mark.parametrize(
    "line",
    [
        "i'd rather not wait",
        "I'd rather give you my last name",
        "i don't want to give up",
        "I don't want to appeal",
        "I won't be long",
        "i'm not sure",
        "i don't want to hold",
        "i can't find it",
        "I don't want to give you the wrong one",
        "that's private insurance",
    ],
)
def test_these_refuse_nothing(line: str) -> None:
    talk = patient("zip_code", **TWO).say(line)
    assert "utter_something_instead_member" not in talk.says


@pytest.mark.parametrize(
    "line",
    [
        "you have my name",
        "you already have it",
        "come on that's enough i gave you two things",
        "I already gave you that",
        "i told you already",
        "come on",
    ],
)
@pytest.mark.parametrize("intent", ["correct_that", "go_back", "nlu_fallback", "out_of_scope"])
def test_what_was_never_given_is_asked_for_plainly_until_a_person_comes(line: str, intent: str) -> None:
    talk = patient("last_name", **TWO, dont_have=["zip_code"], filled=list(TWO)).say(line, intent, 0.9)
    assert (talk.says, talk.facts["asked"], talk.asked) == (["utter_not_given_yet"], "your last name", "last_name")
    assert (talk.memory.date_of_birth, talk.memory.last_name) == ("1991-12-07", None)
    for _ in range(3):
        talk.say(line, intent, 0.9)
    assert talk.person == "no_understanding"


@pytest.mark.parametrize(
    "line",
    [
        "Gavin",
        "my last name is Havens",
        "you have it wrong, it's Fairweather",
        "I already told you, it's Fairweather",
        "I told you my name is Gavin",
        "you know what, forget it",
        "it's Comeon",
        "go back please",
        "wait, let me look",
        "it's Yougave",
        "what do you have",
    ],
)
def test_these_do_not_say_that_it_is_given(line: str) -> None:
    talk = patient("last_name", **TWO, dont_have=["zip_code"]).say(line)
    assert "utter_not_given_yet" not in talk.says


def test_what_was_given_and_did_not_prove_is_not_called_missing() -> None:
    talk = patient("member_id", tried=TWO | {"zip_code": "85848"}).say("I already gave you that")
    assert "utter_not_given_yet" not in talk.says


@pytest.mark.parametrize("line", ["that's wrong", "no that's not right", "go back", "i made a mistake"])
def test_the_last_one_is_asked_again_where_it_is_called_wrong(line: str) -> None:
    talk = patient("last_name", **TWO, dont_have=["zip_code"], filled=list(TWO)).say(line, "correct_that", 0.9)
    assert (talk.says, talk.asked) == (["utter_going_back"], "date_of_birth")


def test_a_members_claim_number_is_the_third_proof() -> None:
    line = "my claim is 26232659920850, member id 772768650P, birthday 04/30/1977. It's mine. Why denied?"
    talk = Talk(patient().memory, channel="chat")
    talk.memory.speaker = None
    talk.say(line)
    assert talk.memory.speaker == "member"
    proof = {"member_id": "772768650P", "date_of_birth": "1977-04-30", "claim_number": "26232659920850"}
    assert next_step(talk.memory, Session()) == Verify("member", proof)


def test_a_zip_or_a_name_goes_before_the_claim_number() -> None:
    talk = patient("member_id", claim_number="E4575635690").say("W054244096, 12/07/1991, 85848")
    assert next_step(talk.memory, Session()) == Verify(
        "member", {"member_id": "W054244096", "date_of_birth": "1991-12-07", "zip": "85848"}
    )
    for number in ("W054244096", "4471"):  # the member id once more; the end of a number
        same = patient("zip_code", **TWO, claim_number=number)
        assert next_step(same.memory, Session()) == Ask("zip_code")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("it's mine", "member"),
        ("the claim is mine, why was it denied", "member"),
        ("that's mine", "member"),
        ("it's mine to work, I'm in the billing office", "provider"),
        ("we are the provider, that account is mine", "provider"),
        ("is it mine or theirs", None),
        ("a friend of mine told me to call", None),
        ("a patient of mine has a claim", "provider"),
    ],
)
def test_its_mine_names_the_member(line: str, role: str | None) -> None:
    assert spoken_for(line) == role


def test_a_zip_in_the_first_line_is_kept() -> None:
    talk = Talk(patient("role").memory, channel="chat")
    talk.memory.speaker = None
    talk.say("ok so 405841480V, 03/08/1991, 33259, the one from 09/20/2026")
    assert (talk.memory.member_id, talk.memory.zip_code, talk.memory.speaker) == ("405841480V", "33259", "member")


def test_a_proof_repeated_as_it_was_given_starts_no_new_patient() -> None:
    born = {"date_of_birth": "1945-02-25", "member_id": "5GX2TF0GK99"}
    proved = born | {"npi": "1770002313"}
    line = "born February 25, 1945, and we are the provider not the patient"
    talk = Talk(settled(**born, proved=proved)).say(line, "another_patient", 0.9)
    assert (talk.memory.member_id, talk.memory.claim) == ("5GX2TF0GK99", settled().claim)
    other = Talk(settled(**born, proved=proved)).say("next patient, born March 25, 1945", "another_patient", 0.9)
    assert other.memory.member_id is None
