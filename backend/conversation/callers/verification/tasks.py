"""Jobs of the verification."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import procrastinate
import structlog

from backend.conversation.callers.verification import service
from backend.database import session_scope
from backend.integrations.notices.interface import NoticeNotSent
from backend.integrations.notices.local import notice_sender
from backend.kit.clock import SystemClock

RATES_KEPT = timedelta(days=2)
TRIES = 3
AGAIN = procrastinate.RetryStrategy(max_attempts=TRIES, exponential_wait=3)
blueprint = procrastinate.Blueprint()
log = structlog.get_logger()


@blueprint.task(name="send_code", queue="default", retry=AGAIN, pass_context=True)
def send_code(context: procrastinate.JobContext, code_id: str) -> None:
    """Send a one-time code. Where no text arrives (a landline), nobody is told: the caller heard what all callers hear."""
    try:
        service.send_code(UUID(code_id), notice_sender(), SystemClock())
    except NoticeNotSent:
        if context.job is not None and context.job.attempts + 1 < TRIES:
            raise
        log.warning("code_not_sent", code_id=code_id)


@blueprint.periodic(cron="17 3 * * *")
@blueprint.task(name="forget_old_rates", queue="default")
def forget_rates(timestamp: int) -> None:
    """Drop counts whose minute or day is long over; counts no time resets stay."""
    with session_scope() as session:
        service.forget_old_rates(session, SystemClock().now() - RATES_KEPT)
