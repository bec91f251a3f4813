"""Work that waits for a person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn
from backend.kit.ids import new_id
from backend.kit.money import Money


class WorkItem(Base):
    """One thing a person has to do: in a queue, with an owner, a reason and a day. Open until ``closed_at``.

    One open item per queue, subject and reason: the same trouble met twice is one piece of work.
    """

    __tablename__ = "work_item"
    __table_args__ = (
        Index("ix_work_item_queue", "queue", "due", postgresql_where=text("closed_at IS NULL")),
        Index("ix_work_item_subject", "subject_kind", "subject_id"),
        UniqueConstraint("open_key"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    queue: Mapped[str]
    """unmatched_remittances, unbalanced_remittances, files, rejections, denials, appeals, follow_up, approvals …"""
    subject_kind: Mapped[str]
    """claim, file, remittance, remittance_claim, denial, appeal, conversation …"""
    subject_id: Mapped[UUID]
    reason: Mapped[str]
    """A code, e.g. ``no_claim_found``."""
    sentence: Mapped[str] = mapped_column(default="")
    """The reason for a person; no health information."""
    owner: Mapped[str]
    """A role (biller, supervisor …) or a person's sign-in name: never nobody."""
    due: Mapped[date]
    amount: Mapped[Money | None] = mapped_column(MoneyColumn)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    open_key: Mapped[str | None]
    """Queue, subject and reason while open; none when closed."""
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str] = mapped_column(default="", server_default=text("''"))
