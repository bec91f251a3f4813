"""Queries on the work at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from backend.kit.repository import Repository
from backend.models.handoff import Handoff
from backend.models.staff import Staff
from backend.models.work_item import WorkItem
from backend.pipeline.work.owners import AGENTS_TEAM, UNDELIVERED

LISTED_MAX = 100


class DeskWorkRepository(Repository):
    """Work items about conversations that are an agent's."""

    def open_for(self, email: str) -> Sequence[WorkItem]:
        """What this agent has, and what nobody has or somebody whose account is closed; the nearest day first."""
        left = select(Staff.email).where(Staff.disabled)
        theirs = WorkItem.owner.in_((AGENTS_TEAM, email)) | WorkItem.owner.in_(left)
        query = select(WorkItem).where(_ABOUT_CONVERSATIONS, WorkItem.closed_at.is_(None), theirs)
        return self.session.scalars(query.order_by(WorkItem.due, WorkItem.opened_at).limit(LISTED_MAX)).all()

    def locked(self, item_id: UUID) -> WorkItem | None:
        query = select(WorkItem).where(_ABOUT_CONVERSATIONS, WorkItem.id == item_id).with_for_update()
        return self.session.scalars(query).one_or_none()

    def person(self, owner: str) -> Staff | None:
        """Who owns something; None: a team."""
        return self.session.scalars(select(Staff).where(Staff.email == owner)).one_or_none()

    def last_handoffs(self, conversations: Sequence[UUID]) -> dict[UUID, Handoff]:
        """The latest handoff of each conversation that has one."""
        query = select(Handoff).where(Handoff.conversation_id.in_(conversations)).order_by(Handoff.requested_at)
        return {one.conversation_id: one for one in self.session.scalars(query)}


_ABOUT_CONVERSATIONS: ColumnElement[bool] = (WorkItem.subject_kind == "conversation") & (WorkItem.queue == UNDELIVERED)
"""Promised calls are no part of it: they stand in the callbacks, with the call to press."""
