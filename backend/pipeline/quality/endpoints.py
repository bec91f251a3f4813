"""Quality for staff: samples drawn and read, checks judged blind, the coverage of cases by people."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.clock import SystemClock
from backend.models.quality import QualityCheck
from backend.pipeline.quality import service
from backend.pipeline.quality.rules import Estimate, categories
from backend.pipeline.quality.schemas import (
    CategoriesListed,
    CategoryShown,
    CheckShown,
    ChecksListed,
    CheckWhole,
    CoverageShown,
    DrawSample,
    EstimateShown,
    NewVerdict,
    SampleShown,
    SamplesListed,
    StratumShown,
    VerdictShown,
)
from backend.pipeline.quality.service import Reviewer, SampleResult
from backend.pipeline.quality.view import coverage_report
from backend.staff.gate import SignedIn
from backend.staff.looking import looked_at
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1/quality", tags=["quality"])
clock = SystemClock()


@router.get("/samples")
def samples(session: DatabaseSession) -> SamplesListed:
    """Samples with their results, newest month first."""
    return SamplesListed(samples=[_sample(one) for one in service.samples(session)])


@router.post("/samples", status_code=201)
def draw(session: DatabaseSession, staff: SignedIn, wanted: DrawSample) -> SampleShown:
    """Draw a month's sample of one kind of work; once."""
    made = service.draw(session, wanted.kind, date.fromisoformat(f"{wanted.month}-01"), clock.now(), staff.actor)
    return _sample(service.sample(session, made.id))


@router.get(
    "/samples/{sample_id}",
    dependencies=[looked_at(Act.RECORDS_LISTED, "quality_sample:{sample_id}", purpose="quality")],
)
def sample(session: DatabaseSession, sample_id: UUID) -> SampleShown:
    """One sample with its error rates."""
    return _sample(service.sample(session, sample_id))


@router.get("/checks", dependencies=[looked_at(Act.RECORDS_LISTED, "quality_checks", purpose="quality")])
def checks(
    session: DatabaseSession,
    staff: SignedIn,
    sample_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ChecksListed:
    """What you may judge now: never your own work."""
    found = service.open_checks(session, _reviewer(staff), sample_id, limit)
    return ChecksListed(checks=[_check(one) for one in found])


@router.get("/checks/{check_id}")
def check(session: DatabaseSession, staff: SignedIn, check_id: UUID) -> CheckWhole:
    """One piece of work with the facts it rested on."""
    found, verdicts, kind = service.check(session, check_id, _reviewer(staff))
    if found.claim_id is not None:
        audit.record(session, Act.CLAIM_VIEWED, actor=staff.actor, subject=f"claim:{found.claim_id}", purpose="quality")
    shown = [
        VerdictShown(
            reviewer=one.reviewer_name, correct=one.correct, category=one.category, evidence=one.evidence,
            decided_at=one.decided_at,
        )
        for one in verdicts
    ]  # fmt: skip
    return CheckWhole.model_validate({**_check(found).model_dump(), "kind": kind, "verdicts": shown})


@router.post("/checks/{check_id}/verdict", status_code=201)
def judge(session: DatabaseSession, staff: SignedIn, check_id: UUID, given: NewVerdict) -> CheckWhole:
    """Judge a piece of work: right, or wrong with a category and where it shows."""
    service.judge(session, check_id, _reviewer(staff), given.category, given.evidence, clock.now())
    audit.record(session, Act.QUALITY_JUDGED, actor=staff.actor, subject=f"quality_check:{check_id}", purpose="quality")
    return check(session, staff, check_id)


@router.get("/error-categories")
def error_categories() -> CategoriesListed:
    """What can be wrong with each kind of work, and what a verdict has to point at."""
    found = {
        kind: [CategoryShown.model_validate(one, from_attributes=True) for one in members]
        for kind, members in categories().items()
    }
    return CategoriesListed(categories=found)


@router.get("/coverage")
def coverage(session: DatabaseSession) -> CoverageShown:
    """Which person each case goes to; nothing the code or the database can make wait is mapped to nobody."""
    return coverage_report(session).shown


def _reviewer(staff: CurrentStaff) -> Reviewer:
    return Reviewer(staff.id, staff.name, (staff.name, staff.email, staff.actor))


def _estimate(found: Estimate | None) -> EstimateShown | None:
    return None if found is None else EstimateShown(rate=found.rate, low=found.low, high=found.high)


def _sample(found: SampleResult) -> SampleShown:
    strata = [
        StratumShown(
            name=one.judged.name, population=one.judged.population, sampled=one.judged.sampled, judged=one.judged.judged,
            wrong=one.judged.wrong, estimate=_estimate(one.estimate),
        )
        for one in found.strata
    ]  # fmt: skip
    drawn = found.sample
    return SampleShown.model_validate(
        {
            "id": drawn.id, "kind": drawn.kind, "month": drawn.month, "since": drawn.since,
            "until": drawn.until, "seed": drawn.seed, "drawn_at": drawn.drawn_at,
            "drawn_by": drawn.drawn_by, "strata": strata, "whole": _estimate(found.whole), "categories": found.categories,
            "agreement": found.agreement, "open_checks": found.open_checks,
        }
    )  # fmt: skip


def _check(one: QualityCheck) -> CheckShown:
    return CheckShown.model_validate(one, from_attributes=True)
