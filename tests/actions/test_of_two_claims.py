"""Asked why a claim failed that was paid, one hears so, and why the other one of the patient was denied."""

from __future__ import annotations

from actions.history import NOT_THAT_ONE, remember
from actions.memory import Memory
from tests.actions.remembered import CLAIM, SECOND, after, heard, settled

PAID = CLAIM
DENIED_BEFORE = SECOND


def two_of_one_patient() -> Memory:
    memory = settled(claim=DENIED_BEFORE, claims=[DENIED_BEFORE], told=["b", "a"])
    remember(memory, DENIED_BEFORE)
    memory.claim, memory.claims = PAID, [PAID]
    remember(memory, PAID)
    return memory


def names(memory: Memory) -> list[tuple[str, str | None]]:
    return [(str(one["name"]), one.get("of")) for one in memory.requests]


def test_a_denial_asked_of_the_paid_claim_is_the_other_ones() -> None:
    said = heard("ask_denial_reason", text="and again for that visit, why was it turned down")
    assert names(after(two_of_one_patient(), said)) == [("not_denied", "a"), ("ask_denial_reason", "b")]


def test_so_it_is_where_the_day_of_the_paid_one_is_named() -> None:
    day = {"start": "2026-03-03", "end": "2026-03-03"}
    said = heard("ask_denial_reason", text="return to 03/03/2026, what made it fail", date_of_service=day)
    assert names(after(two_of_one_patient(), said)) == [("not_denied", "a"), ("ask_denial_reason", "b")]


def test_why_not_all_of_it_was_paid_is_asked_of_the_claim_at_hand() -> None:
    said = heard("ask_denial_reason", text="why didn't you pay the whole bill")
    assert names(after(two_of_one_patient(), said)) == [("ask_denial_reason", None)]


def test_another_patients_denial_is_not_told_in_its_place() -> None:
    memory = two_of_one_patient()
    memory.seen = [one | {"member_id": "W9"} if one["claim"]["id"] == "b" else one for one in memory.seen]
    said = heard("ask_denial_reason", text="why was it denied")
    assert names(after(memory, said)) == [("ask_denial_reason", None)]


def test_going_back_to_the_day_at_hand_the_answer_names_its_claim() -> None:
    day = {"start": "2026-03-03", "end": "2026-03-03"}
    said = heard("ask_payment", text="back to the first one of 03/03/2026, what was paid", date_of_service=day)
    assert NOT_THAT_ONE in after(two_of_one_patient(), said).told
