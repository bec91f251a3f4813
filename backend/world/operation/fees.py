"""What services cost: a price of reference, each practice's own charges, and what payers contract for."""

from __future__ import annotations

from functools import cache
from random import Random

from backend.world.payers import PayerProfile
from backend.world.pricing import percent
from backend.world.services import INPATIENT, OUTPATIENT, SENSITIVE_SERVICES, SPECIALTIES

_VISITS = {
    "99202": 11900, "99203": 17500, "99204": 26500, "99205": 34500, "99212": 9500, "99213": 14500, "99214": 21500,
    "99215": 30500, "90832": 11500, "90834": 15500, "90837": 21500,
}  # fmt: skip
NEEDS_AUTHORIZATION = frozenset({"72148", "70553", "74177", "78452", "29881"})
"""Payers outside want these authorized beforehand, commercial plans and Medicare Advantage alike."""


@cache
def reference_price(procedure: str) -> int:
    """Cents for one unit, the middle of what is charged."""
    known = {
        one.procedure: (one.low + one.high) // 2
        for services in (*(each.services for each in SPECIALTIES.values()), SENSITIVE_SERVICES)
        for one in services
    }
    known |= {one.procedure or one.revenue_code: (one.low + one.high) // 2 for one in (*OUTPATIENT, *INPATIENT)} | known
    return (known | _VISITS)[procedure]


@cache
def charge(practice: int, procedure: str) -> int:
    """A practice's charge for one unit, in whole dollars (cents): its own fee schedule."""
    factor = Random(f"{practice}:fees").randint(88, 128)
    return max(100, percent(reference_price(procedure), factor) // 100 * 100)


@cache
def rate_percent(payer: PayerProfile) -> int:
    """What the payer's contracts allow of the price of reference."""
    return sum(payer.allowed_percent) // 2


@cache
def contract_fee(payer: PayerProfile, procedure: str) -> int:
    """Cents the contract allows for one unit on the professional form."""
    return percent(reference_price(procedure), rate_percent(payer))


def per_diem(payer: PayerProfile) -> int:
    """Cents for one day of a stay."""
    return percent(420_000, rate_percent(payer))
