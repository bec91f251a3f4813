"""What the backend asks of a dialogue engine, and what it may answer. The wire format is decisions/0020."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

Channel = Literal["voice", "chat", "sms"]
Event = Literal["start", "silence", "no_match", "returned"]


class _Answer(BaseModel):
    """Read leniently (a newer engine may say more), kept strictly (what we store has these shapes)."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class DialogueTurn(BaseModel):
    """One utterance or event put to the engine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    conversation: str
    turn: int
    channel: Channel
    text: str | None = None
    event: Event | None = None
    expects: str | None = None
    meta: dict[str, Any] = Field(default_factory=dict)


class Choice(_Answer):
    """A button: what it shows, and the plain text that pressing it means."""

    title: str = Field(max_length=200)
    payload: str = Field(max_length=1000)


class Message(_Answer):
    """One thing the assistant says. ``more`` is the rest of a long answer, for channels that speak in parts."""

    text: str = Field(max_length=8000)
    buttons: tuple[Choice, ...] = ()
    more: str | None = None


class Entity(_Answer):
    """A value the assistant read out of the utterance, normalised, and where it stood."""

    name: str
    value: Any = None
    text_start: int | None = None
    text_end: int | None = None


class Understood(_Answer):
    """What the language model made of the utterance."""

    intent: str | None = None
    confidence: float | None = None
    also: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()


class FactEvidence(_Answer):
    """Where a spoken fact stands in the record."""

    fact: str
    record: str
    field: str
    time: str | None = None


class HandoffWish(_Answer):
    """The engine wants a person, and why."""

    reason: str = Field(max_length=60)


class DialogueAnswer(_Answer):
    """The engine's words for one turn."""

    turn: int
    messages: tuple[Message, ...] = ()
    understood: Understood | None = None
    actions: tuple[str, ...] = ()
    evidence: tuple[FactEvidence, ...] = ()
    expects: str | None = None
    handoff: HandoffWish | None = None
    end: bool = False
    missed: bool = False
    """The turn was not understood, though perhaps its intent was: no answer to what was asked."""


class DialogueFailed(Exception):
    """No usable answer. ``kind`` is ``slow``, ``down`` or ``invalid``; it never carries what was said."""

    def __init__(self, kind: Literal["slow", "down", "invalid"]) -> None:
        super().__init__(f"the dialogue engine gave no answer: {kind}")
        self.kind = kind


class DialogueEngine(Protocol):
    """Answers one turn, or raises :class:`DialogueFailed` within its time."""

    def answer(self, turn: DialogueTurn) -> DialogueAnswer: ...

    def healthy(self) -> bool: ...
