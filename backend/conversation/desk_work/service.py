"""What waits for agents beside the queue, taken by one of them and done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.desk_work.errors import NoDeskWork, WithColleague
from backend.conversation.desk_work.repository import DeskWorkRepository
from backend.kit.clock import Clock
from backend.models.handoff import Handoff
from backend.models.work_item import WorkItem
from backend.pipeline.work import service as work
from backend.pipeline.work.owners import AGENTS_TEAM
from backend.staff.service import CurrentStaff


@dataclass(frozen=True, slots=True)
class DeskWork:
    """A piece of work, and the handoff by which its conversation can be read at the desk, if there was one."""

    item: WorkItem
    handoff: Handoff | None


def listed(session: Session, staff: CurrentStaff, clock: Clock) -> list[DeskWork]:
    """Theirs and what nobody has, the nearest day first; the look is audited."""
    repository = DeskWorkRepository(session)
    items = repository.open_for(staff.email)
    if items:
        fields = ["sentence", "reference"]
        audit.record(session, Act.RECORDS_LISTED, actor=staff.actor, subject="desk_work", fields=fields, clock=clock)
    handoffs = repository.last_handoffs([one.subject_id for one in items])
    return [DeskWork(one, handoffs.get(one.subject_id)) for one in items]


def take(session: Session, item_id: UUID, staff: CurrentStaff, clock: Clock) -> DeskWork:
    """It is this agent's from now on. Raises NoDeskWork, WithColleague, WorkDone."""
    found = _theirs(session, item_id, staff)
    found.item.owner = staff.email
    subject = f"work_item:{item_id}"
    audit.record(session, Act.WORK_ASSIGNED, actor=staff.actor, subject=subject, purpose="desk", clock=clock)
    return found


def finish(session: Session, item_id: UUID, outcome: str, staff: CurrentStaff, clock: Clock) -> None:
    """It is done, or needs nothing any more. Raises NoDeskWork, WithColleague, WorkDone."""
    _theirs(session, item_id, staff)
    work.finish(session, item_id, outcome, clock.now())
    subject = f"work_item:{item_id}"
    audit.record(session, Act.WORK_FINISHED, actor=staff.actor, subject=subject, purpose=outcome, clock=clock)


def _theirs(session: Session, item_id: UUID, staff: CurrentStaff) -> DeskWork:
    repository = DeskWorkRepository(session)
    item = repository.locked(item_id)
    if item is None:
        raise NoDeskWork
    if item.owner not in (AGENTS_TEAM, staff.email):
        owner = repository.person(item.owner)
        if owner is None:
            raise NoDeskWork
        if not owner.disabled:
            raise WithColleague(owner.name)
    return DeskWork(item, repository.last_handoffs([item.subject_id]).get(item.subject_id))
