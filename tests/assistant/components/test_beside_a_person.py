"""A wish for a person beside other things said in the same line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.components.beside_a_person import before_the_person, with_anger, with_what_else_was_said
from assistant.components.decision import Decision, Scores

WORDS = {
    "status": "check_claim_status",
    "agent": "request_human",
    "robot": "bot_challenge",
    "complaint": "complain",
    "rude": "complain",
}


def score(lines: Sequence[str]) -> list[Scores]:
    return [
        {name: 0.9 if any(w in line for w, n in WORDS.items() if n == name) else 0.05 for name in WORDS.values()}
        for line in lines
    ]


def heard(intent: str, *also: str) -> Decision:
    return Decision(intent, 0.9, also, {intent: 0.9})


def test_a_wish_for_a_person_keeps_what_was_said_beside_it() -> None:
    asked = with_what_else_was_said(heard("request_human"), "is this a robot? get me an agent", score)
    assert asked.also == ("bot_challenge",)
    filed = with_what_else_was_said(heard("check_claim_status"), "what is the status? and i have a complaint", score)
    assert filed.also == ("complain",)


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("this is shameful get me an agent", ("complain",)),
        ("nobody over there ever listens, an agent please", ("complain",)),
        ("no. an agent please", ("deny",)),
        ("no no an agent please", ()),
        ("i called three times, an agent please", ()),
    ],
)
def test_anger_and_a_no_beside_the_wish_are_heard_too(line: str, also: tuple[str, ...]) -> None:
    assert with_what_else_was_said(heard("request_human"), line, score).also == also


def test_a_no_or_a_correction_complete_before_the_wish_comes_first() -> None:
    def corrects(lines: Sequence[str]) -> list[Scores]:
        return [
            row | {"correct_that": 0.9 if "read" in one else 0.0} for one, row in zip(lines, score(lines), strict=True)
        ]

    put_right = with_what_else_was_said(heard("request_human"), "you read that back wrong. an agent please", corrects)
    assert (put_right.intent, put_right.also) == ("correct_that", ("request_human",))
    tired = with_what_else_was_said(heard("request_human"), "you misread me four times. an agent please", corrects)
    assert (tired.intent, tired.also) == ("request_human", ())
    refused = with_what_else_was_said(heard("request_human"), "no that's not me, an agent please", score)
    assert (refused.intent, refused.also) == ("deny", ("request_human",))


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("i need somebody to tell me what status xid has", ("check_claim_status",)),
        ("an agent who can tell me the status of xid", ()),
        ("i need somebody to tell me what the status is", ()),
    ],
)
def test_what_the_person_is_to_tell_is_asked_too_where_the_matter_is_named(line: str, also: tuple[str, ...]) -> None:
    assert with_what_else_was_said(heard("request_human"), line, score).also == also


def test_anger_told_with_its_reason_asks_for_no_reason() -> None:
    angry = heard("request_human", "ask_denial_reason")
    assert with_what_else_was_said(angry, "you called it cosmetic shame on you, an agent", score).also == ("complain",)
    asking = "why was it cosmetic, it's a disgrace, an agent"
    assert with_what_else_was_said(angry, asking, score).also == ("ask_denial_reason",)


@pytest.mark.parametrize(
    ("line", "beside", "first"),
    [
        ("what is the status and then an agent", "check_claim_status", "request_human"),
        ("check the status, if it's stuck transfer me to an agent", "check_claim_status", "check_claim_status"),
        ("what is the status, i'd like an agent if one is free", "check_claim_status", "request_human"),
        ("an agent please and what is the status", "check_claim_status", "request_human"),
        ("checking if you have a status but hand me to an agent first", "check_claim_status", "request_human"),
        ("the status, never mind, an agent", "check_claim_status", "request_human"),
        ("are you a robot? then an agent", "bot_challenge", "bot_challenge"),
        ("you people are rude. an agent", "complain", "request_human"),
        ("i file a complaint. then an agent", "complain", "request_human"),
        ("i file a complaint. if nobody reads it an agent", "complain", "complain"),
    ],
)
def test_a_person_comes_first_unless_wanted_on_a_condition(line: str, beside: str, first: str) -> None:
    said = before_the_person(heard("request_human", beside), line, score)
    assert said.intent == first
    assert {said.intent, *said.also} == {"request_human", beside}


@pytest.mark.parametrize(
    ("line", "intent", "heard_as"),
    [
        ("how could you lose my fax again, pathetic", "submit_documents", "complain"),
        ("do you people even open what we send", "submit_documents", "submit_documents"),
        ("do you people even open our letters", "submit_documents", "complain"),
        ("this is ridiculous why was it denied", "ask_denial_reason", "ask_denial_reason"),
        ("shame on you", "request_human", "request_human"),
        ("shame on you", "medical_emergency", "medical_emergency"),
    ],
)
def test_anger_that_asks_for_nothing_complains(line: str, intent: str, heard_as: str) -> None:
    assert with_anger(heard(intent), line).intent == heard_as


@pytest.mark.parametrize(
    ("line", "intent", "also"),
    [
        ("absolutely unacceptable. where is it at", "check_claim_status", ("complain",)),
        ("i am appealing and you should be ashamed", "start_appeal", ("complain",)),
        ("where is it at", "check_claim_status", ()),
        ("shame on you there is a fire", "medical_emergency", ()),
    ],
)
def test_a_judgement_beside_a_request_is_a_complaint_as_well(line: str, intent: str, also: tuple[str, ...]) -> None:
    said = with_anger(heard(intent), line)
    assert (said.intent, said.also) == (intent, also)
