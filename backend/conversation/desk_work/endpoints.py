"""``/api/v1/desk-work``: what agents see to beside the queue. Who may is in backend/staff/policy.py."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from backend.conversation.callers.endpoints import Now
from backend.conversation.desk_work import rules, service
from backend.database import DatabaseSession
from backend.staff.gate import SignedIn
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1/desk-work", tags=["handoffs"])


class DeskWorkShown(BaseModel):
    """One thing to see to: why, what next, by when."""

    id: UUID
    kind: str
    """``reply_lost``: words that did not reach their reader."""
    sentence: str
    next_step: str
    reference: str | None
    handoff_id: UUID | None
    """By which the conversation can be opened at the desk."""
    due: date
    late: bool
    mine: bool


class DeskWorkList(BaseModel):
    items: list[DeskWorkShown]


class Done(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"outcome": "done"}]})

    outcome: Literal["done", "not_needed"]


@router.get("")
def listed(session: DatabaseSession, staff: SignedIn, clock: Now) -> DeskWorkList:
    """What agents see to beside the queue: one's own and what nobody has, the nearest day first."""
    found = service.listed(session, staff, clock)
    return DeskWorkList(items=[_shown(one, staff, clock.today()) for one in found])


@router.post("/{item_id}/take")
def take(item_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> DeskWorkShown:
    """Take a piece of desk work; of two agents at once the second hears who was first."""
    return _shown(service.take(session, item_id, staff, clock), staff, clock.today())


@router.post("/{item_id}/outcome", status_code=204)
def finish(item_id: UUID, given: Done, session: DatabaseSession, staff: SignedIn, clock: Now) -> None:
    """Close a piece of desk work: it is done, or needs nothing any more."""
    service.finish(session, item_id, given.outcome, staff, clock)


def _shown(one: service.DeskWork, staff: CurrentStaff, today: date) -> DeskWorkShown:
    item, facts = one.item, one.item.facts
    return DeskWorkShown(
        id=item.id,
        kind=rules.kind_of(item.reason),
        sentence=item.sentence,
        next_step=rules.next_step(item.reason),
        reference=facts.get("reference") or (one.handoff.reference if one.handoff else None),
        handoff_id=one.handoff.id if one.handoff else None,
        due=item.due,
        late=rules.is_late(item.due, today),
        mine=item.owner == staff.email,
    )
