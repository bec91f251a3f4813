"""What a turn reads back of its dialogue: every slot as it stands, the last turns whole, nothing else."""

from __future__ import annotations

import json
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.tracker_store import TURNS_BACK, _events, _row, needed

DOMAIN = Domain.from_dict(
    {
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name in ("npi", "claims", "expects")
        }
    }
)


def turn(number: int) -> list[Event]:
    """One turn of a call, in the order Rasa keeps it."""
    said = UserUttered(f"line {number}", parse_data={"piece": {"name": "npi", "characters": str(number)}})
    slots = [SlotSet("expects", f"asked {number}"), SlotSet("claims", [number] * number)]
    first = [SlotSet("npi", "1770002313")] if number == 1 else []
    return [
        ActionExecuted("action_listen"), said, ActionExecuted("action_take_turn"),
        BotUttered(f"answer {number}"), *slots, *first,
    ]  # fmt: skip


def call(turns: int) -> list[Event]:
    """A call of so many turns."""
    said = [event for number in range(1, turns + 1) for event in turn(number)]
    return [ActionExecuted("action_session_start"), SessionStarted(), *said, ActionExecuted("action_listen")]


def rows(events: list[Event]) -> list[tuple[str, str, str]]:
    """As the database holds them, what the assistant said left out."""
    kept = [_row("call:1", event) for event in events if not isinstance(event, BotUttered)]
    return [(one["type_name"], one["action_name"], one["data"]) for one in kept]


def tracker(told: list[str]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("call:1", _events(told), DOMAIN.slots)


def slots_of(read: DialogueStateTracker) -> dict[str, Any]:
    return {name: slot.value for name, slot in read.slots.items()}


def test_a_long_call_is_read_back_with_every_slot_as_it_stands() -> None:
    events = call(12)
    whole, read = DialogueStateTracker.from_events("call:1", events, DOMAIN.slots), tracker(needed(rows(events)))
    assert slots_of(read) == slots_of(whole)
    assert slots_of(read)["npi"] == "1770002313"


def test_the_last_turns_are_there_in_order_and_no_older_one() -> None:
    said = [event.text for event in tracker(needed(rows(call(12)))).events if isinstance(event, UserUttered)]
    assert said == [f"line {number}" for number in range(13 - TURNS_BACK, 13)]


def test_a_long_call_costs_no_more_to_read_than_a_short_one() -> None:
    assert len(needed(rows(call(40)))) == len(needed(rows(call(6))))


def test_a_short_call_is_read_whole() -> None:
    assert len(needed(rows(call(2)))) == len(rows(call(2))) - 1  # all but what came before the session began


def test_only_the_latest_session_is_read() -> None:
    read = tracker(needed(rows([*call(5), *call(1)])))
    assert [event.text for event in read.events if isinstance(event, UserUttered)] == ["line 1"]


def test_the_rules_see_the_same_last_action_and_line() -> None:
    events = call(9)
    whole, read = DialogueStateTracker.from_events("call:1", events, DOMAIN.slots), tracker(needed(rows(events)))
    assert read.latest_action_name == whole.latest_action_name
    assert read.latest_message is not None
    assert whole.latest_message is not None
    assert read.latest_message.text == whole.latest_message.text
    assert json.dumps(read.latest_message.parse_data) == json.dumps(whole.latest_message.parse_data)
