"""The few things a turn can do next. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Say:
    """One response by name with the facts its text is filled with."""

    response: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Session:
    """What the backend says this conversation has proved. Never stored in a slot."""

    level: str = "none"
    role: str | None = None
    provider_npi: str | None = None
    provider_name: str | None = None
    owner: str = "assistant"

    @classmethod
    def from_answer(cls, answer: dict[str, Any]) -> Session:
        """The session block every backend answer carries."""
        block = answer.get("session") or {}
        provider = block.get("provider") or {}
        return cls(
            level=str(block.get("level") or "none"),
            role=block.get("role"),
            provider_npi=provider.get("npi"),
            provider_name=provider.get("name"),
            owner=str(block.get("owner") or "assistant"),
        )


@dataclass(frozen=True)
class Step:
    """The base of all steps."""


@dataclass(frozen=True)
class LoadSession(Step):
    """Ask the backend what has been proved."""


@dataclass(frozen=True)
class Verify(Step):
    """Send the proofs of a role, all in one check."""

    role: str
    elements: dict[str, str]


@dataclass(frozen=True)
class BeginBatch(Step):
    """Tell the backend that several claims are wanted in this call."""


@dataclass(frozen=True)
class Search(Step):
    """Look up claims; what is known of patient and claim in one query. ``listing``: all that fit are wanted."""

    criteria: dict[str, Any]
    listing: bool = False


@dataclass(frozen=True)
class TurnTo(Step):
    """Go on with the next patient of a row that was named in one breath."""

    patient: dict[str, Any]


@dataclass(frozen=True)
class Answer(Step):
    """Answer one wish."""

    request: dict[str, Any]


@dataclass(frozen=True)
class Ask(Step):
    """End the turn with one question."""

    element: str


@dataclass(frozen=True)
class Stuck(Step):
    """The caller lacks a proof there is no substitute for: offer a person."""

    element: str


@dataclass(frozen=True)
class HandOff(Step):
    """Bring a person, with the reason the person sees."""

    reason: str


@dataclass(frozen=True)
class Close(Step):
    """Nothing is waiting: offer more."""


@dataclass(frozen=True)
class Listen(Step):
    """The turn is over as it stands."""

    end: bool = False
