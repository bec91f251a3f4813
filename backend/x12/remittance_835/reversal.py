"""Taking a claim payment back."""

from __future__ import annotations

from backend.x12.remittance_835.models import ClaimPayment, LinePayment
from backend.x12.values import ZERO


def reversal(payment: ClaimPayment) -> ClaimPayment:
    """The same claim payment with CLP02 22 and every amount with the other sign (X221 section 1.10.2.8)."""
    return payment._replace(
        status="22",
        charge=-payment.charge,
        paid=-payment.paid,
        patient_responsibility=ZERO,
        adjustments=tuple(one._replace(amount=-one.amount) for one in payment.adjustments),
        amounts=(),
        lines=tuple(_reversed_line(line) for line in payment.lines),
    )


def _reversed_line(line: LinePayment) -> LinePayment:
    adjustments = tuple(one._replace(amount=-one.amount) for one in line.adjustments)
    return line._replace(charge=-line.charge, paid=-line.paid, adjustments=adjustments, amounts=())
