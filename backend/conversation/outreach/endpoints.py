"""How callers want to hear from us, what went out to them by itself, and where agents take calls."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.conversation.callers.endpoints import Now
from backend.conversation.outreach import service, telephones, undelivered
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1", tags=["outreach"])
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class ContactChosen(BaseModel):
    """The channel somebody chose and where; they said so to the member of staff who enters it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "channel": "sms",
                    "number": "3035550142",
                    "time_zone": "America/Denver",
                    "member_id": "XQP9041177",
                    "date_of_birth": "1980-05-17",
                }
            ]
        },
    )

    channel: Literal["sms", "call", "inbox", "fax"]
    time_zone: Text | None = None
    """None: that of the member's address on file, else of the number."""
    number: Text | None = None
    npi: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")] | None = None
    member_id: Text | None = None
    date_of_birth: date | None = None


class ContactShown(BaseModel):
    channel: str
    time_zone: str
    time_zone_source: str
    """``told``, ``address``, ``number`` or ``setting``."""


class NoticeShown(BaseModel):
    """A notice: what it is, by which way, where it stands. No number in full, nothing of a claim."""

    id: UUID
    kind: str
    standing: str
    channel: str | None
    ending: str | None
    time_zone: str | None
    reference: str | None
    send_at: datetime
    sent_at: datetime | None
    settled_by: str | None
    outcome: str | None


class Notices(BaseModel):
    notices: list[NoticeShown]
    undelivered: int


class Settled(BaseModel):
    """How a notice that did not arrive was seen to."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"outcome": "told_by_telephone"}]})

    outcome: Literal["posted", "told_by_telephone", "number_corrected", "not_wanted"]


class Telephone(BaseModel):
    """Where an agent takes calls; none: callers hear what they write."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"number": "+13035550119"}]})

    number: Text | None = None


@router.put("/contact-preferences")
def choose(chosen: ContactChosen, session: DatabaseSession, staff: SignedIn, clock: Now) -> ContactShown:
    """Record how somebody consents to hear of news; texts and calls keep quiet hours in that time zone."""
    choice = service.Choice(**chosen.model_dump())
    row = service.choose(session, choice, staff.actor, clock)
    return ContactShown(channel=row.channel, time_zone=row.time_zone, time_zone_source=row.time_zone_source)


@router.get("/outbound-notices")
def notices(
    session: DatabaseSession, staff: SignedIn, clock: Now, days: Annotated[int, Query(ge=1, le=90)] = 14
) -> Notices:
    """What went out by itself lately; what did not arrive, first."""
    found = [_shown(one) for one in undelivered.listed(session, clock.now() - timedelta(days=days), clock)]
    return Notices(notices=found, undelivered=sum(one.standing in undelivered.UNDELIVERED for one in found))


@router.post("/outbound-notices/{notice_id}/again", status_code=204)
def send_again(notice_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> None:
    """Send a notice that did not arrive once more by the same way, within consent and quiet hours."""
    undelivered.send_again(session, notice_id, staff.actor, clock)


@router.post("/outbound-notices/{notice_id}/settled", status_code=204)
def settled(notice_id: UUID, asked: Settled, session: DatabaseSession, staff: SignedIn, clock: Now) -> None:
    """Note that a notice that did not arrive was seen to by other means."""
    undelivered.settle(session, notice_id, asked.outcome, staff.actor, clock)


def _shown(one: undelivered.Shown) -> NoticeShown:
    told = one.notice
    return NoticeShown(
        id=told.id,
        kind=told.kind,
        standing=one.standing,
        channel=one.channel,
        ending=one.ending,
        time_zone=one.time_zone,
        reference=one.reference,
        send_at=told.send_at,
        sent_at=told.sent_at,
        settled_by=told.settled_by,
        outcome=told.outcome,
    )


@router.get("/telephone")
def telephone(session: DatabaseSession, staff: SignedIn) -> Telephone:
    """The number the signed-in agent takes calls at; none: by writing."""
    return Telephone(number=telephones.number_of(session, staff.id))


@router.put("/telephone")
def set_telephone(asked: Telephone, session: DatabaseSession, staff: SignedIn, clock: Now) -> Telephone:
    """Set one's own number, or (none) take calls by writing."""
    return Telephone(number=telephones.set_number(session, staff.id, asked.number, clock))
