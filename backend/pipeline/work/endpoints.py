"""Work queues for staff: what waits, for whom, until when, and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from backend.database import DatabaseSession
from backend.models.work_item import WorkItem
from backend.pipeline.work import service

router = APIRouter(prefix="/api/v1/work-items", tags=["work"])


class WorkItemShown(BaseModel):
    """One open piece of work."""

    id: UUID
    queue: str
    subject_kind: str
    subject_id: UUID
    reason: str
    sentence: str
    owner: str
    due: date
    amount: str | None
    facts: dict[str, Any]
    opened_at: datetime


class WorkList(BaseModel):
    items: list[WorkItemShown]


@router.get("")
def open_items(
    session: DatabaseSession,
    queue: Annotated[str | None, Query(max_length=60)] = None,
    owner: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> WorkList:
    """Open work, most urgent first."""
    found = service.open_items(session, queue=queue, owner=owner, limit=limit)
    return WorkList(items=[_shown(one) for one in found])


def _shown(one: WorkItem) -> WorkItemShown:
    return WorkItemShown(
        id=one.id,
        queue=one.queue,
        subject_kind=one.subject_kind,
        subject_id=one.subject_id,
        reason=one.reason,
        sentence=one.sentence,
        owner=one.owner,
        due=one.due,
        amount=str(one.amount) if one.amount else None,
        facts=one.facts,
        opened_at=one.opened_at,
    )
