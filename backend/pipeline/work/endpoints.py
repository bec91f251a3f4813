"""Work queues for staff: what waits, for whom, until when, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.models.work_item import WorkItem
from backend.pipeline.work import service
from backend.pipeline.work.repository import Wanted
from backend.staff.fields import of_work
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1", tags=["work"])
clock = SystemClock()
NO_CLAIMS: Mapping[UUID, str] = {}
Order = Literal["due", "amount", "opened"]
Name = Annotated[str | None, Query(max_length=60)]


class WorkItemShown(BaseModel):
    """One piece of work."""

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
    closed_at: datetime | None
    outcome: str
    about: str = Field("", description="the claim's number and payer, where it is about a claim")
    claim_id: UUID | None = Field(None, description="that claim")
    closes_when: str = Field("", description="what closes it by itself; while it is told, nobody can call it done")


class WorkList(BaseModel):
    items: list[WorkItemShown]
    next: UUID | None = Field(None, description="ask again with after=next; none: that was all")


class QueueShown(BaseModel):
    """What waits in one queue for one owner."""

    queue: str
    owner: str
    count: int
    late: int
    earliest: date
    amount: str


class Queues(BaseModel):
    queues: list[QueueShown]


class OwnerShown(BaseModel):
    """Whom work can be given to: ``owner`` is written, ``name`` is a person's and empty for a team."""

    owner: str
    name: str


class Owners(BaseModel):
    owners: list[OwnerShown]


class Assigned(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"owner": "bo@example.test"}]})

    owner: str = Field(min_length=1, max_length=60, description="a role or a sign-in name")
    due: date | None = None


class Finished(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"outcome": "done"}]})

    outcome: Literal["done", "not_needed", "handled_elsewhere"]


@router.get("/work-items", dependencies=[looked_at(Act.RECORDS_LISTED, "work_items")])
def open_items(
    session: DatabaseSession,
    staff: SignedIn,
    queue: Name = None,
    owner: Name = None,
    due_before: date | None = None,
    order: Order = "due",
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> WorkList:
    """Open work, by default the most urgent first."""
    wanted = Wanted(queue, owner, due_before, order, after, limit, service.unseen_by(staff.role))
    found = service.page(session, wanted)
    waits, claims = service.until(session, found), service.claims_named(session, found)
    return WorkList(
        items=[_shown(one, staff, waits.get(one.id, ""), claims) for one in found],
        next=found[-1].id if len(found) == limit else None,
    )


@router.get("/work-queues")
def queues(session: DatabaseSession, staff: SignedIn, owner: Name = None, due_before: date | None = None) -> Queues:
    """What waits per queue and owner, with how much of it is late."""
    wanted = Wanted(owner=owner, due_before=due_before, without=service.unseen_by(staff.role))
    found = service.totals(session, wanted, clock.today())
    return Queues(
        queues=[
            QueueShown(
                queue=one.queue,
                owner=one.owner,
                count=one.count,
                late=one.late,
                earliest=one.earliest,
                amount=str(one.amount),
            )
            for one in found
        ]
    )


@router.get("/work-owners")
def owners(session: DatabaseSession, queue: Annotated[str, Query(max_length=60)] = "") -> Owners:
    """Everybody work can be given to, that of a ``queue`` of the agents' desk to agents too: teams, then people by name."""
    return Owners(owners=[OwnerShown(owner=one.owner, name=one.name) for one in service.owners(session, queue)])


@router.post("/work-items/{item_id}/assignment")
def assign(session: DatabaseSession, staff: SignedIn, item_id: UUID, given: Assigned) -> WorkItemShown:
    """Give a piece of work to somebody, or take it."""
    service.demand_role(session, item_id, staff.role)
    found = service.assign(session, item_id, given.owner, given.due)
    audit.record(session, Act.WORK_ASSIGNED, actor=staff.actor, subject=f"work_item:{item_id}", purpose="operation")
    return _shown(found, staff, service.until(session, [found]).get(found.id, ""))


@router.post("/work-items/{item_id}/outcome")
def finish(session: DatabaseSession, staff: SignedIn, item_id: UUID, given: Finished) -> WorkItemShown:
    """Close a piece of work: a person has done it, or it needs nothing any more. Refused while its record still waits for it."""
    service.demand_seen(session, item_id, staff.role)
    found = service.finish(session, item_id, given.outcome, clock.now())
    audit.record(session, Act.WORK_FINISHED, actor=staff.actor, subject=f"work_item:{item_id}", purpose=given.outcome)
    return _shown(found, staff)


def _shown(
    one: WorkItem, staff: CurrentStaff, closes_when: str = "", claims: Mapping[UUID, str] = NO_CLAIMS
) -> WorkItemShown:
    claim_id = service.claim_of(one)
    about = claims.get(claim_id, "") if claim_id else ""
    return WorkItemShown(
        id=one.id, queue=one.queue, subject_kind=one.subject_kind, subject_id=one.subject_id, reason=one.reason,
        sentence=one.sentence, owner=one.owner, due=one.due, amount=str(one.amount) if one.amount else None,
        facts=of_work(one.facts, one.owner, staff.role, staff.email),
        opened_at=one.opened_at, closed_at=one.closed_at, outcome=one.outcome,
        about=about, claim_id=claim_id if about else None, closes_when=closes_when,
    )  # fmt: skip
