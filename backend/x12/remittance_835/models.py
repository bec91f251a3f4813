"""What an 835 says (005010X221A1), in the guide's words. See section 1.10 of the guide for the three balances."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backend.x12.parts import (
    Address,
    Adjustment,
    Amount,
    Contact,
    Dates,
    Name,
    Procedure,
    Quantity,
    Reference,
    first_value,
)
from backend.x12.values import ZERO


class Payer(NamedTuple):
    """Loop 1000A: who pays."""

    name: str
    id_qualifier: str = ""
    id: str = ""
    address: Address = Address()
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()


class Payee(NamedTuple):
    """Loop 1000B: who is paid. ``id_qualifier`` XX is an NPI, FI a tax id."""

    name: str
    id_qualifier: str
    id: str
    address: Address = Address()
    references: tuple[Reference, ...] = ()


class BankAccount(NamedTuple):
    """BPR06-09 (payer's) or BPR12-15 (payee's)."""

    routing_qualifier: str = ""
    routing_number: str = ""
    account_qualifier: str = ""
    account_number: str = ""


class RemittanceHeader(NamedTuple):
    """Everything before the first claim: BPR, TRN, loops 1000A and 1000B.

    ``payment_amount`` is BPR02, never negative; ``payment_method`` is ACH, CHK, FWT, BOP or NON (no money moves).
    ``payment_date`` is BPR16. ``trace_number`` joins the money to the advice.
    """

    payment_amount: Decimal
    payment_method: str
    payment_date: date | None
    trace_number: str
    payer_identifier: str
    payer: Payer
    payee: Payee
    handling_code: str = "I"
    credit_or_debit: str = "C"
    payment_format: str = ""
    payer_account: BankAccount = BankAccount()
    payee_account: BankAccount = BankAccount()
    originating_company: str = ""
    supplemental_code: str = ""
    receiver_id: str = ""
    production_date: date | None = None


class LinePayment(NamedTuple):
    """Loop 2110, SVC: one service line as adjudicated. ``paid_units`` is SVC05, one when absent."""

    procedure: Procedure
    charge: Decimal
    paid: Decimal
    revenue_code: str = ""
    paid_units: Decimal | None = None
    submitted_procedure: Procedure | None = None
    submitted_units: Decimal | None = None
    dates: tuple[Dates, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def service_date(self) -> date | None:
        """DTM*472, else the start of the period (DTM*150)."""
        for qualifier in ("472", "150"):
            for found in self.dates:
                if found.qualifier == qualifier:
                    return found.start
        return None

    @property
    def control_number(self) -> str:
        """REF*6R: the line item control number we sent."""
        return first_value(self.references, "6R")

    @property
    def allowed(self) -> Decimal | None:
        """AMT*B6, the allowed amount, when the payer gives it."""
        return _amount(self.amounts, "B6")


class ClaimPayment(NamedTuple):
    """Loop 2100, CLP: a remittance's word on one claim.

    ``status`` is CLP02 (1 primary, 2 secondary, 3 tertiary, 4 denied, 22 reversal, …); ``remarks`` are the RARCs of
    MIA and MOA; ``adjustments`` those at claim level only.
    """

    patient_control_number: str
    status: str
    charge: Decimal
    paid: Decimal
    patient_responsibility: Decimal
    filing_indicator: str
    payer_claim_control_number: str
    patient: Name
    facility_code: str = ""
    frequency: str = ""
    diagnosis_related_group: str = ""
    drg_weight: Decimal | None = None
    adjustments: tuple[Adjustment, ...] = ()
    subscriber: Name | None = None
    names: tuple[Name, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()
    contacts: tuple[Contact, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    inpatient: tuple[str, ...] = ()
    outpatient: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    lines: tuple[LinePayment, ...] = ()

    @property
    def all_adjustments(self) -> tuple[Adjustment, ...]:
        """Claim level first, then line by line."""
        return self.adjustments + tuple(found for line in self.lines for found in line.adjustments)

    @property
    def service_from(self) -> date | None:
        """DTM*232, else the earliest line."""
        return _date(self.dates, "232") or min(
            (line.service_date for line in self.lines if line.service_date), default=None
        )

    @property
    def service_to(self) -> date | None:
        """DTM*233, else the latest line, else the first day."""
        found = _date(self.dates, "233") or max(
            (line.service_date for line in self.lines if line.service_date), default=None
        )
        return found or self.service_from

    @property
    def received_date(self) -> date | None:
        """DTM*050: when the payer received the claim."""
        return _date(self.dates, "050")

    @property
    def is_reversal(self) -> bool:
        """CLP02 = 22: the payer takes back an earlier claim payment."""
        return self.status == "22"


class ProviderAdjustment(NamedTuple):
    """One of up to six adjustments of a PLB segment. A positive ``amount`` lowers the payment."""

    provider_id: str
    fiscal_period_end: date | None
    reason: str
    amount: Decimal
    reference: str = ""


class RemittanceTrailer(NamedTuple):
    """Everything after the last claim: PLB."""

    provider_adjustments: tuple[ProviderAdjustment, ...] = ()

    @property
    def total(self) -> Decimal:
        """What PLB takes off the payment, in all."""
        return sum((found.amount for found in self.provider_adjustments), ZERO)


def _amount(amounts: tuple[Amount, ...], qualifier: str) -> Decimal | None:
    for found in amounts:
        if found.qualifier == qualifier:
            return found.amount
    return None


def _date(dates: tuple[Dates, ...], qualifier: str) -> date | None:
    for found in dates:
        if found.qualifier == qualifier:
            return found.start
    return None
