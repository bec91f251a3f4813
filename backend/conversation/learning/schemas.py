"""What the learning loop asks and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MarkedValue(Strict):
    """A value in what was said: one that was found (by its place in the list), or the words it stands in."""

    name: str = Field(min_length=2, max_length=40, pattern="^[a-z_0-9]+$")
    found: int | None = Field(None, ge=0, le=50)
    words: str | None = Field(None, min_length=1, max_length=120)


class Corrected(Strict):
    """What a turn should have been understood as."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "turn_id": "5e0d3c1a-94b2-4b0c-8f6d-2a7c9e1b3d48",
                    "intent": "ask_denial_reason",
                    "also": ["ask_next_step"],
                    "entities": [{"name": "claim_number", "found": 0}, {"name": "adjustment_code", "words": "CO 45"}],
                }
            ]
        }
    )

    turn_id: UUID
    intent: str = Field(min_length=2, max_length=60, pattern="^[a-z_]+$")
    also: list[str] = Field(default=[], max_length=3)
    entities: list[MarkedValue] | None = Field(None, max_length=20, description="all values; left out: as understood")
    keep: list[str] = Field(default=[], max_length=20, description="unknown words that identify nobody")


class Likeness(BaseModel):
    """What an example would read like, before it is proposed."""

    text: str
    unknown: list[str]
    """Words that were replaced because the project's lines do not know them; somebody may vouch for them."""


class ExampleShown(BaseModel):
    """A training example: invented likeness, right intent and values, and where it stands."""

    id: UUID
    state: str
    text: str
    intent: str
    also: list[str]
    heard_intent: str | None
    entities: list[dict[str, Any]]
    channel: str
    expects: str | None
    replaced: dict[str, int]
    kept_words: list[str]
    unknown: list[str] = []
    """Words that were replaced because the project's lines do not know them; they may be vouched for in a new correction."""
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    refusal: str
    mine: bool
    """Proposed by the reader, who therefore cannot decide."""


class ExampleInFull(BaseModel):
    """For the second person: the example, what was said with identifiers covered, and the change as a diff."""

    example: ExampleShown
    said: str
    heard: list[str]
    conversation_id: UUID
    turn: int
    change: str
    problem: str | None


class RunShown(BaseModel):
    id: UUID
    state: str
    requested_by: str
    requested_at: datetime
    started_at: datetime | None
    trained_at: datetime | None
    finished_at: datetime | None
    examples: int
    archive: str | None
    comparison: dict[str, Any] | None
    reasons: list[str]


class Overview(BaseModel):
    """The loop at a glance."""

    in_force: str
    learned: int
    examples: list[ExampleShown]
    runs: list[RunShown]
    intents: list[str]
    values: list[str]
    may_go_back: bool


class Refusal(Strict):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "Two requests in one line; propose each by itself."}]}
    )

    reason: str = Field(min_length=4, max_length=300)
