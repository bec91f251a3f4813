"""A turn as Rasa asks for it: what it leaves in the conversation's events."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.take_turn import ActionRestart, ActionTakeTurn


def test_starting_over_ends_in_listening_so_that_nothing_takes_it_back() -> None:
    slots = {"speaker": "member", "member_id": "W1", "expects": "zip_code"}
    message = {"intent": {"name": "restart", "confidence": 0.9}, "text": "start over", "entities": []}
    tracker = Tracker("chat:1", slots, message, [], False, None, {}, "action_listen")
    events = asyncio.run(ActionRestart().run(CollectingDispatcher(), tracker, {}))
    assert {e["name"]: e["value"] for e in events if e["event"] == "slot"} == {
        "speaker": None, "member_id": None, "expects": "role"
    }  # fmt: skip
    assert events[-1] == {"event": "followup", "timestamp": None, "name": "action_listen"}


def _said(text: str, intent: str, slots: dict[str, Any]) -> list[str]:
    message = {"intent": {"name": intent, "confidence": 0.9}, "text": text, "entities": []}
    tracker = Tracker("chat:1", slots, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    asyncio.run(ActionTakeTurn().run(dispatcher, tracker, {}))
    return [str(one["response"]) for one in dispatcher.messages if one.get("response")]


@pytest.mark.parametrize(
    ("text", "intent"), [("i'm a member", "identify_member"), ("the sky is blue", "inform"), ("hm", "greet")]
)
def test_the_closing_question_is_never_the_whole_answer(text: str, intent: str) -> None:
    slots = {"speaker": "member", "expects": "more", "told": ["a"], "requests": []}
    said = _said(text, intent, slots)
    assert said
    assert said != ["utter_anything_else"]


def test_nor_is_it_to_somebody_who_acts_for_another() -> None:
    slots = {"expects": "more", "for_another": "stands", "told": ["rule_again"], "requests": []}
    assert _said("the sky is blue", "nlu_fallback", slots)[0] == "utter_rule_in_other_words"
