"""Every query on counts of tries and rates."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.repository import Repository
from backend.models.verification import AttemptCounter

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""The window of a count that no time resets."""


class CounterRepository(Repository):
    """Counts that two transactions can raise at once without losing one."""

    def raise_count(self, kind: str, subject: str, window: datetime = ALWAYS) -> int:
        """The count including this one."""
        statement = insert(AttemptCounter).values(kind=kind, subject=subject, window=window, count=1)
        statement = statement.on_conflict_do_update(
            index_elements=["kind", "subject", "window"], set_={"count": AttemptCounter.count + 1}
        )
        return self.session.scalars(statement.returning(AttemptCounter.count)).one()

    def give_back(self, kind: str, subject: str, window: datetime = ALWAYS) -> None:
        """Take one raise back: the try succeeded."""
        self.session.execute(
            update(AttemptCounter)
            .where(AttemptCounter.kind == kind, AttemptCounter.subject == subject, AttemptCounter.window == window)
            .values(count=func.greatest(AttemptCounter.count - 1, 0))
        )

    def reset(self, kind: str, subject: str) -> None:
        self.session.execute(
            delete(AttemptCounter).where(AttemptCounter.kind == kind, AttemptCounter.subject == subject)
        )

    def count(self, kind: str, subject: str, window: datetime = ALWAYS) -> int:
        return (
            self.session.scalar(
                select(AttemptCounter.count).where(
                    AttemptCounter.kind == kind, AttemptCounter.subject == subject, AttemptCounter.window == window
                )
            )
            or 0
        )

    def take(self, kind: str, before: datetime) -> int:
        """The sum of all counts of a kind whose window began before then; they are gone afterwards."""
        query = delete(AttemptCounter).where(AttemptCounter.kind == kind, AttemptCounter.window < before)
        return sum(self.session.scalars(query.returning(AttemptCounter.count)))

    def forget_windows_before(self, moment: datetime) -> int:
        """Drop rate counts whose time is over; identity counts without a window stay."""
        statement = delete(AttemptCounter).where(AttemptCounter.window < moment, AttemptCounter.window > ALWAYS)
        return self.session.execute(statement).rowcount  # type: ignore[attr-defined,no-any-return]
