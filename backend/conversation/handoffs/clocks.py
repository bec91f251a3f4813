"""The promises of time on a handoff: first reply, next reply, resolve; when each is due and whether it was missed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

ClockName = Literal["first_reply", "next_reply", "resolve"]
AT_RISK = 0.5
"""Beyond this share of its time a promise that still runs is at risk."""

TARGETS: dict[ClockName, tuple[timedelta, timedelta, timedelta]] = {
    "first_reply": (timedelta(minutes=1), timedelta(minutes=3), timedelta(minutes=10)),
    "next_reply": (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3)),
    "resolve": (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)),
}
"""Per clock: emergency, urgent, ordinary."""


@dataclass(frozen=True, slots=True)
class Replies:
    """When a person first answered since the handoff was asked for, and since when the caller waits for the next word."""

    first: datetime | None = None
    waiting_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SlaClock:
    """One promise: when it is due, and how it stands."""

    name: ClockName
    due: datetime
    state: Literal["running", "at_risk", "kept", "breached"]


def clocks(
    urgency: int, requested_at: datetime, ended_at: datetime | None, replies: Replies, now: datetime
) -> tuple[SlaClock, ...]:
    """The promises of one handoff; the next reply is promised only while the caller waits for one."""
    found = [_clock("first_reply", urgency, requested_at, replies.first or ended_at, now)]
    if replies.first is not None and replies.waiting_since is not None and ended_at is None:
        found.append(_clock("next_reply", urgency, replies.waiting_since, None, now))
    return (*found, _clock("resolve", urgency, requested_at, ended_at, now))


def _clock(name: ClockName, urgency: int, start: datetime, done: datetime | None, now: datetime) -> SlaClock:
    allowed = TARGETS[name][urgency]
    due = start + allowed
    if (done or now) > due:
        return SlaClock(name, due, "breached")
    if done is not None:
        return SlaClock(name, due, "kept")
    return SlaClock(name, due, "at_risk" if now - start > allowed * AT_RISK else "running")
