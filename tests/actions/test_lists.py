"""A list is a help and no trap: a place in it opens a claim, other words are answered, the claim told before is not lost."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions.memory import Memory
from actions.searching import take_search
from actions.steps import Ask, Listen, Session
from actions.turn import ASKED_AGAIN, Turn
from actions.turn_plan import next_step
from tests.actions.remembered import CLAIM, DATE, OTHER, PROVED, SECOND, after, heard, own, settled

THIRD = SECOND | {"id": "c", "last_four": "1111", "stage": "pended"}
LIST = [CLAIM, SECOND, THIRD]


def seen(claim: dict[str, Any] = CLAIM, member: str = "W1") -> dict[str, Any]:
    patient = {"member_id": member, "date_of_birth": "1980-01-02", "first_name": None, "last_name": None}
    return {"claim": claim, "recent": 1, "zip_code": None, "proved": PROVED} | patient


def searched(memory: Memory, **criteria: Any) -> Any:
    memory.claim, memory.claims = None, []
    memory.requests = [{"name": "check_claim_status"}]
    return take_search(memory, {"outcome": "none"}, {"member_id": "W1"} | criteria)


def responses(says: list[Any]) -> list[str]:
    return [say.response for say in says]


@pytest.mark.parametrize(("speaker", "ending"), [("provider", ""), ("member", "_member")])
def test_a_date_that_finds_nothing_leaves_the_claim_open_before_in_place(speaker: str, ending: str) -> None:
    memory = settled(seen=[seen()]) if speaker == "provider" else own(seen=[seen()])
    result = searched(memory, date_of_service=OTHER)
    assert responses(result.says) == [f"utter_none_for_date_still{ending}"]
    assert isinstance(result.step, Listen)
    assert (memory.claim, memory.requests, memory.date_of_service) == (CLAIM, [], None)


def test_a_number_that_finds_nothing_asks_for_the_next_patient_and_says_nothing_of_the_number() -> None:
    memory = settled(seen=[seen()], claim_number="E9247784023")
    result = searched(memory, claim_number="E9247784023")
    assert responses(result.says) == ["utter_none_for_date_still", "utter_next_patient"]
    assert memory.claim_number is None


def test_without_a_claim_told_before_what_there_is_is_looked_up() -> None:
    result = searched(settled(seen=[]), date_of_service=OTHER)
    assert responses(result.says) == ["utter_none_for_date"]
    assert not isinstance(result.step, Listen)


def test_another_patients_claim_is_not_the_one_talked_about() -> None:
    memory = settled(seen=[seen(member="W2")])
    assert responses(searched(memory, date_of_service=OTHER).says) == ["utter_none_for_date"]


def test_in_a_batch_each_claim_stands_by_itself() -> None:
    memory = settled(seen=[seen()], batch={"total": 2, "done": 1, "begun": True, "next": False})
    assert "utter_none_for_date_still" not in responses(searched(memory, date_of_service=OTHER).says)


def test_a_no_after_it_ends_nothing() -> None:
    memory = settled(seen=[seen()], expects=None)
    still = after(memory, heard("deny", text="no just that one"))
    assert still.claim == CLAIM
    assert still.expects is None


@pytest.mark.parametrize("intent", ["another_claim", "check_claim_status", "inform", "nlu_fallback"])
@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("the second one", SECOND),
        ("and the first one", CLAIM),
        ("number three", THIRD),
        ("the third claim please", THIRD),
    ],
)
def test_a_place_in_a_list_given_as_an_answer_opens_it(text: str, opened: dict[str, Any], intent: str) -> None:
    listed = settled(claim=None, claims=LIST, told=["list"], date_of_service=None)
    assert after(listed, heard(intent, text=text)).claim == opened


@pytest.mark.parametrize(
    "text",
    [
        "one more claim",
        "i have another one",
        "next claim please",
        "another claim",
        "i need to check one more",
        "a different claim",
        "the next one",
        "now a new claim",
        "one more question",
    ],
)
def test_a_further_claim_is_none_of_the_list(text: str) -> None:
    listed = settled(claim=SECOND, claims=LIST)
    assert after(listed, heard("another_claim", text=text)).claim in (THIRD, None, SECOND)
    fresh = settled(claim=None, claims=LIST, told=["list"], date_of_service=None)
    assert after(fresh, heard("another_claim", text=text)).claim is None


def choosing(**more: Any) -> Memory:
    return settled(claim=None, claims=LIST, seen=[seen()], expects="which_claim", date_of_service=None,
                   requests=[{"name": "check_claim_status"}], **more)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["no just that one", "no just the one from before", "only that claim", "the one we had before", "no, back to that one",
     "the same one", "stay on that claim"],
)  # fmt: skip
def test_the_claim_told_before_the_list_comes_back(text: str) -> None:
    back = after(choosing(), heard("deny" if text.startswith("no") else "inform", text=text))
    assert back.claim == CLAIM
    assert back.requests == []


@pytest.mark.parametrize(
    "text",
    ["that one", "this one", "the first one", "no", "just the denied one", "none of those", "only the second one", "the claim",
     "just the last one", "the one for 240 dollars"],
)  # fmt: skip
def test_other_words_to_a_list_do_not_bring_it_back(text: str) -> None:
    stayed = after(choosing(), heard("inform", text=text))
    assert stayed.claims == LIST


def test_who_chose_nothing_twice_is_offered_a_person() -> None:
    memory, said = choosing(), []
    for _ in range(3):
        turn = Turn("chat:1", "chat", memory)
        turn.session = Session(level="provider", role="provider", provider_npi="1770002313")
        asyncio.run(turn.go_on(Ask("which_claim")))
        said.append("utter_offer_request_human" in responses(turn.says))
        memory = turn.memory
    assert said == [False, True, True]
    assert memory.offer == {"name": "request_human"}
    assert memory.claims == LIST


def test_a_new_list_is_counted_anew() -> None:
    turn = Turn("chat:1", "chat", settled(claims=LIST, claim=None, told=[ASKED_AGAIN], expects="more"))
    asyncio.run(turn.go_on(Ask("which_claim")))
    assert ASKED_AGAIN not in turn.memory.told


def test_a_wish_of_its_own_is_answered_while_a_choice_is_open() -> None:
    wanting = after(choosing(), heard("bot_challenge", text="is this a robot"))
    assert (
        getattr(next_step(wanting, Session(level="provider", role="provider")), "request", {})["name"]
        == "bot_challenge"
    )
    assert DATE["start"] == CLAIM["service_from"]
