"""The payers' decisions as 835 transactions: one per payer, practice and pay day, each in balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from backend.world.advices import line_payment, payment_header
from backend.world.payers import PayerProfile
from backend.world.records import Practice, WorldClaim, WorldLine, dollars
from backend.x12.parts import Address, Amount, Dates, Name
from backend.x12.remittance_835.models import (
    ClaimPayment,
    Payee,
    ProviderAdjustment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.remittance_835.reversal import reversal
from backend.x12.remittance_835.writing import payment_amount, remittance
from backend.x12.writer import SetToWrite


@dataclass(slots=True)
class _Payment:
    """What one payer tells one practice on one day."""

    payer: PayerProfile
    practice: Practice
    day: date
    trace_number: str
    by_check: bool
    claims: list[ClaimPayment] = field(default_factory=list)


def remittances(claims: list[WorldClaim]) -> Iterator[SetToWrite]:
    """In order of payment. What is taken back beyond the day's payments goes forward (PLB FB) to later ones."""
    payments = sorted(_payments(claims).values(), key=lambda one: (one.day, one.trace_number))
    owed: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for payment in payments:
        key = (payment.payer.identifier, payment.practice.number)
        earned = payment_amount(payment.claims)
        adjustments = list(_interest(payment, earned))
        earned -= sum((one.amount for one in adjustments), Decimal(0))
        # a negative payment cannot be made: the day's payments are made in full, the taking back goes forward
        made = sum((one.paid for one in payment.claims if one.paid > 0), Decimal(0))
        forward = min(owed[key], (earned / 2).quantize(Decimal("0.01"))) if earned > 0 else earned - made
        if forward:
            owed[key] -= forward
            adjustments.append(_adjustment(payment, "FB", forward, payment.trace_number))
        yield remittance(_header(payment, earned - forward), payment.claims, RemittanceTrailer(tuple(adjustments)))


def _payments(claims: list[WorldClaim]) -> dict[str, _Payment]:
    found: dict[str, _Payment] = {}

    def add(claim: WorldClaim, day: date, trace: str, advice: ClaimPayment) -> None:
        if trace not in found:
            found[trace] = _Payment(claim.coverage.payer, claim.practice, day, trace, claim.method == "CHK")
        found[trace].claims.append(advice)

    for claim in claims:
        if claim.finalized is None:
            continue
        if claim.first_finalized is not None:
            first = _advice(claim, claim.first_lines)
            add(claim, claim.first_finalized, claim.first_trace_number, first)
            add(claim, claim.finalized, claim.trace_number, reversal(first))
        if claim.outcome != "reversed":
            add(claim, claim.finalized, claim.trace_number, _advice(claim, claim.lines))
    return found


def _interest(payment: _Payment, earned: Decimal) -> Iterator[ProviderAdjustment]:
    """Now and then a payer was late and adds interest: a negative adjustment raises the payment."""
    if earned > 0 and int(payment.trace_number[-2:]) < 3:
        yield _adjustment(payment, "L6", -(earned / 100).quantize(Decimal("0.01")), "")


def _adjustment(payment: _Payment, reason: str, amount: Decimal, reference: str) -> ProviderAdjustment:
    return ProviderAdjustment(payment.practice.npi, date(payment.day.year, 12, 31), reason, amount, reference)


def _header(payment: _Payment, amount: Decimal) -> RemittanceHeader:
    practice = payment.practice
    where = Address(practice.address, "", practice.city, practice.state, practice.zip)
    return payment_header(
        payment.payer, Payee(practice.name, "XX", practice.npi, where), f"55{practice.number:06d}",
        amount=amount, day=payment.day, trace=payment.trace_number, by_check=payment.by_check,
    )  # fmt: skip


def _advice(claim: WorldClaim, lines: list[WorldLine]) -> ClaimPayment:
    person, payer = claim.coverage.person, claim.coverage.payer
    paid, charge = sum(line.paid for line in lines), sum(line.charge for line in lines)
    share = sum(one.cents for line in lines for one in line.adjustments if one.group == "PR")
    filing = "MA" if claim.institutional and payer.filing_indicator == "MB" else payer.filing_indicator
    # CLP06 knows no plain commercial insurance; payers say preferred provider organization
    filing = "12" if filing == "CI" else filing
    allowed = [line.allowed for line in lines if line.allowed is not None]
    dates = [Dates("232", claim.service_from), Dates("233", claim.service_to)] if claim.inpatient else []
    return ClaimPayment(
        claim.patient_control_number, "4" if claim.outcome == "denied" else "1", dollars(charge), dollars(paid),
        dollars(share), filing, claim.claim_number,
        Name("QC", "1", person.last, person.first, id_qualifier="MI", id=claim.coverage.member_id),
        facility_code=claim.place, frequency=claim.frequency, dates=(*dates, Dates("050", claim.received)),
        amounts=(Amount("AU", dollars(sum(allowed))),) if allowed else (),
        lines=tuple(line_payment(line, dated=not claim.inpatient) for line in lines),
    )  # fmt: skip
