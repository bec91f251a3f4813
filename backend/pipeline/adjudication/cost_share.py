"""What the patient bears, what another plan leaves, what late payment costs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.pricing import spread
from backend.pipeline.adjudication.terms import BilledClaim, BilledLine, Context, OtherPayer

DEDUCTIBLE, COINSURANCE, COPAY = "1", "2", "3"


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
    denied: bool = False


def balances(line: DecidedLine) -> bool:
    """Charge = paid + Σ adjustments."""
    return line.charge == line.paid + Money.total(one.amount for one in line.adjustments)


def share_cost(payable: Iterable[BilledLine], lines: dict[int, DecidedLine], context: Context) -> None:
    """The copay of one visit, then deductible, then coinsurance, none beyond the out-of-pocket maximum."""
    room = max(ZERO, context.plan.out_of_pocket_max - context.used.out_of_pocket)
    deductible_left = max(ZERO, context.plan.deductible - context.used.deductible)
    copay_left: Money | None = None
    for line in payable:
        decided, benefit = lines[line.number], context.plan.benefit(line.kind)
        rest = decided.allowed
        parts: list[tuple[str, Money]] = []
        if benefit.copay:
            copay_left = benefit.copay if copay_left is None else copay_left
            parts.append((COPAY, min(copay_left, rest)))
            copay_left -= parts[-1][1]
            rest -= parts[-1][1]
        if benefit.deductible_applies and deductible_left and rest:
            parts.append((DEDUCTIBLE, min(deductible_left, rest)))
            rest -= parts[-1][1]
        if benefit.coinsurance and rest:
            parts.append((COINSURANCE, Money.rounded(rest.amount * benefit.coinsurance)))
        for carc, wanted in parts:
            taken = min(wanted, room)
            if taken:
                decided.adjustments.append(Adjustment("PR", carc, taken))
                decided.paid -= taken
                room -= taken
                deductible_left -= taken if carc == DEDUCTIBLE else ZERO


def coordinate(claim: BilledClaim, other: OtherPayer, lines: dict[int, DecidedLine], over_group: str) -> None:
    """As the second payer: never more than our own benefit, and never more than what the first left to the patient.

    What the first payer paid or took off is OA-23 (impact of prior payer adjudication, X221 section 1.10.2.13). What is
    then left to the patient is our own cost share at most; the rest is contractual.
    """
    left_of = other.lines if lines.keys() <= other.lines.keys() else spread(other.patient_share, claim.lines)
    for number, line in lines.items():
        if line.denied:
            continue
        left = max(ZERO, min(left_of[number], line.charge))
        pays = min(line.paid, left)
        rest = left - pays
        told = [Adjustment("OA", "23", line.charge - left)] if line.charge > left else []
        for share in (one for one in line.adjustments if one.group == "PR" and one.carc in "123"):
            taken = min(share.amount, rest)
            if taken:
                told.append(Adjustment("PR", share.carc, taken))
                rest -= taken
        if rest:
            told.append(Adjustment(over_group, "45", rest))
        line.paid, line.adjustments = pays, told


def share_of(lines: Iterable[DecidedLine], carc: str) -> Money:
    """What the patient bears for one reason."""
    return Money.total(
        one.amount for line in lines for one in line.adjustments if one.group == "PR" and one.carc == carc
    )


def interest_due(paid: Money, due: date, today: date, percent: Decimal) -> Money:
    """Simple interest for each day after the prompt-pay limit; zero in time or where nothing is paid."""
    late = (today - due).days
    if late <= 0 or paid <= ZERO:
        return ZERO
    return Money.rounded(paid.amount * percent / 100 * late / 365)
