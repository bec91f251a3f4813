"""Files to send, written in the transaction that decides it and handed over by a job after its commit."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.database import defer_job
from backend.models.submission import OutgoingInterchange
from backend.settings import get_settings
from backend.x12.parts import Contact, Name
from backend.x12.writer import Envelope, SetToWrite, Unwritable, write


def submitter() -> Name:
    """Loop 1000A: who sends, by the settings."""
    settings = get_settings()
    return Name("41", "2", settings.submitter_name, id_qualifier="46", id=settings.submitter_id)


def submitter_contact() -> Contact:
    """PER of loop 1000A."""
    return Contact("IC", "Claims Desk", (("TE", get_settings().submitter_phone),))


def receiver() -> Name:
    """Loop 1000B: who carries it on, by the settings."""
    settings = get_settings()
    return Name("40", "2", settings.receiver_name, id_qualifier="46", id=settings.receiver_id)


def _envelope(now: datetime, number: int) -> Envelope:
    settings = get_settings()
    return Envelope("ZZ", settings.submitter_id, "ZZ", settings.receiver_id, now, number)


def is_writable(member: SetToWrite, now: datetime) -> bool:
    """Whether no value of a set holds a separator; asked record by record, so that one name does not stop a file."""
    try:
        write(io.BytesIO(), _envelope(now, 1), [member])
    except Unwritable:
        return False
    return True


class Outbox:
    """Gives control numbers that no other file has: the database counts them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, kind: str, payer_id: UUID, now: datetime) -> OutgoingInterchange:
        """A file with its number and nothing in it yet; fill it in the same transaction."""
        row = OutgoingInterchange(kind=kind, payer_id=payer_id, name="", content=b"", written_at=now)
        self._session.add(row)
        self._session.flush()
        row.name = f"{row.number:09d}-{kind}.x12"
        return row

    def fill(self, row: OutgoingInterchange, sets: Iterable[SetToWrite], now: datetime) -> None:
        """Write the file and leave it to the job that sends it. Raises ``Unwritable`` where a value holds a separator."""
        out = io.BytesIO()
        write(out, _envelope(now, row.number), sets)
        row.content = out.getvalue()
        self._session.flush()
        defer_job(self._session, "submission.send_file", lock=f"outgoing:{row.number}", number=row.number)
