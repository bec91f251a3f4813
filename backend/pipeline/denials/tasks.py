"""Jobs of the denial stage."""

from __future__ import annotations

from datetime import timedelta

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.denials import watch
from backend.pipeline.denials.service import reprioritise

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="10 5 * * *")
@blueprint.task(name="reprioritise", queueing_lock="denials.reprioritise", pass_context=False)
def reprioritise_open_denials(timestamp: int) -> None:
    """Each morning: what nears its last day comes first."""
    with session_scope() as session:
        reprioritise(session, SystemClock().today())


@blueprint.periodic(cron="40 5 * * 1")
@blueprint.task(name="watch_patterns", queueing_lock="denials.watch_patterns", pass_context=False)
def watch_patterns(timestamp: int) -> None:
    """Weekly: new patterns in the month so far, and whether reported fixes worked."""
    with session_scope() as session:
        today = SystemClock().today()
        watch.scan(session, today)
        watch.check_fixes(session, today)


@blueprint.periodic(cron="50 5 1 * *")
@blueprint.task(name="close_pattern_month", queueing_lock="denials.close_pattern_month", pass_context=False)
def close_pattern_month(timestamp: int) -> None:
    """On the first: the month just ended, whole."""
    with session_scope() as session:
        watch.scan(session, SystemClock().today() - timedelta(days=1))
