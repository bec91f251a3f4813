"""Somebody who came in is no person asked for, and who looks for a number is given time."""

from __future__ import annotations

import pytest

from actions.heard import read
from actions.interruptions import looks_for_it, only_tells_of_somebody
from tests.actions.remembered import office, wanted
from tests.actions.spoken import office as calling


@pytest.mark.parametrize(
    "line",
    [
        "sorry my boss walked in what was the reason again",
        "oh a patient was at the window, why was that denied",
        "someone knocked at the door sorry what was the reason",
    ],
)
def test_an_interruption_brings_no_person_and_the_question_is_answered(line: str) -> None:
    assert only_tells_of_somebody(line)
    assert wanted(office(), line, intent="request_human", confidence=0.8) == ["ask_denial_reason"]


@pytest.mark.parametrize(
    "line",
    [
        "somebody came to my house, i want to speak to a person",
        "can somebody come to the phone",
        "somebody needs to call me",
        "i want somebody",
        "my boss came in and wants a supervisor",
    ],
)
def test_a_person_asked_for_is_heard(line: str) -> None:
    said = read({"text": line, "intent": {"name": "request_human", "confidence": 0.9}, "entities": []}, "more")
    assert "request_human" in said.intents


@pytest.mark.parametrize(
    "line",
    [
        "um one moment it has to be in the binder somewhere",
        "hang on i'm just looking for it",
        "let me grab the form real quick",
        "give me a little minute",
    ],
)
def test_who_looks_for_what_is_asked_is_given_time(line: str) -> None:
    talk = calling("tax_id").say(line)
    assert talk.answered == ["hold_on"]
    assert talk.asked == "tax_id"
    assert not talk.missed


@pytest.mark.parametrize(
    "line",
    [
        "let me check a claim",
        "hold on, why do you need that?",
        "one second is all i have, get me a person",
        "i don't have it",
        "let me ask you about a denial",
        "one moment, quick one, what's a modifier",
        "hold on can you explain deductible",
    ],
)
def test_what_asks_for_something_is_no_search(line: str) -> None:
    assert not looks_for_it(line)
