"""What supervision asks and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

Outcome = Literal["open", "contained", "waiting", "with_agent", "handed_off", "closed"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Search(Strict):
    """Which conversations; everything left out means any. In the body, because words searched for may be health information."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"channel": "voice", "intent": "ask_denial_reason", "score_below": 80, "first_day": "2026-03-01"},
                {"claim": "2026070100012"},
            ]
        }
    )

    text: str | None = Field(None, max_length=200, description="words anybody said")
    channel: Literal["voice", "chat", "sms"] | None = None
    intent: str | None = Field(None, max_length=60)
    outcome: Outcome | None = None
    reason: str | None = Field(None, max_length=60, description="reason of the handoff")
    claim: str | None = Field(
        None, max_length=40, description="a claim's number (the payer's or ours) that was spoken of"
    )
    reference: str | None = Field(
        None, max_length=40, description="the reference of a conversation, or of its handoff, as it is read out"
    )
    payer: str | None = Field(None, max_length=80, description="part of the name of a payer whose claim was spoken of")
    tag: str | None = Field(None, max_length=40)
    agent: str | None = Field(None, max_length=80, description="part of the name of the agent who took it")
    score_below: int | None = Field(None, ge=0, le=101, description="automatic score")
    failed_check: bool | None = Field(None, description="an automatic fail, or a fact the record did not hold")
    corrected: bool | None = None
    confidence_below: float | None = Field(None, ge=0, le=1)
    reviewed: bool | None = None
    first_day: date | None = None
    last_day: date | None = None
    before: datetime | None = Field(None, description="for the next page: the start of the last conversation seen")
    limit: int = Field(50, ge=1, le=200)
    again: str | None = Field(
        None,
        max_length=4000,
        description="what an earlier answer called so: that search anew, and nothing else of this",
    )


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
    automatic: int | None
    tags: list[str]


class Listing(BaseModel):
    """What was found. ``again`` is the search, sealed for its searcher; ``asked`` is what such a one held."""

    conversations: list[Listed]
    again: str
    asked: dict[str, Any] | None = None


class MessageShown(BaseModel):
    """What was said to the caller, and by whom. What goes with it (buttons, what was left unsaid) is not shown."""

    text: str
    sender: Literal["assistant", "agent"] = Field(alias="from")


class EntityShown(BaseModel):
    """One thing found in what was said."""

    name: str
    value: Any


class TurnShown(BaseModel):
    """One turn of a transcript, with what was understood, done and relied on."""

    id: UUID
    number: int
    speaker: str
    said: str | None
    kind: str
    state: str
    """``received`` until there is an answer."""
    received_at: datetime
    answered_at: datetime | None
    owner: str | None
    messages: list[MessageShown]
    expected: str | None
    intent: str | None
    confidence: float | None
    also: list[str]
    entities: list[EntityShown]
    actions: list[Any]
    evidence: list[Any]
    failure: str | None
    corrected_intent: str | None


class ReplyShown(BaseModel):
    author: str
    kind: str
    text: str
    replied_at: datetime


class EarlierScore(BaseModel):
    """What the reviewer had given before."""

    total: int
    reviewed_at: datetime


class ReviewShown(BaseModel):
    """A score that stands. ``mine``: the reader's own; ``earlier``: what it replaced."""

    reply: ReplyShown | None = None
    mine: bool = False
    earlier: list[EarlierScore] = []
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
    facts_checked: int
    facts_wrong: int


class Piece(BaseModel):
    """Some turns of a conversation in order."""

    turns: list[TurnShown]
    last_turn: int
    ended: bool
    channel: str
    owner: str
    agent_name: str | None


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
    last_turn: int
    """The number of the conversation's last turn; more turns are asked for in pieces."""
    live: bool
    tags: list[str]
    automatic: ScoreShown
    blind: bool
    """Chosen for double scoring and not scored by the reader yet: other people's scores are left out."""
    reviews: list[ReviewShown]
    sections: dict[str, int]
    fails: dict[str, str]


class Unmask(Strict):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "The caller disputes the date of birth we heard"}]}
    )

    reason: str = Field(min_length=8, max_length=200, description="why the covered words are needed")
    after: int = Field(0, ge=0, description="turns after this number")


class Scored(Strict):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "points": {
                        "opening": 10,
                        "verification": 25,
                        "accuracy": 20,
                        "scope": 15,
                        "empathy": 8,
                        "resolution": 15,
                    },
                    "note": "The allowed amount was told as the paid one, and put right.",
                }
            ]
        }
    )

    points: dict[str, int]
    auto_fails: list[str] = []
    note: str = Field("", max_length=2000)


class Tags(Strict):
    model_config = ConfigDict(json_schema_extra={"examples": [{"tags": ["coaching", "second appeal"]}]})

    tags: list[Annotated[str, Field(min_length=1, max_length=40, pattern="^[a-z0-9][a-z0-9 _-]*$")]] = Field(
        max_length=12
    )


class OwnScore(BaseModel):
    """A score of a conversation the reader took part in."""

    id: UUID
    handoff: str
    total: int
    points: dict[str, int]
    auto_fails: list[str]
    note: str
    reviewer: str
    reviewed_at: datetime
    reply: ReplyShown | None


class OwnScores(BaseModel):
    scores: list[OwnScore]


class Replied(Strict):
    """The agent's word on a score; contesting needs a reason."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"kind": "contested", "text": "The birth date was checked before the transfer."}]
        }
    )

    kind: Literal["agreed", "contested"]
    text: str = Field("", max_length=1000)

    @model_validator(mode="after")
    def reason_given(self) -> Replied:
        if self.kind == "contested" and len(self.text.strip()) < 8:
            raise ValueError("contesting needs a reason")
        return self


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


class WallAlarm(BaseModel):
    """Something a supervisor sees to at once; no words of anybody and no identifiers."""

    id: UUID
    kind: str
    sentence: str
    since: datetime
    by: list[str]
    """Colleagues who did it, where somebody did."""
    conversation_id: UUID | None


class Wall(BaseModel):
    """What happens now."""

    alarms: list[WallAlarm]
    """Open ones, the newest first; for supervisors alone."""
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


class RepeatShown(BaseModel):
    """One caller (and patient) who came several times in the period."""

    visits: int
    conversations: list[UUID]
    intents: list[str]


class DenialPatternShown(BaseModel):
    """A standing pattern of denials behind what callers ask about."""

    payer: str
    provider: str
    carc: str
    root_cause: str
    denied: int
    billed: int
    amount: str


class AutomaticShown(BaseModel):
    """The machine's scores of the period: every conversation that is over."""

    scored: int
    average: float | None
    auto_fails: dict[str, int]
    facts_checked: int
    facts_wrong: int


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
    repeat_contacts: list[RepeatShown]
    denial_patterns: list[DenialPatternShown]
    automatic: AutomaticShown


class Choose(Strict):
    model_config = ConfigDict(json_schema_extra={"examples": [{"size": 10}]})

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
