"""A verified member without the one-time code for a copy: the copy is a person's to mail, and no proof has failed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import client
from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.steps import Session
from actions.take_in import take_in
from actions.turn import Turn
from tests.actions.remembered import TODAY, own


def waiting(**more: Any) -> Memory:
    wish = {"name": "request_document", "words": "mail me the denial letter", "code_sent": True}
    return own(expects="one_time_code", requests=[wish], **more)


def played(monkeypatch: pytest.MonkeyPatch, memory: Memory, text: str, intent: str, confidence: float = 0.8) -> Turn:
    async def call(_conversation: str, path: str, **_body: Any) -> dict[str, Any]:
        if path == "documents":
            raise client.Refused("step_up")
        return {"reference": "H1234567"}

    monkeypatch.setattr(client, "call", call)
    said = read({"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": []}, memory.expects)
    done = control(memory, take_in(memory, said, TODAY), said)
    turn = Turn("chat:1", "chat", done.memory)
    turn.session, turn.says = Session("member", "member"), list(done.says)
    asyncio.run(turn.go_on(done.step))
    return turn


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I don't have any code", "dont_know"),
        ("no", "deny"),
        ("that phone is gone", "nlu_fallback"),
        ("i changed my number", "correct_that"),
        ("my phone is dead right now", "out_of_scope"),
        ("can't you just mail it", "request_document"),
    ],
)
def test_who_has_no_code_hears_that_a_person_can_mail_it(
    monkeypatch: pytest.MonkeyPatch, text: str, intent: str
) -> None:
    turn = played(monkeypatch, waiting(), text, intent)
    told = [say.response for say in turn.says]
    assert told == ["utter_no_matter", "utter_document_without_code", "utter_offer_request_human"]
    assert turn.says[1].facts == {"document": "a letter about this claim"}
    assert turn.handoff is None
    assert turn.memory.offer == {"name": "request_human"}


def test_what_code_is_told_and_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = played(monkeypatch, waiting(), "what code", "explain_code")
    assert [say.response for say in turn.says] == ["utter_help_one_time_code", "utter_ask_one_time_code"]
    assert turn.memory.is_waiting_for("request_document")


def test_a_person_asked_for_instead_of_the_code_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = played(monkeypatch, waiting(), "let me talk to a person", "request_human", 0.95)
    assert turn.handoff == {"reason": "asked"}


def test_a_code_that_is_itself_the_proof_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = waiting()
    proof.requests = [{"name": "check_claim_status"}]
    assert played(monkeypatch, proof, "I don't have any code", "dont_know").handoff == {"reason": "failed_verification"}
