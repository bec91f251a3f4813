"""Remittances posted: matched without guessing, entered in the ledger once, the claims moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.remittance import Remittance
from backend.pipeline.claims.matching import Sought, match_claims
from backend.pipeline.claims.parties import PartyRepository, PayerParty
from backend.pipeline.claims.repository import ClaimRepository, KnownClaim, NewEvent
from backend.pipeline.claims.stage import Advice, position
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.posting.entries import account_of, advice_entries, payment_entries
from backend.pipeline.posting.given_up import GivenUp, given_up, not_in_books, put_back
from backend.pipeline.posting.kept_back import tell_kept_back
from backend.pipeline.posting.payment import (
    HELD_TEXT,
    NOT_A_DECISION,
    KeptAdvice,
    Part,
    Payment,
    PostedAdvice,
    ReadAdvice,
)
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from backend.pipeline.remittances.advice import (
    ClaimContext,
    JudgedAdjustment,
    allowed_amount,
    cents,
    judge,
    judged_lines,
    payment_method,
    storable,
)
from backend.pipeline.remittances.repository import NewAdvice, NewRemittance, RemittanceRepository
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items
from backend.x12.parts import Adjustment
from backend.x12.remittance_835.models import ProviderAdjustment, RemittanceTrailer

WORK_DAYS = 2
"""A payment that could not be posted is a person's within two days."""

AfterPosting = Callable[[Session, Sequence[PostedAdvice], date], None]
"""Told, in the same database transaction, what was posted."""


@dataclass(slots=True)
class Outcome:
    """Advices posted (now or before), and those that wait for a person."""

    posted: int = 0
    held: int = 0


class _Fresh(NamedTuple):
    payment: Payment
    read: ReadAdvice
    key: str


class _Entered(NamedTuple):
    claim: KnownClaim
    payment: Payment
    judged: PostedAdvice
    advice: NewAdvice
    key: str
    named: bool
    """By a person: whether the number the payer wrote is this claim's, nobody knows."""


@dataclass(slots=True)
class Judged:
    """Parts of payments decided upon; their claims are locked, and nothing of them is written."""

    parts: Sequence[Part]
    outcome: Outcome = field(default_factory=Outcome)
    entered: list[_Entered] = field(default_factory=list)
    advices: list[tuple[UUID, NewAdvice]] = field(default_factory=list)
    work: list[NewWork] = field(default_factory=list)


def post_parts(session: Session, parts: Sequence[Part], reading: FileReading, after: AfterPosting) -> Outcome:
    """Post parts of payments in the session's transaction. Doing it again changes nothing."""
    return enter(session, judge_parts(session, parts, reading), reading, after)


def judge_parts(session: Session, parts: Sequence[Part], reading: FileReading) -> Judged:
    """Record the payments, find and lock the claims, judge what the payer says of each."""
    _open(session, parts, reading)
    judged = Judged(parts)
    fresh: list[_Fresh] = []
    for part in parts:
        payment = part.payment
        for one in part.reads:
            key = payment.posting_key(one.claim)
            state = payment.kept.get(key)
            if payment.known_elsewhere:
                state = state or "held"  # another file brought this payment: what it says now changes nothing
            if state is None:
                fresh.append(_Fresh(payment, one._replace(number=payment.place(one.number)), key))
            elif state == "held":
                judged.outcome.held += 1
            else:
                judged.outcome.posted += 1
    _judge_all(session, fresh, reading, judged)
    judged.outcome.posted += len(judged.entered)
    judged.outcome.held += len(fresh) - len(judged.entered)
    return judged


def enter(session: Session, judged: Judged, reading: FileReading, after: AfterPosting) -> Outcome:
    """Write what was judged, in the same transaction, and tell the stages after posting."""
    RemittanceRepository(session).add_advices(judged.advices)
    of_claims, after_all = _claim_transactions(LedgerRepository(session), judged.entered)
    LedgerRepository(session).post([*of_claims, *_payment_transactions(session, judged.parts)])
    _move(session, judged.entered, reading)
    ClaimRepository(session).add_events(after_all)
    open_work_items(session, judged.work)
    after(session, [one.judged for one in judged.entered], reading.today)
    return judged.outcome


def reversed_claims(session: Session, claim_ids: Sequence[UUID]) -> list[UUID]:
    """Those of some claims, and of the claims they replace, of which an advice was ever taken back.

    A replacement that was rejected first and is decided after all takes the original's place only then.
    """
    return RemittanceRepository(session).reversed_claims(claim_ids)


def torn_entries(session: Session) -> int:
    """How many journal entries do not sum to zero; asked after a restore."""
    return LedgerRepository(session).torn()


def _open(session: Session, parts: Sequence[Part], reading: FileReading) -> None:
    """Record the payments, or find them recorded: by this file before a crash, or by another file."""
    remittances = RemittanceRepository(session)
    payments = {id(part.payment): part.payment for part in parts}.values()
    remittances.lock([one.key for one in payments])
    # of a payment cut off there is no end: it stays open for the file that brings it
    trailers = {
        id(part.payment): None if part.payment.end_trouble == "payment_cut_off" else part.trailer for part in parts
    }
    known = remittances.find([one.key for one in payments if not one.opened])
    new: list[NewRemittance] = []
    for one in payments:
        trailer = trailers[id(one)]
        if one.opened:
            if trailer is not None:
                remittances.finish(one.remittance_id, _plb_json(trailer.provider_adjustments))
            continue
        one.opened = True
        if one.key_text in reading.seen:
            one.known_elsewhere = True
            _quarantine(session, one, reading, "payment_repeated")
            continue
        reading.seen.add(one.key_text)
        found = known.get(one.key)
        if found is None:
            new.append(_new_remittance(one, trailer, reading.file_id))
            known[one.key] = new[-1]
            continue
        assert isinstance(found, Remittance), "a payment new in this batch has been seen"
        _known(session, one, found, trailer, reading)
    for part in parts:
        # of a payment without claims no claim waits for a person: the payment does
        trouble = part.payment.end_trouble or ("" if part.reads else part.payment.reason)
        if trouble and part.trailer is not None and not part.payment.known_elsewhere:
            _quarantine(session, part.payment, reading, trouble)
    if new:
        payers = {PayerParty(one.payer_identity, one.payer_name) for one in new}
        remittances.add(new, PartyRepository(session).payers(payers))


def _known(
    session: Session, payment: Payment, found: Remittance, trailer: RemittanceTrailer | None, reading: FileReading
) -> None:
    """A payment recorded before: by this file before a crash, or by another, whose word stands unless it never took
    effect. The payer's sound file then takes the place of one that did not add up, or goes on where one broke off."""
    remittances = RemittanceRepository(session)
    payment.remittance_id = found.id
    if found.file_id == reading.file_id:
        payment.remember(_kept(remittances, found))
        return
    same = (found.amount.amount, found.paid_on) == (payment.amount, payment.paid_on)
    unfinished = found.state != "posted" and not payment.reason and not remittances.being_read(found.file_id)
    if unfinished and found.state == "held":
        for advice_id in remittances.start_again(found, _new_remittance(payment, trailer, reading.file_id)):
            close_work_items(session, "remittance_claim", advice_id, outcome="came again", now=reading.now)
    elif unfinished and same:
        payment.remember(_kept(remittances, found))
        remittances.go_on(found, reading.file_id)
        if trailer is not None:
            remittances.finish(found.id, _plb_json(trailer.provider_adjustments))
    else:
        payment.known_elsewhere = True
        if not same:
            _quarantine(session, payment, reading)
            return
        payment.remember(_kept(remittances, found))
        if "held" in payment.kept.values():
            reading.error(0, "payment_known", HELD_TEXT["payment_known"], "TRN02")


def _kept(remittances: RemittanceRepository, found: Remittance) -> Iterator[KeptAdvice]:
    return (KeptAdvice(*row) for row in remittances.advices_kept(found.id))


def _new_remittance(payment: Payment, trailer: RemittanceTrailer | None, file_id: UUID) -> NewRemittance:
    header, whole = payment.header, trailer is not None
    adjustments = trailer.provider_adjustments if trailer is not None else ()
    return NewRemittance(
        id=payment.remittance_id, key=payment.key, file_id=file_id,
        payer_identity=header.payer.id or payment.key.payer_identifier, payer_name=header.payer.name,
        method=payment_method(header.payment_method), paid_on=payment.paid_on, amount=Money(payment.amount),
        provider_adjustments=_plb_json(adjustments),
        state="held" if payment.reason else "posted" if whole else "posting",
    )  # fmt: skip


def _plb_json(adjustments: Sequence[ProviderAdjustment]) -> list[dict[str, str]]:
    return [
        {"reason": one.reason, "reference": one.reference, "amount": str(cents(one.amount))} for one in adjustments
    ]


def _quarantine(
    session: Session, payment: Payment, reading: FileReading, code: str = "payment_known_otherwise"
) -> None:
    text = HELD_TEXT[code]
    reading.report.quarantined = True
    reading.error(0, code, text, "TRN02")
    due = reading.today + timedelta(days=WORK_DAYS)
    item = NewWork("files", "file", reading.file_id, code, "biller", due, text, Money(payment.amount))
    open_work_items(session, [item])


def _judge_all(
    session: Session, fresh: Sequence[_Fresh], reading: FileReading, judged: Judged
) -> None:
    """Match each advice; judge its adjustments; decide whether it is posted or waits."""
    sought = [
        Sought(
            one.claim.patient_control_number, one.claim.payer_claim_control_number, payment.npi,
            cents(one.claim.charge), named=one.named,
        )
        for payment, one, _ in fresh
    ]  # fmt: skip
    found = match_claims(ClaimRepository(session), sought, lock=True)
    for (payment, one, key), claim in zip(fresh, found, strict=True):
        reason = payment.reason or one.held_reason or (claim if isinstance(claim, str) else "")
        if not reason and one.claim.status in NOT_A_DECISION:
            reason = "not_a_decision"
        known = claim if isinstance(claim, KnownClaim) else None
        posted, advice = _advice(payment, one, known, reason)
        judged.advices.append((payment.remittance_id, advice))
        if known is not None and not reason:
            judged.entered.append(_Entered(known, payment, posted, advice, key, one.named is not None))
        elif reason != "not_a_decision":
            judged.work.append(_work(advice, reason, one.segment, reading))


def _advice(
    payment: Payment, read: ReadAdvice, known: KnownClaim | None, reason: str
) -> tuple[PostedAdvice, NewAdvice]:
    claim, advice_id = read.claim, new_id()
    context = ClaimContext(
        plan_type=known.plan_type if known else "unknown",
        service_from=known.service_from if known else claim.service_from,
        frequency=known.frequency if known else claim.frequency or "1",
        authorization_on_file=known.authorization_on_file if known else None,
        other_plan_on_file=known.other_plan_on_file if known else None,
        payer=payment.header.payer.name,
    )
    lines = judged_lines(claim, payment.paid_on, context)
    whole = judge(claim.adjustments, claim.remarks, claim.charge, claim.status, payment.paid_on, context)
    advice = NewAdvice(
        id=advice_id, number=read.number, claim_id=known.id if known else None,
        patient_control_number=claim.patient_control_number,
        payer_claim_control_number=claim.payer_claim_control_number, claim_status=claim.status,
        frequency=claim.frequency or "1", charge=storable(claim.charge), paid=storable(claim.paid),
        patient_share=storable(claim.patient_responsibility), allowed=allowed_amount(claim),
        adjustments=[one.as_json() for one in whole], remarks=claim.remarks,
        lines=[one.as_json() for one in lines], held_reason=reason,
    )  # fmt: skip
    nobody = advice_id
    judged = PostedAdvice(
        advice_id=advice_id, claim_id=known.id if known else nobody, remittance_id=payment.remittance_id,
        payer_id=known.payer_id if known else nobody, provider_id=known.provider_id if known else nobody,
        place_of_service=known.place_of_service if known else "",
        paid_on=payment.paid_on, claim_status=claim.status, context=context, charge=advice.charge, adjustments=whole,
        remarks=claim.remarks,
        lines=tuple([(one.number, one.procedure, one.charge, one.remarks, one.adjustments) for one in lines]),
        all_adjustments=(*whole, *[found for one in lines for found in one.adjustments]),
    )  # fmt: skip
    return judged, advice


def _work(advice: NewAdvice, reason: str, segment: int, reading: FileReading) -> NewWork:
    queue = "unbalanced_remittances" if "balanced" in reason else "unmatched_remittances"
    text = HELD_TEXT[reason]
    reading.error(segment, reason, text)
    due = reading.today + timedelta(days=WORK_DAYS)
    return NewWork(queue, "remittance_claim", advice.id, reason, "biller", due, text, Money(advice.paid))


def _claim_transactions(
    ledger: LedgerRepository, entered: Sequence[_Entered]
) -> tuple[list[NewTransaction], list[NewEvent]]:
    """An entry per advice; a charge written off before any payer decided is put back, and what its claim is told."""
    transactions, events = list[NewTransaction](), list[NewEvent]()
    to_enter = {one.claim.id for one in entered if one.claim.advice_id is None and one.claim.stage != "reversed"}
    before = given_up(ledger, list(to_enter))
    for one in entered:
        claim, charge, lost = one.claim, None, list[GivenUp]()
        if claim.id in to_enter:
            to_enter.remove(claim.id)
            lost = before.get(claim.id, [])
            charge = not_in_books(claim.charge, lost) or None
        entries = advice_entries(
            one.advice.paid, one.judged.all_adjustments, [account_of(found) for found in _as_if_first(one.judged)],
            first_charge=charge,
        )  # fmt: skip
        paid_on = one.payment.paid_on
        transactions.append(
            NewTransaction(one.key, "remittance", paid_on, entries, claim.id, one.payment.remittance_id)
        )
        for undone, told in (put_back(each, paid_on) for each in lost):
            transactions.append(undone)
            events.append(told)
    return transactions, events


def _as_if_first(judged: PostedAdvice) -> Sequence[JudgedAdjustment]:
    """A reversal goes back through the accounts the payment went through, so it is judged like a payment."""
    if not judged.is_reversal:
        return judged.all_adjustments
    again: list[JudgedAdjustment] = []
    groups = [(judged.adjustments, judged.remarks, judged.charge), *((one[4], one[3], one[2]) for one in judged.lines)]
    for members, remarks, charge in groups:
        positive = [Adjustment(one.group, one.carc, -one.amount) for one in members]
        again += judge(positive, remarks or judged.remarks, -charge, "1", judged.paid_on, judged.context)
    return again


def _payment_transactions(session: Session, parts: Sequence[Part]) -> list[NewTransaction]:
    """The payments themselves with what PLB says of them, once each."""
    ending = [
        part
        for part in parts
        if part.trailer is not None
        and not part.payment.reason
        and not part.payment.known_elsewhere
        and part.payment.end_trouble != "payment_cut_off"
    ]
    known = LedgerRepository(session).known_keys(f"{part.payment.key_text}|amount" for part in ending)
    tell_kept_back(session, [part for part in ending if f"{part.payment.key_text}|amount" not in known])
    transactions = []
    for part in ending:
        key = f"{part.payment.key_text}|amount"
        if key in known or part.trailer is None:
            continue
        known.add(key)
        taken = [(one.reason, cents(one.amount)) for one in part.trailer.provider_adjustments]
        entries = payment_entries(part.payment.amount, taken)
        payment = part.payment
        transactions.append(NewTransaction(key, "payment", payment.paid_on, entries, None, payment.remittance_id))
    return transactions


def _move(session: Session, entered: Sequence[_Entered], reading: FileReading) -> None:
    """Put every claim where its advices now leave it, whatever order they came in."""
    claims = ClaimRepository(session)
    fresh: dict[UUID, list[Advice]] = {}
    earlier: set[UUID] = set()
    for one in entered:
        if one.claim.advice_id is not None or one.claim.stage == "reversed":
            earlier.add(one.claim.id)
        known = fresh.setdefault(one.claim.id, [])
        known.append(_for_position(one, len(known)))
    unnamed = [one for one in entered if not one.claim.payer_claim_control_number and not one.named]
    claims.name_numbers([(one.claim.id, one.advice.payer_claim_control_number, None) for one in unnamed])
    claims.add_events(
        NewEvent(
            one.claim.id, "reversed" if one.judged.is_reversal else "adjudicated", one.payment.paid_on,
            file_id=reading.file_id, advice_id=one.advice.id,
        )
        for one in entered
    )  # fmt: skip
    # their events say in which order the advices of a claim came
    stored = RemittanceRepository(session).posted_advices(sorted(earlier)) if earlier else {}
    claims.move([(id, position((), stored.get(id) or advices)) for id, advices in fresh.items()])


def _for_position(one: _Entered, order: int) -> Advice:
    advice = one.advice
    return Advice(
        str(advice.id), advice.claim_status, one.payment.paid_on, order, advice.charge, advice.paid, advice.allowed,
        tuple([(each.group, each.carc, each.amount, each.is_denial) for each in one.judged.all_adjustments]),
    )  # fmt: skip
