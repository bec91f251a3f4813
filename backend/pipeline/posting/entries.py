"""From an advice to ledger entries: which account takes what. Pure; entries of a transaction always sum to zero.

A debit is positive. A claim enters the books with its first advice: ``charges`` is credited and all the payer decided
is debited to where it went. ``receivable_payer`` is what a payer owes again after a reversal. ``remittance_clearing``
holds what advices say was paid until the payment itself is entered: per remittance it comes to zero when everything is
posted, so what is left in it is unapplied cash.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from backend.pipeline.remittances.advice import JudgedAdjustment

ZERO = Decimal("0.00")
_BY_CAUSE = {
    "patient_cost_share": "receivable_patient",
    "contractual": "contractual_adjustment",
    "payment_adjustment": "payment_adjustment",
}
DENIED = "receivable_denied"
_PROVIDER_ADJUSTMENT = {
    "L6": "interest",
    "FB": "forward_balance",
    "WO": "recoupment",
    "72": "recoupment",
    "CS": "provider_adjustment",
}


class Entry(NamedTuple):
    """One side: account, amount, and the payer's reason (``CO-45``, ``PLB-L6``) where there is one."""

    account: str
    amount: Decimal
    reason: str = ""


def balanced(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, once they sum to zero; anything else is a mistake of ours."""
    assert sum((one.amount for one in entries), ZERO) == 0, "entries of a transaction sum to zero"
    return entries


def account_of(adjustment: JudgedAdjustment) -> str:
    """Denied money stays a receivable under work; a patient's share is owed by the patient; the rest is adjusted off."""
    return DENIED if adjustment.is_denial else _BY_CAUSE[adjustment.root_cause]


def advice_entries(
    paid: Decimal, adjustments: Iterable[JudgedAdjustment], accounts: Iterable[str], *, first_charge: Decimal | None
) -> Sequence[Entry]:
    """An advice: what was paid and why the rest was not. ``first_charge`` enters a claim not in the books yet.

    What is left over is the payer's receivable: nothing after a first decision that adds up, the whole charge after a
    reversal. Entries of several advices come to the same balances in whatever order they are posted.
    """
    entries = [] if first_charge is None else [Entry("charges", -first_charge)]
    left = first_charge or ZERO
    if paid:
        entries.append(Entry("remittance_clearing", paid))
        left -= paid
    for adjustment, account in zip(adjustments, accounts, strict=True):
        if adjustment.amount:
            entries.append(Entry(account, adjustment.amount, f"{adjustment.group}-{adjustment.carc}"))
            left -= adjustment.amount
    if left:
        entries.append(Entry("receivable_payer", left))
    return balanced(entries)


def payment_entries(amount: Decimal, provider_adjustments: Iterable[tuple[str, Decimal]]) -> Sequence[Entry]:
    """The payment itself (BPR02) and what PLB took from it (positive) or added to it (negative)."""
    entries = [Entry("cash", amount), Entry("remittance_clearing", -amount)] if amount else []
    for reason, taken in provider_adjustments:
        account = _PROVIDER_ADJUSTMENT.get(reason, "provider_adjustment")
        entries += [Entry(account, taken, f"PLB-{reason}"), Entry("remittance_clearing", -taken)]
    return balanced(entries)
