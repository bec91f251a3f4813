"""A right to appeal that runs beside an appeal in progress: somebody is told of it until it is used or over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.codes.deadlines import next_business_day
from backend.kit.clock import day_in_words
from backend.kit.money import Money
from backend.models.appeal import IN_PROGRESS
from backend.models.denial import Denial
from backend.pipeline.appeals.repository import AppealRepository
from backend.pipeline.appeals.standing import free, standing
from backend.pipeline.work.service import NewWork, close_work_items_of_many, open_work_items

LOOK_DAYS = 3
"""A new right beside a running appeal is looked at within three days."""
LAST_DAYS = 5
"""With this few days left what is not sent goes to a supervisor."""
OWN_APPEAL, NEAR = "own_appeal", "own_last_day_near"


def remind_of_others(session: Session, today: date) -> int:
    """Open work for each claim with a denial that the appeal in progress is not about and that can still be appealed; how
    many claims have one. Work about a right that was used or is over is closed."""
    repository, work = AppealRepository(session), []
    for claim, denials, appeals in repository.beside_running(today):
        running = [one for one in appeals if one.state in IN_PROGRESS]
        left = [
            one
            for one in free(denials, running, standing(denials, appeals))
            if one.state == "open" and (one.deadline is None or one.deadline >= today)
        ]
        if left:
            work.append(_reminder(claim.id, left, today))
    told = {one.subject_id for one in work}
    close_reminders(session, [one for one in repository.reminded((OWN_APPEAL, NEAR)) if one not in told], "over", today)
    open_work_items(session, work)
    return len(work)


def close_reminders(session: Session, claim_ids: Sequence[UUID], outcome: str, today: date) -> None:
    """End the work about the rights of some claims; what is left of them is told again the next morning."""
    now = datetime.combine(today, time(12), UTC)
    close_work_items_of_many(
        session, "claim", claim_ids, outcome=outcome, now=now, queue="appeals", reasons=(OWN_APPEAL, NEAR)
    )  # fmt: skip


def _reminder(claim_id: UUID, left: Sequence[Denial], today: date) -> NewWork:
    last = min((one.deadline for one in left if one.deadline), default=None)
    until = f" until {day_in_words(last)}" if last else "; no last day could be named"
    sentence = (
        f"Beside the appeal in progress another denial of the claim can be appealed{until}: start its own appeal."
    )
    amount, due = Money.total(one.amount for one in left), next_business_day(today + timedelta(days=LOOK_DAYS))
    if last is not None and (last - today).days <= LAST_DAYS:
        return NewWork("appeals", "claim", claim_id, NEAR, "supervisor", today, sentence, amount)
    return NewWork("appeals", "claim", claim_id, OWN_APPEAL, "biller", min(due, last or due), sentence, amount)
