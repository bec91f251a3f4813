"""Jobs of the alarms."""

from __future__ import annotations

import procrastinate

from backend.conversation.alarms import service
from backend.database import session_scope
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="watch_checks", queue="default", queueing_lock="watch_checks")
def watch_checks(timestamp: int) -> None:
    """Whether unusually many identity checks failed lately."""
    with session_scope() as session:
        service.watch_checks(session, SystemClock().now())
