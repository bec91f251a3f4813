"""The money of a claim: what is billed, allowed, shared and paid, line by line, so that every line adds up to the cent."""

from __future__ import annotations

from random import Random

from backend.world.causes import Cause
from backend.world.payers import PayerProfile
from backend.world.records import Adjustment, WorldLine


def percent(cents: int, rate: int) -> int:
    """A percentage of an amount, rounded half up to the cent."""
    return (cents * rate + 50) // 100


def deny(line: WorldLine, cause: Cause) -> None:
    """Nothing paid: the whole charge under the cause's group and code."""
    line.paid, line.allowed = 0, None
    line.adjustments = [Adjustment(cause.group, cause.carc, line.charge)]
    line.remarks = cause.remarks


def capitate(line: WorldLine) -> None:
    """Nothing paid for this service because the practice has its monthly amount (CO-24)."""
    line.paid, line.allowed = 0, None
    line.adjustments = [Adjustment("CO", "24", line.charge)]


def to_deductible(line: WorldLine, allowed: int) -> None:
    """The plan allows it and the deductible takes all of it."""
    line.allowed, line.paid = allowed, 0
    line.adjustments = [Adjustment("CO", "45", line.charge - allowed)] if allowed < line.charge else []
    line.adjustments.append(Adjustment("PR", "1", allowed))


def pay(line: WorldLine, allowed: int, *, deductible: int, copay: int, coinsurance_rate: int, sequestration: bool) -> None:
    """Allowed less deductible, copay and coinsurance; Medicare keeps two percent of its payment (CO-253)."""
    deductible = min(deductible, allowed)
    copay = min(copay, allowed - deductible)
    coinsurance = percent(allowed - deductible - copay, coinsurance_rate)
    payment = allowed - deductible - copay - coinsurance
    kept_back = percent(payment, 2) if sequestration else 0
    named = (
        ("CO", "45", line.charge - allowed),
        ("CO", "253", kept_back),
        ("PR", "1", deductible),
        ("PR", "2", coinsurance),
        ("PR", "3", copay),
    )
    line.allowed, line.paid = allowed, payment - kept_back
    line.adjustments = [Adjustment(group, carc, cents) for group, carc, cents in named if cents]


def adjudicate(rng: Random, payer: PayerProfile, lines: list[WorldLine], *, visit: bool, inpatient: bool) -> None:
    """Pay every line: a deductible still open for some, a copay for visits, else coinsurance; something is always paid."""
    rate = rng.randint(*payer.allowed_percent)
    allowed = [percent(line.charge, rate) for line in lines]
    deductible = percent(sum(allowed), rng.randint(5, 60)) if rng.random() < 0.3 and payer.plan_type != "medicaid" else 0
    copay = rng.choice(payer.copay_cents) if payer.copay_cents and visit and not inpatient and not deductible else 0
    shares = payer.coinsurance_percent and not copay and rng.random() < 0.7
    for line, amount in zip(lines, allowed, strict=True):
        taken = min(deductible, amount if len(lines) > 1 else amount - 1)
        pay(
            line, amount, deductible=taken, copay=copay, sequestration=payer.sequestration,
            coinsurance_rate=payer.coinsurance_percent if shares else 0,
        )  # fmt: skip
        copay -= min(copay, amount - taken)
        deductible -= taken


def apply_to_deductible(rng: Random, payer: PayerProfile, lines: list[WorldLine]) -> None:
    """A claim of which the patient bears all the plan allows."""
    rate = rng.randint(*payer.allowed_percent)
    for line in lines:
        to_deductible(line, percent(line.charge, rate))
