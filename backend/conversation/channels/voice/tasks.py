"""Jobs of the phone line."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.conversation.callers import refused_webhooks
from backend.conversation.channels.voice import hearing, promised, service, transfer
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.integrations.twilio.calls import phone_calls
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()
AGAIN = procrastinate.RetryStrategy(max_attempts=4, wait=2)


@blueprint.task(name="person_accepted", queue="default", retry=AGAIN)
def person_accepted(handoff_id: str) -> None:
    """An agent has accepted: move the caller to them, or call them back."""
    transfer.person_accepted(UUID(handoff_id), phone_calls(), SystemClock())


@blueprint.task(name="call_promised", queue="default", retry=AGAIN)
def call_promised(callback_id: str, attempt: int) -> None:
    """An agent keeps a promise to call."""
    promised.place(UUID(callback_id), attempt, phone_calls(), SystemClock())


@blueprint.task(name="given_back", queue="default", retry=AGAIN)
def given_back(conversation_id: str) -> None:
    """The agent gave the call back while the caller is on the line: on with the assistant."""
    with session_scope() as session:
        row = ownership.get(session, UUID(conversation_id))
        sid = transfer.sid_on_line(session, row)
        after = row.last_turn
    if sid is not None:
        phone_calls().redirect(sid, f"/voice/live/1?after={max(0, after - 2)}")


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="take_spooled", queue="default", queueing_lock="take_spooled")
def take_spooled(timestamp: int) -> None:
    """What callers said while our records could not be reached."""
    service.take_spooled(SystemClock())


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="take_left_behind", queue="default")
def take_left_behind(timestamp: int) -> None:
    """Transcribed speech that waits for an event which never came."""
    with session_scope() as session:
        hearing.take_left_behind(session, SystemClock())


@blueprint.periodic(cron="3 * * * *")
@blueprint.task(name="sum_up_refused", queue="default", queueing_lock="sum_up_refused")
def sum_up_refused(timestamp: int) -> None:
    """How many webhooks were refused in the hours that ended."""
    with session_scope() as session:
        refused_webhooks.sum_up(session, SystemClock())
