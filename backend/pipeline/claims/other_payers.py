"""What payers before this one decided, as the claim tells it (837 loops 2320 and 2430). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.x12.claim_837.models import Claim, OtherPayer, ServiceLine
from backend.x12.parts import Adjustment

ZERO = Decimal("0.00")
LEFT_TO_PATIENT = "EAF"
"""AMT01 of loop 2320: remaining patient liability."""


@dataclass(frozen=True, slots=True)
class OtherPayerWord:
    """One payer's decision. ``patient_share`` is None where its figures do not add up to the charge."""

    responsibility: str
    payer_identifier: str
    payer_name: str
    paid: Decimal
    patient_share: Decimal | None
    lines: tuple[tuple[int, Decimal], ...]
    """Left to the patient by line, from 1; only where every line is told."""
    decided_on: date | None


def other_payer_words(claim: Claim) -> tuple[OtherPayerWord, ...]:
    """Those payers that have decided: they say what they paid or why not."""
    return tuple(_words(claim))


def _words(claim: Claim) -> Iterator[OtherPayerWord]:
    for other in claim.other_payers:
        by_line = [_line_adjustments(line, other.payer.id) for line in claim.lines]
        told = [one for one in by_line if one is not None]
        if other.paid is None and not other.adjustments and not told:
            continue
        paid = other.paid or ZERO
        every = [*other.adjustments, *(each for one in told for each in one)]
        days = [other.adjudicated, *(each.adjudicated for line in claim.lines for each in line.adjudications)]
        shares = [(number, _patient(one)) for number, one in enumerate(by_line, 1) if one is not None]
        complete = len(shares) == len(by_line) and not _patient(other.adjustments)
        yield OtherPayerWord(
            other.payer_responsibility, other.payer.id, other.payer.last, paid.quantize(ZERO),
            _share(claim.charge, paid, every, other), tuple(shares) if complete else (),
            max((day for day in days if day), default=None),
        )  # fmt: skip


def _line_adjustments(line: ServiceLine, payer_id: str) -> Sequence[Adjustment] | None:
    """What the payer adjusted on a line (2430); None where it says nothing of it."""
    found = [one.adjustments for one in line.adjudications if one.payer_id == payer_id]
    return found[0] if found else None


def _share(charge: Decimal, paid: Decimal, every: Sequence[Adjustment], other: OtherPayer) -> Decimal | None:
    said = next((one.amount for one in other.amounts if one.qualifier == LEFT_TO_PATIENT), None)
    adjusted = sum((one.amount for one in every), ZERO)
    if every and charge - paid != adjusted:
        return None
    if said is None and not every and paid != charge:
        return None
    return (_patient(every) if said is None else said).quantize(ZERO)


def _patient(adjustments: Iterable[Adjustment]) -> Decimal:
    return sum((one.amount for one in adjustments if one.group == "PR"), ZERO).quantize(ZERO)
