"""Turns of an office taken into the memory: days that are no service's, a further claim, what was meant, the lost thread."""

from __future__ import annotations

from typing import Any

import pytest

from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, DATE, TODAY, after, heard, settled


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
        ("what about the one dated 03/03/2026", 25, True),
        ("a claim dated 03/03/2026", 14, True),
        ("i spoke with somebody on march third", 25, False),
        ("you paid us for the visit on 3/3", 29, True),
        ("seen on 3/3", 8, True),
        ("claim from 3/3", 11, True),
        ("we got the check on 3/3", 20, False),
        ("you received our medical records on 3/3", 36, False),
        ("i got a denial letter on 3/3", 25, False),
        ("I got an MRI on 05/04/2026", 16, True),
        ("I received treatment on 05/04/2026", 24, True),
        ("i got surgery on 05/04/2026", 17, True),
        ("received services on 05/04/2026", 21, True),
        ("got bloodwork done on 05/04/2026", 22, True),
        ("i got it done on 05/04/2026", 17, True),
        ("i got admitted on 05/04/2026", 18, True),
        ("she received care on 05/04/2026", 21, True),
        ("i was told the surgery on 05/04/2026 is not covered", 26, True),
        ("i called about an MRI on 05/04/2026", 25, True),
    ],
)
def test_the_day_of_something_else_is_no_day_of_service(text: str, start: int, kept: bool) -> None:
    assert ("date_of_service" in read(dated(text, start)).values) is kept


def dated(text: str, *starts: int) -> dict[str, Any]:
    """A message in which days of March were found at these places, the third and those after it."""
    found = [
        {"entity": "date_of_service", "value": f"2026-03-0{3 + nth}", "start": start, "end": start + 3}
        for nth, start in enumerate(starts)
    ]
    return {"text": text, "intent": {"name": "inform"}, "entities": found}


@pytest.mark.parametrize(
    ("text", "start"), [("the bill was dated 3/3", 19), ("they sent me home on 3/3", 21), ("i got it on 3/3", 12)]
)
def test_the_only_day_of_a_line_answers_the_question_for_the_day_of_service(text: str, start: int) -> None:
    day = {"start": "2026-03-03", "end": "2026-03-03"}
    assert read(dated(text, start), "date_of_service").values == {"date_of_service": [day]}
    assert read(dated(text, start), "member_id").values == {}


def test_of_two_days_the_one_of_a_visit_answers_the_question_for_the_day_of_service() -> None:
    message = dated("you paid us on 3/3 and she was seen on 3/4", 15, 39)
    assert read(message, "date_of_service").values == {
        "date_of_service": [{"start": "2026-03-04", "end": "2026-03-04"}]
    }
