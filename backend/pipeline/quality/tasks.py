"""Jobs of quality."""

from __future__ import annotations

from datetime import timedelta

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.quality import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="30 6 2 * *")
@blueprint.task(name="draw_samples", queueing_lock="quality.draw_samples", pass_context=False)
def draw_samples(timestamp: int) -> None:
    """On the second: a sample of every kind of work of the month just ended."""
    with session_scope() as session:
        now = SystemClock().now()
        service.draw_all(session, now.date().replace(day=1) - timedelta(days=1), now, "system")
