"""A file that comes in during a test, given to the stage that reads it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from backend.models.file import File
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import FileReading
from backend.x12 import read
from backend.x12.writer import Envelope, SetToWrite, write


def receive(session: Session, receiver: Any, member: SetToWrite, now: datetime) -> FileReport:
    """The set in an envelope of its own, read by ``receiver`` in the test's session; what is reported of it."""
    out = io.BytesIO()
    write(out, Envelope("ZZ", "CLEARINGHOUSE", "ZZ", "CLAIMLINE", now, 900), [member])
    file = File(sha256=uuid4().hex, name="answer.x12", size_bytes=out.tell(), received_at=now)
    session.add(file)
    session.flush()

    @contextmanager
    def begin() -> Iterator[Session]:
        yield session

    reading = FileReading(file.id, begin, now, FileReport("answer.x12"))
    taking = receiver(reading)
    for transaction in read(out.getvalue()):
        taking.take(transaction)
    taking.finish()
    return reading.report
