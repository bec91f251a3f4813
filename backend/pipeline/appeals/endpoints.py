"""Appeals for staff: read the draft, change it, sign it, say it went out, record the answer. Only a person does these."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.kit.media import Pdf
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.pipeline.appeals import service
from backend.pipeline.appeals.schemas import (
    AppealList,
    AppealListed,
    AppealShown,
    Decision,
    Letter,
    NewAppeal,
    Rates,
    Sent,
    Signature,
    Statement,
)
from backend.pipeline.claims.service import labels
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at

router = APIRouter(prefix="/api/v1/appeals", tags=["appeals"])
clock = SystemClock()


@router.get("", dependencies=[looked_at(Act.RECORDS_LISTED, "appeals")])
def appeals(session: DatabaseSession, ended: bool = False) -> AppealList:
    """In progress, the nearest next date first; with ``ended`` those decided or withdrawn, the latest first."""
    found = service.ended(session) if ended else service.in_progress(session)
    named = labels(session, (one.claim_id for one in found))
    return AppealList(appeals=[AppealListed.of(one, named[one.claim_id], clock.today()) for one in found])


@router.post("", status_code=201)
def start(session: DatabaseSession, staff: SignedIn, given: NewAppeal) -> AppealShown:
    """Draft an appeal of a claim's denials."""
    started = service.start_appeal(session, given.claim_id, actor=staff.actor, today=clock.today(), reason=given.reason)
    return _shown(session, started)


@router.get("/history")
def history(session: DatabaseSession) -> Rates:
    """How appeals ended, by payer, root cause and level."""
    return Rates.model_validate({"rates": service.overturn_history(session)}, from_attributes=True)


@router.get("/{appeal_id}")
def appeal(session: DatabaseSession, staff: SignedIn, appeal_id: UUID) -> AppealShown:
    """One appeal with its letter. Audited."""
    return _shown(session, service.look_at(session, appeal_id, actor=staff.actor))


@router.get("/{appeal_id}/packet", response_class=Pdf)
def packet(session: DatabaseSession, staff: SignedIn, appeal_id: UUID) -> Pdf:
    """The packet as PDF: as signed, or the draft marked as one. Audited."""
    service.look_at(session, appeal_id, actor=staff.actor)
    content = service.packet_pdf(session, appeal_id, clock.now())
    return Pdf(content, headers={"Content-Disposition": "inline"})


@router.put("/{appeal_id}/letter")
def edit(session: DatabaseSession, staff: SignedIn, appeal_id: UUID, given: Letter) -> AppealShown:
    """Change the draft letter. Audited."""
    changed = service.edit_letter(session, appeal_id, given.text, actor=staff.actor)
    audit.record(session, Act.APPEAL_CHANGED, actor=staff.actor, subject=f"appeal:{appeal_id}", fields=["letter"])
    return _shown(session, changed)


@router.put("/{appeal_id}/physician-statement")
def physician(session: DatabaseSession, staff: SignedIn, appeal_id: UUID, given: Statement) -> AppealShown:
    """Record the physician's statement; the letter is drafted anew with it. Audited."""
    changed = service.record_physician_statement(session, appeal_id, given.text, clock.today())
    fields = ["physician_statement", "letter"]
    audit.record(session, Act.APPEAL_CHANGED, actor=staff.actor, subject=f"appeal:{appeal_id}", fields=fields)
    return _shown(session, changed)


@router.post("/{appeal_id}/signature")
def sign(session: DatabaseSession, staff: SignedIn, appeal_id: UUID, given: Signature) -> AppealShown:
    """Sign an appeal. The packet is fixed from here on. Audited."""
    signed = service.sign(
        session,
        appeal_id,
        actor=staff.actor,
        name=staff.name,
        now=clock.now(),
        without_physician=given.without_physician,
    )
    return _shown(session, signed)


@router.post("/{appeal_id}/sent")
def sent(session: DatabaseSession, staff: SignedIn, appeal_id: UUID, given: Sent) -> AppealShown:
    """Note that a signed appeal went out; the payer's clock runs."""
    return _shown(session, service.mark_sent(session, appeal_id, actor=staff.actor, on=given.on, now=clock.now()))


@router.post("/{appeal_id}/decision")
def decide(session: DatabaseSession, staff: SignedIn, appeal_id: UUID, given: Decision) -> AppealShown:
    """Enter the payer's answer to an appeal."""
    recovered = None if given.recovered is None else Money.of(given.recovered)
    decided = service.record_decision(
        session, appeal_id, given.outcome, actor=staff.actor, decided_on=given.decided_on, recovered=recovered,
        today=clock.today(),
    )  # fmt: skip
    return _shown(session, decided)


@router.post("/{appeal_id}/withdrawal")
def withdraw(session: DatabaseSession, staff: SignedIn, appeal_id: UUID) -> AppealShown:
    """Withdraw an appeal."""
    now = clock.now()
    return _shown(session, service.withdraw(session, appeal_id, actor=staff.actor, today=clock.today(), now=now))


def _shown(session: Session, appeal: Appeal) -> AppealShown:
    return AppealShown.of(appeal, labels(session, [appeal.claim_id])[appeal.claim_id])
