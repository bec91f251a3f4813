"""The JSON of conversations for staff."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

Owner = Literal["assistant", "waiting", "agent"]
AgentText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class ConversationShown(BaseModel):
    """One line of the list."""

    id: UUID
    name: str
    channel: Literal["voice", "chat", "sms"]
    owner: Owner
    agent_name: str | None
    version: int
    turns: int
    started_at: datetime
    last_activity_at: datetime
    ended_at: datetime | None


class ConversationList(BaseModel):
    """Newest activity first."""

    conversations: list[ConversationShown]


class TurnRead(BaseModel):
    """One turn with what was understood, which actions ran, and where each fact stood."""

    number: int
    speaker: Literal["caller", "agent"]
    kind: str
    said: str | None
    received_at: datetime
    answered_at: datetime | None
    milliseconds: int | None
    state: str
    owner: str | None
    expected: str | None
    messages: list[dict[str, Any]]
    understood: dict[str, Any] | None
    actions: list[Any]
    evidence: list[Any]
    failure: str | None


class Transcript(BaseModel):
    """A whole conversation; reading it is audited."""

    conversation: ConversationShown
    verification: dict[str, Any]
    turns: list[TurnRead]
    handoffs: list[dict[str, Any]]


class ClaimBeside(BaseModel):
    """A claim looked up beside a conversation: its facts, and whether this caller may hear of it."""

    claim: dict[str, Any]
    right: Literal["proved", "minor", "sensitive", "not_this", "nobody"]
    sentence: str


class MessageWritten(BaseModel):
    """An agent's words; ``version`` is the last one they saw, ``draft`` the one kept here that they were made of.

    Another draft is of the next words and stays; where none is told, none stays.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "I have your claim open. The plan asked for the operative note.", "version": 7}]
        },
    )

    text: AgentText
    version: int | None = None
    draft: str | None = None


class MessageStored(BaseModel):
    """Where the message stands now."""

    turn: int
    version: int
