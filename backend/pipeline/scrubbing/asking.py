"""A claim that came by file and was returned at the door: whoever billed it is asked for a corrected one.

It cannot be corrected here, because only its sender knows all its 837 said. That somebody asked, how, who sees to it and by when
the corrected file is expected is kept; the file that takes its place ends the work (``claims/receiving.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.deadlines import Deadline, DeadlineEvent, deadline
from backend.kit.repository import Repository
from backend.models.claim import Claim, ClaimEvent
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.scrubbing.errors import AlreadyReplaced, ExpectedDayWrong, NothingToAskFor
from backend.pipeline.scrubbing.schemas import ReplacementRequest
from backend.pipeline.work.service import NewWork, about, assign, demand_owner, open_work_item

QUEUE = "rejections"
EXPECTED_DAYS_MOST = 30
"""A corrected file that takes longer is asked for again."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A rejected claim of somebody else's billing, and what was asked for it so far."""

    claim: Claim
    payer_name: str
    replaced_by: UUID | None
    asked: dict[str, str] | None
    """The latest request: ``name``, ``way``, ``by`` (ISO day)."""


class AskingRepository(Repository):
    """Claims that came by file and were returned."""

    def returned(self, claim_id: UUID, *, lock: bool = False) -> Returned | None:
        ours = exists().where(OutgoingClaim.claim_id == Claim.id)
        statement = (
            select(Claim, Payer.name)
            .join(Payer, Payer.id == Claim.payer_id)
            .where(Claim.id == claim_id, Claim.stage == "rejected", ~ours)
        )
        row = self.session.execute(statement.with_for_update(of=Claim) if lock else statement).first()
        if row is None:
            return None
        replaced, asked = (self._last(claim_id, kind) for kind in ("replaced", "replacement_asked"))
        return Returned(
            row[0], row[1], UUID(replaced.detail["by"]) if replaced else None, asked.detail if asked else None
        )

    def _last(self, claim_id: UUID, kind: str) -> ClaimEvent | None:
        statement = select(ClaimEvent).where(ClaimEvent.claim_id == claim_id, ClaimEvent.kind == kind)
        return self.session.scalar(statement.order_by(ClaimEvent.id.desc()).limit(1))


def ask_for_replacement(
    session: Session, claim_id: UUID, given: ReplacementRequest, *, actor: str, name: str, now: datetime
) -> WorkItem:
    """Note that ``name`` asked the sender for a corrected claim. The work on the rejection goes to the owner, with the day
    the file is expected, or the last day to file the claim where that comes first.

    Raises NothingToAskFor (not returned, or billed by us), AlreadyReplaced, ExpectedDayWrong or UnknownOwner.
    """
    today = now.date()
    found = AskingRepository(session).returned(claim_id, lock=True)
    if found is None:
        raise NothingToAskFor
    if found.replaced_by is not None:
        raise AlreadyReplaced
    if not today <= given.expected_by <= today + timedelta(days=EXPECTED_DAYS_MOST):
        raise ExpectedDayWrong(EXPECTED_DAYS_MOST)
    due = expected(given.expected_by, last_day_to_file(found, today), today)
    item = _work(session, found, given.owner, due)
    detail = {"name": name, "way": given.way, "by": due.isoformat()}
    ClaimRepository(session).add_events([NewEvent(claim_id, "replacement_asked", today, detail=detail)])
    audit.record(
        session, Act.CLAIM_CORRECTED, actor=actor, subject=f"claim:{claim_id}", fields=["replacement_asked"],
        purpose="rejection",
    )  # fmt: skip
    return item


def expected(wished: date, last_day: date | None, today: date) -> date:
    """When somebody looks whether it came: never after the last day to file it, while that is to be kept."""
    return wished if last_day is None or last_day < today else min(wished, last_day)


def last_day_to_file(found: Returned, today: date) -> date | None:
    """The last day to file the claim, where a rule of its payer or plan names one."""
    claim = found.claim
    event = DeadlineEvent(claim.plan_type, "claim_service", claim.service_to, payer=found.payer_name)
    limit = deadline(event, today)
    return limit.last_day if isinstance(limit, Deadline) and claim.frequency != "7" else None


def _work(session: Session, found: Returned, owner: str, due: date) -> WorkItem:
    """The open work on the rejection, given to the owner; opened anew where somebody had closed it."""
    claim = found.claim
    sentence = "A corrected claim was asked for from whoever billed it: see that its file comes."
    standing = [one for one in about(session, [claim.id]) if one.queue == QUEUE and one.closed_at is None]
    if not standing:
        demand_owner(session, owner, "biller")
        open_work_item(
            session, NewWork(QUEUE, "claim", claim.id, "replacement_asked", owner, due, sentence, claim.charge)
        )  # fmt: skip
        standing = [one for one in about(session, [claim.id]) if one.queue == QUEUE and one.closed_at is None]
    for one in standing:
        assign(session, one.id, owner, due).sentence = sentence
    session.flush()
    return standing[0]
