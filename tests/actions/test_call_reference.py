"""A conversation has a reference of its own, told to whoever asks for one to note it by."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import client
from actions.call_reference import asks_for_a_reference
from actions.memory import Memory
from actions.turn import Turn
from tests.actions.remembered import office, own, settled, wanted


@pytest.mark.parametrize(
    "text",
    [
        "okay can i get a call reference number for my notes",
        "reference number for this call please",
        "whats the ref # for today",
        "can you give me a reference number",
        "need a ref number",
        "is there a confirmation number for this chat",
        "and the reference number please",
        "what's my call id",
        "what do i put as the reference in my notes",
    ],
)
def test_who_asks_for_a_number_to_note_gets_the_conversations(text: str) -> None:
    assert asks_for_a_reference(text)
    assert wanted(settled(), text, "request_callback", 0.9) == ["call_reference"]
    assert wanted(own(), text, "bot_challenge", 0.9) == ["call_reference"]


@pytest.mark.parametrize(
    "text",
    [
        "what is the claim reference number",
        "give me the check reference number",
        "the original reference number on the claim",
        "what was the reference number you gave me",
        "our auth reference is 12345",
        "put your claim number as the reference",
        "can someone call me back on my number",
        "call the number on file",
        "what number do i call",
        "is the payment number on the remit",
        "my member id number",
        "i have a reference from my last call",
    ],
)
def test_another_number_is_no_reference_of_the_conversation(text: str) -> None:
    assert not asks_for_a_reference(text)


def test_a_name_asked_for_with_it_is_answered_first() -> None:
    assert wanted(office(), "can i get your name and a call reference number", "bot_challenge", 0.9) == [
        "bot_challenge",
        "call_reference",
    ]


@pytest.mark.parametrize(("channel", "said"), [("chat", "C0123456789"), ("voice", "C 0 1 2, 3 4 5")])
def test_the_reference_comes_from_the_backend_and_is_grouped_aloud(
    monkeypatch: pytest.MonkeyPatch, channel: str, said: str
) -> None:
    async def call(_conversation: str, path: str, **_body: Any) -> dict[str, Any]:
        assert path == "sessions"
        return {"reference": "C0123456789"}

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", channel, Memory())
    asyncio.run(turn._answer({"name": "call_reference"}))
    assert turn.says[0].response == "utter_call_reference"
    assert str(turn.says[0].facts["reference"]).startswith(said)
