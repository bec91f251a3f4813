"""Every query on consults and notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update

from backend.kit.repository import Repository
from backend.models.colleague import Consult, ConsultMessage, Notice
from backend.models.handoff import Handoff
from backend.models.staff import Staff

NOTICES_MAX = 50
TAKERS = ("agent", "supervisor", "admin")


class ColleagueRepository(Repository):
    """Consults, their lines, and notices."""

    def add(self, row: Consult | ConsultMessage | Notice) -> None:
        self.session.add(row)
        self.session.flush()

    def takers(self) -> dict[UUID, str]:
        """Everybody who takes conversations, by name."""
        query = select(Staff.id, Staff.name).where(Staff.role.in_(TAKERS), Staff.disabled.is_(False))
        return {row.id: row.name for row in self.session.execute(query)}

    def consult(self, consult_id: UUID, *, lock: bool = False) -> Consult | None:
        return self.session.get(Consult, consult_id, with_for_update=lock or None)

    def open_consults(self, staff_id: UUID) -> Sequence[tuple[Consult, str, datetime]]:
        """Those this person asked or was asked while the conversation goes on, newest first.

        Each with its handoff's reference and the last line's time.
        """
        last = func.max(ConsultMessage.written_at)
        query = (
            select(Consult, Handoff.reference, last)
            .join(Handoff, Handoff.id == Consult.handoff_id)
            .join(ConsultMessage, ConsultMessage.consult_id == Consult.id)
            .where(Consult.ended_at.is_(None), Handoff.ended_at.is_(None))
            .where(or_(Consult.asked_by == staff_id, Consult.asked_of == staff_id))
            .group_by(Consult.id, Handoff.reference)
            .order_by(last.desc())
        )
        return [(row[0], row[1], row[2]) for row in self.session.execute(query)]

    def messages(self, consult_id: UUID) -> Sequence[ConsultMessage]:
        query = select(ConsultMessage).where(ConsultMessage.consult_id == consult_id)
        return self.session.scalars(query.order_by(ConsultMessage.written_at, ConsultMessage.id)).all()

    def unseen(self, staff_id: UUID) -> Sequence[tuple[Notice, str]]:
        """What is there for this person, newest first, with the handoff's reference."""
        query = (
            select(Notice, Handoff.reference)
            .join(Handoff, Handoff.id == Notice.handoff_id)
            .where(Notice.staff_id == staff_id, Notice.seen_at.is_(None))
            .order_by(Notice.at.desc())
            .limit(NOTICES_MAX)
        )
        return [(row[0], row[1]) for row in self.session.execute(query)]

    def see(self, staff_id: UUID, now: datetime, *, notice: UUID | None = None, consult: UUID | None = None) -> None:
        """This notice, or all of a consult, has been seen."""
        query = update(Notice).where(Notice.staff_id == staff_id, Notice.seen_at.is_(None))
        query = query.where(Notice.id == notice) if notice else query.where(Notice.consult_id == consult)
        self.session.execute(query.values(seen_at=now))
