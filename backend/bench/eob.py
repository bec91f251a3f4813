"""Whether every explanation of benefits equals its remittance to the cent: a generated world's 835s, read and taken apart."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from backend.kit.money import Money
from backend.pipeline.claims.explanation import Decision, Explanation, Part, take_apart
from backend.pipeline.claims.snapshot import Adjustment, LineSnapshot
from backend.pipeline.remittances.advice import AdviceLine, ClaimContext, JudgedAdjustment, judge, judged_lines
from backend.world.generate import generate
from backend.x12 import parts as x12
from backend.x12 import read
from backend.x12.remittance_835.models import ClaimPayment

SEED = 4711
AS_OF = date(2026, 3, 16)
_CONTEXT = ClaimContext("commercial", None, "1", None, None, None)
Sums = dict[tuple[str, str], Decimal]


def run(claims: int = 10_000) -> dict[str, Any]:
    """Explain at least so many claim payments of a generated world; what disagrees with the remittance is counted."""
    with tempfile.TemporaryDirectory(prefix="claimline-bench-") as name:
        folder = Path(name)
        generate(SEED, claims * 3 // 2, folder, AS_OF)
        started = time.perf_counter()
        explained = reversals = lines = 0
        disagreeing: list[str] = []
        for payment in payments(folder):
            problem = disagreement(payment)
            explained += 1
            reversals += payment.is_reversal
            lines += len(payment.lines)
            if problem is not None:
                disagreeing.append(problem)
        return {
            "explanations": explained,
            "of_reversals": reversals,
            "lines": lines,
            "mismatches": len(disagreeing),
            "first_mismatches": disagreeing[:5],
            "seconds": round(time.perf_counter() - started, 2),
        }


def payments(folder: Path) -> Iterator[ClaimPayment]:
    """Every claim payment of the remittances in a folder."""
    for path in sorted(folder.glob("*-835.x12")):
        for transaction in read(path):
            for record in transaction.records():
                yield record.model


def disagreement(payment: ClaimPayment) -> str | None:
    """Where the explanation says another amount than the remittance; None where all agree."""
    found = take_apart(decision_of(payment))
    if not isinstance(found, Explanation):
        return f"{found.where}: {found.difference}"
    if found.charge.amount != payment.charge or found.total("plan_paid").amount != payment.paid:
        return "charge or payment"
    if _told(found.parts) != _said(payment.all_adjustments):
        return "claim: adjustments"
    # a reversal takes the patient's share back in its adjustments and leaves CLP05 at zero
    if not payment.is_reversal and found.owed.amount != payment.patient_responsibility:
        return "patient's share"
    for told, line in zip(found.lines, payment.lines, strict=True):
        paid = sum((part.amount.amount for part in told.parts if part.kind == "plan_paid"), Decimal(0))
        if told.charge.amount != line.charge or paid != line.paid or _told(told.parts) != _said(line.adjustments):
            return f"line {told.number}"
        if sum((part.amount.amount for part in told.parts), Decimal(0)) != line.charge:
            return f"line {told.number}: sum"
    return None


def decision_of(payment: ClaimPayment) -> Decision:
    """The claim payment as the record keeps it, each adjustment judged by triage."""
    own = judge(payment.adjustments, payment.remarks, payment.charge, payment.status, AS_OF, _CONTEXT)
    lines = tuple(map(_line, judged_lines(payment, AS_OF, _CONTEXT)))
    return Decision(Money.of(payment.charge), Money.of(payment.paid), _adjustments(own), lines, payment.remarks)


def _line(line: AdviceLine) -> LineSnapshot:
    return LineSnapshot(
        line.number, line.procedure, line.modifiers, line.service_date, Money.of(line.charge), Money.of(line.paid),
        None if line.allowed is None else Money.of(line.allowed), _adjustments(line.adjustments), line.remarks,
    )  # fmt: skip


def _adjustments(judged: Sequence[JudgedAdjustment]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(one.group, one.carc, Money.of(one.amount), one.is_denial) for one in judged)


def _told(parts: Iterable[Part]) -> Sums:
    return _sums((part.group, part.carc, part.amount.amount) for part in parts if part.group)


def _said(adjustments: Iterable[x12.Adjustment]) -> Sums:
    return _sums((one.group, one.reason, one.amount) for one in adjustments)


def _sums(amounts: Iterable[tuple[str, str, Decimal]]) -> Sums:
    found: Sums = defaultdict(Decimal)
    for group, code, amount in amounts:
        found[group, code] += amount
    return {key: amount for key, amount in found.items() if amount}
