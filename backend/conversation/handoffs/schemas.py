"""The JSON of handoffs for staff."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]*?(?: ?(?:x|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)
_PHONE_DIGITS = range(7, 22)


def dialable(number: str) -> str:
    """A telephone number as people write it; ``in_full`` of outreach makes of it what is dialled."""
    if not _PHONE.fullmatch(number) or sum(sign.isdigit() for sign in number) not in _PHONE_DIGITS:
        raise ValueError("no telephone number")
    return number


Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=30), AfterValidator(dialable)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class ClockShown(BaseModel):
    """One promise of time."""

    name: Literal["first_reply", "next_reply", "resolve"]
    due: datetime
    state: Literal["running", "at_risk", "kept", "breached"]


class CallShown(BaseModel):
    """How calling somebody goes: of a kept place, or of a promised call."""

    state: Literal["waiting", "calling", "reached", "missed", "over"]
    tries: int
    by: str | None = None


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
    clocks: list[ClockShown]
    snoozed_until: datetime | None
    skills: list[str]
    draft: str | None = None
    """What the reader has half written on it."""
    call: CallShown | None = None
    """Where the caller keeps their place and is called back."""
    packet: dict[str, Any]


class QueueRow(BaseModel):
    """One handoff in a list: what is needed to choose, and no more of the caller."""

    id: UUID
    reference: str
    conversation_id: UUID
    channel: Literal["voice", "chat", "sms"]
    state: Literal["waiting", "accepted", "returned", "closed"]
    reason: str
    role: Literal["provider", "member"] | None
    role_proved: bool
    """False: by the caller's own word."""
    language: str | None
    """In words; null: not known."""
    urgency: Literal["emergency", "urgent", "ordinary"]
    deadline: date | None
    days_left: int | None
    money_at_risk: str | None
    requested_at: datetime
    agent_name: str | None
    skills: list[str]
    opens_at: datetime | None
    """Until then it is kept for colleagues with its skills; null: this person may take it."""
    clocks: list[ClockShown]
    snoozed_until: datetime | None


class Queue(BaseModel):
    """A stretch of what waits, in its order, and what this agent holds."""

    waiting: list[QueueRow]
    offset: int
    waiting_count: int
    open_to_me: int
    mine: list[QueueRow]
    found: list[QueueRow]
    """What has the reference asked for, also where it is over."""


class Accept(BaseModel):
    """``anyway``: also while it is kept for colleagues with other skills."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"anyway": True}]})

    anyway: bool = False


class DraftWritten(BaseModel):
    """A reply half written; empty: none."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "Your claim was denied because the plan asked for records that"}]},
    )

    text: Annotated[str, StringConstraints(max_length=4000)]


class StatedFact(BaseModel):
    """A fact of the record, and where it stands."""

    fact: str
    value: str
    record: str
    field: str
    time: str


class SuggestionShown(BaseModel):
    """What could be said next. ``about``: the intent it answers; without evidence it states nothing of a claim."""

    text: str
    about: str | None
    evidence: list[StatedFact]


class GiveBack(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"note": "The payment is explained; they wish to check one more claim."}]},
    )

    note: Note | None = None


class Close(BaseModel):
    """How it ended; the code is required."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"wrap_up_code": "claim_denial", "note": "Told why it was denied and the last day to appeal."}]
        },
    )

    wrap_up_code: str | None = None
    note: Note | None = None


class WrapUpCodes(BaseModel):
    codes: dict[str, str]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class NoteWritten(Strict):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "The practice sends the operative note by fax today."}]}
    )

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class NoteShown(BaseModel):
    author: str
    text: str
    written_at: datetime


class Notes(BaseModel):
    """What agents told each other, oldest first."""

    notes: list[NoteShown]


class Colleague(BaseModel):
    id: UUID
    name: str
    skills: list[str]
    holding: int


class Colleagues(BaseModel):
    """Who is at their desk, the freest first."""

    agents: list[Colleague]


class Transfer(Strict):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "to": "7b0c9a52-3d7e-4d0c-9f43-0b1a0a4e1f11",
                    "note": "Asks whether the visit needed an authorization.",
                }
            ]
        }
    )

    to: UUID
    note: Note | None = None


class SnoozeUntil(Strict):
    model_config = ConfigDict(json_schema_extra={"examples": [{"until": "2026-03-17T14:00:00Z"}]})

    until: AwareDatetime


class Beat(Strict):
    """What this person does with the handoff now; null: has left it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"doing": "typing"}]})

    doing: Literal["looking", "typing"] | None


class Other(BaseModel):
    name: str
    doing: Literal["looking", "typing"]


class Others(BaseModel):
    """Who else has it open."""

    others: list[Other]


class CannedShown(BaseModel):
    """One ready reply; without ``text`` where the record or the caller's right does not reach."""

    key: str
    title: str
    text: str | None
    missing: list[str]


class CannedReplies(BaseModel):
    replies: list[CannedShown]


class CallbackPromised(Strict):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"number": "(303) 555-0142", "about": "What came of the appeal", "due": "2026-03-17T18:30:00Z"}
            ]
        }
    )

    number: Phone
    about: Line
    due: AwareDatetime


class CallbackDone(Strict):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"outcome": "Reached; the corrected claim goes out this week."}]}
    )

    outcome: Line


class CallbackShown(BaseModel):
    """A promise to call back."""

    id: UUID
    conversation_id: UUID
    handoff_id: UUID | None
    """None: the assistant promised it, and no agent has had the conversation."""
    reference: str
    claim_id: UUID | None
    claim_number: str | None
    number: str
    """Empty: withheld, and none was given."""
    about: str
    not_before: datetime | None
    due: datetime
    """By when at the latest."""
    day: date | None
    """The day it was promised for, by the caller's clock; none where an agent named a moment."""
    at: str | None
    """The time of day as the caller was promised it; none: any time of that day."""
    time_zone: str | None
    """The caller's clock, as people call it; none where an agent named a moment."""
    late: bool
    promised_by: str
    done_by: str | None
    outcome: str | None
    call: CallShown | None = None


class Callbacks(BaseModel):
    callbacks: list[CallbackShown]
