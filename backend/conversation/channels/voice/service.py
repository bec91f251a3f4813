"""One webhook of a call, one turn: opened by CallSid, idempotent by CallSid and turn number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from backend.conversation.callers.verification import service as verification
from backend.conversation.channels.voice import line
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.channels.voice.parts import InParts
from backend.conversation.channels.voice.repository import SLOWER, CallRepository
from backend.conversation.channels.voice.twiml import Goodbye, document, while_waiting
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.conversation.requests import service as requests
from backend.conversation.turns import service as turns
from backend.conversation.turns.errors import ConversationOver, TurnBusy
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.sentences import APOLOGY
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueEngine
from backend.kit.clock import Clock
from backend.models.conversation import Conversation

GOODBYE = "Goodbye."
QUEUE_PAUSE_SECONDS = 20
_CALL_SID = re.compile(r"CA[0-9a-fA-F]{32}")
_WITHHELD = frozenset(
    {"", "anonymous", "restricted", "unavailable", "+266696687", "266696687", "+8656696", "+7378742833"}
)
"""What carriers send where the number is withheld: it names nobody, so nothing is counted under it."""


def conversation_of(form: dict[str, str], clock: Clock) -> UUID:
    """The call's conversation, opened with the first webhook about it. Raises NotACall."""
    sid = form.get("CallSid", "")
    if not _CALL_SID.fullmatch(sid):
        raise NotACall
    name = f"call:{sid}"
    caller = form.get("From", "").lower()
    origin = None if caller in _WITHHELD else ownership.keyed_hash(caller)
    try:
        with session_scope() as session:
            known = ownership.find(session, name)
            if known is not None:
                return known.id
            return ownership.open_conversation(session, "voice", now=clock.now(), origin=origin, name=name).id
    except IntegrityError:  # another webhook of the same call was a moment earlier
        with session_scope() as session:
            row = ownership.find(session, name)
            assert row is not None, "the unique name was taken by this very call"
            return row.id


def answer(conversation_id: UUID, number: int, said: Said, engine: DialogueEngine, clock: Clock) -> str:
    """The TwiML of turn ``number``; a repeat gets the stored one. After the call nothing of it is said again."""
    before = so_far(conversation_id)
    try:
        reply = turns.take(
            conversation_id,
            f"turn:{number}",
            before.meant(said),
            InParts(engine, before.unsaid),
            clock,
            render=lambda reply: line.rendered(reply, number + 1, slow=before.slow or reply.intent == SLOWER),
        )
    except ConversationOver:
        return document([GOODBYE], Goodbye())
    except TurnBusy:
        return line.busy(number)
    if reply.hung_up or reply.rendered is None:
        return document([GOODBYE], Goodbye())
    return reply.rendered


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the line must know of the turns before this one."""

    unsaid: str | None
    """What was left unsaid of the last answer."""
    slow: bool
    """The caller wants to hear it slower."""
    keyed: bool
    """The last answer was by keys."""

    def meant(self, said: Said) -> Said:
        """A pound key right after keys is the habit of ending them, not the wish to end the call."""
        return Said("silence") if self.keyed and said == line.ENDED else said


def so_far(conversation_id: UUID) -> SoFar:
    """Of this call."""
    with session_scope() as session:
        calls = CallRepository(session)
        return SoFar(calls.unsaid(conversation_id), calls.slower(conversation_id), calls.keyed_last(conversation_id))


def out_of_order() -> str:
    """When even our records cannot be reached: an apology and the queue, which the network keeps without us."""
    return document([APOLOGY], line.queue())


def relay_ended(conversation_id: UUID, reason: str | None, clock: Clock) -> str:
    """The stream gave the call back. ``reason`` is our own handoff data; none: the stream broke."""
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        if reason == "person" and row.owner == "assistant" and row.ended_at is None:
            handoffs.request(session, row, "assistant_unavailable", clock)
        return line.after_relay(row.owner, row.ended_at is not None, row.last_turn + 1, row.expects)


def status(conversation_id: UUID, told: str, clock: Clock) -> None:
    """A status callback: only ever forward; the end of the call ends its proof and its conversation."""
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        if not line.moves_on(row.call_state, told):
            return
        row.call_state = told
        if line.is_final(told):
            verification.end(session, row, clock.now())
            handoffs.caller_left(session, row, clock)
            ownership.end(session, row, told, clock.now())


def waiting(conversation_id: UUID, clock: Clock) -> str:
    """What the caller hears in the queue: place, wait and reference, as they are now."""
    with session_scope() as session:
        row = ownership.get(session, conversation_id)
        open_one = handoffs.open_of(session, row)
        if open_one is None:
            return while_waiting(["Please stay on the line."], QUEUE_PAUSE_SECONDS)
        place = handoffs.place(session, open_one, clock.now())
        return while_waiting(line.place_words(place), QUEUE_PAUSE_SECONDS)


def left_queue(conversation_id: UUID, result: str, clock: Clock) -> str:
    """The caller left the queue: bridged to a person the call is done; else somebody calls back, with a reference."""
    if result in ("bridged", "hangup"):
        return document([], Goodbye())
    with session_scope() as session:
        row: Conversation = ownership.lock(session, conversation_id)
        promised = requests.ask(session, row, "callback", clock, details={"phone": None, "when": result[:40]})
    spelled = " ".join(promised.reference)
    sentence = f"I'm sorry, nobody is free to take your call. We will call you back; your reference is {spelled}."
    return document([sentence, GOODBYE], Goodbye())
