"""Queries on files received."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert

from backend.kit.repository import Repository
from backend.models.file import File, FileChunk


class FileRepository(Repository):
    """Files and their bytes."""

    def by_hash(self, sha256: str) -> File | None:
        return self.session.scalar(select(File).where(File.sha256 == sha256))

    def by_id(self, file_id: UUID, *, fresh: bool = False) -> File | None:
        return self.session.get(File, file_id, populate_existing=fresh)

    def same_envelope(self, sender: str, control_number: str, other_than: UUID) -> File | None:
        """A file read before with the same sender and interchange control number, but other bytes."""
        return self.session.scalar(
            select(File)
            .where(
                File.sender == sender,
                File.control_number == control_number,
                File.id != other_than,
                File.state.in_(("read", "reading")),
            )
            .limit(1)
        )

    def add_chunk(self, file_id: UUID, number: int, content: bytes) -> None:
        self.session.execute(insert(FileChunk).values(file_id=file_id, number=number, content=content))

    def add(self, file_id: UUID, sha256: str, name: str, size_bytes: int, now: datetime) -> bool:
        """Add the row that names the bytes; False when the same bytes were added by somebody else meanwhile."""
        done = self.session.execute(
            insert(File)
            .values(
                id=file_id, sha256=sha256, name=name, size_bytes=size_bytes, received_at=now, report={},
                transaction_set="unknown", sender="", control_number="", state="kept",
            )
            .on_conflict_do_nothing(index_elements=["sha256"])
            .returning(File.id)
        )  # fmt: skip
        return done.first() is not None

    def chunk(self, file_id: UUID, number: int) -> bytes:
        """The bytes of one chunk; empty after the last."""
        found = self.session.scalar(
            select(FileChunk.content).where(FileChunk.file_id == file_id, FileChunk.number == number)
        )
        return found or b""

    def recent(self, limit: int, state: str | None) -> list[File]:
        statement = select(File).order_by(File.received_at.desc(), File.id).limit(limit)
        if state is not None:
            statement = statement.where(File.state == state)
        return list(self.session.scalars(statement))

    def try_lock(self, sha256: str) -> bool:
        """Take the reading of a file for this transaction; False while another has it."""
        # it waits, holding nothing else, for as long as the file takes
        self.session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        key = int(sha256[:15], 16)
        return bool(self.session.scalar(select(func.pg_try_advisory_xact_lock(key))))

    def finish(self, file: File, state: str, report: dict[str, Any], now: datetime) -> None:
        file.state, file.report, file.read_at = state, report, now
