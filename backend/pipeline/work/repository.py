"""Queries on work items."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CursorResult, select, update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.ids import new_id
from backend.kit.repository import Repository
from backend.models.work_item import WorkItem

if TYPE_CHECKING:
    from backend.pipeline.work.service import NewWork


class WorkRepository(Repository):
    """Work items, open and closed."""

    def open(self, items: list[NewWork]) -> None:
        if not items:
            return
        rows: list[dict[str, Any]] = [
            {
                "id": new_id(),
                "queue": item.queue,
                "subject_kind": item.subject_kind,
                "subject_id": item.subject_id,
                "reason": item.reason,
                "sentence": item.sentence,
                "owner": item.owner,
                "due": item.due,
                "amount": item.amount,
                "facts": item.facts,
                "open_key": item.open_key,
            }
            for item in items
        ]
        self.session.execute(insert(WorkItem).on_conflict_do_nothing(index_elements=["open_key"]), rows)

    def close(self, subject_kind: str, subject_id: UUID, outcome: str, now: datetime, queue: str | None) -> int:
        statement = (
            update(WorkItem)
            .where(WorkItem.subject_kind == subject_kind, WorkItem.subject_id == subject_id, WorkItem.closed_at.is_(None))
            .values(closed_at=now, outcome=outcome, open_key=None)
        )
        if queue is not None:
            statement = statement.where(WorkItem.queue == queue)
        done: CursorResult[Any] = self.session.execute(statement)  # type: ignore[assignment]
        return done.rowcount

    def open_items(self, queue: str | None, owner: str | None, limit: int) -> list[WorkItem]:
        statement = select(WorkItem).where(WorkItem.closed_at.is_(None)).order_by(WorkItem.due, WorkItem.id).limit(limit)
        if queue is not None:
            statement = statement.where(WorkItem.queue == queue)
        if owner is not None:
            statement = statement.where(WorkItem.owner == owner)
        return list(self.session.scalars(statement))
