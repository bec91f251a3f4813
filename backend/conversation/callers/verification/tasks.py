"""Jobs of the verification."""

from __future__ import annotations

from datetime import timedelta

import procrastinate

from backend.conversation.callers.verification.service import forget_old_rates
from backend.database import session_scope
from backend.kit.clock import SystemClock

RATES_KEPT = timedelta(days=2)
blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="17 3 * * *")
@blueprint.task(name="forget_old_rates", queue="default")
def forget_rates(timestamp: int) -> None:
    """Drop counts whose minute or day is long over; counts no time resets stay."""
    with session_scope() as session:
        forget_old_rates(session, SystemClock().now() - RATES_KEPT)
