"""Care that cannot wait, in a member's words; and what sounds like it and is not."""

from __future__ import annotations

import pytest

from actions.heard import Heard
from actions.memory import Memory
from tests.actions.remembered import after, member, office, wanted

NOW = (
    "my surgery is tomorrow and they said its denied",
    "you guys denied it and my chemo is on monday they will cancel",
    "i'm out of insulin and the pharmacy wont fill it",
    "he ran out of his seizure meds",
    "i cant get my medication because of you",
    "the clinic won't do the next treatment till it's paid and my doctor says waiting is dangerous",
    "my kids can't see a doctor because of this",
    "my doctor says this can't wait",
    "my daughter is without her medicine since friday",
    "operation tomorrow morning they say not approved",
    "the delay could kill me",
    "my condition is getting worse while i wait",
    "i need a fast appeal, it's urgent, my health is at risk",
    "my dr says if i dont get the rest of it soon i could lose my leg",
)
NOT_NOW = (
    "my surgery was in may was it paid",
    "i can't wait any longer on hold",
    "i cant wait to be done with this",
    "i ran out of my meds last year and paid myself",
    "my surgery is on monday, what is my deductible",
    "did you pay for my insulin",
    "the doctor said wait for the bill",
    "you denied my chemo from april",
    "how long do i have to wait for an answer",
    "can my son see a specialist",
    "i am running out of patience",
    "i could lose my house over this",
    "you guys make me lose my mind",
    "he might lose the job",
    "i'm out of work and can't pay",
    "do i need approval for surgery",
    "my kids were seen in june",
)


def reasons(memory: Memory, text: str) -> list[str | None]:
    said = Heard(("check_claim_status",), text, confidence=0.8)
    return [one.get("reason") for one in after(memory, said).requests]


@pytest.mark.parametrize("text", NOW)
@pytest.mark.parametrize("memory", [Memory(expects="role"), Memory(speaker="member", expects="zip_code"), member()])
def test_care_that_cannot_wait_brings_a_person_in_any_turn(memory: Memory, text: str) -> None:
    assert reasons(memory, text)[0] == "urgent_care"


@pytest.mark.parametrize("text", NOT_NOW)
@pytest.mark.parametrize("memory", [Memory(expects="role"), member()])
def test_what_is_past_or_asked_or_about_the_call_does_not(memory: Memory, text: str) -> None:
    assert "urgent_care" not in reasons(memory, text)


def test_an_office_names_the_day_of_a_surgery_as_a_matter_of_course() -> None:
    text = "our patient's surgery is tomorrow and the auth was denied"
    assert "urgent_care" not in reasons(office(), text)
    assert "urgent_care" not in reasons(Memory(expects="role"), text)


@pytest.mark.parametrize(
    "text",
    [
        "my battery is dying can you hurry up",
        "this phone is dying",
        "my dog is bleeding i gotta go",
        "my back hurts from sitting on hold",
        "i overdosed on coffee waiting for this",
    ],
)
def test_what_befalls_a_thing_is_no_emergency(text: str) -> None:
    assert "medical_emergency" not in wanted(
        Memory(speaker="member", expects="zip_code"), text, "medical_emergency", 0.95
    )


@pytest.mark.parametrize(
    "text",
    [
        "my phone is dying and i can't breathe",
        "my battery is dying, my chest hurts",
        "my dog died and i want to die",
        "he is dying",
        "i overdosed on pills",
        "my back hurts and i can't feel my legs",
    ],
)
def test_danger_beside_a_thing_is_one(text: str) -> None:
    assert "medical_emergency" in wanted(Memory(speaker="member", expects="zip_code"), text, "medical_emergency", 0.95)


@pytest.mark.parametrize(
    "text",
    [
        "i'm so worried i'm gonna lose my apartment over these bills",
        "i haven't slept since the denial, i'm afraid of the costs",
        "you denied it and now i'm scared i will lose my job",
        "i lie awake at night because you don't pay",
    ],
)
def test_a_worry_about_money_is_no_emergency_and_is_heard(text: str) -> None:
    told = after(Memory(expects="role"), Heard(("medical_emergency",), text, confidence=0.9)).requests
    assert "medical_emergency" not in [one["name"] for one in told]
    assert told[0]["name"] == "sorry_upset"


@pytest.mark.parametrize(
    "text",
    [
        "i can't sleep over these bills and i don't want to be here anymore",
        "i'm scared of the bill and my chest hurts",
        "if i lose my house i'll end it, you never pay",
        "you won't pay, i can't sleep, i can't take it",
        "i'm scared and alone",
        "i can't sleep over your bills and now my husband is lying on the floor",
    ],
)
def test_danger_beside_a_worry_about_money_is_one(text: str) -> None:
    assert "medical_emergency" in wanted(Memory(expects="role"), text, "medical_emergency", 0.95)


@pytest.mark.parametrize(
    "text",
    [
        "yes, my doctor says waiting could seriously hurt me",
        "waiting for the appeal could hurt me",
        "the delay might kill me",
        "waiting so long will harm my health",
    ],
)
def test_harm_by_the_wait_is_the_ground_of_a_fast_appeal_and_no_emergency(text: str) -> None:
    told = after(member(expects="offer", offer={"name": "start_appeal"}), Heard(("medical_emergency",), text))
    assert [(one["name"], one.get("reason")) for one in told.requests] == [("request_human", "urgent_care")]


@pytest.mark.parametrize(
    "text",
    [
        "the wait could kill me and i can't breathe",
        "if i have to wait i will hurt myself",
        "waiting could hurt me, i took too many pills",
        "i can't wait, my chest hurts",
        "he will hurt me if you make me wait",
        "waiting might kill me, i want to end it",
        "my doctor says waiting could hurt me and i am bleeding",
        "wait, he could kill me",
    ],
)
def test_danger_beside_the_wait_is_one(text: str) -> None:
    told = after(member(), Heard(("medical_emergency",), text))
    assert told.requests[0]["name"] == "medical_emergency"


def test_sympathy_for_a_loss_is_said_once() -> None:
    text = "i lost my wife in march and now they send me bills"
    assert wanted(Memory(expects="role"), text, "ask_payment_help", 0.8)[0] == "sorry_for_loss"
    again = Memory(expects="role", offered=["sorry_for_loss"])
    assert "sorry_for_loss" not in wanted(again, text, "check_claim_status", 0.8)
    assert "sorry_for_loss" not in wanted(Memory(expects="role"), "i lost my husband's card", "id_card", 0.8)


def test_a_death_and_its_bills_are_no_emergency_to_a_doubtful_model() -> None:
    text = "my husband passed away in august and the bills just keep coming i don't know what to do"
    assert wanted(Memory(expects="role"), text, "medical_emergency", 0.62)[0] == "sorry_for_loss"


@pytest.mark.parametrize(
    "text",
    [
        "my husband passed away and the bills keep coming i want to die too",
        "my wife died last week and i can't go on, these bills",
        "my mother just passed out and she is bleeding, her claim can wait",
        "my dad is dying in front of me",
    ],
)
def test_harm_told_beside_a_death_stays_one(text: str) -> None:
    assert wanted(Memory(expects="role"), text, "medical_emergency", 0.62)[0] == "medical_emergency"
