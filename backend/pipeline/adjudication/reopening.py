"""A claim whose denial was overturned on appeal is laid before the rules once more, and its page says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import defer_job
from backend.models.adjudication import Adjudication
from backend.pipeline.adjudication.errors import LinesNeeded
from backend.pipeline.adjudication.overturn import WonAppeal, effectuation, overturned
from backend.pipeline.adjudication.repository import AdjudicationRepository, Reasons
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.claims.stage import Position

STANDING = frozenset({"decided", "paid"})
IN_PROCESS = ("P1", "20")
"""277: in process, accepted for processing."""


def reopen(session: Session, claim_id: UUID, won: WonAppeal, *, actor: str) -> date | None:
    """Have a claim decided anew because an appeal was won, by which day; None where no decision of ours stands on it.

    The job that decides takes the earlier decision back, to the cent. Nothing happens twice for one appeal.
    """
    repository = AdjudicationRepository(session)
    row = repository.hold_latest(claim_id)
    if row is None:
        return None
    if row.appeal_id is not None and row.state not in STANDING:
        return _joined(session, repository, row, won)
    if row.state not in STANDING or row.appeal_id == won.id:
        return None
    day, source = effectuation(won)
    repository.reopen(row, won.id, _reasons(repository, row, won.lines), day)
    told = {"appeal": won.number, "due": day.isoformat(), "source": source}
    claims = ClaimRepository(session)
    claims.add_events([NewEvent(claim_id, "reopened", won.decided_on, *IN_PROCESS, detail=told)])
    claim = claims.by_id(claim_id)
    assert claim is not None, "an adjudication has its claim"
    # the advice stays: its money is in the ledger until the new 835 takes it back
    claims.move([(claim_id, Position("pended", *IN_PROCESS, advice=str(claim.advice_id) if claim.advice_id else None))])
    audit.record(session, Act.ADJUDICATION_REOPENED, actor=actor, subject=f"claim:{claim_id}", purpose="appeal")
    defer_job(session, "adjudication.decide")
    return day


def say_which(repository: AdjudicationRepository, row: Adjudication, lines: Collection[int] | None) -> None:
    """A person says on which lines the appeal was won. Raises LinesNeeded."""
    standing = repository.before(row)
    assert standing is not None, "what is decided anew was decided before"
    found = _reasons(repository, standing, lines)
    if found is None:
        raise LinesNeeded(sorted(repository.denied_lines(standing.id)))
    row.overturned = found
    repository.session.flush()


def _joined(session: Session, repository: AdjudicationRepository, row: Adjudication, won: WonAppeal) -> date | None:
    """Another level won before the new decision was made: both count; where one of them is not settled, neither is."""
    standing = repository.before(row)
    assert standing is not None, "what is decided anew was decided before"
    more = _reasons(repository, standing, won.lines)
    if row.overturned is None or more is None:
        row.overturned = None
    else:
        row.overturned = [list(one) for one in sorted({(n, carc) for n, carc in [*row.overturned, *more]})]
    session.flush()
    return row.due


def _reasons(repository: AdjudicationRepository, row: Adjudication, lines: Collection[int] | None) -> Reasons | None:
    found = overturned(repository.denied_lines(row.id), lines, [(n, carc) for n, carc in row.overturned or ()])
    return None if found is None else [list(one) for one in found]
