"""One text message, one turn. Which conversation it belongs to follows from both numbers, until it was silent too long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.channels.sms import links, rules
from backend.conversation.channels.sms.repository import SmsRepository
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.outreach import service as outreach
from backend.conversation.outreach import undelivered
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import service as turns
from backend.conversation.turns.errors import TurnBusy
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.text import harmless
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueEngine
from backend.kit.clock import Clock
from backend.models.conversation import SmsThread
from backend.settings import get_settings
from backend.staff.counting.service import keyed_hash

_MESSAGE_SID = re.compile(r"[SM]M[0-9a-fA-F]{32}")


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a message meets: its conversation, and how things stand there."""

    conversation_id: UUID
    stopped: bool
    confirmed: bool
    expects: str | None
    taken: bool
    """This very message was taken before."""
    assistant: bool
    """The assistant has the word."""


def answer(form: dict[str, str], engine: DialogueEngine, clock: Clock) -> list[str]:
    """The texts sent back; none after STOP. Raises NotACall."""
    sid, text = form.get("MessageSid", ""), harmless(form.get("Body", ""))[: rules.TEXT_LENGTH_MAX]
    if not _MESSAGE_SID.fullmatch(sid):
        raise NotACall
    wanted = rules.command(text)
    with session_scope() as session:
        thread = _thread(session, sid, form, clock.now(), wanted)
        if wanted == "stop":
            outreach.withdraw(session, form.get("From", ""), clock)
    if wanted == "stop":
        return [rules.STOPPED]
    if thread.stopped:
        if wanted is None and not thread.assistant:
            # They want nothing from us; what they tell the person who has the word, or will, is read all the same.
            _taken(thread, sid, text, engine, clock)
        return []
    if wanted is not None:
        return [rules.HELP if wanted == "help" else rules.STARTED]
    if thread.assistant and not thread.confirmed and not thread.taken and rules.proves(thread.expects, text):
        return [rules.OPEN_LINK.format(link=link_of(thread.conversation_id, clock.now()))]
    return _taken(thread, sid, text, engine, clock)


def _taken(thread: _Thread, sid: str, text: str, engine: DialogueEngine, clock: Clock) -> list[str]:
    """One turn of the thread and the texts that answer it; a turn that has to wait too long is kept, and that is said."""
    said = Said("text", text) if text else Said("no_match", None)
    try:
        reply = turns.take(thread.conversation_id, sid, said, engine, clock)
    except TurnBusy:
        # An error would be the end of it: the carrier does not ask again for a text.
        return [rules.BUSY]
    return [rules.fitting(str(one["text"])) for one in reply.messages]


def link_of(conversation_id: UUID, now: datetime) -> str:
    """The link that shows that the sender holds the phone."""
    token = links.sign(get_settings().secret("subject_key").encode(), conversation_id, now)
    return f"{get_settings().public_base_url.rstrip('/')}/sms/{token}"


def confirm(token: str, clock: Clock) -> bool:
    """The link was opened: from now on the thread may prove who writes. Whether it was one of ours."""
    conversation_id = links.read(get_settings().secret("subject_key").encode(), token, clock.now())
    if conversation_id is None:
        return False
    with session_scope() as session:
        thread = SmsRepository(session).of_conversation(conversation_id)
        if thread is None:
            return False
        thread.confirmed_at = thread.confirmed_at or clock.now()
    return True


def send_reply(turn_id: UUID, clock: Clock) -> None:
    """A message nobody waits for, an agent's above all, to the number of its thread as one text message of ours.

    An agent whose words may not go out any more believes them said: somebody has to know.
    """
    with session_scope() as session:
        repository = SmsRepository(session)
        turn = repository.turn(turn_id)
        thread = repository.of_conversation(turn.conversation_id) if turn else None
        if turn is None or thread is None:
            return
        if thread.number is None or thread.stopped:
            if turn.speaker == "agent":
                undelivered.reply_lost(session, turn.conversation_id, turn.id, "withdrawn", clock)
            return
        text = rules.fitting(turn.answer_text)
        outreach.text_message(session, thread.number, text, f"turn:{turn.id}", clock, turn.conversation_id)


def _thread(session: Session, sid: str, form: dict[str, str], now: datetime, wanted: rules.Command | None) -> _Thread:
    """The conversation of a message, opened where there is none; and whether the sender wants no messages."""
    repository = SmsRepository(session)
    numbers = keyed_hash(f"{form.get('From', '')}|{form.get('To', '')}")
    repository.one_at_a_time(numbers)
    taken = repository.conversation_of_message(numbers, sid)
    latest = repository.latest(numbers)
    stopped = latest is not None and latest.stopped
    if wanted in ("stop", "start"):
        stopped = wanted == "stop"
    if taken is None and (latest is None or _is_old(session, latest, now)):
        origin = keyed_hash(form.get("From", ""))
        row = ownership.open_conversation(session, "sms", now=now, origin=origin)
        latest = SmsThread(numbers=numbers, conversation_id=row.id, started_at=now, stopped=stopped)
        latest.number = form.get("From") or None
        repository.add(latest)
    assert latest is not None, "a message taken before has its thread"
    latest.stopped = stopped
    row = ownership.get(session, taken or latest.conversation_id)
    return _Thread(
        row.id, stopped, latest.confirmed_at is not None, row.expects, taken is not None, row.owner == "assistant"
    )


def _is_old(session: Session, thread: SmsThread, now: datetime) -> bool:
    row = ownership.get(session, thread.conversation_id)
    silent = now - row.last_activity_at >= timedelta(seconds=get_settings().chat_idle_seconds)
    return row.ended_at is not None or (silent and row.owner == "assistant")
