"""Credentialing: claims of providers not enrolled are held, and leave the day the payer confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.ids import new_id, npi_is_valid
from backend.models.claim import ClaimEvent
from backend.models.enrolment import Enrolment
from backend.models.payer import Payer
from backend.pipeline.credentialing.errors import (
    AlreadyDecided,
    AlreadyRequested,
    EnrolmentNotFound,
    PayerNotFound,
    SpanWrong,
)
from backend.pipeline.credentialing.repository import Candidate, EnrolmentRepository
from backend.pipeline.credentialing.rules import (
    ASK_AGAIN_DAYS,
    WHY,
    Application,
    Standing,
    due_day,
    standing,
    worst,
)
from backend.pipeline.eligibility.errors import ProviderNumberWrong
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items

QUEUE = "credentialing"
OWNER = "biller"
LEFT_BEHIND = timedelta(minutes=15)
"""After this time the job that should have gone on is taken for lost."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How many claims may leave, and how many wait."""

    ready: int
    held: int


def check(session: Session, claim_ids: Sequence[UUID], now: datetime) -> Checked:
    """Look at claims that passed scrubbing: those of enrolled providers are ready, the others are held."""
    repository = EnrolmentRepository(session)
    repository.hold_payers(repository.payers_of(claim_ids), shared=True)
    return _judge(session, repository.candidates(claim_ids), now)


def take_up(session: Session, now: datetime) -> Checked:
    """Look at what was scrubbed a while ago and never looked at: its job was lost."""
    return check(session, EnrolmentRepository(session).left_behind(now - LEFT_BEHIND, 500), now)


def _judge(session: Session, candidates: list[Candidate], now: datetime) -> Checked:
    repository = EnrolmentRepository(session)
    on_file = repository.of((npi, one.payer.id) for one in candidates for npi in one.npis)
    worked = repository.with_work([one.claim.id for one in candidates], QUEUE)
    ready = 0
    for one in candidates:
        first, last = one.claim.service_from, one.claim.service_to
        standings: dict[str, Standing] = {
            npi: standing(map(_application, on_file.get((npi, one.payer.id), [])), first, last) for npi in one.npis
        }
        judged = worst(standings)
        if one.claim.id in worked:
            outcome = "enrolment confirmed" if judged == "enrolled" else "looked at again"
            close_work_items(session, "claim", one.claim.id, outcome=outcome, now=now, queue=QUEUE)
        if judged == "enrolled":
            _release(session, one, now)
            ready += 1
        else:
            asked = [
                each.next_date for npi in one.npis for each in on_file.get((npi, one.payer.id), []) if each.next_date
            ]
            _hold(session, one, judged, min(asked, default=None), now)
    session.flush()
    return Checked(ready, len(candidates) - ready)


def _application(one: Enrolment) -> Application:
    return Application(one.state, one.effective_from, one.effective_to)


def _release(session: Session, one: Candidate, now: datetime) -> None:
    if one.outgoing.state == "not_enrolled":
        detail = {"reason": "enrolment"}
        session.add(ClaimEvent(claim_id=one.claim.id, kind="released", effective=now.date(), detail=detail))
    if one.outgoing.state != "ready":
        one.outgoing.state, one.outgoing.changed_at = "ready", now


def _hold(session: Session, one: Candidate, judged: Standing, next_date: date | None, now: datetime) -> None:
    """Hold the claim for a person; held already, it stays so, with the reason there is now."""
    today = now.date()
    if one.outgoing.state != "not_enrolled":
        detail = {"reason": "enrolment", "standing": judged}
        session.add(ClaimEvent(claim_id=one.claim.id, kind="held", effective=today, detail=detail))
        one.outgoing.state, one.outgoing.changed_at, one.claim.stage = "not_enrolled", now, "held"
    due = due_day(one.claim.plan_type, one.payer.name, one.claim.service_to, next_date, today)
    owner = OWNER if judged in ("requested", "not_on_file") else "supervisor"
    open_work_items(session, [NewWork(QUEUE, "claim", one.claim.id, judged, owner, due, WHY[judged], one.claim.charge)])


def request_enrolment(session: Session, npi: str, payer_identifier: str, actor: str, now: datetime) -> UUID:
    """Note that enrolment was applied for. Claims held for want of it take its next date.

    Raises ProviderNumberWrong, PayerNotFound, AlreadyRequested.
    """
    repository = EnrolmentRepository(session)
    if not npi_is_valid(npi):
        raise ProviderNumberWrong
    payer = repository.payer(payer_identifier)
    if payer is None:
        raise PayerNotFound
    repository.hold_payers([payer.id])
    if any(one.state == "requested" for one in repository.of([(npi, payer.id)]).get((npi, payer.id), [])):
        raise AlreadyRequested
    today = now.date()
    row = Enrolment(
        id=new_id(), npi=npi, payer_id=payer.id, requested_on=today, state="requested", owner=OWNER,
        next_date=today + timedelta(days=ASK_AGAIN_DAYS),
    )  # fmt: skip
    repository.add([row])
    _judge(session, repository.held_for(npi, payer.id), now)
    audit.record(session, Act.ENROLMENT_REQUESTED, actor=actor, subject=f"enrolment:{row.id}")
    return row.id


def decide_enrolment(
    session: Session, enrolment_id: UUID, *, confirmed: bool, effective_from: date | None, effective_to: date | None,
    actor: str, now: datetime,
) -> Checked:  # fmt: skip
    """Enter the payer's word. Confirmed, the claims it held are ready in the same transaction.

    Raises EnrolmentNotFound, AlreadyDecided, SpanWrong.
    """
    repository = EnrolmentRepository(session)
    row = repository.get(enrolment_id)
    if row is None:
        raise EnrolmentNotFound
    repository.hold_payers([row.payer_id])
    if row.state != "requested":
        raise AlreadyDecided
    if confirmed and (effective_from is None or (effective_to is not None and effective_to < effective_from)):
        raise SpanWrong
    row.state = "confirmed" if confirmed else "refused"
    row.effective_from, row.effective_to = (effective_from, effective_to) if confirmed else (None, None)
    row.decided_at, row.decided_by, row.next_date = now, actor, None
    session.flush()
    close_work_items(session, "enrolment", row.id, outcome=row.state, now=now, queue=QUEUE)
    checked = _judge(session, repository.held_for(row.npi, row.payer_id), now)
    # the trail has one lock for everybody: taken last, nobody who holds it waits for a claim
    audit.record(
        session, Act.ENROLMENT_DECIDED, actor=actor, subject=f"enrolment:{row.id}", fields=["state", "effective_from"]
    )
    return checked


def end_enrolment(session: Session, enrolment_id: UUID, last_day: date, actor: str, now: datetime) -> Checked:
    """Enter the last day of an enrolment, earlier or later than the one on file; the claims it holds are judged by it, and
    those that are ready and have not left.

    Raises EnrolmentNotFound, SpanWrong.
    """
    repository = EnrolmentRepository(session)
    row = repository.get(enrolment_id)
    if row is None:
        raise EnrolmentNotFound
    repository.hold_payers([row.payer_id])
    if row.effective_from is None or last_day < row.effective_from:
        raise SpanWrong
    row.effective_to = last_day
    session.flush()
    checked = _judge(session, repository.held_for(row.npi, row.payer_id, or_ready=True), now)
    audit.record(session, Act.ENROLMENT_DECIDED, actor=actor, subject=f"enrolment:{row.id}", fields=["effective_to"])
    return checked


def ask_again(session: Session, today: date) -> int:
    """Applications whose payer has to be asked: a piece of work each, and the next date. How many."""
    rows = EnrolmentRepository(session).overdue(today)
    sentence = "Ask the payer what became of the provider's enrolment, and note the answer."
    open_work_items(
        session,
        [
            NewWork(QUEUE, "enrolment", one.id, "ask_payer", one.owner, today + timedelta(days=1), sentence)
            for one in rows
        ],
    )
    for one in rows:
        one.next_date = today + timedelta(days=ASK_AGAIN_DAYS)
    session.flush()
    return len(rows)


def enrolments(
    session: Session, *, npi: str | None = None, state: str | None = None, limit: int = 100
) -> list[tuple[Enrolment, Payer]]:
    """Enrolments, newest first."""
    return EnrolmentRepository(session).listed(npi, state, limit)
