"""What comes after one payer's word: the next plan, a question about the plan, or the patient. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from backend.codes.claim_status import FORWARDED

WITHIN_DAYS = 2
"""The next plan is billed inside the same 48 hours as posting."""
BILLED_ELSEWHERE = frozenset({"coordination_of_benefits", "other_liability", "eligibility", "duplicate"})
"""A denial of these causes is settled with the plan that gave it before the next is asked."""
Step = Literal["bill_next_plan", "crossed_over", "ask_plan", "settle_first", "patient", "told_again"]


@dataclass(frozen=True, slots=True)
class PayersWord:
    """One payer's decision on one claim, and what is known of further plans."""

    claim_status: str
    """CLP02."""
    patient_share: Decimal
    """All adjustments of group PR: what the plan left to the patient."""
    denied_for: frozenset[str]
    """Root causes of the denials it gave."""
    next_plan: Literal["complete", "incomplete", "heard_of", "none"]
    """complete: payer and member id are on the claim; incomplete: named there without them; heard_of: only an
    eligibility answer told of another plan."""
    next_plan_medicare: bool = False
    medicare_reason_known: bool = True
    """Medicare after another plan wants to know why it is second (SBR05)."""
    next_plan_told: bool = False
    """The next plan was billed from an earlier word of this payer."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, why (a code), and by when."""

    step: Step
    reason: str
    due: date


def next_step(word: PayersWord, today: date) -> NextStep:
    """The step after a payer's word. Reversals never come here: they leave no word standing."""
    step, reason = _step(word)
    return NextStep(step, reason, today + timedelta(days=WITHIN_DAYS))


def _step(word: PayersWord) -> tuple[Step, str]:
    if word.next_plan_told:
        return "told_again", "decision_changed"
    if word.claim_status in FORWARDED:
        return "crossed_over", "sent_on_by_the_payer"
    if word.denied_for & BILLED_ELSEWHERE:
        return "settle_first", sorted(word.denied_for & BILLED_ELSEWHERE)[0]
    if word.patient_share <= 0:
        return "patient", "nothing_left"
    if word.next_plan == "none":
        return "patient", "no_other_plan"
    if word.next_plan != "complete":
        return "ask_plan", "plan_" + word.next_plan
    if word.next_plan_medicare and not word.medicare_reason_known:
        return "ask_plan", "medicare_reason"
    return "bill_next_plan", "share_left"


ASKED: dict[str, tuple[str, str]] = {
    "plan_incomplete": (
        "registration",
        "Another plan is named on the claim without its payer or member id. Find them, so that it can be billed.",
    ),
    "plan_heard_of": (
        "registration",
        "The payer told us of another plan that is not on the claim. Ask the patient which plan pays next.",
    ),
    "medicare_reason": (
        "registration",
        "Medicare pays after the first plan. Find out why (work, disability, accident), so that it can be billed.",
    ),
    "sent_on_unknown": (
        "registration",
        "The payer sent the claim on to a plan that is not on file. Find out which, and wait for its answer.",
    ),
    "decision_changed": (
        "biller",
        "The first plan changed its decision after the next plan was billed. Send the next plan a corrected claim.",
    ),
    "not_writable": ("biller", "The claim for the next plan cannot be written as it stands. Put it right."),
}
"""For steps that wait for a person: who, and what to do."""
