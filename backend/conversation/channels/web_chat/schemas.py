"""The JSON of the chat, as DESIGN section 5 fixes it."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator


class MessageSent(BaseModel):
    """What a browser sends: words, or the id of a button."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"examples": [{"text": "Why was my claim denied?"}, {"button": "q3Zt8LfWm1vA"}]},
    )

    text: str | None = None
    button: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> MessageSent:
        if (self.text is None) == (self.button is None):
            raise ValueError("either text or button")
        return self


class SessionOpened(BaseModel):
    """A new chat: keep the token, it is shown once."""

    session_id: UUID
    token: str
    messages: list[dict[str, Any]]


class Answered(BaseModel):
    """The answer to one message."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "turn": 3,
                    "owner": "assistant",
                    "messages": [
                        {
                            "text": "The claim was denied because the plan asked for records.",
                            "buttons": [{"id": "q3Zt8LfWm1vA", "title": "Next step"}],
                            "from": "assistant",
                        }
                    ],
                }
            ]
        }
    )

    turn: int
    owner: Literal["assistant", "waiting", "agent"]
    messages: list[dict[str, Any]]


class TurnShown(BaseModel):
    """One turn, for a window that opens again."""

    turn: int
    said: str | None
    messages: list[dict[str, Any]]


class History(BaseModel):
    """What was said since the present session began."""

    owner: Literal["assistant", "waiting", "agent"]
    agent: str | None
    turns: list[TurnShown]
    last_event_id: int


class Explanations(BaseModel):
    """Decided claims of a verified member: id, last four of the number, first day of service, provider."""

    claims: list[dict[str, Any]]
