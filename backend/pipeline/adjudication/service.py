"""Adjudication for payer clients: claims taken up, decided in batches, looked at by a person where one has to, and paid."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes import knowledge
from backend.database import defer_job
from backend.models.adjudication import Adjudication, AdjudicationLine, Pend
from backend.pipeline.adjudication.accepting import accept
from backend.pipeline.adjudication.comparing import Priced, compare_file, expected_payment, underpayments
from backend.pipeline.adjudication.deciding import (
    QUEUE,
    Outcome,
    billed_claim,
    decide_batch,
    decide_claims,
    terms_of,
)
from backend.pipeline.adjudication.eob import Eob
from backend.pipeline.adjudication.errors import (
    AdjudicationNotFound,
    AppealWon,
    CodeUnusable,
    InformationDayWrong,
    NotPended,
    SupervisorNeeded,
)
from backend.pipeline.adjudication.explaining import explanation_of_benefits, explanation_of_benefits_pdf
from backend.pipeline.adjudication.facts import FactReading
from backend.pipeline.adjudication.judgement import SAY_WHICH, UNCLEARABLE
from backend.pipeline.adjudication.loading import Loaded, load_terms
from backend.pipeline.adjudication.overturn import WonAppeal
from backend.pipeline.adjudication.paying import Paid, pairs_to_pay, pay_provider
from backend.pipeline.adjudication.reopening import reopen, say_which
from backend.pipeline.adjudication.repository import AWAITING_PAYMENT, AdjudicationRepository, DecidedRow
from backend.pipeline.adjudication.rules import refuse
from backend.pipeline.adjudication.terms_document import TermsDocument, read_terms
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.claims.stage import Position
from backend.pipeline.work.service import close_work_items

__all__ = [
    "Eob",
    "Loaded",
    "Outcome",
    "Paid",
    "Priced",
    "TermsDocument",
    "WonAppeal",
    "adjudication_of",
    "compare_file",
    "decide_batch",
    "deny",
    "expected_payment",
    "explanation_of_benefits",
    "explanation_of_benefits_pdf",
    "left_behind",
    "load_terms",
    "pairs_to_pay",
    "pay_provider",
    "pended",
    "read_terms",
    "release",
    "reopen",
    "take_up",
    "underpayments",
]
GROUPS = frozenset({"CO", "PR", "OA", "PI"})


def take_up(session: Session, now: datetime, *, file_id: UUID | None = None, submission_id: UUID | None = None) -> int:
    """Accept the claims of a file, or of a submission of ours, whose payer is a client; how many. Deciding is a job."""
    taken = accept(session, now, file_id=file_id, submission_id=submission_id)
    if taken:
        defer_job(session, "adjudication.decide")
    return len(taken)


def left_behind(session: Session, since: datetime) -> tuple[list[UUID], list[UUID]]:
    """Files and submissions received since a moment of which claims were never taken up."""
    return AdjudicationRepository(session).left_behind(since)


def release(
    session: Session, adjudication_id: UUID, *, note: str, actor: str, now: datetime,
    information_received: date | None = None, as_supervisor: bool = True, name: str = "",
    lines: Collection[int] | None = None,
) -> Adjudication:  # fmt: skip
    """A person (``name``, as others read it) looked and lets it pass: it is decided now, with what else is on file.

    What only data can settle (a missing price) pends again unless it was loaded meanwhile. Where the provider was asked
    for information, the prompt-pay clock starts again the day it came. Where an appeal was partly overturned, ``lines``
    are those it won.

    Raises AdjudicationNotFound, NotPended, SupervisorNeeded, InformationDayWrong, LinesNeeded.
    """
    repository = AdjudicationRepository(session)
    row = _pended_row(repository, adjudication_id, as_supervisor)
    if information_received is not None and not row.received <= information_received <= now.date():
        raise InformationDayWrong
    reasons = {one.reason for one in repository.pends_of(row.id, still_open=True)} - UNCLEARABLE
    if SAY_WHICH in reasons:
        say_which(repository, row, lines)
    repository.settle_pends([row.id], name or actor, "released", note, now)
    repository.release(row.id, sorted(reasons), information_received)
    close_work_items(session, "claim", row.claim_id, outcome="released", now=now, queue=QUEUE)
    event = NewEvent(row.claim_id, "released", now.date(), detail={"by": actor})
    ClaimRepository(session).add_events([event])
    audit.record(session, Act.ADJUDICATION_SETTLED, actor=actor, subject=f"adjudication:{row.id}", purpose="release")
    one = FactReading(session).one(row.id, "waiting")
    assert one is not None, "it was released and is locked"
    decide_claims(session, [one], now)
    defer_job(session, "adjudication.pay")
    return _fresh(repository, row.id)


def deny(
    session: Session, adjudication_id: UUID, *, group: str, carc: str, remark: str | None, note: str, actor: str,
    now: datetime, as_supervisor: bool = True, name: str = "",
) -> Adjudication:  # fmt: skip
    """A person denies the whole claim, with a code in force.

    Raises AdjudicationNotFound, NotPended, SupervisorNeeded, CodeUnusable, AppealWon.
    """
    code = knowledge.carc(carc)
    if group not in GROUPS or code is None or not code.in_force(now.date()):
        raise CodeUnusable
    if remark is not None and ((found := knowledge.rarc(remark)) is None or not found.in_force(now.date())):
        raise CodeUnusable
    repository, reading = AdjudicationRepository(session), FactReading(session)
    row = _pended_row(repository, adjudication_id, as_supervisor)
    if row.appeal_id is not None:
        raise AppealWon
    one = reading.one(row.id, "pended")
    assert one is not None, "it is pended and locked"
    lines = reading.lines([one.claim_id])[one.claim_id]
    terms = terms_of(reading, one, lines)
    claim = billed_claim(one, lines, terms, None, on_file=True)
    decision = refuse(claim, (group, code.code, remark), row.due or now.date())
    year = terms.year.id if terms.year else None
    contract = terms.contract.id if terms.contract else None
    repository.record(
        [DecidedRow(row.id, row.claim_id, decision, claim.lines, year, contract, name or actor)], now.date()
    )
    repository.settle_pends([row.id], name or actor, "denied", note, now)
    close_work_items(session, "claim", row.claim_id, outcome="denied", now=now, queue=QUEUE)
    claims = ClaimRepository(session)
    claims.add_events([NewEvent(row.claim_id, "decided", now.date(), *AWAITING_PAYMENT, detail={"by": actor})])
    claims.move([(row.claim_id, Position("pended", *AWAITING_PAYMENT))])
    audit.record(session, Act.ADJUDICATION_SETTLED, actor=actor, subject=f"adjudication:{row.id}", purpose="denial")
    defer_job(session, "adjudication.pay")
    return _fresh(repository, row.id)


def adjudication_of(session: Session, claim_id: UUID) -> tuple[Adjudication, list[AdjudicationLine], list[Pend]]:
    """A claim's decision with its lines and whatever a person had to look at; while it is decided anew, the lines as they
    stand. Raises AdjudicationNotFound."""
    repository = AdjudicationRepository(session)
    row = repository.of_claim(claim_id)
    if row is None:
        raise AdjudicationNotFound
    session.refresh(row)
    lines = repository.lines_of(row.id)
    if row.appeal_id is not None and not lines and (standing := repository.before(row)) is not None:
        lines = repository.lines_of(standing.id)
    return row, lines, repository.pends_of(row.id)


def pended(
    session: Session, *, payer_id: UUID | None = None, limit: int = 100
) -> list[tuple[Adjudication, list[Pend]]]:
    """Claims that wait for a person, the first to be late first."""
    repository = AdjudicationRepository(session)
    rows = repository.listed("pended", payer_id, limit)
    return [(one, repository.pends_of(one.id, still_open=True)) for one in rows]


def _pended_row(repository: AdjudicationRepository, adjudication_id: UUID, as_supervisor: bool) -> Adjudication:
    row = repository.hold(adjudication_id)
    if row is None:
        raise AdjudicationNotFound
    if row.state != "pended":
        raise NotPended
    if not as_supervisor and any(one.owner == "supervisor" for one in repository.pends_of(row.id, still_open=True)):
        raise SupervisorNeeded
    return row


def _fresh(repository: AdjudicationRepository, adjudication_id: UUID) -> Adjudication:
    row = repository.by_id(adjudication_id)
    assert row is not None, "it was there before"
    return row
