"""Claims told earlier in the call: named again by name or place, two in one line, patients in a row; never the wrong one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import client
from actions.heard import Heard, read
from actions.history import remember, side_by_side
from actions.memory import Memory
from actions.searching import take_search
from actions.steps import Answer, Search, Session, TurnTo
from actions.take_in import take_in
from actions.turn import Turn
from actions.turn_plan import next_step
from tests.actions.remembered import CLAIM, DATE, DENIED, OTHER, SECOND, TODAY, after, heard, settled

OFFICE = Session("provider", "provider", "1770002313", "Cedar Clinic")
FIRST = DENIED | {"id": "d"}


def two_told(**more: Any) -> Memory:
    """Restrepo's denied claim was told first, Olsen's paid one last."""
    memory = settled(member_id="W1", claim=FIRST, claims=[FIRST], told=["d", "b"])
    remember(memory, FIRST, "Restrepo")
    memory.member_id, memory.date_of_birth = "W2", "1971-02-03"
    memory.proved = {"npi": memory.npi, "member_id": "W2", "date_of_birth": "1971-02-03"}
    second = SECOND | {"stage": "paid"}
    memory.claim, memory.claims = second, [second]
    remember(memory, second, "Olsen")
    for name, value in more.items():
        setattr(memory, name, value)
    return memory


def said(memory: Memory, text: str, *intents: str) -> Memory:
    return after(memory, heard(*(intents or ("ask_payment",)), text=text))


@pytest.mark.parametrize(
    "text",
    [
        "go back to Joanna Restrepo please, what was the appeal deadline there?",
        "back to Restrepo, what was the deadline",
        "what was the deadline for restrepo",
        "and the restrepo one, what was the deadline",
        "what was Restrepo's deadline",
        "back to joanna, what was the deadline",
        "go back to the first one, what was the deadline",
        "what was the deadline on the first patient",
    ],
)
def test_an_earlier_claim_is_found_by_name_and_by_place(text: str) -> None:
    memory = said(two_told(), text, "ask_appeal_rights")
    assert (memory.claim or {}).get("id") == "d"
    assert (memory.member_id, [one["name"] for one in memory.requests]) == ("W1", ["ask_appeal_rights"])


@pytest.mark.parametrize(
    "text",
    [
        "how long do we have",
        "what was the price of it",
        "for how long is that open",
        "did the doctor sign off on that",
        "what day did it pay",
        "can you go back to the payment",
        "back to work then, what was the check number",
        "what about long term",
        "was it sent back to clearinghouse",
        "is the pay rate young doctors get on it",
        "is this on time",
        "back to what you said, when was it paid",
    ],
)
def test_common_words_are_no_patients_name(text: str) -> None:
    memory = two_told()
    for entry, name in zip(memory.seen, ("Long", "Price"), strict=True):
        entry["patient"] = name
    memory.seen[0]["first_name"] = "Young"
    assert (said(memory, text).claim or {"id": "b"})["id"] == "b"


def test_a_name_with_several_other_patients_is_no_guess() -> None:
    memory = two_told()
    memory.seen = [*memory.seen, memory.seen[0] | {"member_id": "W3", "claim": FIRST | {"id": "e"}, "patient": "Berg"}]
    assert (said(memory, "back to joanna, what was the deadline").claim or {}).get("id") != "d"


def test_each_half_of_a_line_is_answered_of_its_own_claim() -> None:
    memory = said(
        two_told(), "trace # for that one, and why was the first one denied?", "ask_payment", "ask_denial_reason"
    )
    assert [(one["name"], one["of"]) for one in memory.requests] == [("ask_payment", "b"), ("ask_denial_reason", "d")]
    assert (memory.claim or {}).get("id") == "b"


def test_one_question_of_two_claims_is_asked_of_each() -> None:
    memory = said(two_told(), "the allowed for this one and the first one", "ask_payment")
    assert memory.requests == [{"name": "ask_payment", "of": "b"}, {"name": "ask_payment", "of": "d"}]


@pytest.mark.parametrize(
    "text",
    [
        "go back to the first one, and what was the trace number",
        "why was the first one denied, and what do we do",
        "the first one, why was it denied",
    ],
)
def test_a_line_of_one_claim_is_not_shared_out(text: str) -> None:
    memory = said(two_told(), text, "ask_denial_reason")
    assert (memory.claim or {}).get("id") == "d"
    assert all("of" not in one for one in memory.requests)


@pytest.mark.parametrize(
    "text", ["trace # for that one, and who do we call", "what was paid on this one and when", "is that one paid?"]
)
def test_a_line_of_the_claim_at_hand_stays_with_it(text: str) -> None:
    memory = said(two_told(), text)
    assert (memory.claim or {}).get("id") == "b"
    assert all("of" not in one for one in memory.requests)


def answered(monkeypatch: pytest.MonkeyPatch, memory: Memory, **facts: Any) -> Turn:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return {"stage": "paid", "last_four": "1111", "paid": "98.10"} | facts

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", "chat", memory)
    turn.session = OFFICE
    asyncio.run(turn.go_on(None))
    return turn


def test_an_answer_about_another_claim_names_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    two = [{"name": "ask_payment", "of": "b"}, {"name": "ask_payment", "of": "d"}]
    turn = answered(monkeypatch, two_told(requests=two))
    names = [say.response for say in turn.says]
    assert names[0] == "utter_payment"
    assert names.index("utter_turned_to") > 0
    assert next(say for say in turn.says if say.response == "utter_turned_to").facts["ending"] == "4471"


def test_two_claims_stand_side_by_side_and_of_each_all_that_were_told() -> None:
    memory = settled(claim=CLAIM, claims=[CLAIM])
    for one in "abc":
        remember(memory, CLAIM | {"id": one})
    assert [one["claim"]["id"] for one in side_by_side(memory, "which of the two was more")] == ["b", "c"]
    assert [one["claim"]["id"] for one in side_by_side(memory, "what do i owe on each")] == ["a", "b", "c"]


def test_after_a_claim_that_was_not_found_the_answer_names_the_claim_it_is_of(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = two_told(requests=[{"name": "check_claim_status"}])
    take_search(memory, {"outcome": "none"}, {"claim_number": "E2374072679"})
    memory.requests = [{"name": "ask_payment"}]
    turn = answered(monkeypatch, memory)
    assert [say.response for say in turn.says][:2] == ["utter_turned_to", "utter_payment"]
    turn.memory.requests, turn.says = [{"name": "ask_payment"}], []
    asyncio.run(turn.go_on(None))
    assert "utter_turned_to" not in {say.response for say in turn.says}


def test_an_answer_about_the_same_claim_does_not_name_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, two_told(requests=[{"name": "ask_payment"}]))
    assert "utter_turned_to" not in {say.response for say in turn.says}


ROW = {
    "member_id": ["W100000001"], "claim_number": ["W200000002"], "date_of_birth": ["1960-05-04", "1971-02-03"],
    "date_of_service": [DATE, OTHER],
}  # fmt: skip
FURTHER = {"member_id": "W200000002", "date_of_birth": "1971-02-03", "date_of_service": OTHER}


def asked_for_patient() -> Memory:
    return Memory(speaker="provider", npi="1770002313", tax_id="12345", expects="member_id",
                  requests=[{"name": "check_claim_status"}])  # fmt: skip


def test_two_patients_in_one_line_are_looked_up_one_after_the_other() -> None:
    memory = after(asked_for_patient(), Heard(intents=("inform",), text="Two patients", values=ROW))
    assert (memory.member_id, memory.date_of_birth, memory.date_of_service) == ("W100000001", "1960-05-04", DATE)
    assert memory.requests == [{"name": "check_claim_status"}, {"name": "check_claim_status", "patient": FURTHER}]
    step = next_step(memory, OFFICE)
    assert isinstance(step, Search)
    assert step.criteria["member_id"] == "W100000001"
    memory.requests, memory.claim = memory.requests[1:], CLAIM
    assert next_step(memory, OFFICE) == TurnTo(FURTHER)


def test_what_is_wanted_of_the_first_is_wanted_of_the_second() -> None:
    memory = after(asked_for_patient(), Heard(intents=("ask_payment",), text="what did you pay on these", values=ROW))
    assert [one["name"] for one in memory.requests if one.get("patient") == FURTHER] == ["ask_payment"]


def test_the_second_patient_has_a_proof_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[Any] = []

    async def call(_conversation: str, path: str, **body: Any) -> dict[str, Any]:
        if path == "claims/search":
            searched.append(body["member_id"])
            return (
                {"outcome": "refused"} if body["member_id"] == "W200000002" else {"outcome": "found", "claims": [CLAIM]}
            )
        return {"stage": "paid", "last_four": "4471", "paid": "98.10"}

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", "chat", after(asked_for_patient(), Heard(intents=("inform",), text="two", values=ROW)))
    turn.session = OFFICE
    asyncio.run(turn.go_on(None))
    assert searched == ["W100000001", "W200000002"]
    assert [say.response for say in turn.says][-2:] == ["utter_patient_refused", "utter_ask_member_id"]


@pytest.mark.parametrize(
    "values",
    [
        {"member_id": ["W1"], "date_of_birth": ["1960-05-04"], "date_of_service": [DATE, OTHER]},
        {"member_id": ["W1"], "claim_number": ["C2"], "date_of_birth": ["1960-05-04"], "date_of_service": [DATE]},
        {"member_id": ["W1", "W2"], "date_of_birth": ["1960-05-04"], "date_of_service": [DATE]},
        {"member_id": ["W1"], "date_of_birth": ["1960-05-04"], "date_of_service": [DATE]},
        {"date_of_service": [DATE, OTHER]},
        {"member_id": ["W1", "W2"]},
        {"member_id": ["W1"], "date_of_birth": ["1960-05-04", "1960-05-05"]},
        {"claim_number": ["C1", "C2"], "date_of_service": [DATE, OTHER]},
    ],
)
def test_one_patient_and_more_than_one_day_is_no_row(values: dict[str, list[Any]]) -> None:
    memory = take_in(asked_for_patient(), Heard(intents=("inform",), text="here", values=values), TODAY)
    assert all("patient" not in one for one in memory.requests)


def test_a_member_names_no_row_of_patients() -> None:
    memory = after(Memory(speaker="member", expects="member_id"), Heard(intents=("inform",), text="two", values=ROW))
    assert all("patient" not in one for one in memory.requests)


def test_the_offer_of_one_claim_is_gone_when_another_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(_conversation: str, path: str, **body: Any) -> dict[str, Any]:
        if path == "claims/search":
            return {"outcome": "found", "claims": [FIRST if body["member_id"] == "W100000001" else SECOND]}
        denied = {"stage": "denied", "denied": True, "denial_appealable": True, "denial_days_left": 51,
                  "denial_deadline": "2027-01-10", "last_four": "4471", "paid": "0.00"}  # fmt: skip
        return denied if path.startswith("claims/d/") else {"stage": "paid", "last_four": "9902", "paid": "98.10"}

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", "chat", after(asked_for_patient(), Heard(intents=("inform",), text="two", values=ROW)))
    turn.session = OFFICE
    asyncio.run(turn.go_on(None))
    assert (turn.memory.offer, turn.memory.expects) == (None, "more")


def test_a_line_read_from_the_ears_keeps_no_piece_of_the_second_id() -> None:
    message = {
        "text": "Two patients", "intent": {"name": "inform", "confidence": 0.8},
        "entities": [{"entity": name, "value": one} for name, many in ROW.items() for one in many],
        "piece": {"name": "member_id", "characters": "2"},
    }  # fmt: skip
    memory = after(asked_for_patient(), read(message, "member_id"))
    assert (memory.piece, memory.member_id) == (None, "W100000001")
    assert isinstance(next_step(memory, OFFICE), Search | Answer)


def test_what_waited_for_a_patient_not_found_is_not_answered_of_the_earlier_claim() -> None:
    memory = two_told(requests=[{"name": "ask_denial_reason"}], member_id=None, claim=None, claims=[])
    memory = said(memory, "what's the trace on the Olsen one?")
    assert ((memory.claim or {}).get("id"), [one["name"] for one in memory.requests]) == ("b", ["ask_payment"])


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("and what was the claim for W100000001, 05/04/1960 denied for", "W100000001"),
        ("check a claim of patient W100000001 born 05/04/1960", "W100000001"),
        ("claim number W100000001 dob 05/04/1960", None),
        ("the claim is W100000001 and dob 05/04/1960", None),
    ],
)
def test_a_claim_for_somebody_names_the_patient(text: str, whose: str | None) -> None:
    brought = {"claim_number": ["W100000001"], "date_of_birth": ["1960-05-04"]}
    memory = after(asked_for_patient(), Heard(intents=("ask_denial_reason",), text=text, values=brought))
    assert (memory.member_id, memory.claim_number) == ((whose, None) if whose else (None, "W100000001"))


def between_two_patients() -> Memory:
    """Olsen was told last; the next patient's member id is asked for."""
    memory = two_told()
    memory.forget_patient()
    memory.requests, memory.expects = [{"name": "check_claim_status"}], "member_id"
    return memory


@pytest.mark.parametrize(
    "text", ["hang on what was paid on the one we just did", "sorry, the amount for the patient you just told me about?"]
)
def test_the_one_we_just_had_is_answered_without_a_new_proof(text: str) -> None:
    memory = said(between_two_patients(), text, "ask_payment")
    assert ((memory.claim or {}).get("id"), memory.member_id) == ("b", "W2")
    assert [one["name"] for one in memory.requests] == ["ask_payment"]


@pytest.mark.parametrize("text", ["the payment we just got", "that's for the patient we have next", "it was just denied"])
def test_what_just_came_is_no_claim_told_before(text: str) -> None:
    assert said(between_two_patients(), text, "nlu_fallback").claim is None
