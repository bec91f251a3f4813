"""Jobs of eligibility. Times are UTC: 22:00 is the evening, 10:30 the early morning in the United States."""

from __future__ import annotations

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.eligibility import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="0 10,22 * * *")
@blueprint.task(name="ask_ahead", queueing_lock="eligibility.ask_ahead", pass_context=False)
def ask_ahead(timestamp: int) -> None:
    """The evening before each business day, and once more in the morning for visits added overnight."""
    with session_scope() as session:
        service.ask_ahead(session, SystemClock().now())


@blueprint.periodic(cron="30 10 * * *")
@blueprint.task(name="open_unanswered", queueing_lock="eligibility.open_unanswered", pass_context=False)
def open_unanswered(timestamp: int) -> None:
    """Before the day begins: visits whose payer said nothing."""
    with session_scope() as session:
        service.open_unanswered(session, SystemClock().now())
