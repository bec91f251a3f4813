"""Quality: finished work drawn at random by stratum, judged blind, and what that says of all of it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.codes.deadlines import business_days_after
from backend.kit.ids import new_id, new_token
from backend.models.quality import QualityCheck, QualitySample, QualityVerdict
from backend.pipeline.quality.coverage import Mapped, cases_in_code, mapped
from backend.pipeline.quality.errors import (
    DrawnBefore,
    JudgedBefore,
    NoPlan,
    NoSuchCheck,
    NoSuchSample,
    OwnWork,
    VerdictIncomplete,
)
from backend.pipeline.quality.populations import POPULATIONS
from backend.pipeline.quality.repository import QualityRepository
from backend.pipeline.quality.rules import Estimate, Judged, agreement, categories, plan, plans, whole, wilson
from backend.pipeline.work.service import NewWork, close_work_items, open_work_item

QUEUE = "quality"
LEAST_EVIDENCE = 5
"""Characters: where an error shows takes at least a word."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who judges; ``names`` are all names their own work may stand under."""

    id: UUID
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StratumResult:
    judged: Judged
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class SampleResult:
    """A sample and what it says of all the work it was drawn from."""

    sample: QualitySample
    strata: Sequence[StratumResult]
    whole: Estimate | None
    categories: dict[str, int]
    agreement: float | None
    open_checks: int


def draw(session: Session, kind: str, month: date, now: datetime, by: str) -> QualitySample:
    """Draw a sample of one kind of work of a month, so far as it is not drawn from yet. Raises NoPlan or DrawnBefore.

    A month may be drawn from in parts, as it goes on: a part begins where the one before ended.
    """
    month = month.replace(day=1)
    rule = plan(kind, month) if kind in POPULATIONS else None
    if rule is None:
        raise NoPlan
    repository = QualityRepository(session)
    since = repository.drawn_until(kind, month) or month
    until = min((month + timedelta(days=32)).replace(day=1), now.date() + timedelta(days=1))
    if since >= until:
        raise DrawnBefore
    populations = repository.populations(kind, since, until)
    sizes = {name: rule.size(count) for name, count in populations.items()}
    seed = new_token()
    strata = [{"name": one, "population": populations[one], "size": sizes[one]} for one in sorted(populations)]
    sample = QualitySample(
        id=new_id(),
        kind=kind,
        month=month,
        since=since,
        until=until,
        seed=seed,
        strata=strata,
        drawn_at=now,
        drawn_by=by,
    )
    repository.add([sample])
    due = business_days_after(now.date(), rule.business_days)
    drawn = repository.draw(kind, since, until, seed, sizes)
    repository.add(
        [
            QualityCheck(
                sample_id=sample.id, stratum=one["stratum"], subject_kind=POPULATIONS[kind][0], subject_id=one["id"],
                claim_id=one["claim_id"], worker=one["worker"], shown=one["shown"], owner=rule.owner, due=due, state="open",
            )
            for one in drawn
        ]
    )  # fmt: skip
    if drawn:
        sentence = f"{len(drawn)} pieces of {kind.replace('_', ' ')} of {month:%B %Y} wait to be judged."
        open_work_item(
            session, NewWork(QUEUE, "quality_sample", sample.id, "sample_to_judge", rule.owner, due, sentence)
        )
    return sample


def draw_all(session: Session, month: date, now: datetime, by: str) -> list[QualitySample]:
    """Every kind of work of a month that has a plan, as far as it is not drawn from."""
    kinds = dict.fromkeys(one.kind for one in plans() if plan(one.kind, month) is not None)
    drawn = []
    for kind in kinds:
        with contextlib.suppress(DrawnBefore):
            drawn.append(draw(session, kind, month, now, by))
    return drawn


def samples(session: Session, limit: int = 100) -> list[SampleResult]:
    """Samples with their results, newest month first."""
    return [_result(QualityRepository(session), one) for one in QualityRepository(session).samples(limit)]


def sample(session: Session, sample_id: UUID) -> SampleResult:
    """One sample with its result. Raises NoSuchSample."""
    repository = QualityRepository(session)
    found = repository.sample(sample_id)
    if found is None:
        raise NoSuchSample
    return _result(repository, found)


def open_checks(
    session: Session, reviewer: Reviewer, sample_id: UUID | None = None, limit: int = 50
) -> list[QualityCheck]:
    """What this reviewer may judge: never their own work, never whose it was."""
    return QualityRepository(session).open_checks(sample_id, reviewer.id, reviewer.names, limit)


def check(session: Session, check_id: UUID, reviewer: Reviewer) -> tuple[QualityCheck, list[QualityVerdict], str]:
    """A check, its kind of work, and the verdicts this reviewer may see: all once they have judged, else none.

    Raises NoSuchCheck or OwnWork.
    """
    repository = QualityRepository(session)
    found = _theirs(repository.check(check_id), reviewer)
    verdicts = repository.verdicts(check_id)
    seen = verdicts if any(one.reviewer_id == reviewer.id for one in verdicts) else []
    return found, seen, _kind(repository, found)


def judge(
    session: Session, check_id: UUID, reviewer: Reviewer, category: str | None, evidence: str, now: datetime
) -> QualityVerdict:
    """Right (no category) or wrong, with category and where it shows. Raises NoSuchCheck, OwnWork, JudgedBefore …"""
    repository = QualityRepository(session)
    found = _theirs(repository.check(check_id, lock=True), reviewer)
    if any(one.reviewer_id == reviewer.id for one in repository.verdicts(check_id)):
        raise JudgedBefore
    known = {one.code for one in categories()[_kind(repository, found)]}
    if category is not None and (category not in known or len(evidence.strip()) < LEAST_EVIDENCE):
        raise VerdictIncomplete
    verdict = QualityVerdict(
        check_id=check_id, reviewer_id=reviewer.id, reviewer_name=reviewer.name, correct=category is None,
        category=category, evidence=evidence.strip(), decided_at=now,
    )  # fmt: skip
    repository.add([verdict])
    found.state = "done"
    session.flush()
    if not repository.left(found.sample_id):
        close_work_items(session, "quality_sample", found.sample_id, outcome="judged", now=now, queue=QUEUE)
    return verdict


def coverage(session: Session) -> list[Mapped]:
    """Every case found in the code or in the database, with the person it goes to."""
    return mapped([*cases_in_code(), *QualityRepository(session).cases_in_database()])


def _theirs(found: QualityCheck | None, reviewer: Reviewer) -> QualityCheck:
    if found is None:
        raise NoSuchCheck
    if found.worker in reviewer.names:
        raise OwnWork
    return found


def _kind(repository: QualityRepository, found: QualityCheck) -> str:
    drawn = repository.sample(found.sample_id)
    assert drawn is not None, "a check belongs to a sample"
    return drawn.kind


def _result(repository: QualityRepository, drawn: QualitySample) -> SampleResult:
    judged = repository.judged(drawn.id)
    strata = [
        replace(judged.get(one["name"], Judged(one["name"], 0, 0, 0, 0)), population=one["population"])
        for one in drawn.strata
    ]
    return SampleResult(
        drawn, [StratumResult(one, wilson(one.wrong, one.judged)) for one in strata], whole(strata),
        repository.categories(drawn.id), agreement(repository.pairs(drawn.id)), repository.left(drawn.id),
    )  # fmt: skip
