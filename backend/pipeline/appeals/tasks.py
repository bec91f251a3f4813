"""Jobs of the appeal stage."""

from __future__ import annotations

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.appeals.reminding import remind_of_others
from backend.pipeline.appeals.service import escalate_due

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="20 5 * * *")
@blueprint.task(name="escalate_due", queueing_lock="appeals.escalate_due", pass_context=False)
def escalate_due_appeals(timestamp: int) -> None:
    """Each morning: drafts near their last day and decisions overdue go to a supervisor, and of each right to appeal beside
    a running appeal somebody is told. Nothing is filed by itself."""
    with session_scope() as session:
        today = SystemClock().today()
        escalate_due(session, today)
        remind_of_others(session, today)
