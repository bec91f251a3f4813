"""What goes into a turn and what comes out. Values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "speech", "digits", "button", "start", "silence", "no_match", "returned"]
Event = Literal["start", "silence", "no_match", "returned"]
StoredMessage = dict[str, Any]
"""``{"text", "more", "from", "buttons": [{"id", "title", "payload"}]}``; the payload never leaves the backend."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller did: words, keys, a button, or an event without words."""

    kind: Kind
    text: str | None = None
    confidence: float | None = None

    @property
    def event(self) -> Event | None:
        return self.kind if self.kind in ("start", "silence", "no_match", "returned") else None


@dataclass(frozen=True, slots=True)
class Reply:
    """The stored answer to a turn."""

    turn: int
    owner: str
    messages: list[StoredMessage] = field(default_factory=list)
    expects: str | None = None
    ended: bool = False
    """The assistant has said goodbye."""
    hung_up: bool = False
    """The caller is gone: nothing of the conversation is said again."""
    intent: str | None = None
    """What the caller was understood to want."""
    stumbles: int = 0
    """Silences and misunderstandings in a row, up to and with this turn."""
    rendered: str | None = None
    """The answer in the channel's own form, as it was given the first time."""


Render = Callable[[Reply], str]
"""Puts an answer into a channel's own form; stored with it, so that a repeat hears the same."""
