"""Whether the next plan is to be billed from a primary's decision. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

WITHIN_DAYS = 2
"""The secondary claim goes out inside the same 48 hours as posting."""
FIRST_IN_LINE = frozenset({"1", "4"})
"""CLP02: decided as primary, or denied. 19 to 21 were sent on by the payer itself; 2 and 3 were not first; 22 took back."""
BILLED_ELSEWHERE = frozenset({"coordination_of_benefits", "other_liability", "eligibility", "duplicate"})
"""A first denial of these causes is settled with the first plan before the next is asked."""


def secondary_due(
    *, claim_status: str, other_plan_on_file: bool | None, patient_share: Decimal, root_causes: frozenset[str], today: date
) -> date | None:
    """The last day to bill the next plan, or None where there is nothing to bill.

    There is when the first plan has decided, another plan is on file, and something is left for the patient that the
    other plan might bear.
    """
    if not other_plan_on_file or claim_status not in FIRST_IN_LINE or patient_share <= 0:
        return None
    if root_causes & BILLED_ELSEWHERE:
        return None
    return today + timedelta(days=WITHIN_DAYS)
