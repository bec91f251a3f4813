"""ConversationRelay's messages: what comes over the socket, what goes back. Pure.

https://www.twilio.com/docs/voice/conversationrelay/websocket-messages
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from backend.conversation.channels.voice.speech import plain

MESSAGE_LENGTH_MAX = 64 * 1024
TEXT_LENGTH_MAX = 4000


class _Incoming(BaseModel):
    """Read leniently: the service may say more than we know."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class Setup(_Incoming):
    """The first message: which call this is, and what our TwiML gave it along."""

    type: Literal["setup"]
    session_id: str = Field(alias="sessionId", pattern=r"^[A-Za-z0-9]{1,64}$")
    call_sid: str = Field(alias="callSid", max_length=64)
    caller: str = Field(default="", alias="from", max_length=64)
    parameters: dict[str, str] = Field(default_factory=dict, alias="customParameters")


class Prompt(_Incoming):
    """The caller has said something; ``last`` is false while more of it comes."""

    type: Literal["prompt"]
    text: str = Field(default="", alias="voicePrompt", max_length=TEXT_LENGTH_MAX)
    last: bool = True


class Key(_Incoming):
    """One key."""

    type: Literal["dtmf"]
    digit: str = Field(pattern=r"^[0-9*#A-D]$")


class Interrupt(_Incoming):
    """The caller spoke while the line did; only this much was heard."""

    type: Literal["interrupt"]
    heard: str = Field(default="", alias="utteranceUntilInterrupt", max_length=TEXT_LENGTH_MAX)


class Fault(_Incoming):
    """The service could not use what we sent. Its description may quote it, so it goes nowhere."""

    type: Literal["error"]


Incoming = Setup | Prompt | Key | Interrupt | Fault
_READER: TypeAdapter[Incoming] = TypeAdapter(Annotated[Incoming, Field(discriminator="type")])


def read(text: str) -> Incoming | None:
    """A message of the socket; None for one we do not know or cannot read."""
    try:
        return _READER.validate_json(text)
    except ValidationError:
        return None


def spoken(texts: Sequence[str]) -> list[str]:
    """The messages that say these texts; the last one gives the caller the word."""
    last = len(texts) - 1
    return [
        json.dumps({"type": "text", "token": plain(text) + ("" if place == last else " "), "last": place == last})
        for place, text in enumerate(texts)
    ]


def end(reason: str) -> str:
    """The message that gives the call back to TwiML; ``reason`` comes to the action address as handoff data."""
    return json.dumps({"type": "end", "handoffData": json.dumps({"reason": reason})})


def reason_of(handoff_data: str) -> str | None:
    """The reason we gave ourselves, from the form at the action address."""
    try:
        told: Any = json.loads(handoff_data)
    except ValueError:
        return None
    return str(told["reason"]) if isinstance(told, dict) and isinstance(told.get("reason"), str) else None
