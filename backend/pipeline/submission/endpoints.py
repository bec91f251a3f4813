"""Batches for staff: what left, what was said of it, send now."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.models.payer import Payer
from backend.models.submission import Submission
from backend.pipeline.submission import service
from backend.pipeline.submission.schemas import RatesShown, SubmissionList, SubmissionShown
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1", tags=["submission"])


@router.get("/submissions")
def listed(session: DatabaseSession, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> SubmissionList:
    """837 batches sent and the 999 on each, newest first."""
    return SubmissionList(submissions=[_shown(one, payer) for one, payer in service.submissions(session, limit)])


@router.post("/submissions")
def submit(session: DatabaseSession, staff: SignedIn) -> SubmissionList:
    """Send the claims that are ready now, without waiting for the payer's window; answers the batches made."""
    sent = {one.id for one in service.submit_ready(session, SystemClock().now())}
    audit.record(session, Act.CLAIMS_SUBMITTED, actor=staff.actor, subject=f"submissions:{len(sent)}")
    found = service.submissions(session, limit=max(len(sent), 1))
    return SubmissionList(submissions=[_shown(one, payer) for one, payer in found if one.id in sent])


@router.post("/claims/{claim_id}/sent-again", status_code=204)
def send_again(session: DatabaseSession, staff: SignedIn, claim_id: UUID) -> None:
    """Send a claim again, as it was, that the payer says it does not have."""
    service.send_again(session, claim_id, staff.actor, SystemClock().now())


@router.get("/submission-rates")
def rates(session: DatabaseSession, since: date, until: date) -> RatesShown:
    """Clean claims and first-pass acceptance of claims built in these days (until excluded)."""
    found = service.rates(session, since, until)
    return RatesShown(
        submitted=found.submitted,
        clean=found.clean,
        clean_percent=_percent(found.clean, found.submitted),
        accepted=found.accepted,
        accepted_percent=_percent(found.accepted, found.submitted),
    )


def _percent(part: int, whole: int) -> str:
    return f"{Decimal(100 * part) / whole:.1f}" if whole else ""


def _shown(one: Submission, payer: Payer) -> SubmissionShown:
    return SubmissionShown(
        id=one.id,
        control_number=one.interchange_number,
        payer=payer.name,
        form=one.form,
        claims=one.claims,
        charge=str(one.charge),
        submitted_at=one.submitted_at,
        acknowledged=one.acknowledged,
        acknowledged_on=one.acknowledged_on,
    )
