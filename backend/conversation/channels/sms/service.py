"""One text message, one turn. Which conversation it belongs to follows from both numbers, until it was silent too long."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.channels.sms import rules
from backend.conversation.channels.sms.repository import SmsRepository
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import service as turns
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.text import harmless
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueEngine
from backend.kit.clock import Clock
from backend.models.conversation import SmsThread
from backend.settings import get_settings

_MESSAGE_SID = re.compile(r"[SM]M[0-9a-fA-F]{32}")


def answer(form: dict[str, str], engine: DialogueEngine, clock: Clock) -> list[str]:
    """The texts sent back; none after STOP. Raises NotACall."""
    sid, text = form.get("MessageSid", ""), harmless(form.get("Body", ""))[: rules.TEXT_LENGTH_MAX]
    if not _MESSAGE_SID.fullmatch(sid):
        raise NotACall
    numbers = ownership.keyed_hash(f"{form.get('From', '')}|{form.get('To', '')}")
    wanted = rules.command(text)
    with session_scope() as session:
        conversation_id, stopped = _thread(session, numbers, sid, form, clock.now(), wanted)
    if wanted == "stop":
        return [rules.STOPPED]
    if stopped:
        return []
    if wanted is not None:
        return [rules.HELP if wanted == "help" else rules.STARTED]
    said = Said("text", text) if text else Said("no_match", None)
    reply = turns.take(conversation_id, sid, said, engine, clock)
    return [rules.fitting(str(one["text"])) for one in reply.messages]


def _thread(
    session: Session, numbers: str, sid: str, form: dict[str, str], now: datetime, wanted: rules.Command | None
) -> tuple[UUID, bool]:
    """The conversation of a message, opened where there is none; and whether the sender wants no messages."""
    repository = SmsRepository(session)
    taken = repository.conversation_of_message(numbers, sid)
    latest = repository.latest(numbers)
    stopped = latest is not None and latest.stopped
    if wanted in ("stop", "start"):
        stopped = wanted == "stop"
    if taken is not None:
        return taken, stopped
    if latest is None or _is_old(session, latest, now):
        origin = ownership.keyed_hash(form.get("From", ""))
        row = ownership.open_conversation(session, "sms", now=now, origin=origin)
        latest = SmsThread(numbers=numbers, conversation_id=row.id, started_at=now, stopped=stopped)
        repository.add(latest)
    latest.stopped = stopped
    return latest.conversation_id, stopped


def _is_old(session: Session, thread: SmsThread, now: datetime) -> bool:
    row = ownership.get(session, thread.conversation_id)
    silent = now - row.last_activity_at >= timedelta(seconds=get_settings().chat_idle_seconds)
    return row.ended_at is not None or (silent and row.owner == "assistant")
