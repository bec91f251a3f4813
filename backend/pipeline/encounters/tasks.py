"""Jobs of encounters."""

from __future__ import annotations

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.encounters import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="*/15 * * * *")
@blueprint.task(name="close_overdue", queueing_lock="encounters.close_overdue", pass_context=False)
def close_overdue(timestamp: int) -> None:
    """Every quarter of an hour: what physicians left unanswered is coded conservatively, in time for the 48 hours."""
    with session_scope() as session:
        service.take_up(session, SystemClock().now())
    while True:
        with session_scope() as session:
            if not service.close_overdue(session, SystemClock().now()):
                return
