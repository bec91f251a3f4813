"""Jobs of patient billing. Times are UTC."""

from __future__ import annotations

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.patient_billing import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="40 7 * * *")
@blueprint.task(name="run_cycle", queueing_lock="patient_billing.run_cycle", pass_context=False)
def run_cycle(timestamp: int) -> None:
    """Each morning, after the night's remittances: statements, small balances, recommendations."""
    with session_scope() as session:
        service.run_cycle(session, SystemClock().today())
