"""Work that waits for a person: opened by any stage, always with an owner, a reason and a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.work_item import WorkItem
from backend.pipeline.work.repository import WorkRepository


@dataclass(frozen=True, slots=True)
class NewWork:
    """A piece of work to open. ``reason`` is a code, ``sentence`` tells a person; neither holds health information."""

    queue: str
    subject_kind: str
    subject_id: UUID
    reason: str
    owner: str
    due: date
    sentence: str = ""
    amount: Money | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def open_key(self) -> str:
        return f"{self.queue}|{self.subject_kind}|{self.subject_id}|{self.reason}"


def open_work_items(session: Session, items: list[NewWork]) -> None:
    """Open each piece of work, unless the same (queue, subject, reason) is open already."""
    WorkRepository(session).open(items)


def open_work_item(session: Session, item: NewWork) -> None:
    """Open one piece of work, unless it is open already."""
    open_work_items(session, [item])


def close_work_items(
    session: Session, subject_kind: str, subject_id: UUID, *, outcome: str, now: datetime, queue: str | None = None
) -> int:
    """Close what is open for a subject (in one queue or all); how many were."""
    return WorkRepository(session).close(subject_kind, subject_id, outcome, now, queue)


def open_items(session: Session, *, queue: str | None = None, owner: str | None = None, limit: int = 100) -> list[WorkItem]:
    """Open work, most urgent first."""
    return WorkRepository(session).open_items(queue, owner, limit)
