"""Claims for staff: find one, read its story. Each look is an audit event."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.kit.money import Money
from backend.pipeline.claims import service
from backend.pipeline.claims.schemas import ClaimList, ClaimListed, ClaimSearch, ClaimShown, HappeningShown
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at

router = APIRouter(prefix="/api/v1/claims", tags=["claims"])


@router.post("/search", dependencies=[looked_at(Act.RECORDS_LISTED, "claims")])
def search(session: DatabaseSession, wanted: ClaimSearch) -> ClaimList:
    """Find claims by number, by provider or by member."""
    found = service.find(session, service.ClaimQuery(**wanted.model_dump()))
    return ClaimList(claims=[ClaimListed(**plain(asdict(one))) for one in found])


@router.get("/{claim_id}")
def claim(session: DatabaseSession, staff: SignedIn, claim_id: UUID) -> ClaimShown:
    """One claim: facts, lines, denials, appeal, evidence, and what happened to it day by day.

    Of a protected class of care an agent reads it only with the clinical skill.
    """
    service.demand_readable(session, claim_id, staff)
    shown = service.snapshot(session, claim_id, SystemClock().today())
    story = service.story(session, claim_id)
    audit.record(session, Act.CLAIM_VIEWED, actor=staff.actor, subject=f"claim:{claim_id}", purpose="operation")
    return ClaimShown(claim=plain(asdict(shown)), story=[HappeningShown(**asdict(one)) for one in story])


def plain(value: Any) -> Any:
    """Facts as JSON values: money as a decimal string."""
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, dict):
        if value.keys() == {"amount"}:
            return str(value["amount"])
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value
