"""Second thoughts: advices held for want of a claim that came later, and charges of claims that were withdrawn."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.remittance import Remittance, RemittanceClaim
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import FileReading, Transactions
from backend.pipeline.posting.entries import Entry, balanced
from backend.pipeline.posting.payment import HELD_TEXT, Part, Payment, ReadAdvice, posting_name
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from backend.pipeline.posting.service import AfterPosting, enter, judge_parts, post_parts
from backend.pipeline.remittances.repository import RemittanceRepository
from backend.pipeline.work.service import close_work_items
from backend.x12.parts import Adjustment, Amount, Dates, Name, Procedure
from backend.x12.remittance_835.models import ClaimPayment, LinePayment, Payee, Payer, RemittanceHeader

MATCHABLE = frozenset({"no_claim_found", "several_claims", "numbers_disagree"})
"""Why an advice waits that a person may give to a claim; what does not add up is not posted by anybody."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """What the payer said of one service line; no day where it named none."""

    number: int
    procedure: str
    modifiers: tuple[str, ...]
    service_date: date | None
    charge: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class HeldAdvice:
    """What the payer said of one claim, and why it waits. ``matchable``: a person may name the claim it is about."""

    id: UUID
    file_id: UUID
    payer: str
    trace_number: str
    paid_on: date
    payment_amount: Money
    account_number: str
    payer_number: str
    charge: Money
    paid: Money
    patient_share: Money
    why: str
    matchable: bool
    payee: str
    """The NPI or tax id of who is paid."""
    payee_name: str
    """Empty where nobody on file bears the number."""
    lines: tuple[HeldLine, ...]


def post_held(begin: Transactions, claim_file_id: UUID, now: datetime, after: AfterPosting) -> int:
    """Post what was held for want of claims that this file has now brought; how many. Each in its own transaction."""
    with begin() as session:
        waiting = RemittanceRepository(session).held_for_claims_of(claim_file_id)
    posted = 0
    for advice_id in waiting:
        with begin() as session:
            posted += _post_again(session, advice_id, FileReading(claim_file_id, begin, now, FileReport("")), after)
    return posted


def _post_again(session: Session, advice_id: UUID, reading: FileReading, after: AfterPosting) -> int:
    remittances = RemittanceRepository(session)
    held = remittances.held_advice(advice_id)
    if held is None:
        return 0
    remittance, advice = held
    payment = _payment(remittance, reading)
    claim = _claim(advice)
    _count(session, payment, claim, remittances.earlier_occurrences(advice))
    remittances.forget(advice)
    outcome = post_parts(session, [Part(payment, [ReadAdvice(advice.number, 0, claim, "")], None)], reading, after)
    close_work_items(session, "remittance_claim", advice_id, outcome="matched", now=reading.now)
    return outcome.posted


def post_to(session: Session, advice_id: UUID, claim_id: UUID, now: datetime, after: AfterPosting) -> UUID | None:
    """Post an advice that no claim was found for to the claim a person names and to no other; the advice as posted.

    The rest is as always: provider and charge must be the claim's, and what is posted is posted once. None where it is
    not posted; the transaction is to be taken back then.
    """
    remittances = RemittanceRepository(session)
    held = remittances.held_advice(advice_id)
    if held is None or held[1].held_reason not in MATCHABLE:
        return None
    remittance, advice = held
    reading = FileReading(remittance.file_id, lambda: contextlib.nullcontext(session), now, FileReport(""))
    payment = _payment(remittance, reading)
    read = ReadAdvice(advice.number, 0, _claim(advice), "", claim_id)
    # its numbers stay as the payer wrote them, so that its own repetition of it stays the same posting
    _count(session, payment, read.claim, remittances.earlier_occurrences(advice))
    remittances.forget(advice)
    judged = judge_parts(session, [Part(payment, [read], None)], reading)
    if [one.claim.id for one in judged.entered] != [claim_id]:
        return None
    enter(session, judged, reading, after)
    close_work_items(session, "remittance_claim", advice_id, outcome="matched by a person", now=reading.now)
    return judged.entered[0].advice.id


def waiting(session: Session, advice_id: UUID) -> HeldAdvice | None:
    """A held advice as a person sees it; None when it waits no longer."""
    remittances = RemittanceRepository(session)
    held = remittances.held_advice(advice_id)
    if held is None:
        return None
    remittance, advice = held
    return HeldAdvice(
        advice.id, remittance.file_id, remittance.payer_name, remittance.trace_number, remittance.paid_on,
        remittance.amount, advice.patient_control_number, advice.payer_claim_control_number, advice.charge, advice.paid,
        advice.patient_share, HELD_TEXT[advice.held_reason], advice.held_reason in MATCHABLE,
        remittance.payee_npi, remittances.payee_name(remittance.payee_npi), tuple(map(_held_line, advice.lines)),
    )  # fmt: skip


def _held_line(kept: dict[str, Any]) -> HeldLine:
    day = kept["service_date"]
    return HeldLine(
        kept["number"], kept["procedure"], tuple(kept["modifiers"]), date.fromisoformat(day) if day else None,
        Money.of(kept["charge"]), Money.of(kept["paid"]),
    )  # fmt: skip


def _count(session: Session, payment: Payment, claim: ClaimPayment, written: int) -> None:
    """Let the payment know how often it spoke of the claim before; at least ``written`` times."""
    name = posting_name(claim.payer_claim_control_number, claim.patient_control_number, claim.is_reversal)
    ledger = LedgerRepository(session)
    while ledger.known_keys([f"{payment.key_text}|{name}|{written + 1}"]):
        written += 1
    payment.occurrences[name] = written


def _payment(remittance: Remittance, reading: FileReading) -> Payment:
    amount = remittance.amount.amount
    header = RemittanceHeader(
        abs(amount), remittance.method, remittance.paid_on, remittance.trace_number, remittance.payer_identifier,
        Payer(remittance.payer_name), Payee("", "XX" if len(remittance.payee_npi) == 10 else "FI", remittance.payee_npi),
        credit_or_debit="D" if amount < 0 else "C",
    )  # fmt: skip
    return Payment(header, reading.today, remittance_id=remittance.id, opened=True)


def _claim(advice: RemittanceClaim) -> ClaimPayment:
    """The advice as it was read, from what was kept of it."""
    return ClaimPayment(
        advice.patient_control_number, advice.claim_status, advice.charge.amount, advice.paid.amount,
        advice.patient_share.amount, "", advice.payer_claim_control_number, Name("QC"), frequency=advice.frequency,
        adjustments=_adjustments(advice.adjustments), remarks=tuple(advice.remarks), lines=tuple(map(_line, advice.lines)),
        amounts=() if advice.allowed is None else (Amount("AU", advice.allowed.amount),),
    )  # fmt: skip


def _line(kept: dict[str, Any]) -> LinePayment:
    day = kept["service_date"]
    return LinePayment(
        Procedure("HC", kept["procedure"], tuple(kept["modifiers"])), Decimal(kept["charge"]), Decimal(kept["paid"]),
        dates=(Dates("472", date.fromisoformat(day)),) if day else (), adjustments=_adjustments(kept["adjustments"]),
        amounts=() if kept["allowed"] is None else (Amount("B6", Decimal(kept["allowed"])),),
        remarks=tuple(kept["remarks"]),
    )  # fmt: skip


def _adjustments(kept: Sequence[dict[str, Any]]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(one["group"], one["carc"], Decimal(one["amount"])) for one in kept)


def withdraw_charges(session: Session, claim_ids: Sequence[UUID], today: date) -> None:
    """Take the charge of replaced or voided claims out of the books, once the payer has taken back what it decided.

    The replacement carries the charge from then on; without this the same service would be owed twice.
    """
    ledger = LedgerRepository(session)
    ledger.post(
        [
            NewTransaction(
                f"withdrawn|{claim_id}" + (f"|{before}" if before else ""), "withdrawal", today,
                balanced([Entry("charges", charge), Entry("receivable_payer", -charge)]), claim_id,
            )
            for claim_id, charge, before in ledger.to_withdraw(claim_ids)
        ]
    )  # fmt: skip


def bring_back_charges(session: Session, claim_ids: Sequence[UUID], today: date) -> None:
    """Enter the charge of a replaced claim again, where its payer has decided that claim once more after all: its word
    stands, whatever was to take the claim's place."""
    ledger = LedgerRepository(session)
    ledger.post(
        [
            NewTransaction(
                f"brought_back|{claim_id}|{before}", "brought_back", today,
                balanced([Entry("charges", -charge), Entry("receivable_payer", charge)]), claim_id,
            )
            for claim_id, charge, before in ledger.to_bring_back(claim_ids)
        ]
    )  # fmt: skip
