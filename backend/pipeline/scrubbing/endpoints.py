"""Claims before they leave: what was found, put right by a person, let pass by a supervisor."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.pipeline.scrubbing import service
from backend.pipeline.scrubbing.as_billed import AsBilledRepository
from backend.pipeline.scrubbing.asking import AskingRepository, ask_for_replacement
from backend.pipeline.scrubbing.possible import possible
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import (
    Acceptance,
    ClaimCorrection,
    FindingList,
    FindingShown,
    OutgoingList,
    OutgoingShown,
    Replacement,
    ReplacementAsked,
    ReplacementRequest,
    ReplacementRequested,
    Scrubbed,
)
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at

router = APIRouter(prefix="/api/v1", tags=["scrubbing"])


@router.get("/outgoing-claims", dependencies=[looked_at(Act.RECORDS_LISTED, "outgoing_claims")])
def outgoing(
    session: DatabaseSession,
    state: Annotated[
        str | None, Query(pattern="^(built|needs_correction|scrubbed|not_enrolled|ready|submitted|withdrawn)$")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> OutgoingList:
    """Claims on their way out, longest in their state first."""
    counts, found = service.outgoing_claims(session, state=state, limit=limit)
    return OutgoingList(
        counts=counts,
        claims=[
            OutgoingShown(
                claim_id=claim.id,
                patient_control_number=claim.patient_control_number,
                payer=payer.name,
                service_from=claim.service_from,
                charge=str(claim.charge),
                state=one.state,
                built_on=one.built_on,
                changed_at=one.changed_at,
                attempts=one.attempts,
            )
            for one, claim, payer in found
        ],
    )


@router.get(
    "/claims/{claim_id}/edit-findings",
    dependencies=[looked_at(Act.CLAIM_VIEWED, "claim:{claim_id}", purpose="correction")],
)
def findings(session: DatabaseSession, claim_id: UUID) -> FindingList:
    """Everything scrubbing found on a claim, what became of it, what can be done with the claim now, and what stands on it."""
    found = [FindingShown.model_validate(one, from_attributes=True) for one in service.findings_of(session, claim_id)]
    stands = service.standing(session, claim_id)
    if stands is None:
        return _by_file(session, claim_id, found)
    acts, billed = possible(stands), None
    if {"correct", "correct_member_id", "replace"} & set(acts):
        billed = AsBilledRepository(session).billed(claim_id)
    return FindingList(
        findings=found, state=stands.state, possible=list(acts), replaced_by=stands.replaced_by, billed=billed
    )


def _by_file(session: Session, claim_id: UUID, found: list[FindingShown]) -> FindingList:
    """Of a claim that came by file: whether its sender can be asked for a corrected one, was asked, or has sent it."""
    one = AskingRepository(session).returned(claim_id)
    if one is None:
        return FindingList(findings=found, state=None, possible=[])
    possible = [] if one.replaced_by else ["ask_sender"]
    asked = ReplacementAsked.model_validate(one.asked) if one.asked else None
    return FindingList(findings=found, state=None, possible=possible, replaced_by=one.replaced_by, asked=asked)


@router.post("/claims/{claim_id}/replacement-request", status_code=201)
def ask_sender(
    session: DatabaseSession, staff: SignedIn, claim_id: UUID, given: ReplacementRequest
) -> ReplacementRequested:
    """Note that whoever billed a returned claim was asked for a corrected one, who sees to it and by when."""
    item = ask_for_replacement(session, claim_id, given, actor=staff.actor, name=staff.name, now=SystemClock().now())
    return ReplacementRequested(claim_id=claim_id, owner=item.owner, due=item.due)


@router.post("/claims/{claim_id}/corrections")
def correct(session: DatabaseSession, staff: SignedIn, claim_id: UUID, correction: ClaimCorrection) -> Scrubbed:
    """Put a claim right that did not leave or came back rejected; it is scrubbed again at once."""
    return service.correct_claim(session, claim_id, correction, staff.actor, SystemClock().now())


@router.post("/claims/{claim_id}/replacement", status_code=201)
def replace(session: DatabaseSession, staff: SignedIn, claim_id: UUID, wanted: Replacement) -> Scrubbed:
    """Bill a decided claim again, corrected (frequency 7) or void (frequency 8). Answers the new claim."""
    now = SystemClock().now()
    return replace_claim(session, claim_id, wanted, void=wanted.void, actor=staff.actor, now=now)


@router.post("/edit-findings/{finding_id}/acceptance")
def accept(session: DatabaseSession, staff: SignedIn, finding_id: UUID, given: Acceptance) -> Scrubbed:
    """Let a finding pass, with a reason."""
    return service.accept_finding(session, finding_id, given.reason, staff.actor, SystemClock().now())
