"""Jobs of the handoffs."""

from __future__ import annotations

from datetime import timedelta

import procrastinate

from backend.conversation.handoffs import service
from backend.database import session_scope
from backend.kit.clock import SystemClock

AGENT_AWAY = timedelta(minutes=10)
blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="requeue_abandoned", queue="default")
def requeue_abandoned(timestamp: int) -> None:
    """A caller whose agent has been away for ten minutes waits for another."""
    with session_scope() as session:
        service.requeue_abandoned(session, AGENT_AWAY, SystemClock())
