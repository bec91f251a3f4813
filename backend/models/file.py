"""Files received, byte for byte, each known by its hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class File(Base):
    """A file as it came in. The same bytes are one row however often they arrive."""

    __tablename__ = "file"
    __table_args__ = (Index("ix_file_envelope", "sender", "control_number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sha256: Mapped[str] = mapped_column(unique=True)
    """Hexadecimal."""
    name: Mapped[str]
    """The last part of the path it was first received under."""
    size_bytes: Mapped[int]
    transaction_set: Mapped[str] = mapped_column(default="unknown")
    """835, 837P, 837I, 270, 271, 276, 277, 277CA, 999, TA1 or unknown."""
    sender: Mapped[str] = mapped_column(default="")
    """ISA05 and ISA06 of the first interchange."""
    control_number: Mapped[str] = mapped_column(default="")
    """ISA13 of the first interchange."""
    state: Mapped[str] = mapped_column(default="kept", server_default=text("'kept'"))
    """kept · reading · read · refused · quarantined (waits for a person)."""
    report: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """What reading it found: the line ``claimline import --json`` prints."""
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class FileChunk(Base):
    """A mebibyte of a file: the bytes lie in the database, so that one backup holds everything."""

    __tablename__ = "file_chunk"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("file.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
