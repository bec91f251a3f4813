"""Jobs of the turns."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import procrastinate

from backend.conversation.turns import service
from backend.database import session_scope
from backend.integrations.rasa.gateway import gateway_engine
from backend.kit.clock import SystemClock

ANSWER_OVERDUE = timedelta(seconds=60)
blueprint = procrastinate.Blueprint()


@blueprint.task(name="say_returned", queue="default", retry=procrastinate.RetryStrategy(max_attempts=5, wait=2))
def say_returned(conversation_id: str, handoff_id: str) -> None:
    """An agent gave the conversation back, and nobody may have said so yet."""
    service.say_returned(UUID(conversation_id), UUID(handoff_id), gateway_engine(), SystemClock())


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="rescue_unanswered", queue="default")
def rescue_unanswered(timestamp: int) -> None:
    """Nobody waits for an answer that died with its process: an apology, and a person."""
    with session_scope() as session:
        service.rescue_unanswered(session, ANSWER_OVERDUE, SystemClock())
