"""Every query of the audit trail."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from backend.kit.repository import Repository
from backend.models.audit import AuditCheckpoint, AuditEvent

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

    def add(self, row: AuditEvent | AuditCheckpoint) -> None:
        self.session.add(row)
        self.session.flush()
