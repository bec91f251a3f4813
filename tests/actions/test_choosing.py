"""Which of several claims is meant, by the provider's name; and help for who cannot tell."""

from __future__ import annotations

from typing import Any

import pytest

from actions.choosing import at_provider
from actions.controls import TAKE_NEWEST, control
from actions.heard import Heard
from actions.memory import Memory
from actions.take_in import take_in
from actions.wording import claim_line
from tests.actions.remembered import CLAIM, TODAY, own, wanted

NAMES = (
    "Cobblestone Orthopedic Group",
    "Heronview Pinemont Physical Therapy",
    "Heronview Pinemont Physical Therapy",
    "Ivybridge Dermatology",
)
LISTED: list[dict[str, Any]] = [
    CLAIM
    | {
        "id": str(place),
        "last_four": f"00{place}1",
        "provider_name": name,
        "service_from": f"2026-0{place}-03",
        "service_to": f"2026-0{place}-03",
    }
    for place, name in zip((9, 6, 3, 2), NAMES, strict=True)
]


def asked(**more: Any) -> Memory:
    said = {
        "claim": None,
        "claims": LISTED,
        "expects": "which_claim",
        "requests": [{"name": "ask_payment"}],
        "told": [],
    }
    return own(**(said | more))


def after(memory: Memory, text: str, *intents: str) -> Any:
    said = Heard(intents or ("dont_know",), text, confidence=0.8)
    return control(memory, take_in(memory, said, TODAY), said)


@pytest.mark.parametrize(
    "text",
    [
        "i don't know",
        "idk",
        "no clue tbh",
        "no idea",
        "not sure which",
        "i really dont remember",
        "beats me",
        "how should i know",
    ],
)
@pytest.mark.parametrize("intent", ["dont_know", "nlu_fallback"])
def test_who_cannot_tell_is_helped_and_no_claim_is_taken(text: str, intent: str) -> None:
    result = after(asked(), text, intent)
    assert result.memory.claim is None
    assert [say.response for say in result.says] == ["utter_help_which_member"]
    assert result.says[0].facts["service"] == "September 3, 2026, at Cobblestone Orthopedic Group"
    assert result.memory.expects == "which_claim"
    assert result.memory.requests == [{"name": "ask_payment"}]


def test_yes_takes_the_newest_that_was_asked_about() -> None:
    helped = after(asked(), "idk").memory
    assert helped.offer == {"name": TAKE_NEWEST}
    taken = after(helped, "yes that one", "affirm").memory
    assert taken.claim == LISTED[0]
    assert taken.requests == [{"name": "ask_payment"}]


def test_no_reads_the_list_again_and_takes_none() -> None:
    helped = after(asked(), "idk").memory
    left = after(helped, "no", "deny").memory
    assert (left.claim, left.offer) == (None, None)


def test_the_second_time_a_person_is_offered() -> None:
    helped = after(asked(), "idk").memory
    result = after(helped, "i told you i don't know")
    assert result.memory.offer == {"name": "request_human"}
    assert result.memory.claim is None


def test_a_provider_with_one_claim_picks_it_whatever_else_is_not_known() -> None:
    assert after(asked(), "i don't know the date it was at ivybridge").memory.claim == LISTED[3]
    assert after(asked(), "the dermatologist").memory.claim == LISTED[3]


def test_a_provider_with_two_claims_shortens_the_list() -> None:
    memory = after(asked(), "i dont know when, it was my physical therapist").memory
    assert memory.claim is None
    assert memory.claims == LISTED[1:3]


@pytest.mark.parametrize(
    "text",
    [
        "the doctor",
        "my visit",
        "the medical one",
        "was it paid",
        "the clinic",
        "what do you need",
        "the bill",
        "it was bad",
    ],
)
def test_words_that_name_no_provider_pick_none(text: str) -> None:
    assert at_provider(LISTED, text) == []


def test_a_members_list_names_the_provider_in_a_chat_alone() -> None:
    assert "Ivybridge Dermatology" in claim_line(LISTED[3], "chat", False, with_provider=True)
    for channel in ("voice", "sms"):
        assert "Ivybridge" not in claim_line(LISTED[3], channel, False, with_provider=True)


def test_my_money_is_no_word_of_who_speaks() -> None:
    said = Heard(("ask_how_to_file",), "and my doctor whatever", confidence=0.4)
    memory = own(expects="more")
    result = control(memory, take_in(memory, said, TODAY), said)
    assert result.says, "a line that wants nothing we know is told as not understood"


@pytest.mark.parametrize(
    "text", ["oh no not a machine again", "ugh another robot", "great, a computer again", "omg not this bot again"]
)
def test_a_sigh_at_the_machine_is_no_demand_for_a_person(text: str) -> None:
    assert wanted(Memory(expects="role"), text, "request_human", 0.9) == ["bot_challenge"]


@pytest.mark.parametrize(
    "text",
    [
        "no robots, a person please",
        "i want a human not a machine",
        "not a machine",
        "oh god get me a real person",
        "ugh let me talk to someone",
        "representative",
        "no bots",
        "oh no, a machine again, give me a person",
    ],
)
def test_who_wants_a_person_gets_one(text: str) -> None:
    assert "request_human" in wanted(Memory(expects="role"), text, "request_human", 0.9)
