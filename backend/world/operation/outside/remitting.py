"""A payer's decisions as 835 transactions: one per practice and pay day, in balance unless a slip is planted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from backend.world.advices import line_payment, payment_header
from backend.world.operation.outside.desk import Decided
from backend.world.operation.outside.ledger import Held
from backend.world.operation.rates import Remittances
from backend.world.payers import PAYERS, PayerProfile
from backend.world.records import dollars
from backend.x12.claim_837.models import BillingProvider
from backend.x12.parts import Adjustment, Amount, Dates, Name
from backend.x12.remittance_835.models import (
    ClaimPayment,
    Payee,
    ProviderAdjustment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.remittance_835.writing import payment_amount, remittance
from backend.x12.writer import SetToWrite

_ZERO = Decimal("0.00")


def advice(held: Held, decided: Decided, payer: PayerProfile) -> ClaimPayment:
    """CLP and what follows it."""
    claim = held.claim
    person = claim.patient.name if claim.patient else claim.subscriber.name
    filing = "12" if claim.subscriber.filing_indicator == "CI" else claim.subscriber.filing_indicator
    allowed = [one.allowed for one in decided.lines if one.allowed is not None]
    total = decided.allowed if decided.allowed is not None else sum(allowed) if allowed else None
    stay = claim.institutional and claim.facility_code == "11"
    dates = [Dates("232", claim.service_from), Dates("233", claim.service_to)] if stay or not decided.lines else []
    return ClaimPayment(
        claim.patient_control_number, decided.status, claim.charge, dollars(decided.paid), dollars(decided.share), filing,
        held.number, Name("QC", "1", person.last, person.first, id_qualifier="MI", id=claim.subscriber.name.id),
        facility_code=claim.facility_code, frequency=claim.frequency,
        dates=(*dates, Dates("050", held.received)),
        adjustments=tuple(Adjustment(one.group, one.carc, dollars(one.cents)) for one in decided.whole),
        amounts=(Amount("AU", dollars(total)),) if total is not None and decided.status != "2" else (),
        lines=tuple(line_payment(one, dated=not stay) for one in decided.lines),
    )  # fmt: skip


@dataclass(slots=True)
class PayRun:
    """What one payer owes practices on its next pay day, and what practices owe it."""

    payer: PayerProfile
    rates: Remittances
    rng: Random
    waiting: dict[str, list[ClaimPayment]] = field(default_factory=lambda: defaultdict(list))
    """Advices by the practice's NPI."""
    interest: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    recoup: dict[str, list[tuple[str, Decimal]]] = field(default_factory=lambda: defaultdict(list))
    owed: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    """Taken back beyond what was paid: carried forward (PLB FB) to the practice's next payment."""
    sent: Decimal = _ZERO
    """All that ever left the payer's account."""
    number: int = 0

    def pay(self, day: date, practices: dict[str, BillingProvider]) -> list[SetToWrite]:
        """The transactions of a pay day."""
        made = []
        for npi in sorted(self.waiting):
            claims = [self._slip(one) for one in self.waiting[npi]]
            self.number += 1
            trace = f"7{PAYERS.index(self.payer):02d}{self.number:09d}"
            adjustments = list(self._adjustments(npi, claims, day, trace))
            trailer = RemittanceTrailer(tuple(adjustments))
            # the slip of an advice that does not add up is in its lines, so the payment balances all the same
            amount = payment_amount(claims, trailer)
            self.sent += amount
            made.append(remittance(self._header(practices[npi], amount, day, trace), claims, trailer))
        self.waiting.clear()
        return made

    def _slip(self, told: ClaimPayment) -> ClaimPayment:
        drawn = self.rng.randrange(1000)
        if drawn < self.rates.account_number_cut:
            return told._replace(patient_control_number=told.patient_control_number[:6],
                                 payer_claim_control_number=f"X{told.payer_claim_control_number}")
        if drawn < self.rates.account_number_cut + self.rates.not_adding_up and told.lines and told.paid > 0:
            first, *rest = told.lines
            short = first._replace(adjustments=(*first.adjustments, Adjustment("CO", "45", Decimal("11.00"))))
            return told._replace(lines=(short, *rest))
        return told

    def _adjustments(
        self, npi: str, claims: list[ClaimPayment], day: date, trace: str
    ) -> list[ProviderAdjustment]:  # fmt: skip
        end = date(day.year, 12, 31)
        found = []
        earned = payment_amount(claims)
        if interest := self.interest.pop(npi, _ZERO):
            found.append(ProviderAdjustment(npi, end, "L6", -interest, ""))
            earned += interest
        for reference, amount in self.recoup.pop(npi, []):
            if amount <= earned:
                found.append(ProviderAdjustment(npi, end, "WO", amount, reference))
                earned -= amount
            else:
                self.recoup[npi].append((reference, amount))
        if earned < 0:
            self.owed[npi] -= earned
            found.append(ProviderAdjustment(npi, end, "FB", earned, trace))
        elif self.owed[npi] > 0 and earned > 0:
            taken = min(self.owed[npi], (earned / 2).quantize(Decimal("0.01")))
            self.owed[npi] -= taken
            found.append(ProviderAdjustment(npi, end, "FB", taken, trace))
        return found

    def _header(self, practice: BillingProvider, amount: Decimal, day: date, trace: str) -> RemittanceHeader:
        where = practice.address._replace(line2="", country="")
        payee = Payee(practice.name.last, "XX", practice.npi, where)
        return payment_header(self.payer, payee, f"55{practice.npi[-6:]}", amount=amount, day=day, trace=trace)
