"""A turn as Rasa asks for it: what it leaves in the conversation's events."""

from __future__ import annotations

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.take_turn import ActionRestart


def test_starting_over_ends_in_listening_so_that_nothing_takes_it_back() -> None:
    slots = {"speaker": "member", "member_id": "W1", "expects": "zip_code"}
    message = {"intent": {"name": "restart", "confidence": 0.9}, "text": "start over", "entities": []}
    tracker = Tracker("chat:1", slots, message, [], False, None, {}, "action_listen")
    events = asyncio.run(ActionRestart().run(CollectingDispatcher(), tracker, {}))
    assert {e["name"]: e["value"] for e in events if e["event"] == "slot"} == {
        "speaker": None, "member_id": None, "expects": "role"
    }  # fmt: skip
    assert events[-1] == {"event": "followup", "timestamp": None, "name": "action_listen"}
