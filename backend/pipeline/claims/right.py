"""Which of a claim's denials tells the right to appeal and its last day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backend.pipeline.claims.snapshot import DenialSnapshot


def lead(denials: Sequence[DenialSnapshot], today: date) -> DenialSnapshot | None:
    """Of what can still be appealed the one whose last day comes first; else the first appealable, else the worst.

    ``denials`` are worst first. The costliest denial may carry no right while another one does: no right is kept from a
    caller for the size of the amount, and no last day told is later than one that counts.
    """
    appealable = [one for one in denials if one.appealable]
    still = [one for one in appealable if one.deadline is None or one.deadline >= today]
    return min(still, key=_last_day, default=None) or next(iter(appealable or denials), None)


def _last_day(denial: DenialSnapshot) -> date:
    """A day that is not known comes after every known one."""
    return denial.deadline or date.max
