"""Files for staff: bring one in, see what became of it."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession, session_scope
from backend.errors import Unprocessable
from backend.kit.bodies import uploaded
from backend.kit.clock import SystemClock, day_in_words
from backend.models.file import File
from backend.pipeline.claims.endpoints import plain
from backend.pipeline.intake.errors import NotHeld
from backend.pipeline.intake.excerpt import segments_around
from backend.pipeline.intake.service import match_advice
from backend.pipeline.interchange.service import keep_file, one_file, read_later, recent_files, stored_stream
from backend.pipeline.posting.rematching import waiting
from backend.pipeline.work.service import about
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1/files", tags=["files"])
MOST_BYTES = 50_000_000
"""Of an upload; larger files come by ``claimline import``."""


class FileShown(BaseModel):
    """A file as it was received, and the report on it."""

    id: UUID
    name: str
    transaction_set: str
    size_bytes: int
    state: str
    sender: str
    received_at: datetime
    read_at: datetime | None
    report: dict[str, Any]


class FileList(BaseModel):
    files: list[FileShown]


class SegmentShown(BaseModel):
    """A segment where something was found, or beside it. ``number`` counts from 1 at the first of the file."""

    number: int
    text: str


class FileWhole(FileShown):
    """A file with the places its findings speak of and the work it left."""

    segments: list[SegmentShown]
    work: list[str]


class Taken(BaseModel):
    """The file's id; ``duplicate`` when the same bytes were received before."""

    id: UUID
    duplicate: bool


@router.get("")
def listed(
    session: DatabaseSession,
    state: Annotated[str | None, Query(pattern="^(kept|reading|read|refused|quarantined)$")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> FileList:
    """Files received and what reading them found, newest first."""
    return FileList(files=[_shown(one) for one in recent_files(session, limit=limit, state=state)])


@router.get("/{file_id}")
def file(session: DatabaseSession, staff: SignedIn, file_id: UUID) -> FileWhole:
    """One file: what reading it found, with the segments at those places."""
    found = one_file(session, file_id)
    positions = [one.get("segment", 0) for one in found.report.get("problems", [])]
    stream = stored_stream(lambda: contextlib.nullcontext(session), file_id)
    segments = [SegmentShown(number=one.number, text=one.text) for one in segments_around(stream, positions)]
    waiting = [
        f"{one.owner}, by {day_in_words(one.due)}: {one.sentence}"
        for one in about(session, [file_id])
        if not one.closed_at
    ]
    audit.record(session, Act.FILE_VIEWED, actor=staff.actor, subject=f"file:{file_id}", purpose="operation")
    return FileWhole(**_shown(found).model_dump(), segments=segments, work=waiting)


class HeldLineShown(BaseModel):
    """A service line as the payer told it."""

    number: int
    procedure: str
    modifiers: list[str]
    service_date: date | None
    charge: str
    paid: str


class HeldAdviceShown(BaseModel):
    """What a payer said of one claim, and why it waits for a person; amounts in dollars."""

    id: UUID
    file_id: UUID
    payer: str
    trace_number: str
    paid_on: date
    payment_amount: str
    account_number: str
    payer_number: str
    charge: str
    paid: str
    patient_share: str
    why: str
    matchable: bool
    payee: str
    payee_name: str
    lines: list[HeldLineShown]


@router.get("/advices/{advice_id}")
def advice(session: DatabaseSession, staff: SignedIn, advice_id: UUID) -> HeldAdviceShown:
    """A payment on a claim that waits for a person."""
    found = waiting(session, advice_id)
    if found is None:
        raise NotHeld
    audit.record(session, Act.FILE_VIEWED, actor=staff.actor, subject=f"file:{found.file_id}", purpose="posting")
    return HeldAdviceShown(**plain(asdict(found)))


class Match(BaseModel):
    """The claim a held payment is about, as a person found out."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"claim_id": "0b4f6a52-8a0a-4f0e-9d8e-6c8f8d1f0a11"}]}
    )

    claim_id: UUID


@router.post("/advices/{advice_id}/match", status_code=204)
def match(session: DatabaseSession, staff: SignedIn, advice_id: UUID, given: Match) -> None:
    """Post a payment that no claim was found for to the claim a person names."""
    match_advice(session, advice_id, given.claim_id, staff.actor, SystemClock().now())


@router.post("", status_code=202, openapi_extra={"requestBody": {"content": {"application/edi-x12": {}}}})
def take(
    body: Annotated[bytes, Depends(uploaded(MOST_BYTES))],
    staff: SignedIn,
    name: Annotated[str, Query(min_length=1, max_length=120)],
) -> Taken:
    """Take a file in: its bytes are kept before anything else, reading it is a job."""
    if not body:
        raise Unprocessable("file_size", "A file to upload has between one byte and 50 megabytes.")
    kept = keep_file(session_scope, re.sub(r"[^\w.() -]", "_", name), io.BytesIO(body), SystemClock().now())
    with session_scope() as session:
        if kept.answered is None:
            read_later(session, kept)
        audit.record(session, Act.FILE_IMPORTED, actor=staff.actor, subject=f"file:{kept.file_id}")
    return Taken(id=kept.file_id, duplicate=kept.answered is not None)


def _shown(one: File) -> FileShown:
    return FileShown(
        id=one.id,
        name=one.name,
        transaction_set=one.transaction_set,
        size_bytes=one.size_bytes,
        state=one.state,
        sender=one.sender.strip(),
        received_at=one.received_at,
        read_at=one.read_at,
        report=one.report,
    )
