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

    def begin(self) -> bool:
        """Count a try before it is compared, so that of many at once no more are than may be; whether this one may.

        While this place rests it is refused unseen, and makes the rest no longer.
        """
        here = self._counters.raise_count("wrong_sign_ins", self._here, self._span)
        return here <= FAILURES_MAX and not self.codes_are_over()

    def codes_are_over(self) -> bool:
        """Whether no more codes are looked at, wherever they come from. To be asked holding the account's row."""
        return self._counters.count("wrong_codes", self._account, self._hour) >= CODES_MAX

    def wrong_code(self) -> None:
        """The password was right and the code was not."""
        self._counters.raise_count("wrong_codes", self._account, self._hour)

    def give_back(self) -> None:
        """What was begun was right, and takes nothing back of what went wrong before."""
        self._counters.give_back("wrong_sign_ins", self._here, self._span)

    def forget(self) -> None:
        """It was right, so what went wrong here before does not count."""
        self._counters.reset("wrong_sign_ins", self._here)
