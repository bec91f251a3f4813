"""What agents ask and tell each other about a handoff: consults, and notices that something is there for them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class Consult(Base):
    """A question to one colleague about a handoff whose agent keeps it; a private thread of two."""

    __tablename__ = "consult"
    __table_args__ = (
        CheckConstraint("asked_by <> asked_of", name="another"),
        Index("ix_consult_asked_of", "asked_of", postgresql_where=text("ended_at IS NULL")),
        Index("ix_consult_asked_by", "asked_by", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    asked_by_name: Mapped[str] = mapped_column(Text)
    asked_of: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    asked_of_name: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class ConsultMessage(Base):
    """One line of a consult. Never a turn: nothing sends it to the caller."""

    __tablename__ = "consult_message"
    __table_args__ = (Index("ix_consult_message_consult", "consult_id", "written_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    consult_id: Mapped[UUID] = mapped_column(ForeignKey("consult.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    author_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Instant)


class Notice(Base):
    """Something is there for one staff member: named in a note, asked a question, given a conversation."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("kind IN ('mention', 'consult', 'transfer')", name="kind"),
        Index("ix_notice_unseen", "staff_id", "at", postgresql_where=text("seen_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(Text)
    handoff_id: Mapped[UUID] = mapped_column(ForeignKey("handoff.id"))
    consult_id: Mapped[UUID | None] = mapped_column(ForeignKey("consult.id"))
    by_name: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
