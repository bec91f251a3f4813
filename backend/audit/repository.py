"""Every query of the audit trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, text

from backend.kit.repository import Repository
from backend.models.audit import AuditCheckpoint, AuditEvent, AuditHorizon

_CHAIN_LOCK = 0x61756469  # one writer extends the chain at a time, until its transaction ends


class AuditRepository(Repository):
    """Reads and extends the chain."""

    def lock_head(self) -> AuditEvent | None:
        """The last event, with the right to append after it held until the transaction ends."""
        self.session.execute(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
        return self.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).first()

    def events(self) -> Iterator[AuditEvent]:
        """The whole chain in order, streamed."""
        return iter(self.session.scalars(select(AuditEvent).order_by(AuditEvent.seq).execution_options(yield_per=5000)))

    def checkpoints(self) -> list[AuditCheckpoint]:
        """All checkpoints in order."""
        return list(self.session.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.seq)))

    def horizon(self) -> AuditHorizon | None:
        """The last event that was let go."""
        return self.session.scalars(select(AuditHorizon).order_by(AuditHorizon.seq.desc()).limit(1)).first()

    def last_before(self, moment: datetime, held: Sequence[str]) -> AuditEvent | None:
        """The last event of the oldest stretch that is all before a moment and names nobody on hold."""
        first_kept = func.least(*(self._first(one) for one in self._kept(moment, held)))
        wanted = select(AuditEvent).where(AuditEvent.seq < select(first_kept).scalar_subquery())
        return self.session.scalars(wanted.order_by(AuditEvent.seq.desc()).limit(1)).first()

    def _kept(self, moment: datetime, held: Sequence[str]) -> list[ColumnElement[bool]]:
        # by the database's own clock too, which alone decides what it lets go
        longest = func.least(moment, func.now() - text("interval '6 years'"))
        kept: list[ColumnElement[bool]] = [AuditEvent.at >= longest]
        return [*kept, or_(AuditEvent.actor.in_(held), AuditEvent.subject.in_(held))] if held else kept

    def _first(self, wanted: ColumnElement[bool]) -> ColumnElement[int]:
        beyond = func.coalesce(func.max(AuditEvent.seq), 0) + 1
        first = select(func.min(AuditEvent.seq)).where(wanted).scalar_subquery()
        return func.coalesce(first, select(beyond).scalar_subquery())

    def delete_to(self, seq: int) -> int:
        """Every event up to one; the database lets only those go that a horizon covers and whose years are over."""
        result = self.session.execute(delete(AuditEvent).where(AuditEvent.seq <= seq))
        return int(getattr(result, "rowcount", 0))

    def add(self, row: AuditEvent | AuditCheckpoint | AuditHorizon) -> None:
        self.session.add(row)
        self.session.flush()
