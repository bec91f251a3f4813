"""The JSON of the chat, as DESIGN section 5 fixes it."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator


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


class ButtonShown(BaseModel):
    """A choice under a message: pressed, its id is sent."""

    id: str
    title: str


class MessageShown(BaseModel):
    """One thing said to the caller, and by whom."""

    text: str
    buttons: list[ButtonShown]
    sender: Literal["assistant", "agent"] = Field(alias="from")


class SessionOpened(BaseModel):
    """A new chat: keep the token, it is shown once."""

    session_id: UUID
    token: str
    messages: list[MessageShown]


class Answered(BaseModel):
    """The answer to one message."""

    turn: int
    owner: Literal["assistant", "waiting", "agent"]
    messages: list[MessageShown]


class TurnShown(BaseModel):
    """One turn, for a window that opens again."""

    turn: int
    said: str | None
    messages: list[MessageShown]


class History(BaseModel):
    """What was said since the present session began."""

    owner: Literal["assistant", "waiting", "agent"]
    agent: str | None
    turns: list[TurnShown]
    last_event_id: int


class Explainable(BaseModel):
    """A decided claim; of its number the last four."""

    claim_id: UUID
    last_four: str
    service_from: date
    provider_name: str


class Explanations(BaseModel):
    """The decided claims of a verified member."""

    claims: list[Explainable]


class Sums(BaseModel):
    """The parts of a charge: charge = discount + not owed + other plan + plan paid + your share."""

    charge: str
    discount: str
    not_owed: str
    other_plan: str
    plan_paid: str
    deductible: str
    copay: str
    coinsurance: str
    not_covered: str
    your_share: str = Field(description="deductible + copay + coinsurance + not covered")


class ExplainedLine(Sums):
    """One service; ``notes`` are the letters of the notes on it."""

    number: int
    service: str
    day: date | None
    notes: list[str]
    procedure: str = Field(default="", description="only for a caller who was stepped up")


class ExplainedNote(BaseModel):
    """Why an amount was not paid, in plain words."""

    letter: str
    sentence: str


class Explained(BaseModel):
    """The explanation of benefits of one claim; of member id and claim number only the end."""

    payer_name: str
    plan_name: str
    phone: str
    patient: str
    member_id_ending: str
    provider_name: str
    claim_number_ending: str
    service_from: date
    service_to: date
    decided: date
    paid_to: str
    opening: list[str]
    lines: list[ExplainedLine]
    total: Sums
    notes: list[ExplainedNote]
    appeal: list[str]
    appeal_last_day: date | None
