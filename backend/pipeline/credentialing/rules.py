"""May this provider bill this payer for that day? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from backend.codes.deadlines import Deadline, DeadlineEvent, deadline

Standing = Literal["enrolled", "requested", "not_yet", "ended", "refused", "not_on_file"]
WHY: dict[str, str] = {
    "requested": "The provider's enrolment with the payer is not confirmed yet. The claim leaves the day it is.",
    "not_yet": "The service was before the provider's enrolment began. Ask the payer for an earlier date, or decide on it.",
    "ended": "The provider's enrolment had ended on the day of service. Ask the payer to renew it, or decide on it.",
    "refused": "The payer refused to enrol the provider. Decide what becomes of the claim; the patient may not be billed.",
    "not_on_file": "No enrolment of the provider with this payer is on file. Request it, or enter the one that exists.",
}
ASK_AGAIN_DAYS = 14
"""How often a payer is asked what became of an application."""
_FIRST_DAYS = 2
_BEFORE_FILING_DAYS = 7
"""A held claim comes to a person at least this long before its time to file ends."""


@dataclass(frozen=True, slots=True)
class Application:
    """One application of a provider with a payer, as the payer decided it so far."""

    state: str
    effective_from: date | None = None
    effective_to: date | None = None

    def covers(self, first: date, last: date) -> bool:
        return (
            self.state == "confirmed"
            and self.effective_from is not None
            and self.effective_from <= first
            and (self.effective_to is None or last <= self.effective_to)
        )


def standing(applications: Iterable[Application], first: date, last: date) -> Standing:
    """Where the provider stands for services from ``first`` to ``last``.

    A confirmed span counts before an open application, and that before a refusal.
    """
    on_file = list(applications)
    if any(one.covers(first, last) for one in on_file):
        return "enrolled"
    if any(one.state == "requested" for one in on_file):
        return "requested"
    confirmed = [one for one in on_file if one.state == "confirmed" and one.effective_from is not None]
    if confirmed:
        return "not_yet" if any(one.effective_from and one.effective_from > first for one in confirmed) else "ended"
    return "refused" if on_file else "not_on_file"


def worst(standings: Mapping[str, Standing]) -> Standing:
    """Of all providers who have to be enrolled (billing and treating), the one that holds the claim longest."""
    order: tuple[Standing, ...] = ("refused", "ended", "not_yet", "not_on_file", "requested", "enrolled")
    return min(standings.values(), key=order.index)


def due_day(plan_type: str, payer_name: str, service_to: date, next_date: date | None, today: date) -> date:
    """When a person looks at the held claim: when the payer is asked again, and well before the time to file ends."""
    wanted = max(next_date, today) if next_date is not None else today + timedelta(days=_FIRST_DAYS)
    limit = deadline(DeadlineEvent(plan_type, "claim_service", service_to, payer=payer_name), today)
    if isinstance(limit, Deadline):
        wanted = min(wanted, max(today, limit.last_day - timedelta(days=_BEFORE_FILING_DAYS)))
    return wanted
