"""Jobs of coordination of benefits. Times are UTC."""

from __future__ import annotations

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.secondary import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="5,35 * * * *")
@blueprint.task(name="bill", queueing_lock="secondary.bill", pass_context=False)
def bill(timestamp: int) -> None:
    """Every half hour: what payers decided goes on to the next plan; the batch of the hour takes it along."""
    with session_scope() as session:
        service.bill_secondary(session, SystemClock().today())
