"""Going back to a claim told earlier: by place, by the patient's name, "the other one"; never by a word in passing."""

from __future__ import annotations

from typing import Any

import pytest

from actions.heard import Heard
from actions.history import recall, remember
from actions.memory import Memory


def claim(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "last_four": f"000{name}",
        "service_from": "2026-03-03",
        "service_to": "2026-03-03",
        "stage": "paid",
    }


def told() -> Memory:
    """A biller heard of Fujimoto's claim 1, then of Plaskett's claims 2 and 3."""
    memory = Memory(speaker="provider", npi="1770002313")
    for number, member, last in (("1", "W1", "Fujimoto"), ("2", "W2", "Plaskett"), ("3", "W2", "Plaskett")):
        memory.member_id, memory.last_name, memory.claim = member, last, claim(number)
        remember(memory, memory.claim)
    return memory


@pytest.mark.parametrize(
    ("text", "found", "whose"),
    [
        ("and back to the first pt, whats the denial code again", "1", "W1"),
        ("ok and the first one again, how much do they owe there", "1", "W1"),
        ("the previous claim please", "2", "W2"),
        ("the previous patient", "1", "W1"),
        ("back to Fujimoto", "1", "W1"),
        ("the other one please", "2", "W2"),
        ("can we get back to agnes thornbury from earlier", "1", "W1"),
    ],
)
def test_words_that_point_back_bring_the_earlier_claim(text: str, found: str, whose: str) -> None:
    memory = told()
    assert recall(memory, Heard(intents=("nlu_fallback",), text=text), {})
    assert memory.claim is not None
    assert (memory.claim["id"], memory.member_id) == (found, whose)


@pytest.mark.parametrize(
    "text", ["I want somebody to take a second look", "when was it first received", "what's the status", "thanks"]
)
def test_other_words_change_nothing(text: str) -> None:
    memory = told()
    assert not recall(memory, Heard(intents=("inform",), text=text), {})
    assert memory.claim == claim("3")


def test_a_named_date_is_looked_up_and_not_recalled() -> None:
    memory = told()
    spans = {"date_of_service": {"start": "2026-03-03", "end": "2026-03-03"}}
    assert not recall(memory, Heard(intents=("inform",), text="back to the one of march third"), spans)
