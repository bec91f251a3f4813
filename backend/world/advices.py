"""What the remittances of the world's outside payers have in common: who pays, by which way, and a paid line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from backend.world.payers import PayerProfile
from backend.world.records import WorldLine, dollars
from backend.x12.parts import Address, Adjustment, Amount, Contact, Dates, Procedure
from backend.x12.remittance_835.models import BankAccount, LinePayment, Payee, Payer, RemittanceHeader


def outside_payer(identifier: str, name: str) -> Payer:
    """Loop 1000A: every payer of the world sits in one street and answers one telephone."""
    return Payer(
        name,
        "XV",
        identifier,
        Address("100 Commerce Plaza", "", "Alderbrook", "OH", "44001"),
        contacts=(Contact("BL", "Provider Services", (("TE", "8005550123"),)),),
    )


def payment_header(
    payer: PayerProfile, payee: Payee, account: str, *, amount: Decimal, day: date, trace: str, by_check: bool = False
) -> RemittanceHeader:
    """BPR and TRN: to the payee's ``account`` by ACH, by check, or no payment where there is nothing to pay."""
    assert amount >= 0, "no payment is negative"
    method = "NON" if not amount else "CHK" if by_check else "ACH"
    company = f"1{sum(map(ord, payer.identifier)) * 7_654_321 % 10**9:09d}"
    electronic = method == "ACH"
    return RemittanceHeader(
        amount, method, day, trace, company, outside_payer(payer.identifier, payer.name), payee,
        handling_code="I" if amount else "H",
        payment_format="CCP" if electronic else "",
        payer_account=BankAccount("01", "011000015", "DA", "8830021") if electronic else BankAccount(),
        payee_account=BankAccount("01", "011000028", "DA", account) if electronic else BankAccount(),
        originating_company=company if electronic else "",
        production_date=day,
    )  # fmt: skip


def line_payment(line: WorldLine, *, dated: bool) -> LinePayment:
    """Loop 2110 of a decided line; a line of a stay has no day of its own, and may have a revenue code alone."""
    code = Procedure("HC", line.procedure, line.modifiers) if line.procedure else Procedure("NU", line.revenue_code)
    return LinePayment(
        code, dollars(line.charge), dollars(line.paid), line.revenue_code if line.procedure else "", Decimal(line.units),
        dates=(Dates("472", line.day),) if dated else (),
        adjustments=tuple(Adjustment(one.group, one.carc, dollars(one.cents)) for one in line.adjustments),
        amounts=(Amount("B6", dollars(line.allowed)),) if line.allowed is not None else (), remarks=line.remarks,
    )  # fmt: skip
