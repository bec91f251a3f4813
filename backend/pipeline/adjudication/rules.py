"""Adjudication: the claim as billed and everything on file in, payment line by line out. Pure.

Order on each claim: judgement a person has to make (pend) → cover and filing → line edits → price → cost share → other
payer → interest. Every dollar of the charge ends up paid or in exactly one adjustment, so each line balances:
charge = paid + Σ adjustments (835 guide, section 1.10.2.1.1, the service line balance).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.pricing import allowed_amounts
from backend.pipeline.adjudication.terms import BilledClaim, BilledLine, Context


@dataclass(frozen=True, slots=True)
class Adjustment:
    """CAS: group, CARC, amount."""

    group: str
    carc: str
    amount: Money


@dataclass(slots=True)
class DecidedLine:
    """One line as paid; ``allowed`` is zero where the line is denied."""

    number: int
    charge: Money
    allowed: Money
    paid: Money
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def denied(self) -> bool:
        return not self.allowed and bool(self.adjustments)


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome. ``pended`` holds reasons for a person; a pended claim has no lines."""

    pended: tuple[str, ...]
    lines: tuple[DecidedLine, ...]
    deductible: Money
    coinsurance: Money
    copay: Money
    interest: Money
    due: date
    """Last day for prompt payment."""

    @property
    def paid(self) -> Money:
        return Money.total(line.paid for line in self.lines)

    @property
    def patient_share(self) -> Money:
        return Money.total(a.amount for line in self.lines for a in line.adjustments if a.group == "PR")


def adjudicate(claim: BilledClaim, context: Context, today: date) -> Decision:
    """Decide one claim on ``today``."""
    due = claim.received + timedelta(days=context.plan.prompt_pay_days)
    pended = pend_reasons(claim, context)
    if pended:
        return Decision(pended, (), ZERO, ZERO, ZERO, ZERO, due)
    refusal = claim_refusal(claim, context)
    if refusal:
        denied = tuple(deny(line, *refusal) for line in claim.lines)
        return Decision((), denied, ZERO, ZERO, ZERO, ZERO, due)
    lines, payable = edited(claim, context)
    allowed = allowed_amounts(claim, payable, context.rates)
    for line in payable:
        lines[line.number] = priced(line, allowed[line.number])
    shares = share_cost(claim, payable, lines, context)
    if claim.other_payer:
        coordinate(claim, lines)
    interest = interest_due(
        Money.total(line.paid for line in lines.values()), due, today, context.plan.interest_percent
    )
    ordered = tuple(lines[number] for number in sorted(lines))
    assert all(balances(line) for line in ordered), "every line balances"
    return Decision((), ordered, *shares, interest, due)


def pend_reasons(claim: BilledClaim, context: Context) -> tuple[str, ...]:
    """What only a person may decide; a sentence each."""
    reasons = []
    if claim.charge > context.review_above:
        reasons.append(f"The charge is above {context.review_above.spoken}.")
    reasons += [f"Sign of fraud: {sign}." for sign in context.fraud_signs]
    if claim.frequency in ("7", "8") and not claim.original_on_file:
        reasons.append("It replaces or voids a claim that is not on file.")
    if claim.other_payer and not claim.other_plan_primary:
        reasons.append("It brings another payer's decision, but no other plan is on file.")
    priced_for = {rate.procedure for rate in context.rates}
    if "*" not in priced_for and not claim.inpatient:
        unpriced = sorted({line.procedure for line in claim.lines} - priced_for)
        reasons += [f"The contract has no price for {procedure}." for procedure in unpriced]
    return tuple(reasons)


def claim_refusal(claim: BilledClaim, context: Context) -> tuple[str, str, str | None] | None:
    """(group, CARC, remark) that denies every line, or None."""
    if not any(span.in_force(claim.service_from) for span in context.cover):
        ended = any(span.stop and span.stop < claim.service_from for span in context.cover)
        return ("PR", "27" if ended else "26", None) if context.cover else ("PR", "31", None)
    if (claim.received - claim.service_to).days > context.plan.filing_days:
        return ("CO", "29", None)
    if not context.provider_enrolled:
        return ("CO", "B7", "N570")
    if claim.other_plan_primary and claim.other_payer is None:
        return ("OA", "22", "MA04")
    return None


def edited(claim: BilledClaim, context: Context) -> tuple[dict[int, DecidedLine], list[BilledLine]]:
    """Lines that fail an edit, denied; and the lines to be priced."""
    denied: dict[int, DecidedLine] = {}
    payable: list[BilledLine] = []
    visits = dict(context.used.visits)
    billed = {(line.procedure, line.day) for line in claim.lines}
    for line in claim.lines:
        refusal = line_refusal(line, claim, context, visits, billed)
        if refusal:
            denied[line.number] = deny(line, *refusal)
        else:
            payable.append(line)
            visits[line.kind] = visits.get(line.kind, 0) + 1
    return denied, payable


def line_refusal(
    line: BilledLine, claim: BilledClaim, context: Context, visits: dict[str, int], billed: set[tuple[str, date]]
) -> tuple[str, str, str | None] | None:
    """(group, CARC, remark) that denies this line, or None."""
    benefit = context.plan.benefit(line.kind)
    if not benefit.covered:
        return ("PR", "204", "N130")
    original = claim.frequency == "1"
    if original and (line.procedure, line.day, line.charge) in context.paid_before:
        return ("CO", "18", None)
    wholes = (whole for whole, part in context.bundles if part == line.procedure)
    if "59" not in line.modifiers and any((whole, line.day) in billed for whole in wholes):
        return ("CO", "97", None)
    if benefit.needs_authorization:
        return authorization_refusal(line, claim, context)
    if benefit.visits_max is not None and visits.get(line.kind, 0) >= benefit.visits_max:
        return ("PR", "119", "N362")
    return None


def authorization_refusal(line: BilledLine, claim: BilledClaim, context: Context) -> tuple[str, str, str | None] | None:
    """None where an authorization on file covers procedure, day and units."""
    fitting = [one for one in context.authorizations if one.procedure == line.procedure]
    if claim.authorization_number:
        named = [one for one in fitting if one.number == claim.authorization_number]
        if not named:
            return ("CO", "15", "M62")
        fitting = named
    if not fitting:
        return ("CO", "197", None)
    valid = [one for one in fitting if one.start <= line.day <= one.stop]
    if not valid:
        return ("CO", "197", "N54")
    return None if any(one.units >= line.units for one in valid) else ("CO", "198", None)


def deny(line: BilledLine, group: str, carc: str, remark: str | None) -> DecidedLine:
    """The whole charge in one adjustment."""
    remarks = [remark] if remark else []
    return DecidedLine(line.number, line.charge, ZERO, ZERO, [Adjustment(group, carc, line.charge)], remarks)


def priced(line: BilledLine, allowed: Money) -> DecidedLine:
    """Allowed by contract, never above the charge; the rest is contractual (CO-45)."""
    allowed = min(allowed, line.charge)
    over = line.charge - allowed
    adjustments = [Adjustment("CO", "45", over)] if over else []
    return DecidedLine(line.number, line.charge, allowed, allowed, adjustments)


def share_cost(
    claim: BilledClaim, payable: Iterable[BilledLine], lines: dict[int, DecidedLine], context: Context
) -> tuple[Money, Money, Money]:
    """Copay once, then deductible, then coinsurance, none beyond the out-of-pocket maximum. Returns the three sums."""
    room = context.plan.out_of_pocket_max - context.used.out_of_pocket
    deductible_left = max(ZERO, context.plan.deductible - context.used.deductible)
    totals = {"1": ZERO, "2": ZERO, "3": ZERO}
    copay_open = True
    for line in payable:
        decided, benefit = lines[line.number], context.plan.benefit(line.kind)
        rest = decided.allowed
        parts: list[tuple[str, Money]] = []
        if copay_open and benefit.copay:
            parts.append(("3", min(benefit.copay, rest)))
            copay_open = False
            rest -= parts[-1][1]
        if benefit.deductible_applies and deductible_left and rest:
            parts.append(("1", min(deductible_left, rest)))
            rest -= parts[-1][1]
        if benefit.coinsurance and rest:
            parts.append(("2", Money.rounded(rest.amount * benefit.coinsurance)))
        for carc, wanted in parts:
            taken = min(wanted, max(ZERO, room))
            if taken:
                decided.adjustments.append(Adjustment("PR", carc, taken))
                decided.paid -= taken
                room -= taken
                totals[carc] += taken
                deductible_left -= taken if carc == "1" else ZERO
    return totals["1"], totals["2"], totals["3"]


def coordinate(claim: BilledClaim, lines: dict[int, DecidedLine]) -> None:
    """As the second payer: never more than what the first left to the patient; the difference is OA-23."""
    assert claim.other_payer is not None
    left = claim.other_payer.patient_share
    for number in sorted(lines):
        line = lines[number]
        kept = min(line.paid, max(ZERO, left))
        if kept < line.paid:
            line.adjustments.append(Adjustment("OA", "23", line.paid - kept))
            line.paid = kept
        left -= kept


def interest_due(paid: Money, due: date, today: date, percent: Decimal) -> Money:
    """Simple interest for each day after the prompt-pay limit; zero in time or where nothing is paid."""
    late = (today - due).days
    if late <= 0 or paid <= ZERO:
        return ZERO
    return Money.rounded(paid.amount * percent / 100 * late / 365)


def balances(line: DecidedLine) -> bool:
    """Charge = paid + Σ adjustments."""
    return line.charge == line.paid + Money.total(one.amount for one in line.adjustments)
