"""Jobs of text messages."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.conversation.channels.sms import service
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()


@blueprint.task(name="send_reply", queue="default", retry=procrastinate.RetryStrategy(max_attempts=5, wait=2))
def send_reply(turn_id: str) -> None:
    """An agent wrote, or the assistant unasked: the sender gets it as a text message."""
    service.send_reply(UUID(turn_id), SystemClock())
