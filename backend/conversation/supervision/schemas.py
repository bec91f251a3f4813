"""What supervision asks and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Outcome = Literal["open", "contained", "waiting", "with_agent", "handed_off"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Search(Strict):
    """Which conversations; everything left out means any. In the body, because words searched for may be health information."""

    text: str | None = Field(None, max_length=200, description="words anybody said")
    channel: Literal["voice", "chat", "sms"] | None = None
    intent: str | None = Field(None, max_length=60)
    outcome: Outcome | None = None
    reason: str | None = Field(None, max_length=60, description="reason of the handoff")
    confidence_below: float | None = Field(None, ge=0, le=1)
    reviewed: bool | None = None
    first_day: date | None = None
    last_day: date | None = None
    before: datetime | None = Field(None, description="for the next page: the start of the last conversation seen")
    limit: int = Field(50, ge=1, le=200)


class Listed(BaseModel):
    """One conversation in a list."""

    id: UUID
    channel: str
    started_at: datetime
    ended_at: datetime | None
    turns: int
    outcome: Outcome
    level: str
    intents: list[str]
    handoff_reason: str | None
    agent: str | None
    reviews: int
    score: int | None


class Listing(BaseModel):
    conversations: list[Listed]


class TurnShown(BaseModel):
    """One turn of a transcript, with what was understood, done and relied on."""

    id: UUID
    number: int
    speaker: str
    said: str | None
    kind: str
    received_at: datetime
    answered_at: datetime | None
    owner: str | None
    messages: list[dict[str, Any]]
    expected: str | None
    intent: str | None
    confidence: float | None
    also: list[str]
    entities: list[dict[str, Any]]
    actions: list[Any]
    evidence: list[Any]
    failure: str | None
    corrected_intent: str | None


class ReviewShown(BaseModel):
    reviewer: str
    rubric: str
    points: dict[str, int]
    auto_fails: list[str]
    total: int
    note: str
    reviewed_at: datetime


class ScoreShown(BaseModel):
    points: dict[str, int]
    auto_fails: list[str]
    remarks: list[str]
    total: int


class Transcript(BaseModel):
    """A whole conversation as a reviewer sees it."""

    id: UUID
    name: str
    channel: str
    started_at: datetime
    ended_at: datetime | None
    outcome: Outcome
    masked: bool
    proofs: list[dict[str, Any]]
    handoffs: list[dict[str, Any]]
    turns: list[TurnShown]
    automatic: ScoreShown
    blind: bool
    """Chosen for double scoring and not scored by the reader yet: other people's scores are left out."""
    reviews: list[ReviewShown]
    sections: dict[str, int]
    fails: dict[str, str]


class Unmask(Strict):
    reason: str = Field(min_length=8, max_length=200, description="why the covered words are needed")


class Scored(Strict):
    points: dict[str, int]
    auto_fails: list[str] = []
    note: str = Field("", max_length=2000)


class WallClock(BaseModel):
    name: str
    due: datetime
    state: str


class WallHandoff(BaseModel):
    """One open handoff; nothing of what was said."""

    conversation_id: UUID
    reference: str
    state: str
    reason: str
    urgency: str
    agent: str | None
    requested_at: datetime
    clocks: list[WallClock]


class Wall(BaseModel):
    """What happens now."""

    talking: int
    waiting: int
    with_agents: int
    at_risk: int
    missed: int
    handoffs: list[WallHandoff]


class ClusterShown(BaseModel):
    words: list[str]
    utterances: int
    conversations: list[UUID]


class Report(BaseModel):
    """A period's conversations. Rates are shares from 0 to 1; None without conversations."""

    conversations: int
    contained: int
    came_again: list[UUID]
    containment: float | None
    true_containment: float | None
    handoff_reasons: dict[str, int]
    not_understood: int
    clusters: list[ClusterShown]


class Choose(Strict):
    size: int = Field(10, ge=1, le=50)


class DoubleShown(BaseModel):
    id: UUID
    channel: str
    started_at: datetime
    scorers: int
    mine: bool


class AgreementShown(BaseModel):
    scorers: list[str]
    conversations: int
    same: int
    kappa: float | None


class DoubleScorings(BaseModel):
    """Conversations two people score blindly, and Cohen's kappa by pair of scorers."""

    conversations: list[DoubleShown]
    agreements: list[AgreementShown]
