"""A payment as read from an 835, before anything is done with it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from backend.codes.claim_status import REVERSAL
from backend.kit.ids import new_id
from backend.pipeline.remittances.advice import ClaimContext, JudgedAdjustment, storable
from backend.pipeline.remittances.repository import RemittanceKey
from backend.x12.remittance_835.models import ClaimPayment, RemittanceHeader, RemittanceTrailer

HELD_TEXT = {
    "no_claim_found": "No claim on file fits this payment.",
    "several_claims": "More than one claim on file fits this payment.",
    "numbers_disagree": "The payer's claim number and the account number belong to different claims.",
    "charge_differs": "The charge in the remittance is not the charge billed.",
    "not_balanced": "The payer's figures for this claim do not add up.",
    "remittance_not_balanced": "The payment is not the sum of its claims and provider adjustments.",
    "payment_cut_off": "The payment's end is missing: the claims that balance are posted, its amount is not.",
    "unreadable": "The claim's part of the remittance has errors.",
    "payment_known_otherwise": "This payment was received before with another amount or date.",
    "payment_known": "This payment came before, and claims in it still wait for a person.",
    "payment_repeated": "The file holds the same payment (payer and trace number) more than once; the first counts.",
}
"""Why an advice waits for a person."""
NOT_A_DECISION = frozenset({"23", "25"})
"""CLP02: not our claim, forwarded; predetermination only. Kept, nothing to post, nobody to ask."""


class ReadAdvice(NamedTuple):
    """A CLP loop as read: its place in the transaction and file, and why it may not be posted, if so."""

    number: int
    segment: int
    claim: ClaimPayment
    held_reason: str
    named: UUID | None = None
    """The claim a person says it is about."""


class KeptAdvice(NamedTuple):
    """An advice of a payment recorded before: its place, where it stands (posted or held), and whom it speaks of."""

    number: int
    state: str
    payer_claim_control_number: str
    patient_control_number: str
    is_reversal: bool


@dataclass(slots=True)
class Payment:
    """One 835 transaction on its way into the record."""

    header: RemittanceHeader
    today: date
    reason: str = ""
    """Why none of it may be posted, if so."""
    end_trouble: str = ""
    """What was wrong at the end of a payment too long to wait for: its claims are posted, the rest is a person's."""
    remittance_id: UUID = field(default_factory=new_id)
    opened: bool = False
    known_elsewhere: bool = False
    """Another file brought this payment before."""
    kept: dict[str, str] = field(default_factory=dict)
    """Advices of it posted or held before, by posting key, with their state: another file may tell them in another order."""
    places: set[int] = field(default_factory=set)
    """Places of those, and of what was read after them."""
    occurrences: dict[str, int] = field(default_factory=dict)

    amount: Decimal = field(init=False)
    """BPR02, negative where BPR03 says debit."""
    npi: str = field(init=False)
    """The payee's; empty where it is named by tax id."""
    paid_on: date = field(init=False)
    key: RemittanceKey = field(init=False)
    key_text: str = field(init=False)

    def __post_init__(self) -> None:
        header = self.header
        amount = storable(header.payment_amount)
        self.amount = -amount if header.credit_or_debit == "D" else amount
        self.npi = header.payee.id if header.payee.id_qualifier == "XX" else ""
        self.paid_on = header.payment_date or self.today
        payer = header.payer_identifier or header.payer.id or header.payer.name
        self.key = RemittanceKey(payer, header.trace_number, self.npi or header.payee.id)
        self.key_text = f"{payer}|{header.trace_number}|{self.key.payee_npi}"

    def posting_key(self, claim: ClaimPayment) -> str:
        """Payer, trace, claim and occurrence: a payment takes effect on a claim once, however often it is sent."""
        name = posting_name(claim.payer_claim_control_number, claim.patient_control_number, claim.is_reversal)
        return self._key(name, self.occurrences)

    def _key(self, name: str, occurrences: dict[str, int]) -> str:
        occurrences[name] = occurrences.get(name, 0) + 1
        return f"{self.key_text}|{name}|{occurrences[name]}"

    def remember(self, advices: Iterable[KeptAdvice]) -> None:
        """Advices recorded before, in the order of their places."""
        occurrences: dict[str, int] = {}
        for one in advices:
            name = posting_name(one.payer_claim_control_number, one.patient_control_number, one.is_reversal)
            self.kept[self._key(name, occurrences)] = one.state
            self.places.add(one.number)

    def place(self, number: int) -> int:
        """The place to record an advice at: its own, or the next free one where a file that broke off has it."""
        if self.kept:
            number = number if number not in self.places else max(self.places) + 1
            self.places.add(number)
        return number


def posting_name(payer_number: str, account_number: str, is_reversal: bool) -> str:
    """What tells the claims of a payment apart in posting keys: the number the payer wrote, and in which sense."""
    return f"{payer_number or account_number}|{'reversal' if is_reversal else 'payment'}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some advices of a payment, posted together; the last part brings the trailer. Most payments are one part."""

    payment: Payment
    reads: Sequence[ReadAdvice]
    trailer: RemittanceTrailer | None


class PostedAdvice(NamedTuple):
    """An advice just posted, with triage's word on each adjustment: what the denial stage works from.

    ``lines`` hold number, procedure, charge, remarks and adjustments of each service line; ``adjustments`` and
    ``remarks`` those of the whole claim.
    """

    advice_id: UUID
    claim_id: UUID
    remittance_id: UUID
    payer_id: UUID
    provider_id: UUID
    place_of_service: str
    paid_on: date
    claim_status: str
    context: ClaimContext
    charge: Decimal
    adjustments: tuple[JudgedAdjustment, ...]
    remarks: tuple[str, ...]
    lines: tuple[tuple[int, str, Decimal, tuple[str, ...], tuple[JudgedAdjustment, ...]], ...]
    all_adjustments: tuple[JudgedAdjustment, ...]
    """Of the claim and all its lines."""

    @property
    def is_reversal(self) -> bool:
        return self.claim_status == REVERSAL


def out_of_balance(header: RemittanceHeader, reads: Sequence[ReadAdvice], trailer: RemittanceTrailer) -> bool:
    """X221 section 1.10.2.1.3: BPR02 is the sum of CLP04 less the sum of PLB."""
    return differs(header, sum((one.claim.paid for one in reads), Decimal(0)), trailer)


def differs(header: RemittanceHeader, claims_paid: Decimal, trailer: RemittanceTrailer) -> bool:
    """The same, from the sum of CLP04."""
    return claims_paid - trailer.total != (
        -header.payment_amount if header.credit_or_debit == "D" else header.payment_amount
    )
