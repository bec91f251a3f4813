"""The stored form of an answer: messages whose buttons have opaque ids and keep their meaning to themselves. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from backend.conversation.turns.exchange import StoredMessage
from backend.conversation.turns.text import storable
from backend.integrations.rasa.interface import Message

if TYPE_CHECKING:
    from backend.models.conversation import Turn


def stored(messages: Iterable[Message]) -> list[StoredMessage]:
    """The engine's messages with an unguessable id for each button. Empty ones are nothing said."""
    return [
        {
            "text": storable(one.text),
            "more": storable(one.more),
            "from": "assistant",
            "buttons": [
                {"id": secrets.token_urlsafe(9), "title": storable(button.title), "payload": storable(button.payload)}
                for button in one.buttons
            ],
        }
        for one in messages
        if one.text.strip()
    ]


def sentence(text: str) -> StoredMessage:
    """A sentence of the backend's own."""
    return {"text": text, "more": None, "from": "assistant", "buttons": []}


def buttons(message: StoredMessage) -> list[dict[str, str]]:
    """The buttons as the caller's side sees them."""
    return [{"id": one["id"], "title": one["title"]} for one in message["buttons"]]


def payload_of(messages: Iterable[StoredMessage], button: str) -> str | None:
    """What pressing the button means; None where these messages did not offer it."""
    offered = (one for message in messages for one in message.get("buttons", []))
    return next((str(one["payload"]) for one in offered if one["id"] == button), None)


def shown_to_caller(turn: Turn) -> dict[str, Any]:
    """One turn as the caller may read it again."""
    return {
        "turn": turn.number,
        "said": turn.said if turn.speaker == "caller" else None,
        "messages": [{"text": one["text"], "from": one["from"], "buttons": buttons(one)} for one in turn.messages],
    }
