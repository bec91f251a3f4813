"""The one action: takes the turn in, does the planned steps with the backend, says what there is to say."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import client
from actions.controls import control
from actions.heard import Heard, known_session, read
from actions.memory import Memory
from actions.steps import Say
from actions.take_in import take_in
from actions.turn import Turn
from actions.wording import read_back

log = logging.getLogger("actions.take_turn")


class ActionTakeTurn(Action):
    """Every rule ends here: one call for one turn, whatever was said."""

    def name(self) -> str:
        return "action_take_turn"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        client.begin_turn()
        before = Memory.from_slots(tracker.slots)
        channel = tracker.get_latest_input_channel() or "chat"
        turn = Turn(conversation=tracker.sender_id, channel=channel, memory=before.copy())
        turn.session = known_session(tracker.latest_message)
        try:
            heard = read(tracker.latest_message, before.expects)
            taken = control(before, take_in(before, heard, date.today()) if not heard.event else before.copy(), heard)  # noqa: DTZ011
            turn.memory, turn.says = taken.memory, [*taken.says, *_heard_back(before, taken.memory, channel)]
            turn.words = heard.text
            turn.meanwhile = _meanwhile(before, turn.memory)
            turn.missed = turn.memory.misses > before.misses
            await turn.go_on(taken.step)
            _never_nothing(turn, heard)
        except (
            Exception
        ) as problem:  # the caller still gets an answer and a person; the text of what was said stays out of the log
            log.error("turn failed: %s", type(problem).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
            turn.give_up()
        _utter(dispatcher, turn, tracker.latest_message)
        return [SlotSet(name, value) for name, value in turn.memory.changes_from(before).items()]


class ActionRestart(ActionTakeTurn):
    """Rasa maps the intent ``restart`` to this name whatever the rules say; it is a turn like any other."""

    def name(self) -> str:
        return "action_restart"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        # no rule may follow this action: left to itself Rasa falls back, and its fallback undoes the turn
        return [*await super().run(dispatcher, tracker, domain), FollowupAction("action_listen")]


def _heard_back(before: Memory, after: Memory, channel: str) -> list[Say]:
    """On the phone an id just said is read back in passing, so that a slip can be corrected at once."""
    if channel != "voice":
        return []
    names = ("npi", "member_id", "claim_number")
    fresh = [value for name in names if (value := getattr(after, name)) and value != getattr(before, name)]
    return [Say("utter_heard_id", {"id": read_back(str(value))}) for value in fresh[:1]]


def _meanwhile(before: Memory, after: Memory) -> list[Say]:
    """What is said to a turn that leaves the open question open: to a wish, or to something else given than was asked."""
    if after.filled != before.filled:
        return [Say("utter_noted")]
    first = "utter_claim_first" if before.speaker == "provider" and before.proved else "utter_role_first"
    return [Say(first)] if any(one not in before.requests for one in after.requests) else []


def _never_nothing(turn: Turn, heard: Heard) -> None:
    """The closing question alone answers nobody who said something: a thing told was heard, or the line was not understood."""
    if [say.response for say in turn.says] != ["utter_anything_else"] or heard.event:
        return
    if heard.values or heard.has("inform", "identify_member", "identify_provider"):
        turn.says.insert(0, Say("utter_noted"))
        return
    turn.memory.misses += 1
    turn.missed = True
    on_claim = turn.memory.claim is not None and turn.memory.speaker == "member"
    turn.says.insert(0, Say("utter_rephrase_on_claim" if on_claim else "utter_rephrase_first"))


def _utter(dispatcher: CollectingDispatcher, turn: Turn, message: dict[str, Any]) -> None:
    for say in turn.says:
        dispatcher.utter_message(response=say.response, **say.facts)
    dispatcher.utter_message(json_message={"account": turn.account() | {"understood": _understood(message)}})


def _understood(message: dict[str, Any]) -> dict[str, Any] | None:
    intent = message.get("intent") or {}
    if str(intent.get("name") or "event_").startswith("event_"):
        return None
    also = [item["name"] if isinstance(item, dict) else str(item) for item in message.get("also") or []]
    entities = [
        {"name": e.get("entity"), "value": e.get("value"), "text_start": e.get("start"), "text_end": e.get("end")}
        for e in message.get("entities") or []
    ]
    return {"intent": intent.get("name"), "confidence": intent.get("confidence"), "also": also, "entities": entities}
