"""One claim's part of a remittance as we record it, and whether it adds up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.triage import triage
from backend.x12.parts import Adjustment
from backend.x12.remittance_835.models import ClaimPayment, LinePayment

ZERO = Decimal("0.00")
_METHODS = {"ACH": "EFT", "FWT": "EFT", "BOP": "EFT", "CHK": "CHK", "NON": "NON"}


class JudgedAdjustment(NamedTuple):
    """An adjustment with what triage says of it; ``facts`` where it is a denial, for the stage that works it."""

    group: str
    carc: str
    amount: Decimal
    root_cause: str
    is_denial: bool
    facts: AdjustmentFacts | None

    def as_json(self) -> dict[str, Any]:
        return {"group": self.group, "carc": self.carc, "amount": str(self.amount), "denial": self.is_denial}


class AdviceLine(NamedTuple):
    """SVC loop."""

    number: int
    procedure: str
    revenue_code: str
    modifiers: tuple[str, ...]
    service_date: date | None
    charge: Decimal
    paid: Decimal
    allowed: Decimal | None
    adjustments: tuple[JudgedAdjustment, ...]
    remarks: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number, "procedure": self.procedure, "modifiers": list(self.modifiers),
            "service_date": self.service_date.isoformat() if self.service_date else None, "charge": str(self.charge),
            "paid": str(self.paid), "allowed": None if self.allowed is None else str(self.allowed),
            "adjustments": [one.as_json() for one in self.adjustments], "remarks": list(self.remarks),
        }  # fmt: skip


class ClaimContext(NamedTuple):
    """What triage needs to know of the claim besides the advice."""

    plan_type: str
    service_from: date | None
    frequency: str
    authorization_on_file: bool | None
    other_plan_on_file: bool | None
    payer: str | None


def payment_method(code: str) -> str:
    """BPR04 in the words people use: EFT, CHK or NON; another code as it is."""
    return _METHODS.get(code, code)


def imbalance(claim: ClaimPayment) -> str | None:
    """Why the advice does not add up, or None: X221 section 1.10.2, service line and claim balance."""
    left = claim.charge
    for number, line in enumerate(claim.lines, 1):
        adjusted = _sum(line.adjustments)
        left -= adjusted
        if line.charge - adjusted != line.paid:
            return f"Service line {number} does not balance: charge less adjustments is not the payment."
    if left - _sum(claim.adjustments) != claim.paid:
        return "The claim does not balance: charge less all adjustments is not the payment."
    return None


def _sum(adjustments: Iterable[Adjustment]) -> Decimal:
    total = ZERO
    for one in adjustments:
        total += one.amount
    return total


def judge(
    adjustments: Sequence[Adjustment], remarks: tuple[str, ...], charge: Decimal, status: str, paid_on: date,
    context: ClaimContext, line_number: int | None = None, procedure: str = "",
) -> tuple[JudgedAdjustment, ...]:  # fmt: skip
    """Triage each adjustment of a line or claim."""
    found = []
    for one in adjustments:
        amount = cents(one.amount)
        size = 0 if amount <= 0 else 2 if charge > 0 and amount >= charge else 1
        cause, is_denial = _class_of(one.group, one.reason, remarks, status, context.plan_type, size)
        facts = None
        if is_denial:
            facts = AdjustmentFacts(
                group=one.group, carc=one.reason, remarks=remarks, amount=Money(amount), charge=Money(cents(charge)),
                claim_status=status, plan_type=context.plan_type, service_from=context.service_from,
                remittance_date=paid_on, frequency=context.frequency,
                authorization_on_file=context.authorization_on_file, other_plan_on_file=context.other_plan_on_file,
                payer=context.payer, line_number=line_number, procedure=procedure,
            )  # fmt: skip
        found.append(JudgedAdjustment(one.group, one.reason, amount, cause, is_denial, facts))
    return tuple(found)


_SIZES = (Money.of("-1.00"), Money.of("1.00"), Money.of("2.00"))


@lru_cache(maxsize=65536)
def _class_of(
    group: str, carc: str, remarks: tuple[str, ...], status: str, plan_type: str, size: int
) -> tuple[str, bool]:
    """Root cause and whether it is a denial: of the amounts only matters whether nothing, a part or the whole charge is
    taken, so that a payer's few hundred combinations are triaged once each."""
    decision = triage(
        AdjustmentFacts(
            group=group, carc=carc, remarks=remarks, amount=_SIZES[size], charge=Money.of("2.00"), claim_status=status,
            plan_type=plan_type, service_from=None, remittance_date=date.min,
        )
    )  # fmt: skip
    return decision.root_cause, decision.is_denial


def judged_lines(claim: ClaimPayment, paid_on: date, context: ClaimContext) -> tuple[AdviceLine, ...]:
    """Every service line with its adjustments judged. Claim remarks speak for a line that has none of its own."""
    return tuple(_line(number, line, claim, paid_on, context) for number, line in enumerate(claim.lines, 1))


def _line(number: int, line: LinePayment, claim: ClaimPayment, paid_on: date, context: ClaimContext) -> AdviceLine:
    code = line.procedure.code or line.revenue_code
    remarks = line.remarks or claim.remarks
    return AdviceLine(
        number, code, line.revenue_code, line.procedure.modifiers, line.service_date, cents(line.charge), cents(line.paid),
        None if line.allowed is None else cents(line.allowed),
        judge(line.adjustments, remarks, line.charge, claim.status, paid_on, context, number, code), line.remarks,
    )  # fmt: skip


def allowed_amount(claim: ClaimPayment) -> Decimal | None:
    """Sum of AMT*B6 over the lines; AMT*AU (coverage amount) where no line says it."""
    lines = [line.allowed for line in claim.lines if line.allowed is not None]
    if lines:
        return storable(sum(lines, ZERO))
    return next((storable(one.amount) for one in claim.amounts if one.qualifier == "AU"), None)


MOST = Decimal(10) ** 12
"""Amounts from here on are no amounts; the database has no room for them either."""


def too_large(claim: ClaimPayment) -> bool:
    """Whether the claim's part names an amount nobody pays."""
    return max(abs(claim.charge), abs(claim.paid), abs(claim.patient_responsibility)) >= MOST


def storable(value: Decimal) -> Decimal:
    """The amount in cents; zero where it is too large to be one (the advice is held, and its file has the text)."""
    return cents(value) if abs(value) < MOST else ZERO


def cents(value: Decimal) -> Decimal:
    """Two places. The library has found anything finer; what comes here is exact."""
    return value.quantize(ZERO)
