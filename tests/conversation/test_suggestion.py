"""Suggested answers: of the record alone, each fact with its place, nothing where a gap stays open."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from backend.conversation.handoffs.suggestion import ANSWERS, ASK_FOR_PROOF, suggest

FACTS: dict[str, Any] = {
    "last_four": "0042",
    "service_from": "2026-01-12",
    "status_text": "The claim was denied.",
    "charge": "240.00",
    "paid": "0.00",
    "patient_share": "25.00",
    "payment_date": "2026-02-01",
    "denied": True,
    "denial_reason": "The time to file had run out.",
    "denial_next_step": "Appeal with proof that it was sent in time.",
    "denial_deadline": "2026-06-30",
    "denial_appealable": True,
    "appeal_number": "A1000042",
    "appeal_state": "opened",
}


def evidence(*without: str) -> list[dict[str, str]]:
    """A source for every fact but these."""
    names = [name for name in FACTS if name not in without]
    return [
        {"fact": f"claim.{name}", "record": "remittance 7", "field": "CLP04", "time": "2026-02-01"} for name in names
    ]


def test_the_last_question_is_answered_with_where_each_fact_stands() -> None:
    made = suggest("provider", ["check_claim_status", "ask_denial_reason"], FACTS, evidence())
    assert made.about == "ask_denial_reason"
    assert "The time to file had run out." in made.text
    assert "June 30, 2026" in made.text
    assert {one.fact for one in made.evidence} == {"last_four", "denial_reason", "denial_next_step", "denial_deadline"}
    assert all(one.value in made.text for one in made.evidence)


def test_a_member_is_not_told_the_billers_work() -> None:
    made = suggest("member", ["ask_denial_reason"], FACTS, evidence())
    assert "The time to file had run out." in made.text
    assert "Appeal with proof" not in made.text


def test_a_day_that_is_over_was_the_last() -> None:
    made = suggest("provider", ["ask_denial_reason"], FACTS | {"denial_days_left": -3}, evidence())
    assert "was June 30, 2026" in made.text
    assert "is June 30, 2026" not in made.text


@pytest.mark.parametrize("missing", ["denial_reason", "last_four"])
def test_without_its_first_fact_nothing_is_said_of_it(missing: str) -> None:
    made = suggest("provider", ["ask_denial_reason"], FACTS, evidence(missing))
    assert "denied" not in made.text.replace("The claim was denied.", "")


def test_a_fact_without_a_source_stays_unsaid() -> None:
    made = suggest("provider", ["ask_denial_reason"], FACTS, evidence("denial_deadline"))
    assert "June" not in made.text
    assert "denial_deadline" not in {one.fact for one in made.evidence}


def test_what_cannot_be_appealed_is_not_called_appealable() -> None:
    made = suggest("member", ["ask_appeal_rights"], FACTS | {"denial_appealable": False}, evidence())
    assert "can be appealed" not in made.text


@pytest.mark.parametrize(("role", "words"), [("member", "Your share"), ("provider", "The patient's share")])
def test_the_share_is_told_in_the_callers_words(role: str, words: str) -> None:
    made = suggest(role, ["ask_amount_owed"], FACTS, evidence())
    assert made.text.startswith(words)
    assert "$25.00" in made.text


@pytest.mark.parametrize("role", ["provider", "member", None])
def test_without_a_right_to_a_claim_only_proof_is_asked_for(role: str | None) -> None:
    made = suggest(role, ["ask_denial_reason"], None, [])
    assert made.text in ASK_FOR_PROOF.values()
    assert made.evidence == ()


@pytest.mark.parametrize("intent", sorted(ANSWERS))
def test_every_word_of_an_answer_is_a_template_filled_from_the_record(intent: str) -> None:
    made = suggest("provider", [intent], FACTS, evidence())
    assert made.text
    rest = made.text
    for one in sorted(made.evidence, key=lambda one: -len(one.value)):
        rest = rest.replace(one.value, "")
    known = {
        word
        for sentences in ANSWERS.values()
        for one in sentences
        for text, *_ in Formatter().parse(one)
        for word in text.split()
    }
    known |= set("The patient's share of the claim ending is".split()) | {".", "is."}
    assert {word for word in rest.split() if word not in known} == set()
