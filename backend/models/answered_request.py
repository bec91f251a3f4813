"""What a member of staff asked for once, by the key their page gave it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class AnsweredRequest(Base):
    """A request that had its effect, in the transaction of that effect: under the same key nothing happens again."""

    __tablename__ = "answered_request"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    """The sender's ``Idempotency-Key``; a key is one person's own."""
    said: Mapped[str] = mapped_column(String(64))
    """Keyed hash of the address and the body it came with."""
    answer: Mapped[str] = mapped_column(Text)
    """Sealed; empty while the request is worked, which nobody else sees."""
    answered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
