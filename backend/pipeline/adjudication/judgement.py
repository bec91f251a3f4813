"""What only a person may decide: the reasons a claim pends, each with who looks at it and by when. Pure; data beside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from backend.pipeline.adjudication.pricing import unpriced
from backend.pipeline.adjudication.terms import BilledClaim, Context, Network

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class PendReason:
    """A code of ``data/pends.json`` and a sentence for the person; no health information."""

    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PendRule:
    """Who looks at a reason, within how many days, and what the payer's status answer says meanwhile (277)."""

    owner: str
    days: int
    category: str
    code: str


SAY_WHICH = "appeal_partly_overturned"
"""An appeal was won, and a person says on which lines."""
UNCLEARABLE = frozenset({"no_price", "no_plan_terms"})
"""No word of a person replaces a price or terms: load them, then release the claim."""


@cache
def pend_rules() -> dict[str, PendRule]:
    """Every reason of the data file."""
    return {reason: PendRule(**row) for reason, row in json.loads((_DATA / "pends.json").read_text()).items()}


@cache
def _signs() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_DATA / "signs.json").read_text())
    return found


def pend_due(reason: str, today: date, prompt_pay: date) -> date:
    """The day by which a person has looked: within the reason's days, and before prompt payment is late."""
    return max(today, min(today + timedelta(days=pend_rules()[reason].days), prompt_pay))


def pend_reasons(claim: BilledClaim, context: Context) -> tuple[PendReason, ...]:
    """Every reason that no person has settled."""
    found = (PendReason(reason, sentence) for reason, sentence in _reasons(claim, context))
    waits = (one for one in found if one.reason in UNCLEARABLE or one.reason not in context.cleared)
    return tuple(dict.fromkeys(waits))


def _reasons(claim: BilledClaim, context: Context) -> Iterator[tuple[str, str]]:
    if claim.charge > context.plan.review_above:
        yield "high_value", f"The charge is above {context.plan.review_above.spoken}."
    for sign in fraud_signs(claim, context):
        yield "fraud_sign", f"Sign of fraud: {sign}"
    yield from (("unclear_document", sentence) for sentence in _unclear(claim))
    yield from (("conflicting_data", sentence) for sentence in (*context.conflicts, *_conflicts(claim)))
    if context.two_plan_years:
        yield "two_plan_years", "Its lines fall into two plans or two benefit years, and one claim is decided by one."
    if claim.frequency in ("7", "8") and not claim.original_on_file:
        yield "original_not_on_file", "It replaces or voids a claim that is not on file."
    if claim.other_payer is not None and not claim.other_payer.adds_up:
        yield "other_payer_unclear", "The first payer's figures on the claim do not add up."
    if context.network is Network.OUT and any(line.kind == "emergency" for line in claim.lines):
        yield (
            "emergency_out_of_network",
            "Emergency care by a provider without a contract: the price is settled by a person (45 CFR 149.110).",
        )
    if context.network is Network.IN or _won(context, "B7"):
        for procedure in unpriced(claim, context.rates):
            yield "no_price", f"The contract has no price for {procedure}."
    if context.network is Network.OUT and context.plan.out_of_network_percent is None and _won(context, "242"):
        yield "no_price", "An appeal was won, and nothing on file says what a provider without a contract is paid."


def _won(context: Context, carc: str) -> bool:
    """Whether an appeal removed this reason from a line: then it has to have a price."""
    return any(code == carc for _, code in context.overturned)


def fraud_signs(claim: BilledClaim, context: Context) -> Iterator[str]:
    """Signs a person has to look into; none of them is a proof."""
    if claim.service_from > claim.received:
        yield "a service after the day the claim came."
    minutes: dict[date, Decimal] = {}
    for line in claim.lines:
        one = _signs()["minutes"].get(line.procedure)
        if one:
            minutes[line.day] = minutes.get(line.day, Decimal(0)) + one * line.units
    if any(spent > _signs()["most_minutes_a_day"] for spent in minutes.values()):
        yield f"more timed treatment than {_signs()['most_minutes_a_day'] // 60} hours in a day."
    elsewhere = {(one.procedure, one.day) for one in context.paid_before if not one.same_provider}
    if any((line.procedure, line.day) in elsewhere and line.kind in ("surgery", "imaging") for line in claim.lines):
        yield "another provider was paid for the same service on the same day."


def _unclear(claim: BilledClaim) -> Iterator[str]:
    signs = _signs()
    for line in claim.lines:
        if line.procedure in signs["unlisted"]:
            yield f"{line.procedure} is an unlisted procedure: its records are needed to know what was done."
        elif any(modifier in signs["modifiers_needing_records"] for modifier in line.modifiers):
            yield f"A modifier on {line.procedure} needs the operative note."


def _conflicts(claim: BilledClaim) -> Iterator[str]:
    if claim.billed_charge is not None and claim.billed_charge != claim.charge:
        yield "The claim's charge is not the sum of its lines."
    if any(not claim.service_from <= line.day <= claim.service_to for line in claim.lines):
        yield "A line lies outside the claim's dates of service."
    if claim.other_payer and not claim.other_plan_primary and not claim.billed_as_secondary:
        yield "It brings another payer's decision, but no other plan is on file."
