"""The JSON of consults and notices."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class NoticeShown(BaseModel):
    """Something is there for the signed-in person."""

    id: UUID
    kind: Literal["mention", "consult", "transfer"]
    handoff_id: UUID
    reference: str
    consult_id: UUID | None
    by: str
    at: datetime


class Notices(BaseModel):
    """What has not been seen yet, newest first."""

    notices: list[NoticeShown]


class Question(BaseModel):
    """Asked of one colleague."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "of": "7b0c9a52-3d7e-4d0c-9f43-0b1a0a4e1f11",
                    "question": "Does this plan take the referring physician's letter with a first appeal?",
                }
            ]
        },
    )

    of: UUID
    question: Line


class Answer(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Yes. Send it with the operative note."}]}
    )

    text: Line


class ConsultListed(BaseModel):
    """One question between the signed-in person and a colleague."""

    id: UUID
    handoff_id: UUID
    reference: str
    with_name: str
    asked_by_me: bool
    last_at: datetime


class Consults(BaseModel):
    """The open ones, the last spoken in first."""

    consults: list[ConsultListed]


class LineShown(BaseModel):
    author: str
    mine: bool
    text: str
    written_at: datetime


class ConsultShown(BaseModel):
    """A consult with its lines, oldest first."""

    id: UUID
    handoff_id: UUID
    with_name: str
    asked_by_me: bool
    ended_at: datetime | None
    lines: list[LineShown]
