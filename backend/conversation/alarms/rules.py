"""When supervisors are told of something at once, and in which words. Pure.

A sentence holds nothing anybody said and names nobody. The numbers are the project's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SENTENCES: dict[str, str] = {
    "protected_uncovered": "Identifiers were uncovered in a conversation about care of a protected class. "
    "Ask who did it whether it was needed; their reason is in the audit trail.",
    "many_uncovered": "Somebody uncovered identifiers in unusually many conversations within an hour. "
    "Ask them why; each look and its reason is in the audit trail.",
    "checks_fail": "Unusually many identity checks of callers fail: somebody may be trying numbers out. "
    "Look through the last conversations for it; the limits on tries hold meanwhile.",
    "clock_differs": "The clock of a machine is more than five seconds off the database's. "
    "Have its time service put right: one-time codes fail there, and times it writes are wrong.",
}
SPAN = timedelta(minutes=15)
DAY = timedelta(days=1)
CHECKS_LEAST = 30
FAILED_LEAST = 10
"""Fewer are the slips of a few callers, however rare slips were the day before."""
TIMES_THE_DAY_BEFORE = 5
UNCOVERED_AN_HOUR_MAX = 5
"""Conversations one person may uncover within an hour before supervisors are told."""
CLOCK_OFF_MAX = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Checks:
    """Identity checks of a span: how many callers' checks failed, of how many."""

    failed: int
    of: int


def too_many_fail(now: Checks, before: Checks) -> bool:
    """Whether more than half of a span's checks failed, or a share five times that of the day ``before``.

    Of too few checks nothing is said, neither of those now nor of those before.
    """
    if now.of < CHECKS_LEAST:
        return False
    if 2 * now.failed > now.of:
        return True
    usual = max(before.failed, 1)
    risen = now.failed * before.of >= TIMES_THE_DAY_BEFORE * usual * now.of
    return before.of >= CHECKS_LEAST and now.failed >= FAILED_LEAST and risen


def are_many(uncovered: int) -> bool:
    """Whether somebody uncovered more conversations within an hour than the work asks for."""
    return uncovered > UNCOVERED_AN_HOUR_MAX


def apart(before: datetime, there: datetime, after: datetime) -> timedelta:
    """How far a clock that was asked between two looks at ours is off it at the least; a slow answer is no difference."""
    return max(before - there, there - after, timedelta())
