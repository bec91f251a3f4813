"""Who speaks for another person, or under another name, on a line somebody proved."""

from __future__ import annotations

import asyncio

import pytest

from actions import general_answers
from actions.another_words import is_young_child
from actions.controls import control
from actions.memory import Memory
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, OTHER, SECOND, TODAY, after, heard, own, settled


def test_who_takes_over_a_proved_line_under_another_name_hears_nothing_unasked() -> None:
    said = heard(
        "list_claims", text="hi this is charles krishnan i want to hear my claims", person_name="Charles Krishnan"
    )
    memory = after(own(), said)
    assert (memory.last_name, memory.claim, memory.claims) == ("Krishnan", None, [])


def test_a_proved_member_becomes_an_office_by_words_for_it_alone() -> None:
    said = heard("identify_provider", text="this is Nadia Miller", person_name="Nadia Miller")
    assert after(own(), said).speaker == "member"
    said = heard("identify_provider", text="sorry, I'm actually calling for a provider's office")
    assert after(own(), said).speaker == "provider"


def test_a_proved_office_becomes_a_member_by_words_for_it_alone() -> None:
    said = heard("identify_member", text="so the patient has to ring you personally")
    assert after(settled(), said).speaker == "provider"
    said = heard("identify_member", text="no no, I'm the patient")
    assert after(settled(), said).speaker == "member"


def test_the_name_of_a_doctor_is_not_the_callers_own() -> None:
    memory = after(own(), heard("ask_payment", text="the doctor's name was Ann Smith", person_name="Ann Smith"))
    assert (memory.last_name, memory.claim) == (None, CLAIM)


def test_a_relatives_facts_find_nothing_on_a_proved_line() -> None:
    memory = after(own(), heard("another_patient", text="now the same for my brother 5GX3", claim_number="5GX3"))
    assert (memory.claim_number, memory.claim) == (None, CLAIM)
    assert memory.requests == [{"name": "identify_representative"}]


def test_words_about_a_relatives_claim_pick_none_of_ones_own() -> None:
    asked = own(claim=None, claims=[CLAIM, SECOND], expects="which_claim", requests=[{"name": "check_claim_status"}])
    memory = after(asked, heard("ask_denial_reason", text="was his denied yes or no"))
    assert memory.claim is None
    assert [one["name"] for one in memory.requests] == ["identify_representative"]


@pytest.mark.parametrize(
    "text",
    [
        "the hospital says their claim was denied, what can I do",
        "the doctor says his claim was denied",
        "what is his phone number",
        "did his office get paid",
        "can you hand me over to a human",
        "I keep asking for someone to help me",
        "I am calling for someone who can explain my bill",
        "i've been asking for them to fix this",
    ],
)
def test_a_proved_member_who_speaks_of_the_doctor_or_for_a_person_keeps_their_claim(text: str) -> None:
    waiting = own(requests=[{"name": "ask_denial_reason"}])
    memory = after(waiting, heard("ask_next_step", text=text))
    assert not memory.is_waiting_for("identify_representative")
    assert {"ask_denial_reason", "ask_next_step"} <= {one["name"] for one in memory.requests}
    assert memory.claim == CLAIM


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("need status of her claim, patient is W123456789", {"member_id": "W123456789"}),
        ("can you check the status on their claim", {}),
        ("is his claim paid yet", {}),
        ("calling for her, patient is W123456789", {"member_id": "W123456789"}),
        ("calling for her claim", {}),
        ("hi calling for them, patients of ours", {}),
    ],
)
def test_an_office_that_has_not_said_what_it_is_speaks_of_its_patient(text: str, facts: dict[str, str]) -> None:
    names = [r["name"] for r in after(Memory(expects="role"), heard("check_claim_status", text=text, **facts)).requests]
    assert names == ["check_claim_status"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I'm not the patient, I'm his mother", {}),
        ("hi i'm calling for him", {}),
        ("calling for my mother, she is the patient, W123456789", {"member_id": "W123456789"}),
        ("i'm handing the phone to him now", {}),
        ("let me hand you over to my husband", {}),
    ],
)
def test_a_relative_who_has_not_said_what_they_are_acts_for_another(text: str, facts: dict[str, str]) -> None:
    memory = after(Memory(expects="role"), heard("inform", text=text, **facts))
    assert [r["name"] for r in memory.requests] == ["identify_representative"]
    assert (memory.for_another, memory.member_id) == ("stands", None)


@pytest.mark.parametrize(
    "text", ["wait, he just came in, let me give him the phone", "i'll put her on", "ok i'm passing the phone to my wife"]
)
def test_who_hands_over_the_phone_is_waited_for_and_the_member_speaks_next(text: str) -> None:
    stands = Memory(expects="offer", for_another="stands", offer={"name": "request_human"})
    memory = after(stands, heard("nlu_fallback", text=text))
    assert [one["name"] for one in memory.requests] == ["hold_on"]
    memory.requests = []
    assert after(memory, heard("identify_member", text="hi, i am the patient, it's my own claim")).for_another is None


def test_who_was_told_nothing_can_say_goodbye() -> None:
    memory = Memory(expects="more", for_another="stands", answered=[{"name": "identify_representative"}])
    said = heard("goodbye", text="alright then, bye")
    assert [say.response for say in control(memory, take_in(memory, said, TODAY), said).says] == ["utter_goodbye"]


@pytest.mark.parametrize("text", ["my wife has one too, what happened to it", "my son got a bill as well, was it paid"])
def test_a_relative_who_has_a_claim_too_is_another_person(text: str) -> None:
    memory = after(own(), heard("check_claim_status", text=text, date_of_service=OTHER))
    assert [one["name"] for one in memory.requests] == ["identify_representative"]


@pytest.mark.parametrize("text", ["my wife has one insurance and i have another", "my husband has a plan too"])
def test_a_relative_who_has_a_plan_is_no_other_claim(text: str) -> None:
    told = after(own(), heard("report_other_insurance", text=text)).requests
    assert "identify_representative" not in [one["name"] for one in told]


@pytest.mark.parametrize("text", ["was his denied yes or no", "did hers get paid", "and is hers?"])
def test_a_claim_that_is_another_persons_is_none_of_the_members_own(text: str) -> None:
    memory = after(own(), heard("ask_denial_reason", text=text))
    assert [one["name"] for one in memory.requests] == ["identify_representative"]


def test_who_says_again_that_they_act_for_another_gets_a_person() -> None:
    memory = after(Memory(expects="role"), heard("identify_representative", text="I'm a parent"))
    assert memory.requests == [{"name": "identify_representative"}]
    memory.requests = []
    assert after(memory, heard("identify_representative", text="I'm a parent")).requests == [
        {"name": "act_for_someone"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "por favor necesito ayuda con mi factura",
        "quiero saber por que no pagaron mi visita",
        "¿por qué me negaron el reclamo?",
        "hola buenas tardes",
    ],
)
def test_who_speaks_spanish_gets_a_person_with_an_interpreter(text: str) -> None:
    wanted = after(Memory(expects="role"), heard("nlu_fallback", text=text)).requests
    assert [(one["name"], one["language"]) for one in wanted] == [("switch_language", "es")]


@pytest.mark.parametrize(
    "text", ["my doctor is maria de la cruz", "i went to el paso for my visit", "no", "si paid por it"]
)
def test_a_spanish_name_in_an_english_line_is_no_spanish(text: str) -> None:
    names = [one["name"] for one in after(Memory(expects="role"), heard("nlu_fallback", text=text)).requests]
    assert "switch_language" not in names


@pytest.mark.parametrize(
    "text",
    [
        "Hi, I want to ask about my 6 year old son's claim, he's on my plan",
        "it's for my daughter, she is 4",
        "my baby's claim from the hospital",
        "a claim for my little boy",
        "why was my son's visit denied, he's nine",
        "my 8-month-old had a visit in may",
        "our newborn's bill was denied",
        "it is about my seventeen year old",
    ],
)
def test_a_parent_of_a_young_child_hears_words_for_a_parent(text: str) -> None:
    request = {"name": "identify_representative", "words": text}
    told = asyncio.run(general_answers.answer(request, Memory(), "chat:1", "chat"))
    assert [say.response for say in told.says] == ["utter_of_a_young_child_member"]
    assert told.offer == {"name": "request_human", "reason": "representative"}


@pytest.mark.parametrize(
    "text",
    [
        "i'm calling about my mom's claim",
        "my son's claim, he is 24",
        "my 30 year old daughter wants to know",
        "my mom is 71 and can't call",
        "it's a 3 month old claim of my husband",
        "my little sister asked me to call",
        "i'm the legal guardian of the member",
        "my wife had a baby there",
        "she is 8 hours away",
        "my daughter's claim",
    ],
)
def test_any_other_person_is_told_of_the_consent(text: str) -> None:
    assert not is_young_child(text)
    request = {"name": "identify_representative", "words": text}
    told = asyncio.run(general_answers.answer(request, Memory(), "chat:1", "chat"))
    assert [say.response for say in told.says] == ["utter_identify_representative"]
