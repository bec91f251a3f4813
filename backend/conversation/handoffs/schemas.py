"""The JSON of handoffs for staff."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class HandoffShown(BaseModel):
    """One handoff with its packet."""

    id: UUID
    reference: str
    conversation_id: UUID
    state: Literal["waiting", "accepted", "returned", "closed"]
    reason: str
    urgency: Literal["emergency", "urgent", "ordinary"]
    deadline: date | None
    days_left: int | None
    money_at_risk: str | None
    claim_id: UUID | None
    requested_at: datetime
    waited_seconds: int
    agent_id: UUID | None
    agent_name: str | None
    accepted_at: datetime | None
    ended_at: datetime | None
    wrap_up_code: str | None
    packet: dict[str, Any]


class Queue(BaseModel):
    """What waits, in its order, and what this agent holds."""

    waiting: list[HandoffShown]
    mine: list[HandoffShown]


class GiveBack(BaseModel):
    model_config = ConfigDict(extra="forbid")

    note: Note | None = None


class Close(BaseModel):
    """How it ended; the code is required."""

    model_config = ConfigDict(extra="forbid")

    wrap_up_code: str | None = None
    note: Note | None = None


class WrapUpCodes(BaseModel):
    codes: dict[str, str]
