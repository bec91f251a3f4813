"""Jobs of supervision."""

from __future__ import annotations

import procrastinate

from backend.conversation.supervision import scoring
from backend.database import session_scope
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="score_due", queue="default", queueing_lock="score_due")
def score_due(timestamp: int) -> None:
    """Every conversation that is over gets its automatic score."""
    while True:
        with session_scope() as session:
            if scoring.score_due(session, SystemClock()) < scoring.AT_ONCE:
                return


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="notice_breaches", queue="default", queueing_lock="notice_breaches")
def notice_breaches(timestamp: int) -> None:
    """A promise of time that was missed is an audit event."""
    with session_scope() as session:
        scoring.notice_breaches(session, SystemClock())
