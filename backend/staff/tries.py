"""Wrong sign-ins at an account, counted by the place they come from: nobody shuts out who works elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.staff.counting.repository import CounterRepository
from backend.staff.counting.service import origin_of

FAILURES_MAX = 5
REST = timedelta(minutes=5)
"""The span a place's tries at an account are counted in; after five wrong ones it waits for the next."""
CODES_MAX = 20
"""Wrong codes beside the right password at an account, from all places, in an hour: who gets so far knows the password,
and could otherwise try the codes from many places at once."""


class Tries:
    """The wrong tries at one account from one place."""

    def __init__(self, session: Session, staff_id: UUID, address: str | None, now: datetime) -> None:
        self._counters = CounterRepository(session)
        self._account, self._here = str(staff_id), f"{staff_id} {origin_of(address)}"
        self._span = datetime.fromtimestamp(now.timestamp() // REST.total_seconds() * REST.total_seconds(), UTC)
        self._hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)

    def are_over(self) -> bool:
        """Whether this place rests. What is tried meanwhile is refused unseen: it neither counts nor makes the rest longer."""
        here = self._counters.count("wrong_sign_ins", self._here, self._span)
        return here >= FAILURES_MAX or self._counters.count("wrong_codes", self._account, self._hour) >= CODES_MAX

    def count(self, *, password_right: bool) -> None:
        """One more was wrong."""
        self._counters.raise_count("wrong_sign_ins", self._here, self._span)
        if password_right:
            self._counters.raise_count("wrong_codes", self._account, self._hour)

    def forget(self) -> None:
        """It was right, so what went wrong here before does not count."""
        self._counters.reset("wrong_sign_ins", self._here)
