"""Which of a claim's denials tells the right to appeal and its last day, and by when its next step is due. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backend.codes.deadlines import Deadline, DeadlineEvent, deadline
from backend.pipeline.claims.snapshot import DenialSnapshot, StepDay


def lead(denials: Sequence[DenialSnapshot], today: date) -> DenialSnapshot | None:
    """Of what can still be appealed the one whose last day comes first; else the first appealable, else the worst.

    ``denials`` are worst first. The costliest denial may carry no right while another one does: no right is kept from a
    caller for the size of the amount, and no last day told is later than one that counts.
    """
    appealable = [one for one in denials if one.appealable]
    still = [one for one in appealable if one.deadline is None or one.deadline >= today]
    return min(still, key=_last_day, default=None) or next(iter(appealable or denials), None)


def step_day(worst: DenialSnapshot | None, *, plan_type: str, payer: str, told: date | None) -> StepDay | None:
    """The last day for the next step of the worst denial, which another day to appeal does not tell.

    Without a right to appeal the denial's own day is that of its step. With one, a correction has the payer's time for
    corrected claims beside it, from the day the decision was ``told``. None where no rule names a day.
    """
    if worst is None or worst.route is None:
        return None
    if not worst.appealable:
        if worst.deadline is None or worst.deadline_rule is None or worst.deadline_source is None:
            return None
        return StepDay(worst.route, worst.deadline, worst.deadline_rule, worst.deadline_source)
    if worst.route != "correct_and_resubmit" or told is None:
        return None
    found = deadline(DeadlineEvent(plan_type, "corrected_claim", told, payer=payer), told)
    return StepDay(worst.route, found.last_day, found.rule, found.source) if isinstance(found, Deadline) else None


def _last_day(denial: DenialSnapshot) -> date:
    """A day that is not known comes after every known one."""
    return denial.deadline or date.max
