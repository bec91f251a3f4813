"""Jobs of receivables. Times are UTC."""

from __future__ import annotations

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.receivables import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="10 6 * * 1")
@blueprint.task(name="run_ageing", queueing_lock="receivables.run_ageing", pass_context=False)
def run_ageing(timestamp: int) -> None:
    """Every Monday morning: the ageing of the week."""
    with session_scope() as session:
        service.run_ageing(session, SystemClock().today())


@blueprint.periodic(cron="55 7 * * *")
@blueprint.task(name="run_follow_up", queueing_lock="receivables.run_follow_up", pass_context=False)
def run_follow_up(timestamp: int) -> None:
    """Each morning, after billing of patients: every open claim has its owner and next date."""
    with session_scope() as session:
        service.run_follow_up(session, SystemClock().today())
