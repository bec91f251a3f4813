"""Coordination of benefits: what the first plan left is billed to the next, inside the 48 hours of posting."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from backend.integrations.clearinghouse.outbox import receiver, submitter, submitter_contact
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.pipeline.claims.parties import MemberKey, MemberParty, PartyRepository, PayerParty, member_key
from backend.pipeline.claims.plan_type import plan_type
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.interchange.service import stored_stream
from backend.pipeline.posting.booking import NewTransaction, book
from backend.pipeline.posting.entries import account_of
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.secondary.books import PRIOR_PAYER, decided_again, entered, handed_over, prior_result, taken_on
from backend.pipeline.secondary.next_claim import (
    Advice,
    advice_of,
    is_complete,
    next_claim,
    next_plan,
    wants_medicare_reason,
)
from backend.pipeline.secondary.repository import Decided, NextClaim, SecondaryRepository
from backend.pipeline.secondary.rules import ASKED, NextStep, PayersWord, next_step
from backend.pipeline.submission.bill import AS_WRITTEN, claim_837
from backend.pipeline.work.service import NewWork, open_work_items
from backend.x12 import has_errors, read
from backend.x12.claim_837.models import Claim as BilledClaim
from backend.x12.claim_837.models import OtherPayer, SubmissionHeader
from backend.x12.claim_837.writing import claims as claims_set
from backend.x12.writer import Envelope, Unwritable, write

__all__ = ["Billed", "bill_secondary", "enter_next_plans"]
QUEUE = "secondary_claims"


@dataclass(frozen=True, slots=True)
class Billed:
    """What one run did, by step; ``built`` are the new claims that leave with the next batches."""

    steps: Mapping[str, int]
    built: tuple[UUID, ...]


@dataclass(slots=True)
class _Made:
    """A step taken for one claim, with the claim it leads to, where it does."""

    one: Decided
    step: NextStep
    plan: OtherPayer | None = None
    claim: BilledClaim | None = None
    id: UUID = field(default_factory=new_id)


def bill_secondary(session: Session, as_of: date) -> Billed:
    """Take the next step for every claim a payer has decided and that may have a further plan.

    A claim whose denials had to be settled first is taken up again once they are: the plan after it is billed then, and
    the patient only after that one's word.
    Set-based: a handful of queries however many claims. Running it again finds nothing left to do. A claim of which
    anything changed while its next step was prepared is left to the next run.
    """
    repository = SecondaryRepository(session)
    repository.lock_run()
    decided = repository.decided()
    billed = _as_billed(session, repository, decided)
    made = [_step(one, billed.get(one.claim_id), as_of) for one in decided]
    for one in _not_writable([each for each in made if each.claim is not None], as_of):
        one.claim, one.step = None, NextStep("ask_plan", "not_writable", one.step.due)
    as_it_stands = repository.hold([one.claim_id for one in decided])
    made = [one for one in made if as_it_stands.get(one.one.claim_id) == one.one]
    onward = [one for one in made if one.claim is not None]
    _record(session, repository, made, onward, as_of)
    _ask(session, made)
    steps: dict[str, int] = {}
    for one in made:
        steps[one.step.step] = steps.get(one.step.step, 0) + 1
    return Billed(steps, tuple(one.id for one in onward if one.step.step == "bill_next_plan"))


def _as_billed(
    session: Session, repository: SecondaryRepository, decided: Sequence[Decided]
) -> dict[UUID, BilledClaim]:
    """Each claim as its 837 said it; those nobody can tell are left out."""
    ours = repository.outgoing([one.claim_id for one in decided])
    found: dict[UUID, BilledClaim] = {
        id: claim_837(claim, lines, outgoing.bill, payer) for id, (outgoing, claim, payer, lines) in ours.items()
    }
    foreign = [
        one for one in decided if one.claim_id not in ours and one.other_plan_on_file and one.file_id is not None
    ]
    kept = repository.as_billed([one.claim_id for one in foreign])
    files = {one.file_id for one in foreign if one.claim_id not in kept and one.file_id is not None}
    if files:
        _copy_from_files(session, repository, files)
        kept = repository.as_billed([one.claim_id for one in foreign])
    return found | {id: AS_WRITTEN.validate_python(content, strict=False) for id, content in kept.items()}


def _copy_from_files(session: Session, repository: SecondaryRepository, files: set[UUID]) -> None:
    """Read each file once and keep all its claims with another plan: the next remittances will ask for them."""
    wanted = repository.with_other_plan(sorted(files))
    copies: dict[UUID, bytes] = {}
    for file_id, places in wanted.items():
        position = 0
        with stored_stream(lambda: contextlib.nullcontext(session), file_id) as stream:
            for transaction in read(stream):
                for record in transaction.records():
                    position += 1
                    if position in places:
                        copies[places[position]] = AS_WRITTEN.dump_json(record.model)
    repository.keep_as_billed(copies)


def _step(one: Decided, claim: BilledClaim | None, as_of: date) -> _Made:
    plan = next_plan(claim) if claim is not None else None
    advice = advice_of(one.advice, one.paid_on)
    share, denied_for = advice.patient_share, one.denied_for
    if one.settled:
        share, denied_for = share - one.denied_share.amount, frozenset()
    word = PayersWord(
        one.claim_status, share, denied_for,
        "complete" if plan and is_complete(plan) else "incomplete" if plan else "heard_of" if one.heard_of else "none",
        next_plan_medicare=plan is not None, medicare_reason_known=plan is None or not wants_medicare_reason(plan),
        next_plan_told=one.told,
    )  # fmt: skip
    made = _Made(one, next_step(word, as_of), plan)
    goes_on = made.step.step in ("bill_next_plan", "crossed_over")
    if goes_on and claim is not None and plan is not None and is_complete(plan):
        made.claim = _next(one, claim, plan, advice, sent_on=made.step.step == "crossed_over")
    elif made.step.step == "crossed_over":
        made.step = NextStep("crossed_over", "sent_on_unknown", made.step.due)
    return made


def _next(one: Decided, claim: BilledClaim, plan: OtherPayer, advice: Advice, *, sent_on: bool) -> BilledClaim:
    """The payer itself sends a claim on under the account number it was billed with; ours gets its own, so that an
    answer without the payer's number still means one claim."""
    place = 1 + sum(each.paid is not None for each in claim.other_payers) + 1
    account = f"{one.account.removesuffix(f'-{place - 1}')}-{place}"
    if len(account) > 20:
        account = f"{one.account[:11]}-{one.claim_id.hex[:6]}-{place}"
    return next_claim(claim, plan, advice, one.account if sent_on else account)


def _not_writable(made: Sequence[_Made], as_of: date) -> list[_Made]:
    """Those our own check finds an error in; none of them leaves."""
    bad = []
    for form in ("P", "I"):
        group = [one for one in made if one.one.form == form]
        if group and not _passes([one.claim for one in group if one.claim], form, as_of):
            bad += [one for one in group if one.claim and not _passes([one.claim], form, as_of)]
    return bad


def _passes(claims: Sequence[BilledClaim], form: str, as_of: date) -> bool:
    out, now = io.BytesIO(), _now(as_of)
    header = SubmissionHeader("CHECK", as_of, "1200", submitter(), receiver(), (submitter_contact(),))
    try:
        written = claims_set(header, claims, institutional=form == "I")
        write(out, Envelope("ZZ", submitter().id, "ZZ", receiver().id, now, 1), [written])
    except Unwritable:
        return False
    reader = read(out.getvalue())
    for transaction in reader:
        for record in transaction.records():
            if has_errors(record.findings):
                return False
        if has_errors(transaction.findings):
            return False
    return not has_errors(reader.findings)


def _record(
    session: Session, repository: SecondaryRepository, made: Sequence[_Made], onward: Sequence[_Made], as_of: date
) -> None:
    parties = _parties(session, onward)
    claims = [_row(one, *parties[one.id], as_of) for one in onward]
    repository.add_claims(claims)
    repository.add_coordinations(
        (new_id(), one.one.claim_id, one.one.first_claim_id, *_decided(one, as_of))
        for one in made
        if not one.one.settled
    )
    repository.decide_anew(_decided(one, as_of) for one in made if one.one.settled)
    book(session, [each for one in onward for each in _moves(one, as_of)])
    ClaimRepository(session).add_events(each for one in onward for each in _events(one, as_of))
    _send(session, repository, [one for one in onward if one.step.step == "bill_next_plan"], as_of)


def _decided(one: _Made, as_of: date) -> tuple[object, ...]:
    next_claim = (None, None) if one.claim is None else (one.id, as_of)
    return (one.one.advice_id, *astuple(one.step), as_of, *next_claim, _moved(one).amount)


def _moved(one: _Made) -> Money:
    return one.one.owed if one.claim is not None and one.one.owed > Money.zero() else Money.zero()


def _moves(one: _Made, as_of: date) -> list[NewTransaction]:
    moved = _moved(one).amount
    if not moved:
        return []
    return [
        NewTransaction(f"handed_over|{one.id}", "next_plan", as_of, handed_over(moved), one.one.claim_id),
        NewTransaction(f"taken_on|{one.id}", "next_plan", as_of, taken_on(moved), one.id),
    ]


def _events(one: _Made, as_of: date) -> list[NewEvent]:
    assert one.plan is not None
    assert one.claim is not None
    onward = {"claim": str(one.id), "payer": one.plan.payer.last, "amount": str(_moved(one))}
    back = {"after": str(one.one.claim_id), "payer_order": one.claim.subscriber.payer_responsibility}
    if one.step.step == "crossed_over":
        return [
            NewEvent(one.one.claim_id, "crossed_over", as_of, detail=onward),
            NewEvent(one.id, "received", one.one.paid_on, detail={**back, "crossed_over": True}),
        ]
    return [
        NewEvent(one.one.claim_id, "next_plan_billed", as_of, detail=onward),
        NewEvent(one.id, "built", as_of, detail=back),
    ]


def _parties(session: Session, onward: Sequence[_Made]) -> dict[UUID, tuple[UUID, UUID]]:
    """Payer and member of each new claim, found or added."""
    repository = PartyRepository(session)
    plans = {one.id: one.plan for one in onward if one.plan is not None}
    payers = repository.payers({PayerParty(plan.payer.id, plan.payer.last) for plan in plans.values()})
    people: dict[MemberKey, MemberParty] = {}
    keys: dict[UUID, tuple[UUID, MemberKey]] = {}
    for one in onward:
        assert one.claim is not None
        payer_id = payers[plans[one.id].payer.id]
        person = _person(one.claim)
        key = member_key(payer_id, person)
        people[key], keys[one.id] = person, (payer_id, key)
    members = repository.members(people) if people else {}
    return {id: (payer_id, members[key]) for id, (payer_id, key) in keys.items()}


def _person(claim: BilledClaim) -> MemberParty:
    who = claim.patient or claim.subscriber
    where, born = who.address, who.birth_date
    assert born is not None, "a claim on file has a patient with a birthday"
    phones = [number for contact in who.contacts for kind, number in contact.numbers if kind == "TE"]
    return MemberParty(
        claim.subscriber.name.id, who.name.first, who.name.last, born, who.sex or "U", where.line1 if where else "",
        where.city if where else "", where.state if where else "", where.postal_code[:5] if where else "",
        phones[0][-10:] if phones else "",
    )  # fmt: skip


def _row(one: _Made, payer_id: UUID, member_id: UUID, as_of: date) -> NextClaim:
    assert one.claim is not None
    subscriber, sent_on = one.claim.subscriber, one.step.step == "crossed_over"
    return NextClaim(
        one.id, one.one, payer_id, member_id, one.claim.patient_control_number,
        plan_type(subscriber.filing_indicator, subscriber.group_name), subscriber.filing_indicator,
        subscriber.payer_responsibility, next_plan(one.claim) is not None, "received" if sent_on else "held",
        one.one.paid_on if sent_on else as_of,
    )  # fmt: skip


def _send(session: Session, repository: SecondaryRepository, made: Sequence[_Made], as_of: date) -> None:
    """Ready to leave; of providers whose enrolments are kept with us only where the next payer has enrolled them."""
    if not made:
        return
    judged = repository.has_enrolments(sorted({one.one.provider_id for one in made}))
    now = _now(as_of)
    rows = [
        (one.id, _bill(one.claim), "scrubbed" if one.one.provider_id in judged else "ready", as_of, now)
        for one in made
        if one.claim is not None
    ]
    repository.add_outgoing(rows)
    waiting = [row[0] for row in rows if row[2] == "scrubbed"]
    if waiting:
        credentialing.check(session, waiting, now)


def _bill(claim: BilledClaim) -> bytes:
    content = AS_WRITTEN.dump_json(claim).decode()
    member_id = TypeAdapter(str).dump_json(claim.subscriber.name.id).decode()
    return f'{{"insurance": {{"member_id": {member_id}}}, "claim_837": {content}}}'.encode()


def _ask(session: Session, made: Sequence[_Made]) -> None:
    items = []
    for one in made:
        asked = ASKED.get(one.step.reason)
        if asked is not None:
            owner, sentence = asked
            work = NewWork(
                QUEUE, "claim", one.one.claim_id, one.step.reason, owner, one.step.due, sentence, one.one.owed
            )
            items.append(work)
    open_work_items(session, items)


def enter_next_plans(session: Session, posted: Sequence[PostedAdvice]) -> int:
    """Part of posting: set the books of claims billed to a next plan right, so that nothing counts twice; how many."""
    known = SecondaryRepository(session).handed_over([one.claim_id for one in posted])
    transactions: list[NewTransaction] = []
    for one in posted:
        if one.claim_id in known:
            charge, moved, entered_before = known[one.claim_id]
            transactions += _later_word(one, charge.amount, moved.amount, first=not entered_before)
            known[one.claim_id] = (charge, moved, True)
    return book(session, transactions)


def _later_word(one: PostedAdvice, charge: Decimal, moved: Decimal, *, first: bool) -> list[NewTransaction]:
    told = [(account_of(each), each.amount) for each in one.all_adjustments if each.carc == PRIOR_PAYER]
    opening = entered(charge, moved) if first else decided_again(charge, moved, is_reversal=one.is_reversal)
    key = f"next_plan|{one.claim_id}" if first else f"next_plan|{one.claim_id}|{one.advice_id}"
    return [
        NewTransaction(key, "next_plan", one.paid_on, opening, one.claim_id),
        NewTransaction(f"prior_payer|{one.advice_id}", "next_plan", one.paid_on, prior_result(told), one.claim_id),
    ]


def _now(as_of: date) -> datetime:
    return datetime.combine(as_of, time(12), UTC)
