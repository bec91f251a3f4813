"""Denials for staff: the queue, who has what, what came of it, and the patterns behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.kit.money import Money
from backend.models.denial import Denial, DenialPattern
from backend.pipeline.claims.service import labels
from backend.pipeline.denials import service, watch
from backend.pipeline.denials.schemas import (
    Assigned,
    DenialShown,
    Fixed,
    Patterns,
    PatternShown,
    Queue,
    Settled,
    Waiting,
)
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at

router = APIRouter(prefix="/api/v1/denials", tags=["denials"])
clock = SystemClock()


@router.get("", dependencies=[looked_at(Act.RECORDS_LISTED, "denials")])
def queue(
    session: DatabaseSession,
    skill: str | None = None,
    owner: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Queue:
    """Open denials by skill and owner."""
    found = service.denial_queue(session, skill=skill, owner=owner, limit=limit)
    waiting = [Waiting.model_validate(one) for one in service.waiting(session, clock.today())]
    return Queue(denials=_shown(session, found), waiting=waiting)


@router.get("/patterns")
def patterns(session: DatabaseSession, month: date | None = None) -> Patterns:
    """The patterns found in a month, this one when none is named, and those standing since before it."""
    return _patterns(session, watch.found_in(session, month or clock.today()))


@router.post("/patterns/scan")
def scan(session: DatabaseSession) -> Patterns:
    """Look now, beside the weekly look; what is new is handed out."""
    return _patterns(session, watch.scan(session, clock.today()))


@router.post("/patterns/{pattern_id}/fix")
def fixed(session: DatabaseSession, staff: SignedIn, pattern_id: UUID, given: Fixed) -> PatternShown:
    """Say that a pattern's cause is gone from a day on; denials since then are watched. Audited."""
    found = watch.report_fixed(session, pattern_id, given.effective)
    audit.record(session, Act.PATTERN_FIXED, actor=staff.actor, subject=f"denial_pattern:{pattern_id}")
    return _patterns(session, [found]).patterns[0]


@router.post("/{denial_id}/assignment")
def assign(session: DatabaseSession, staff: SignedIn, denial_id: UUID, given: Assigned) -> DenialShown:
    """Give a denial to somebody. Audited."""
    assigned = service.assign_denial(
        session, denial_id, given.owner, given.next_date, actor=staff.actor, today=clock.today()
    )
    return _shown(session, [assigned])[0]


@router.post("/{denial_id}/settlement")
def settle(session: DatabaseSession, staff: SignedIn, denial_id: UUID, given: Settled) -> DenialShown:
    """Close a denial with what came of it. Audited; the claim's story names who did."""
    recovered = None if given.recovered is None else Money.of(given.recovered)
    settled = service.settle_denial(
        session, denial_id, given.outcome, recovered, clock.today(), actor=staff.actor, name=staff.name
    )
    return _shown(session, [settled])[0]


def _shown(session: Session, denials: Sequence[Denial]) -> list[DenialShown]:
    named = labels(session, (one.claim_id for one in denials))
    return [DenialShown.of(one, named[one.claim_id], clock.today()) for one in denials]


def _patterns(session: Session, found: Sequence[DenialPattern]) -> Patterns:
    names = watch.names_in(session, found)
    return Patterns(patterns=[PatternShown.of(one, names) for one in found])
