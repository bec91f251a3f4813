"""Pricing by contract: fee, percent of charge, per diem, case rate. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.terms import BilledClaim, BilledLine, Method, Rate


def allowed_amounts(claim: BilledClaim, lines: Sequence[BilledLine], rates: Sequence[Rate]) -> dict[int, Money]:
    """The allowed amount per line number.

    A per diem or case rate prices the stay as one amount, spread over the lines in proportion to their charges; the cents
    that do not divide go to the last line.
    """
    stay = stay_rate(claim, rates)
    if stay is not None:
        whole = stay.amount
        if stay.method is Method.PER_DIEM:
            whole = Money(stay.amount.amount * claim.days)
        return spread(whole, lines)
    return {line.number: price(line, rate_for(line, rates)) for line in lines}


def rate_for(line: BilledLine, rates: Sequence[Rate]) -> Rate | None:
    """The line's own rate in force on its day, with its modifier before without; else the contract's general one."""
    fitting = [rate for rate in rates if rate.procedure in (line.procedure, "*") and rate.in_force(line.day)]
    for wanted in (line.procedure, "*"):
        for modifier in (*line.modifiers, ""):
            for rate in fitting:
                if rate.procedure == wanted and rate.modifier == modifier:
                    return rate
    return None


def unpriced(claim: BilledClaim, rates: Sequence[Rate]) -> list[str]:
    """Procedures for which the contract names no price on their day."""
    if stay_rate(claim, rates) is not None:
        return []
    return sorted({line.procedure for line in claim.lines if rate_for(line, rates) is None})


def price(line: BilledLine, rate: Rate | None) -> Money:
    """One line's allowed amount; zero without a rate (the caller pends such claims first)."""
    if rate is None:
        return ZERO
    if rate.method is Method.PERCENT_OF_CHARGE:
        return Money.rounded(line.charge.amount * rate.percent / 100)
    return Money.rounded(rate.amount.amount * line.units)


def spread(whole: Money, lines: Sequence[BilledLine]) -> dict[int, Money]:
    """``whole`` over the lines in proportion to their charges, to the cent."""
    total = Money.total(line.charge for line in lines)
    if not total:
        return {line.number: ZERO for line in lines}
    out: dict[int, Money] = {}
    left = whole
    for line in lines[:-1]:
        part = Money.rounded(whole.amount * line.charge.amount / total.amount)
        out[line.number] = min(part, left)
        left -= out[line.number]
    out[lines[-1].number] = left
    return out


def stay_rate(claim: BilledClaim, rates: Sequence[Rate]) -> Rate | None:
    """The rate that prices a stay as a whole, if the contract has one; that of one of its lines before the general one."""
    if not claim.inpatient:
        return None
    whole = [
        one for one in rates if one.method in (Method.PER_DIEM, Method.CASE_RATE) and one.in_force(claim.service_from)
    ]
    return next((one for one in whole if one.procedure != "*"), next(iter(whole), None))
