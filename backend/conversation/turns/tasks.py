"""Jobs of the turns."""

from __future__ import annotations

from datetime import timedelta

import procrastinate

from backend.conversation.turns import service
from backend.database import session_scope
from backend.kit.clock import SystemClock

ANSWER_OVERDUE = timedelta(seconds=60)
blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="rescue_unanswered", queue="default")
def rescue_unanswered(timestamp: int) -> None:
    """Nobody waits for an answer that died with its process: an apology, and a person."""
    with session_scope() as session:
        service.rescue_unanswered(session, ANSWER_OVERDUE, SystemClock())
