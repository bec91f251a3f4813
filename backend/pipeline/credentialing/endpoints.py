"""Enrolments for staff: applied for, decided, ended."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.pipeline.credentialing import service
from backend.pipeline.credentialing.schemas import (
    ClaimsChecked,
    EnrolmentDecision,
    EnrolmentEnd,
    EnrolmentList,
    EnrolmentMade,
    EnrolmentRequest,
    EnrolmentShown,
)
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1/enrolments", tags=["credentialing"])


@router.get("")
def listed(
    session: DatabaseSession,
    npi: Annotated[str | None, Query(pattern=r"^[0-9]{10}$")] = None,
    state: Annotated[str | None, Query(pattern="^(requested|confirmed|refused)$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> EnrolmentList:
    """Enrolments, newest first."""
    return EnrolmentList(
        enrolments=[
            EnrolmentShown(
                id=one.id,
                npi=one.npi,
                payer_identifier=payer.identifier,
                payer_name=payer.name,
                requested_on=one.requested_on,
                state=one.state,
                effective_from=one.effective_from,
                effective_to=one.effective_to,
                owner=one.owner,
                next_date=one.next_date,
            )
            for one, payer in service.enrolments(session, npi=npi, state=state, limit=limit)
        ]
    )


@router.post("", status_code=201)
def request(session: DatabaseSession, staff: SignedIn, wanted: EnrolmentRequest) -> EnrolmentMade:
    """Note that enrolment was applied for."""
    made = service.request_enrolment(session, wanted.npi, wanted.payer_identifier, staff.actor, SystemClock().now())
    return EnrolmentMade(id=made)


@router.post("/{enrolment_id}/decision")
def decide(session: DatabaseSession, staff: SignedIn, enrolment_id: UUID, word: EnrolmentDecision) -> ClaimsChecked:
    """Enter the payer's word; confirmed, the claims it held are ready to leave."""
    checked = service.decide_enrolment(
        session,
        enrolment_id,
        confirmed=word.decision == "confirmed",
        effective_from=word.effective_from,
        effective_to=word.effective_to,
        actor=staff.actor,
        now=SystemClock().now(),
    )
    return ClaimsChecked(**asdict(checked))


@router.post("/{enrolment_id}/end", status_code=204)
def end(session: DatabaseSession, staff: SignedIn, enrolment_id: UUID, word: EnrolmentEnd) -> None:
    """Enter the last day of an enrolment; claims it held that it covers now are ready to leave."""
    service.end_enrolment(session, enrolment_id, word.last_day, staff.actor, SystemClock().now())
