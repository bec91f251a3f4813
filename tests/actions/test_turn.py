"""What a turn offers after a denial was told: the appeal, or a person where nothing is known of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import claim_answers, client
from actions.heard import Heard
from actions.memory import Memory
from actions.office_words import office_asks
from actions.steps import Session
from actions.turn import Turn

DENIED = {"stage": "denied", "last_four": "4471", "paid": "0.00", "denied": True, "denial_appealable": True,
          "denial_days_left": 51, "denial_deadline": "2027-01-10"}  # fmt: skip


def answered(monkeypatch: pytest.MonkeyPatch, name: str, facts: dict[str, Any]) -> Turn:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return facts

    monkeypatch.setattr(client, "call", call)
    memory = Memory()
    memory.speaker, memory.claim = "member", {"id": "a", "last_four": "4471"}
    turn = Turn("chat:1", "chat", memory)
    asyncio.run(turn._answer({"name": name}))
    return turn


@pytest.mark.parametrize("name", ["check_claim_status", "ask_denial_reason", "ask_next_step", "ask_appeal_rights"])
def test_a_denial_nothing_is_known_of_offers_a_person(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    turn = answered(monkeypatch, name, {"stage": "denied", "last_four": "4471", "denied": False, "paid": "0.00"})
    assert turn.memory.offer == {"name": "request_human"}
    assert not {"utter_nothing_denied", "utter_rights_done_member"} & {say.response for say in turn.says}


def test_a_right_that_is_open_offers_the_appeal_once(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "ask_denial_reason", DENIED)
    assert turn.memory.offer == {"name": "start_appeal"}
    turn.memory.offer = None
    asyncio.run(turn._answer({"name": "ask_denial_reason"}))
    assert turn.memory.offer is None


def test_a_right_that_is_over_offers_no_appeal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, "ask_denial_reason", DENIED | {"denial_days_left": -1}).memory.offer is None


def test_status_and_reason_asked_in_one_line_tell_a_denial_once(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "check_claim_status", DENIED)
    told = [say.response for say in turn.says]
    asyncio.run(turn._answer({"name": "ask_denial_reason"}))
    assert [say.response for say in turn.says] == told


def test_that_nothing_was_paid_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "check_claim_status", DENIED)
    told = [say.response for say in turn.says]
    asyncio.run(turn._answer({"name": "ask_payment"}))
    assert [say.response for say in turn.says] == told


def test_a_file_of_the_decision_is_for_a_person_and_never_the_copy_of_an_eob(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "check_claim_status", DENIED)
    asyncio.run(turn._answer({"name": "request_document", "words": "copies of everything you looked at"}))
    assert turn.says[-1].response == "utter_document_step_up"
    assert turn.memory.offer == {"name": "request_human"}


def test_an_answer_that_offers_a_person_is_not_followed_by_the_same_offer() -> None:
    turn = Turn("chat:1", "chat", Memory(requests=[{"name": "id_card"}]))
    asyncio.run(turn.go_on(None))
    assert [say.response for say in turn.says] == ["utter_id_card"]
    assert (turn.memory.expects, turn.memory.offer) == ("offer", {"name": "request_human"})


def test_after_a_promised_call_nobody_is_asked_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return {"reference": "R1234567", "next_date": "2026-11-23"}

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", "chat", Memory(phone_number="5550143", requests=[{"name": "request_callback"}]))
    asyncio.run(turn.go_on(None))
    assert [say.response for say in turn.says] == ["utter_callback_booked", "utter_anything_else"]


def test_a_right_that_is_over_is_a_persons_to_judge_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    past = answered(monkeypatch, "ask_appeal_rights", DENIED | {"denial_days_left": -1})
    none = answered(monkeypatch, "ask_appeal_rights", DENIED | {"denial_appealable": False})
    assert past.memory.offer == none.memory.offer == {"name": "request_human"}


def test_money_that_is_not_found_can_be_traced_by_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "ask_if_cashed", {"stage": "paid", "last_four": "4471", "paid": "98.10"})
    assert turn.memory.offer == {"name": "request_human"}
    assert "utter_not_known_if_cashed" in {say.response for say in turn.says}


def test_after_what_the_record_tells_a_person_is_offered_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return {"stage": "paid", "last_four": "4471", "paid": "98.10"}

    monkeypatch.setattr(client, "call", call)
    memory = Memory(speaker="provider", claim={"id": "a", "last_four": "4471"}, told=["a"])
    turn = Turn("chat:1", "chat", memory)
    asyncio.run(turn._answer({"name": "ask_payment", "beyond": True}))
    assert memory.offer == {"name": "request_human"}


def test_a_number_to_call_is_read_back_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return {"reference": "R1234567", "next_date": "2026-11-23"}

    monkeypatch.setattr(client, "call", call)
    told = []
    for channel in ("chat", "voice"):
        turn = Turn("chat:1", channel, Memory(phone_number="7205550134", requests=[{"name": "request_callback"}]))
        asyncio.run(turn.go_on(None))
        told.append(turn.says[0].facts["phone"])
    assert told == ["720-555-0134", "7 2 0, 5 5 5, 0 1 3 4"]


def test_a_person_offered_again_is_offered_in_other_words() -> None:
    memory = Memory(requests=[{"name": "ask_network"}])
    first, second = Turn("chat:1", "chat", memory), Turn("chat:1", "chat", memory)
    asyncio.run(first.go_on(None))
    memory.requests, memory.offer = [{"name": "change_details"}], None
    asyncio.run(second.go_on(None))
    assert first.says[-1].response == "utter_offer_request_human"
    assert second.says[-1].response == "utter_offer_request_human_again"


def test_the_sum_asked_for_comes_before_the_offer_to_dispute_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return {"stage": "paid", "last_four": "4471", "paid": "98.10", "allowed": "120.00"}

    monkeypatch.setattr(client, "call", call)
    said = Heard(intents=("ask_payment",), text="what was the allowed on that because that's not our contracted rate")
    memory = Memory(
        speaker="provider", npi="1770002313", claim={"id": "a", "last_four": "4471", "stage": "paid"}, told=["a"]
    )
    memory.requests = [{"name": name} for name in office_asks(memory, said) or []]
    turn = Turn("chat:1", "chat", memory)
    turn.session = Session(level="provider", role="provider", provider_npi="1770002313")
    asyncio.run(turn.go_on(None))
    assert [say.response for say in turn.says][-2:] == ["utter_allowed", "utter_below_contract"]


def test_a_payment_taken_back_is_no_denial(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "ask_denial_reason", {"stage": "reversed", "last_four": "4471", "paid": "0.00"})
    assert [say.response for say in turn.says] == ["utter_status_reversed"]
    asyncio.run(turn._answer({"name": "ask_denial_reason"}))
    assert turn.says[-1].response == "utter_no_reason_reversed_member"
    assert "utter_nothing_denied" not in {say.response for say in turn.says}


@pytest.mark.parametrize("cause", ["eligibility", "coding"])
def test_whether_a_patient_was_covered_is_answered_by_the_claims_own_reason(
    monkeypatch: pytest.MonkeyPatch, cause: str
) -> None:
    turn = answered(monkeypatch, "check_eligibility", DENIED | {"denial_root_cause": cause})
    told = [say.response for say in turn.says if say.response.startswith(("utter_denial", "utter_check"))]
    assert told[-1] == "utter_check_eligibility_member"
    assert ("utter_denial_eligibility_member" in told) == (cause == "eligibility")


def test_a_rejected_claim_is_told_its_own_time_and_no_lesson() -> None:
    facts = {"stage": "rejected", "last_four": "4471"}
    assert [say.response for say in claim_answers.filing(facts, "provider", "chat")][-1] == "utter_rejected_time_runs"
    assert [say.response for say in claim_answers.filing(facts, "member", "chat")] == ["utter_rejection_next_member"]
