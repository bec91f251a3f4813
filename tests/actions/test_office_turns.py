"""Turns of an office taken into the memory: days that are no service's, a further claim, what was meant, the lost thread."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.controls import control
from actions.heard import Heard, read
from actions.memory import Memory
from actions.take_in import take_in

TODAY = date(2026, 11, 20)
DATE = {"start": "2026-03-03", "end": "2026-03-03"}
CLAIM = {
    "id": "a", "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "stage": "paid",
    "charge": "240.00", "paid": "180.00",
}  # fmt: skip
PROVED = {"npi": "1770002313", "member_id": "W1", "date_of_birth": "1980-01-02"}


def heard(*intents: str, text: str = "", **values: Any) -> Heard:
    return Heard(intents=intents, text=text, values={k: v if isinstance(v, list) else [v] for k, v in values.items()})


def after(memory: Memory, said: Heard) -> Memory:
    return control(memory, take_in(memory, said, TODAY), said).memory


def settled(**more: Any) -> Memory:
    said = {
        "speaker": "provider", "npi": "1770002313", "tax_id": "12345", "member_id": "W1", "date_of_birth": "1980-01-02",
        "date_of_service": DATE, "claim": CLAIM, "claims": [CLAIM], "told": ["a"], "proved": PROVED, "expects": "more",
    }  # fmt: skip
    return Memory(**(said | more))


def test_the_day_of_a_claim_said_in_place_of_a_birth_date_is_no_birth_date() -> None:
    asked = Memory(speaker="member", member_id="W1", expects="date_of_birth", requests=[{"name": "check_claim_status"}])
    memory = after(
        asked, heard("check_claim_status", text="so what happened to my claim of 03/03/2026", date_of_service=DATE)
    )
    assert (memory.date_of_birth, memory.date_of_service) == (None, DATE)


def test_a_birth_date_is_one_whatever_claim_is_named_beside_it() -> None:
    born = {"start": "1980-05-04", "end": "1980-05-04"}
    asked = Memory(speaker="member", member_id="W1", expects="date_of_birth", requests=[{"name": "check_claim_status"}])
    memory = after(asked, heard("inform", text="for the claim it is 05/04/1980", date_of_service=born))
    assert memory.date_of_birth == "1980-05-04"


def test_also_having_a_claim_to_check_asks_for_that_claim() -> None:
    memory = after(
        settled(), heard("identify_provider", text="okay i also have a claim to check i'm from the provider's office")
    )
    assert (memory.claim, memory.ask_date) == (None, True)
    assert memory.requests == [{"name": "check_claim_status"}]


@pytest.mark.parametrize(
    ("intent", "text", "wishes"),
    [
        ("correct_that", "no I meant the amount that was allowed", ["ask_payment"]),
        ("correct_that", "no i was asking about the deductible", ["ask_amount_owed"]),
        ("ask_benefits_used", "so is it deductible or what", ["ask_amount_owed"]),
        ("ask_benefits_used", "how much of the deductible is met so far", ["ask_benefits_used"]),
        ("complain", "this is such bull every single claim gets denied", ["complain"]),
        (
            "ask_denial_reason",
            "need denial reason and where to fax the appeal",
            ["ask_denial_reason", "submit_documents"],
        ),
    ],
)
def test_an_office_is_heard_about_the_claim_at_hand(intent: str, text: str, wishes: list[str]) -> None:
    memory = after(settled(claim=CLAIM | {"stage": "denied"}), heard(intent, text=text))
    assert [request["name"] for request in memory.requests] == wishes


def test_what_is_asked_beyond_the_record_is_marked_for_a_person() -> None:
    memory = after(settled(), heard("ask_payment", text="where did you mail the check to"))
    assert memory.requests == [{"name": "ask_payment", "beyond": True}]


def test_some_claim_information_is_about_one_claim() -> None:
    fresh = Memory(speaker="provider", expects="role")
    assert after(fresh, heard("nlu_fallback", text="hi provider here need some claim info")).batch is None
    assert after(fresh, heard("list_claims", text="i have some claims to check")).batch is not None


def test_the_lost_thread_is_the_question_once_more() -> None:
    asked = Memory(speaker="provider", expects="date_of_service", requests=[{"name": "check_claim_status"}])
    said = heard("go_back", text="sorry about that where were we")
    result = control(asked, take_in(asked, said, TODAY), said)
    assert result.says == []
    assert result.memory.requests == [{"name": "check_claim_status"}]


@pytest.mark.parametrize(
    ("text", "start", "kept"),
    [
        ("Aetna paid primary on 3/3, we have their EOB", 22, False),
        ("the denial is dated 03/03/2026", 20, False),
        ("i spoke with somebody on march third", 25, False),
        ("you paid us for the visit on 3/3", 29, True),
        ("seen on 3/3", 8, True),
        ("claim from 3/3", 11, True),
    ],
)
def test_the_day_of_something_else_is_no_day_of_service(text: str, start: int, kept: bool) -> None:
    found = [{"entity": "date_of_service", "value": "2026-03-03", "start": start, "end": len(text)}]
    message = {"text": text, "intent": {"name": "inform"}, "entities": found}
    assert ("date_of_service" in read(message).values) is kept
