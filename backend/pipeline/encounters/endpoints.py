"""Encounters in, coding queries answered, patterns seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.bodies import uploaded_text
from backend.kit.clock import SystemClock
from backend.pipeline.encounters import service
from backend.pipeline.encounters.patterns import ADVICE
from backend.pipeline.encounters.rules import NOT_BILLED
from backend.pipeline.encounters.schemas import (
    CodingQueries,
    CodingQueryShown,
    DocumentationReport,
    Encounters,
    EncountersTaken,
    EncounterTaken,
    LagShown,
    LeftOutShown,
    NewEncounter,
    PatternShown,
    QueryAnswer,
)
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at

router = APIRouter(prefix="/api/v1", tags=["encounters"])
MOST_BYTES = 20_000_000
"""Of a file of encounters."""


@router.post("/encounters")
def take(session: DatabaseSession, staff: SignedIn, given: Encounters) -> EncountersTaken:
    """Take documented encounters in; what a note leaves out becomes a query to its physician."""
    return EncountersTaken(encounters=_taken(session, staff, given.encounters))


@router.post(
    "/encounters/file", openapi_extra={"requestBody": {"required": True, "content": {"application/x-ndjson": {}}}}
)
def take_file(
    content: Annotated[str, Depends(uploaded_text(MOST_BYTES))],
    session: DatabaseSession,
    staff: SignedIn,
) -> EncountersTaken:
    """Take encounters from JSON Lines, one a line; bad lines are named, the others taken."""
    good, problems = service.read_lines(content)
    return EncountersTaken(encounters=_taken(session, staff, good) if good else [], problems=problems)


def _taken(session: DatabaseSession, staff: SignedIn, given: Sequence[NewEncounter]) -> list[EncounterTaken]:
    taken = service.take_encounters(session, given, SystemClock().now())
    subject = f"encounters:{len(taken)}"
    audit.record(session, Act.ENCOUNTERS_ENTERED, actor=staff.actor, subject=subject, purpose="operation")
    return [EncounterTaken(**asdict(one)) for one in taken]


@router.get("/coding-queries", dependencies=[looked_at(Act.RECORDS_LISTED, "coding_queries")])
def queries(
    session: DatabaseSession,
    physician: Annotated[str | None, Query(pattern=r"^[0-9]{10}$")] = None,
    state: Annotated[str, Query(pattern="^(open|answered|unresolved)$")] = "open",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> CodingQueries:
    """Questions to physicians, most urgent first."""
    found = service.coding_queries(session, physician_npi=physician, state=state, limit=limit)
    return CodingQueries(
        queries=[
            CodingQueryShown.model_validate({**one.__dict__, "encounter_number": number}, from_attributes=True)
            for one, number in found
        ]
    )


@router.post("/coding-queries/{query_id}/answer")
def answer(session: DatabaseSession, staff: SignedIn, query_id: UUID, given: QueryAnswer) -> EncounterTaken:
    """Enter a physician's answer. ``queries`` says how many are still open."""
    taken = service.answer_query(session, query_id, given.answer, staff.actor, SystemClock().now())
    return EncounterTaken(**asdict(taken))


@router.get("/documentation-report")
def report(session: DatabaseSession, staff: SignedIn, since: date, until: date) -> DocumentationReport:
    """What notes of these days (until excluded) keep leaving out, and how long charges lie."""
    audit.record(session, Act.REPORT_VIEWED, actor=staff.actor, subject=f"documentation:{since}", purpose="operation")
    return DocumentationReport(
        patterns=[
            PatternShown(**asdict(one), percent=one.percent, advice=ADVICE[one.gap])
            for one in service.physician_patterns(session, since, until)
        ],
        left_out=[
            LeftOutShown(**asdict(one), why=NOT_BILLED[one.reason])
            for one in service.services_left_out(session, since, until)
        ],
        charge_lag=[LagShown(**asdict(one)) for one in service.charge_lags(session, since, until)],
    )
