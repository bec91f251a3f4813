"""What the pages of retention ask and answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PeriodShown(BaseModel):
    kind: str
    kept: str
    """``7 days``, ``6 years``."""
    since: date
    source: str
    before: datetime
    """What is older than this goes at the next run."""


class HoldShown(BaseModel):
    id: UUID
    scope: Literal["conversation", "member", "everything"]
    conversation_id: UUID | None
    member_id: str | None
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None
    lifted_because: str


class Forgotten(BaseModel):
    """What one run did to one kind."""

    kind: str
    before: datetime
    forgotten: int
    held: int = 0


class RunShown(BaseModel):
    at: datetime
    results: list[Forgotten]


class Overview(BaseModel):
    periods: list[PeriodShown]
    holds: list[HoldShown]
    runs: list[RunShown]


class PlaceHold(Strict):
    """On one conversation, on all of one member, or on everything."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "scope": "member",
                    "member_id": "XQP9041177",
                    "reason": "Records asked for by the court, matter 26-1184",
                }
            ]
        }
    )

    scope: Literal["conversation", "member", "everything"]
    conversation_id: UUID | None = None
    member_id: str | None = Field(None, min_length=1, max_length=40)
    reason: str = Field(min_length=8, max_length=300)

    @model_validator(mode="after")
    def _named(self) -> PlaceHold:
        if (self.scope == "conversation") != (self.conversation_id is not None):
            raise ValueError("a hold on a conversation names it, others do not")
        if (self.scope == "member") != (self.member_id is not None):
            raise ValueError("a hold on a member names the member id, others do not")
        return self


class LiftHold(Strict):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "The matter was closed on March 2."}]})

    reason: str = Field(min_length=8, max_length=300)


class Amend(Strict):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "asked": "The conversation names the wrong clinic.",
                    "decision": "accepted",
                    "answer": "The visit was at Tidewater Clinic, Marlow.",
                }
            ]
        }
    )

    asked: str = Field(min_length=4, max_length=2000, description="what the person wants amended")
    decision: Literal["accepted", "refused"]
    answer: str = Field(min_length=4, max_length=2000, description="what is right instead, or why it is refused")
    disagreement: str = Field("", max_length=2000, description="their statement of disagreement")


class AmendmentShown(BaseModel):
    id: UUID
    asked: str
    decision: str
    answer: str
    disagreement: str
    by: str
    written_at: datetime


class Keeping(BaseModel):
    """How one conversation is kept."""

    kept_until: date
    held: bool
    holds: list[HoldShown]
    forgotten_at: datetime | None
    amendments: list[AmendmentShown]
