"""The time of day as something passed in, so that decisions about dates can be replayed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time. ``now`` is aware and in UTC; ``today`` is the business day."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class SystemClock:
    """The machine's clock, or the one that stands in for it while a year is simulated."""

    def now(self) -> datetime:
        return _standing_in[-1].now() if _standing_in else datetime.now(UTC)

    def today(self) -> date:
        return self.now().date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until moved; for tests and simulated years."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def move(self, by: timedelta) -> None:
        self.at += by


_standing_in: list[Clock] = []


@contextlib.contextmanager
def time_of(clock: Clock) -> Iterator[None]:
    """Let a clock stand in for the machine's, for everything in this process that asks for the time: jobs and endpoints
    of a simulated year or of a told life run as they are. Never in a running system."""
    _standing_in.append(clock)
    try:
        yield
    finally:
        _standing_in.remove(clock)


def day_in_words(day: date) -> str:
    """A day as people read it: March 3, 2026."""
    return f"{day:%B} {day.day}, {day.year}"
