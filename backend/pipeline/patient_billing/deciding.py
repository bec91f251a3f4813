"""Who may decide on a recommendation. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.kit.money import Money


@dataclass(frozen=True, slots=True)
class Approver:
    """A person a practice has named, and up to what amount (None: any)."""

    staff_id: UUID
    most: Money | None
    effective_from: date
    effective_to: date | None

    def holds(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Decider:
    """Who wants to decide."""

    staff_id: UUID
    actor: str
    leads: bool
    """A supervisor or administrator: may decide up to the threshold."""


def refusal(
    amount: Money, threshold: Money, recommended_by: str, decider: Decider, approvers: Sequence[Approver], today: date
) -> str | None:
    """Why this person may not decide, as a sentence; None: they may."""
    if recommended_by == decider.actor:
        return "Nobody decides on their own recommendation."
    own = [one for one in approvers if one.staff_id == decider.staff_id and one.holds(today)]
    if any(one.most is None or amount <= one.most for one in own):
        return None
    if amount > threshold:
        if own:
            return f"You may decide up to {max(one.most for one in own if one.most).spoken}; this is {amount.spoken}."
        return f"Above {threshold.spoken} only an approver the practice has named decides."
    return (
        None if decider.leads else f"Up to {threshold.spoken} a supervisor decides, above it the practice's approver."
    )
