"""Every query on handoffs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from backend.kit.repository import Repository
from backend.models.conversation import Turn
from backend.models.handoff import Handoff
from backend.models.staff import Staff, StaffSession

QUEUE_ORDER = (
    Handoff.urgency,
    Handoff.deadline.asc().nulls_last(),
    Handoff.money_at_risk.desc().nulls_last(),
    Handoff.requested_at,
    Handoff.id,
)
"""Urgency → days to the deadline → money at risk → wait."""


class HandoffRepository(Repository):
    """Handoffs, and the little else a packet and a waiting time need."""

    def by_id(self, handoff_id: UUID) -> Handoff | None:
        return self.session.get(Handoff, handoff_id)

    def lock(self, handoff_id: UUID) -> Handoff | None:
        query = select(Handoff).where(Handoff.id == handoff_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def open_of(self, conversation_id: UUID) -> Handoff | None:
        query = select(Handoff).where(
            Handoff.conversation_id == conversation_id, Handoff.state.in_(("waiting", "accepted"))
        )
        return self.session.scalars(query).one_or_none()

    def waiting(self, limit: int) -> Sequence[Handoff]:
        """The queue in its order."""
        return self.session.scalars(self._waiting().limit(limit)).all()

    def accepted_by(self, agent_id: UUID) -> Sequence[Handoff]:
        query = select(Handoff).where(Handoff.state == "accepted", Handoff.agent_id == agent_id)
        return self.session.scalars(query.order_by(Handoff.accepted_at)).all()

    def of_conversation(self, conversation_id: UUID) -> Sequence[Handoff]:
        query = select(Handoff).where(Handoff.conversation_id == conversation_id)
        return self.session.scalars(query.order_by(Handoff.requested_at)).all()

    def position(self, handoff_id: UUID) -> int:
        """Place in the queue, from 1; 0 when it is not waiting."""
        order = self._waiting().subquery()
        ids = self.session.scalars(select(order.c.id)).all()
        return ids.index(handoff_id) + 1 if handoff_id in ids else 0

    def add(self, handoff: Handoff) -> None:
        self.session.add(handoff)
        self.session.flush()

    def agents_present(self, since: datetime) -> int:
        """How many people who take conversations were at their desk since then."""
        query = (
            select(func.count(func.distinct(Staff.id)))
            .join(StaffSession, StaffSession.staff_id == Staff.id)
            .where(
                Staff.role.in_(("agent", "supervisor")),
                Staff.disabled.is_(False),
                StaffSession.revoked_at.is_(None),
                StaffSession.last_seen_at > since,
            )
        )
        return self.session.scalar(query) or 0

    def last_turns(self, conversation_id: UUID, limit: int) -> Sequence[Turn]:
        """Newest first."""
        query = select(Turn).where(Turn.conversation_id == conversation_id)
        return self.session.scalars(query.order_by(Turn.number.desc()).limit(limit)).all()

    def turn_by_key(self, conversation_id: UUID, key: str) -> Turn | None:
        query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.key == key)
        return self.session.scalars(query).one_or_none()

    def abandoned(self, before: datetime) -> Sequence[Handoff]:
        """Accepted handoffs whose agent has not been at their desk since ``before``."""
        present = select(StaffSession.staff_id).where(
            StaffSession.revoked_at.is_(None), StaffSession.last_seen_at > before
        )
        query = select(Handoff).where(
            Handoff.state == "accepted", Handoff.accepted_at < before, Handoff.agent_id.not_in(present)
        )
        return self.session.scalars(query).all()

    @staticmethod
    def _waiting() -> Select[Handoff]:
        return select(Handoff).where(Handoff.state == "waiting").order_by(*QUEUE_ORDER)
