"""Jobs of what we send by ourselves."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.conversation.outreach import service
from backend.database import session_scope
from backend.integrations.twilio.calls import phone_calls
from backend.integrations.twilio.sender import SendingUncertain, message_sender
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()
AGAIN = procrastinate.RetryStrategy(max_attempts=6, exponential_wait=3)


@blueprint.task(name="send_notice", queue="default", retry=AGAIN)
def send_notice(notice_id: str) -> None:
    """Send one notice, or put it off to the end of the quiet hours."""
    service.send_notice(UUID(notice_id), phone_calls(), SystemClock())


@blueprint.task(name="send_text", queue="default", retry=AGAIN)
def send_text(message_id: str) -> None:
    """Send one text message. Raises SendingUncertain so that it is looked at again."""
    if not service.send_text(UUID(message_id), message_sender(), SystemClock()):
        raise SendingUncertain


@blueprint.periodic(cron="*/10 * * * *")
@blueprint.task(name="plan_denials", queue="default")
def plan_denials(timestamp: int) -> None:
    """Denials that are news, for those who want to hear of them."""
    with session_scope() as session:
        service.plan_denials(session, SystemClock())
