"""Jobs of what we send by ourselves."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.conversation.outreach import news, service
from backend.database import session_scope
from backend.integrations.twilio.calls import phone_calls
from backend.integrations.twilio.sender import SendingRefused, SendingUncertain, message_sender
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()
TRIES = 6
AGAIN = procrastinate.RetryStrategy(max_attempts=TRIES, exponential_wait=3)


def _is_last(context: procrastinate.JobContext) -> bool:
    return context.job is not None and context.job.attempts + 1 >= TRIES


@blueprint.task(name="send_notice", queue="default", retry=AGAIN, pass_context=True)
def send_notice(context: procrastinate.JobContext, notice_id: str) -> None:
    """Send one notice, or put it off to the end of the quiet hours. Refused to the last, a person gets it."""
    try:
        service.send_notice(UUID(notice_id), phone_calls(), SystemClock())
    except SendingRefused:
        if not _is_last(context):
            raise
        service.given_up(UUID(notice_id), SystemClock())


@blueprint.task(name="send_text", queue="default", retry=AGAIN, pass_context=True)
def send_text(context: procrastinate.JobContext, message_id: str) -> None:
    """Send one text message. Raises SendingUncertain so that it is looked at again."""
    if service.send_text(UUID(message_id), message_sender(), SystemClock()):
        return
    if not _is_last(context):
        raise SendingUncertain
    service.text_given_up(UUID(message_id), SystemClock())


@blueprint.periodic(cron="*/10 * * * *")
@blueprint.task(name="plan_news", queue="default", queueing_lock="plan_news")
def plan_news(timestamp: int) -> None:
    """What is news, for those who want to hear of it."""
    with session_scope() as session:
        news.plan_news(session, SystemClock())
