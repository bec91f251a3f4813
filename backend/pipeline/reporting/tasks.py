"""Jobs of reporting."""

from __future__ import annotations

from datetime import date

import procrastinate

from backend.database import defer_job, session_scope, snapshot_scope
from backend.kit.clock import SystemClock
from backend.pipeline.reporting import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="20 6 * * *")
@blueprint.task(name="make_due_reports", queueing_lock="reporting.make_due_reports", pass_context=False)
def make_due_reports(timestamp: int) -> None:
    """Each morning: every client's package of the month just ended, until it is published."""
    with session_scope() as session:
        for client, month in service.make_due(session, SystemClock().now()):
            name = f"reporting.{client.key}.{month.isoformat()}"
            defer_job(session, "reporting.make_report", lock=name, client=client.key, month=month.isoformat())


@blueprint.task(name="make_report", pass_context=False)
def make_report(client: str, month: str) -> None:
    """One client's package, unless somebody has published it meanwhile."""
    with snapshot_scope() as session:
        service.monthly(session, client, date.fromisoformat(month), SystemClock().now(), "system")
