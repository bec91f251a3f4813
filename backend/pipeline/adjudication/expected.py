"""What a contract says a payer should have allowed, and whether it allowed less. Pure; the tolerance is data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.pricing import allowed_amounts, rate_for, stay_rate
from backend.pipeline.adjudication.terms import BilledClaim, Rate

_DATA = Path(__file__).parent / "data" / "tolerances.json"


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """One line's price by contract, with the line of the contract it rests on; None where the contract is silent."""

    number: int
    procedure: str
    charge: Money
    expected: Money | None
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A payer allowed less than the contract says."""

    expected: Money
    allowed: Money
    lines: tuple[tuple[ExpectedLine, Money], ...]
    """The lines compared, with what the payer allowed."""

    @property
    def difference(self) -> Money:
        return self.expected - self.allowed


def expected_lines(claim: BilledClaim, rates: Sequence[Rate]) -> tuple[ExpectedLine, ...]:
    """Each line's price, never above its charge (the lesser of the two is what contracts pay)."""
    stay = stay_rate(claim, rates)
    prices = allowed_amounts(claim, claim.lines, rates) if claim.lines else {}
    found = []
    for line in claim.lines:
        rate = stay or rate_for(line, rates)
        price = min(prices[line.number], line.charge) if rate is not None else None
        found.append(ExpectedLine(line.number, line.procedure, line.charge, price, rate))
    return tuple(found)


def shortfall(expected: Sequence[ExpectedLine], allowed: Mapping[int, Money], payer: str) -> Shortfall | None:
    """Compare what both sides price; None within the tolerance."""
    pairs = tuple((one, allowed[one.number]) for one in expected if one.expected is not None and one.number in allowed)
    found = Shortfall(
        Money.total(one.expected for one, _ in pairs if one.expected is not None),
        Money.total(money for _, money in pairs),
        pairs,
    )
    return found if found.difference > tolerance(payer, found.expected) else None


def tolerance(payer: str, expected: Money) -> Money:
    """What may be missing without a word: an amount or a percentage, whichever is more; of the payer or of all."""
    row = _tolerances().get(payer) or _tolerances()["*"]
    return max(Money.of(row["amount"]), Money.rounded(expected.amount * Decimal(row["percent"]) / 100))


def allowed_by_payer(lines: Sequence[Mapping[str, Any]]) -> dict[int, Money]:
    """What an advice allowed line by line: as it says, else paid and patient's cost share; denied lines are left out."""
    found = {}
    for line in lines:
        if any(one.get("denial") for one in line["adjustments"]):
            continue
        share = Money.total(
            Money.of(one["amount"])
            for one in line["adjustments"]
            if one["group"] == "PR" and one["carc"] in ("1", "2", "3", "66")
        )
        allowed = Money.of(line["allowed"]) if line.get("allowed") is not None else Money.of(line["paid"]) + share
        if allowed > ZERO:
            found[line["number"]] = allowed
    return found


@cache
def _tolerances() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return found
