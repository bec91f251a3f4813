"""Files for staff: bring one in, see what became of it."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession, defer_job, session_scope
from backend.errors import Unprocessable
from backend.kit.clock import SystemClock
from backend.models.file import File
from backend.pipeline.interchange.service import keep_file, recent_files
from backend.staff.gate import SignedIn
from backend.staff.service import CurrentStaff

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
    """Files, newest first."""
    return FileList(files=[_shown(one) for one in recent_files(session, limit=limit, state=state)])


@router.post("", status_code=202, openapi_extra={"requestBody": {"content": {"application/edi-x12": {}}}})
async def take(request: Request, staff: SignedIn, name: Annotated[str, Query(min_length=1, max_length=120)]) -> Taken:
    """Take a file in: its bytes are kept before anything else, reading it is a job."""
    body = await request.body()
    if not body or len(body) > MOST_BYTES:
        raise Unprocessable("file_size", "A file to upload has between one byte and 50 megabytes.")
    return await run_in_threadpool(_take, body, re.sub(r"[^\w.() -]", "_", name), staff)


def _take(body: bytes, name: str, staff: CurrentStaff) -> Taken:
    kept = keep_file(session_scope, name, io.BytesIO(body), SystemClock().now())
    with session_scope() as session:
        if kept.answered is None:
            defer_job(session, "intake.read_file", lock=f"file:{kept.file_id}", file_id=str(kept.file_id))
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
