"""``/api/v1/contact-preferences`` and ``/api/v1/telephone``: how callers want to hear from us, and where agents take calls."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.conversation.callers.endpoints import Now
from backend.conversation.outreach import service, telephones
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1", tags=["outreach"])
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class ContactChosen(BaseModel):
    """The channel somebody chose and where; they said so to the member of staff who enters it."""

    model_config = ConfigDict(extra="forbid")

    channel: Literal["sms", "call", "inbox", "fax"]
    time_zone: Text = "America/New_York"
    number: Text | None = None
    npi: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")] | None = None
    member_id: Text | None = None
    date_of_birth: date | None = None


class ContactShown(BaseModel):
    channel: str
    time_zone: str


class Telephone(BaseModel):
    """Where an agent takes calls; none: callers hear what they write."""

    model_config = ConfigDict(extra="forbid")

    number: Text | None = None


@router.put("/contact-preferences")
def choose(chosen: ContactChosen, session: DatabaseSession, staff: SignedIn, clock: Now) -> ContactShown:
    """Record consent and channel; texts and calls keep quiet hours in that time zone."""
    choice = service.Choice(**chosen.model_dump())
    row = service.choose(session, choice, staff.actor, clock)
    return ContactShown(channel=row.channel, time_zone=row.time_zone)


@router.get("/telephone")
def telephone(session: DatabaseSession, staff: SignedIn) -> Telephone:
    """The signed-in agent's own."""
    return Telephone(number=telephones.number_of(session, staff.id))


@router.put("/telephone")
def set_telephone(asked: Telephone, session: DatabaseSession, staff: SignedIn, clock: Now) -> Telephone:
    """Set it, or (none) take calls by writing."""
    return Telephone(number=telephones.set_number(session, staff.id, asked.number, clock))
