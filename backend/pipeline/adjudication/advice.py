"""What was decided, as the 835 says it: one payment to one provider, balanced line by line, claim by claim, and whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.x12.parts import Address, Adjustment, Amount, Contact, Dates, Name, Procedure
from backend.x12.remittance_835.models import (
    BankAccount,
    ClaimPayment,
    LinePayment,
    Payee,
    Payer,
    ProviderAdjustment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.remittance_835.writing import remittance
from backend.x12.writer import SetToWrite

ZERO = Decimal("0.00")
_SEPARATORS = str.maketrans({"*": " ", "~": " ", ":": " ", "^": " "})
_FILING = frozenset(
    {"12", "13", "14", "15", "16", "17", "AM", "CH", "DS", "HM", "LM", "MA", "MB", "MC", "OF", "TV", "VA", "WC", "ZZ"}
)
"""CLP06 (X221): commercial insurance (CI) and others of the 837 have no place in it."""


@dataclass(frozen=True, slots=True)
class PayingParty:
    """The payer client as its remittances name it."""

    identifier: str
    name: str
    company_id: str
    address: Address
    phone: str
    account: BankAccount


@dataclass(frozen=True, slots=True)
class PaidParty:
    """The provider; ``account`` is empty where it is paid by check."""

    npi: str
    name: str
    tax_id: str
    account: BankAccount


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A decided line with what of the billed one the 835 repeats."""

    procedure: str
    revenue_code: str
    modifiers: tuple[str, ...]
    units: Decimal
    day: date | None
    charge: Decimal
    allowed: Decimal
    paid: Decimal
    adjustments: tuple[tuple[str, str, Decimal], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceClaim:
    """A decided claim."""

    patient_control_number: str
    payer_claim_control_number: str
    status: str
    filing_indicator: str
    facility: str
    frequency: str
    form: str
    patient_last: str
    patient_first: str
    member_id: str
    received: date
    service_from: date
    service_to: date
    interest: Decimal
    lines: tuple[AdviceLine, ...]

    @property
    def paid(self) -> Decimal:
        return sum((line.paid for line in self.lines), ZERO)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One payment's sums: BPR02 = what was earned + interest - brought forward + carried forward, never below zero."""

    earned: Decimal
    interest: Decimal
    brought_forward: Decimal

    @property
    def _left(self) -> Decimal:
        return self.earned + self.interest - self.brought_forward

    @property
    def amount(self) -> Decimal:
        return max(ZERO, self._left)

    @property
    def carried_forward(self) -> Decimal:
        return max(ZERO, -self._left)


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One payment."""

    payer: PayingParty
    payee: PaidParty
    trace_number: str
    earlier_trace_number: str
    """Of the payment that carried a balance forward."""
    paid_on: date
    reckoning: Reckoning

    @property
    def method(self) -> str:
        """BPR04."""
        if not self.reckoning.amount:
            return "NON"
        return "ACH" if self.payer.account.account_number and self.payee.account.account_number else "CHK"


def advice_set(facts: PaymentFacts, payments: Sequence[ClaimPayment]) -> SetToWrite:
    """The 835 transaction of a payment."""
    return remittance(_header(facts), payments, RemittanceTrailer(tuple(_provider_adjustments(facts))))


def claim_payment(claim: AdviceClaim) -> ClaimPayment:
    """Loop 2100 of a decision."""
    share = sum((amount for line in claim.lines for group, _, amount in line.adjustments if group == "PR"), ZERO)
    charge, allowed = (
        sum((line.charge for line in claim.lines), ZERO),
        sum((line.allowed for line in claim.lines), ZERO),
    )
    filing = claim.filing_indicator if claim.filing_indicator in _FILING else "12"
    amounts: tuple[Amount, ...] = (Amount("AU", allowed),) if allowed else ()
    if claim.interest:
        amounts += (Amount("I", claim.interest),)
    patient = Name(
        "QC", "1", plain(claim.patient_last), plain(claim.patient_first), id_qualifier="MI", id=claim.member_id
    )
    bare = claim.form == "I" and any(line.day is None for line in claim.lines)
    dates = (Dates("232", claim.service_from), Dates("233", claim.service_to)) if bare else ()
    return ClaimPayment(
        claim.patient_control_number, claim.status, charge, claim.paid, share, filing, claim.payer_claim_control_number,
        patient, facility_code=claim.facility, frequency=claim.frequency, dates=(*dates, Dates("050", claim.received)),
        amounts=amounts, lines=tuple(_line(line) for line in claim.lines),
    )  # fmt: skip


def plain(text: str) -> str:
    """A name without the separators a file is written with."""
    return " ".join(text.translate(_SEPARATORS).split())


def _header(facts: PaymentFacts) -> RemittanceHeader:
    payer, payee, amount = facts.payer, facts.payee, facts.reckoning.amount
    electronic = facts.method == "ACH"
    return RemittanceHeader(
        amount, facts.method, facts.paid_on, facts.trace_number, payer.company_id,
        Payer(
            plain(payer.name), "XV", payer.identifier, payer.address,
            contacts=(Contact("BL", "Provider Services", (("TE", payer.phone),)),),
        ),
        Payee(plain(payee.name), "XX", payee.npi),
        handling_code="I" if amount else "H",
        payment_format="CCP" if electronic else "",
        payer_account=payer.account if electronic else BankAccount(),
        payee_account=payee.account if electronic else BankAccount(),
        originating_company=payer.company_id if electronic else "",
        production_date=facts.paid_on,
    )  # fmt: skip


def _provider_adjustments(facts: PaymentFacts) -> list[ProviderAdjustment]:
    """PLB: interest raises the payment, a balance brought forward lowers it, one carried forward fills it up to zero."""
    reckoning = facts.reckoning
    told = (
        ("L6", -reckoning.interest, facts.trace_number),
        ("FB", reckoning.brought_forward, facts.earlier_trace_number),
        ("FB", -reckoning.carried_forward, facts.trace_number),
    )
    period = date(facts.paid_on.year, 12, 31)
    return [ProviderAdjustment(facts.payee.npi, period, code, amount, name) for code, amount, name in told if amount]


def _line(line: AdviceLine) -> LinePayment:
    bare = line.procedure == line.revenue_code
    procedure = Procedure("NU", line.revenue_code) if bare else Procedure("HC", line.procedure, line.modifiers)
    return LinePayment(
        procedure, line.charge, line.paid, "" if bare else line.revenue_code, line.units,
        dates=(Dates("472", line.day),) if line.day else (),
        adjustments=tuple(Adjustment(*one) for one in line.adjustments),
        amounts=(Amount("B6", line.allowed),) if line.allowed else (), remarks=line.remarks,
    )  # fmt: skip
