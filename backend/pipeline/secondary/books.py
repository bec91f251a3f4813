"""What a second payer does to the books. Pure.

The services of a claim billed to two plans are one charge. ``coordination_of_benefits`` holds what would otherwise be
counted twice: what a later payer's remittance repeats of the charge and of the earlier payer's result. Over a claim and
its followers, charges, payments, adjustments and what is still owed add up as if there were one claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from backend.pipeline.posting.entries import Entry, balanced

COORDINATION = "coordination_of_benefits"
PRIOR_PAYER = "23"
"""CARC 23: the impact of prior payers' adjudication."""


def handed_over(moved: Decimal) -> list[Entry]:
    """On the first claim: what the patient seemed to owe is asked of the next plan."""
    return list(balanced([Entry("receivable_patient", -moved, "next_plan"), Entry(COORDINATION, moved, "next_plan")]))


def taken_on(moved: Decimal) -> list[Entry]:
    """The same on the next plan's claim."""
    return list(balanced([Entry(COORDINATION, -moved, "first_plan"), Entry("receivable_payer", moved, "first_plan")]))


def entered(charge: Decimal, moved: Decimal) -> list[Entry]:
    """With the next plan's first word posting has entered the whole charge once more: it goes out again."""
    return list(
        balanced(
            [
                Entry("charges", charge, "billed_before"),
                Entry("receivable_payer", -moved, "billed_before"),
                Entry(COORDINATION, moved - charge, "billed_before"),
            ]
        )
    )


def decided_again(charge: Decimal, moved: Decimal, *, is_reversal: bool) -> list[Entry]:
    """A reversal makes posting's receivable the whole charge; only what was handed over can be owed."""
    more = (moved - charge) if is_reversal else (charge - moved)
    return list(
        balanced([Entry("receivable_payer", more, "billed_before"), Entry(COORDINATION, -more, "billed_before")])
    )


def prior_result(told: Iterable[tuple[str, Decimal]]) -> list[Entry]:
    """What a later payer repeats of the earlier one's result (CARC 23), by the account posting entered it in."""
    entries = []
    for account, amount in told:
        if amount:
            entries += [Entry(account, -amount, "prior_payer"), Entry(COORDINATION, amount, "prior_payer")]
    return list(balanced(entries))
