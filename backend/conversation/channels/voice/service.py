"""One webhook of a call, one turn: opened by CallSid, idempotent by CallSid and turn number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError

from backend.conversation.callers.verification import service as verification
from backend.conversation.channels.voice import line, promised, spool, transfer
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.channels.voice.legs import OVER, LegRepository
from backend.conversation.channels.voice.parts import InParts
from backend.conversation.channels.voice.repository import SLOWER, CallRepository
from backend.conversation.channels.voice.twiml import Goodbye, document, leave_queue, while_waiting
from backend.conversation.channels.voice.withheld import is_withheld
from backend.conversation.handoffs import service as handoffs
from backend.conversation.outreach import service as outreach
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import service as turns
from backend.conversation.turns.errors import ConversationOver, TurnBusy
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.sentences import APOLOGY
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueEngine
from backend.kit.clock import Clock
from backend.staff.counting.service import keyed_hash

GOODBYE = "Goodbye."
QUEUE_PAUSE_SECONDS = 20
log = structlog.get_logger()
STAY = "Please stay on the line."
NOT_ANSWERED = OVER - {"completed"}
CLOSED_BY_PERSON = "Our colleague has closed this. If you need anything else, just say so."
_CALL_SID = re.compile(r"CA[0-9a-fA-F]{32}")


def conversation_of(form: dict[str, str], clock: Clock) -> UUID:
    """The conversation of a call: of one we placed the one it belongs to, else opened with the first webhook.

    Raises NotACall.
    """
    sid = form.get("CallSid", "")
    if not _CALL_SID.fullmatch(sid):
        raise NotACall
    name = f"call:{sid}"
    caller = form.get("From", "").lower()
    origin = None if is_withheld(caller) else keyed_hash(caller)
    try:
        with session_scope() as session:
            leg = LegRepository(session).leg(sid)
            if leg is not None:
                return leg.conversation_id
            known = ownership.find(session, name)
            if known is not None:
                return known.id
            return ownership.open_conversation(session, "voice", now=clock.now(), origin=origin, name=name).id
    except IntegrityError:  # another webhook of the same call was a moment earlier
        with session_scope() as session:
            row = ownership.find(session, name)
            assert row is not None, "the unique name was taken by this very call"
            return row.id


def answer(
    conversation_id: UUID, number: int, said: Said, engine: DialogueEngine, clock: Clock, *, before: str = ""
) -> str:
    """The TwiML of turn ``number``; a repeat gets the stored one. After the call nothing of it is said again.

    ``before`` is said first.
    """
    opening = [before] if before else []
    known = so_far(conversation_id)
    try:
        reply = turns.take(
            conversation_id,
            f"turn:{number}",
            known.meant(said),
            InParts(engine, known.unsaid),
            clock,
            render=lambda reply: line.rendered(
                reply, number + 1, slow=known.slow or reply.intent == SLOWER, opening=opening
            ),
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
    asked: str | None
    """What the assistant last asked for."""

    def meant(self, said: Said) -> Said:
        """A pound key right after keys is the habit of ending them, not the wish to end the call; a key may be a choice."""
        if self.keyed and said == line.ENDED:
            return Said("silence")
        return line.chosen(said, "rest" if self.unsaid is not None and self.asked == "more" else self.asked)


def so_far(conversation_id: UUID) -> SoFar:
    """Of this call."""
    with session_scope() as session:
        calls = CallRepository(session)
        return SoFar(
            calls.unsaid(conversation_id),
            calls.slower(conversation_id),
            calls.keyed_last(conversation_id),
            calls.asked(conversation_id),
        )


def out_of_order(form: dict[str, str] | None = None, key: str = "", said: Said | None = None) -> str:
    """When even our records cannot be reached: an apology and the queue, which the network keeps without us.

    What was said is written down beside the records, for whoever takes the call.
    """
    if form is not None and said is not None:
        _spool(form, key, said)
    return document([APOLOGY], line.queue())


def waiting_without_records() -> str:
    """In the queue while our records cannot be reached: the caller stays where they are."""
    return while_waiting([STAY], QUEUE_PAUSE_SECONDS)


def live_without_records(form: dict[str, str], number: int, after: int, said: Said) -> str:
    """With an agent who writes while our records cannot be reached: kept, and looked at again."""
    _spool(form, f"live:{number}", said)
    return document([STAY] if said.kind != "silence" else [], transfer.live(number + 1, after))


def _spool(form: dict[str, str], key: str, said: Said) -> None:
    if said.kind == "silence" or not _CALL_SID.fullmatch(form.get("CallSid", "")):
        return
    try:
        spool.keep(spool.Spooled(form["CallSid"], form.get("From", ""), key, said.kind, said.text))
    except OSError as error:  # the disk, too: the apology still goes out
        log.error("turn_not_spooled", error_class=type(error).__name__)


def take_spooled(clock: Clock) -> int:
    """Put what was said meanwhile into the records, each turn once, and bring a person; how many turns."""
    found = spool.waiting()
    for one in found:
        conversation_id = conversation_of({"CallSid": one.call_sid, "From": one.caller}, clock)
        turns.keep_unanswered(conversation_id, one.key, Said(one.kind, one.text), clock)  # type: ignore[arg-type]
    if found:
        spool.drop(len(found))
    return len(found)


def relay_ended(conversation_id: UUID, reason: str | None, clock: Clock) -> str:
    """The stream gave the call back. ``reason`` is our own handoff data; none: the stream broke."""
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        if reason == "person" and row.owner == "assistant" and row.ended_at is None:
            handoffs.request(session, row, "assistant_unavailable", clock)
        if reason == "slower" and row.owner == "assistant" and row.ended_at is None:
            said = CallRepository(session).said_last(row.id)
            return document(said, line.listen_again(row.last_turn + 1, row.expects), slow=True)
        return line.after_relay(row.owner, row.ended_at is not None, row.last_turn + 1, row.expects)


def status(form: dict[str, str], clock: Clock) -> None:
    """A status callback: only ever forward; the end of the call ends its proof and its conversation.

    Who keeps their place in line ends only the proof: the conversation goes on when we call back. Raises NotACall.
    """
    sid, told = form.get("CallSid", ""), form.get("CallStatus", "")
    if told in NOT_ANSWERED and outreach.call_not_answered(sid, clock):
        return  # a call with news that rang in vain is no conversation
    conversation_id = conversation_of(form, clock)
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        leg = LegRepository(session).leg(sid)
        if leg is not None:
            if not transfer.end_of_leg(leg, told):
                return
            if leg.kind == "promised":
                promised.ended(session, leg, clock)
                return
            transfer.missed(session, row, clock)
        elif not line.moves_on(row.call_state, told):
            return
        else:
            row.call_state = told
            if not line.is_final(told):
                return
        verification.end(session, row, clock.now())
        if not transfer.is_kept(session, row):
            handoffs.caller_left(session, row, clock)
            ownership.end(session, row, told, clock.now())


def waiting(conversation_id: UUID, waited_seconds: int, clock: Clock) -> str:
    """What the caller hears in the queue: place, wait and reference, as they are now; and the way out of it.

    Once a person has accepted, or when nobody attends the queue, the caller leaves it.
    """
    with session_scope() as session:
        row = ownership.get(session, conversation_id)
        open_one = handoffs.open_of(session, row)
        if row.owner == "agent":
            return leave_queue()
        if open_one is None and row.owner == "assistant" and row.ended_at is None:
            # They came here while our records were out of reach, so nobody was told yet that they wait.
            row = ownership.lock(session, conversation_id)
            open_one = handoffs.request(session, row, "assistant_unavailable", clock)
        if open_one is None:
            return while_waiting([STAY], QUEUE_PAUSE_SECONDS)
        place = handoffs.place(session, open_one, clock.now())
        if place.wait_minutes is None and waited_seconds >= transfer.QUEUE_EMPTY_SECONDS:
            return leave_queue()
        words = line.place_words(place, first=waited_seconds < QUEUE_PAUSE_SECONDS)
        return while_waiting(words, QUEUE_PAUSE_SECONDS, keys="/voice/keep-place")


def left_queue(conversation_id: UUID, caller: str, result: str, clock: Clock) -> str:
    """The caller left the queue: to a person who has accepted; else they keep their place, always with a reference."""
    if result in ("bridged", "hangup"):
        return document([], Goodbye())
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        handoff = handoffs.open_of(session, row)
        if row.ended_at is not None and handoff is None:
            return document([GOODBYE], Goodbye())
        if handoff is not None and row.owner == "agent":
            return transfer.to_person(session, row, handoff)
        return transfer.nobody_came(session, row, caller, clock)


def live(conversation_id: UUID, number: int, after: int, said: Said, engine: DialogueEngine, clock: Clock) -> str:
    """A call whose agent writes: what was said goes to the agent, what they wrote since turn ``after`` is read out."""
    try:
        if said.kind != "silence":
            turns.take(conversation_id, f"live:{number}", said, engine, clock)
    except ConversationOver:
        return document([GOODBYE], Goodbye())
    with session_scope() as session:
        row = ownership.get(session, conversation_id)
        written = LegRepository(session).agent_words(row.id, after)
        words = [str(one["text"]) for turn in written for one in turn.messages]
        last = max([after, *(turn.number for turn in written)])
        if row.ended_at is not None:
            return document([GOODBYE], Goodbye())
        if row.owner == "agent":
            return document(words, transfer.live(number + 1, last))
        if row.owner == "waiting":
            return document(words, line.queue())
        return document(words or [CLOSED_BY_PERSON], line.listen_again(row.last_turn + 1, row.expects))
