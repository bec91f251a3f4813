"""Files in: bytes kept and hashed before anything else, the same bytes never worked twice."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy.orm import Session

from backend.database import DEFAULT_QUEUE, defer_job
from backend.kit.ids import new_id
from backend.models.file import File
from backend.pipeline.interchange.errors import FileNotKept
from backend.pipeline.interchange.report import FileReport, Problem, printable
from backend.pipeline.interchange.repository import FileRepository
from backend.x12 import read
from backend.x12.findings import Finding

CHUNK_BYTES = 1 << 20
MOST_BYTES = 2 << 30
"""A file larger than two gibibytes is refused; the sender splits it."""
LARGE_BYTES = 200_000
"""From here on reading a file takes longer than starting to."""
FILES_QUEUE = "files"
"""Files whose reading is processor work: each worker process reads one of them at a time."""

Transactions = Callable[[], AbstractContextManager[Session]]
"""Opens a transaction that commits when its block ends well: ``backend.database.session_scope``."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are safe. ``answered`` holds the report when the same bytes were read to the end before."""

    file_id: UUID
    sha256: str
    name: str
    size_bytes: int
    answered: FileReport | None


@dataclass(slots=True)
class FileReading:
    """What a stage needs while it reads one file: where it came from, the day, transactions to work in, the report."""

    file_id: UUID
    begin: Transactions
    now: datetime
    report: FileReport
    only_count: bool = False
    """The file waits for a person as a whole: it is read and reported, and nothing in it takes effect."""
    seen: set[str] = field(default_factory=set)
    """Names of payments met in this file: none may come twice."""
    aside: list[tuple[str, str]] = field(default_factory=list)
    """Why the file, or the rest of it, waits for a person: code and sentence."""

    @property
    def today(self) -> date:
        return self.now.date()

    def note(self, findings: list[Finding]) -> None:
        """Put findings of the library on the report."""
        for one in findings:
            self.report.add(
                Problem(one.severity.value, one.segment, one.loop, one.element, one.code, printable(one.text))
            )

    def error(self, segment: int, code: str, text: str, element: str = "") -> None:
        self.report.add(Problem("error", segment, "", element, code, text))

    def set_aside(self, segment: int, code: str, text: str, element: str = "") -> None:
        """What is not taken in waits for a person: said on the report, and work once the file is read."""
        self.report.quarantined = True
        self.error(segment, code, text, element)
        self.aside.append((code, text))


class StoredBytes(io.RawIOBase):
    """The kept bytes of a file as a stream, a chunk at a time, each fetched in a transaction of its own."""

    def __init__(self, begin: Transactions, file_id: UUID) -> None:
        self._begin = begin
        self._file_id = file_id
        self._number = 0
        self._rest = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest and not self._ended:
            with self._begin() as session:
                self._rest = memoryview(FileRepository(session).chunk(self._file_id, self._number))
            self._number += 1
            self._ended = len(self._rest) < CHUNK_BYTES
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def stored_stream(begin: Transactions, file_id: UUID) -> BinaryIO:
    """The kept bytes of a file, for reading."""
    return io.BufferedReader(StoredBytes(begin, file_id), CHUNK_BYTES)


def keep_file(begin: Transactions, name: str, stream: BinaryIO, now: datetime) -> KeptFile:
    """Keep the bytes, or find that we have them. Nothing is looked at before the bytes are committed."""
    sha256, size_bytes = _hash(stream)
    file_id = new_id()
    with begin() as session:
        files = FileRepository(session)
        if not files.add(file_id, sha256, name, size_bytes, now):
            known = files.by_hash(sha256)
            assert known is not None, "the row that stopped ours is there"
            return _kept(known, name)
        stream.seek(0)
        number = 0
        while chunk := stream.read(CHUNK_BYTES):
            files.add_chunk(file_id, number, chunk)
            number += 1
    return KeptFile(file_id, sha256, name, size_bytes, None)


def _hash(stream: BinaryIO) -> tuple[str, int]:
    digest, size_bytes = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
        size_bytes += len(chunk)
    return digest.hexdigest(), size_bytes


def _kept(file: File, name: str) -> KeptFile:
    answered = None
    if file.state in ("read", "refused", "quarantined"):
        answered = FileReport.from_record(name, file.report, file.state)
    return KeptFile(file.id, file.sha256, name, file.size_bytes, answered)


def kept_file(session: Session, file_id: UUID) -> KeptFile:
    """A file by its id. Raises :class:`FileNotKept`."""
    file = FileRepository(session).by_id(file_id, fresh=True)
    if file is None:
        raise FileNotKept
    return _kept(file, file.name)


def read_later(session: Session, kept: KeptFile) -> None:
    """Have a worker read a kept file, once the session's transaction has committed.

    Remittances and large files wait for a worker process that reads none, whichever that is; small files of other kinds
    pass them (decision 0345).
    """
    queue = FILES_QUEUE if _is_long_work(session, kept) else DEFAULT_QUEUE
    defer_job(session, "intake.read_file", queue=queue, lock=f"file:{kept.file_id}", file_id=str(kept.file_id))


def _is_long_work(session: Session, kept: KeptFile) -> bool:
    if kept.size_bytes >= LARGE_BYTES:
        return True
    first = next(iter(read(FileRepository(session).chunk(kept.file_id, 0), check=False)), None)
    return first is not None and first.kind == "835"


def start_reading(session: Session, file_id: UUID, *, transaction_set: str, sender: str, control_number: str) -> bool:
    """Note what the file is. False when the same sender used the same control number for other bytes: a person decides."""
    files = FileRepository(session)
    file = files.by_id(file_id)
    if file is None:
        raise FileNotKept
    sender, control_number = printable(sender), printable(control_number)
    known = sender and control_number and files.same_envelope(sender, control_number, file_id) is not None
    file.transaction_set, file.sender, file.control_number = transaction_set, sender, control_number
    if known:
        return False
    file.state = "reading"
    return True


def finish_reading(session: Session, file_id: UUID, report: FileReport, now: datetime) -> None:
    """Keep the report with the file; from now on the same bytes are answered from it."""
    files = FileRepository(session)
    file = files.by_id(file_id)
    if file is None:
        raise FileNotKept
    state = "refused" if report.refused else "quarantined" if report.quarantined else "read"
    file.transaction_set = report.type
    files.finish(file, state, report.as_json(), now)


def reading_lock(session: Session, sha256: str) -> bool:
    """Hold the reading of a file as long as the session's transaction lasts; False while another holds it."""
    return FileRepository(session).try_lock(sha256)


def one_file(session: Session, file_id: UUID) -> File:
    """A file with the report on it. Raises :class:`FileNotKept`."""
    found = FileRepository(session).by_id(file_id)
    if found is None:
        raise FileNotKept
    return found


def recent_files(session: Session, *, limit: int = 50, state: str | None = None) -> list[File]:
    """Files, newest first."""
    return FileRepository(session).recent(limit, state)
