"""The call that keeps a promise, an agent's or the assistant's: who answers is put through to the agent who asked for it.

It belongs to the conversation the promise was made in, but neither opens nor ends it: that may be over, or a chat.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.channels.voice import line, transfer
from backend.conversation.channels.voice.errors import NoSuchCall
from backend.conversation.channels.voice.legs import LegRepository
from backend.conversation.channels.voice.twiml import Goodbye, Listen, Person, document
from backend.conversation.outreach.rules import in_full
from backend.database import session_scope
from backend.integrations.twilio.calls import PhoneCalls
from backend.integrations.twilio.sender import SendingRefused, SendingUncertain
from backend.kit.clock import Clock
from backend.models.call import CallLeg, PromisedCall
from backend.models.handoff import Callback

PUT_THROUGH = "I am connecting you with {agent}, who has your case on the screen."
NOT_PUT_THROUGH = "I'm sorry, we could not connect you just now. We will call you again."

WHOSE_PROMISE = "A call back the assistant promised."


def place(callback_id: UUID, attempt: int, calls: PhoneCalls, clock: Clock) -> None:
    """Place the call the agent asked for, at most once a try."""
    with session_scope() as session:
        call = LegRepository(session).promised(callback_id)
        if call is None or call.tries != attempt or call.state != "calling" or call.call_sid is not None:
            return
        promised = session.get(Callback, callback_id)
        number = in_full(promised.number) if promised is not None else None
        assert number is not None, "looked at when the call was asked for"
    try:
        sid = calls.place(number, f"/voice/promised/{callback_id}", f"promised-{callback_id}-{attempt}")
    except SendingRefused:
        with session_scope() as session:
            call = LegRepository(session).promised(callback_id)
            if call is not None and call.tries == attempt:
                _move(call, "missed", clock)
        return
    except SendingUncertain:
        return  # the network may be calling already: its callbacks tell
    with session_scope() as session:
        call, promised = _known(session, callback_id)
        if call.tries == attempt:
            _know(session, call, promised, sid, clock)


def answered(callback_id: UUID, sid: str, answered_by: str, clock: Clock) -> str:
    """Somebody (or something) answers: nothing is said that is not theirs to hear. Raises NoSuchCall."""
    with session_scope() as session:
        call, promised = _known(session, callback_id)
        _know(session, call, promised, sid, clock)
        if answered_by.startswith(("machine", "fax")):
            _move(call, "missed", clock)
            return document([transfer.TO_A_MACHINE], Goodbye())
        hello = transfer.CALLING_BACK.format(reference=line.spelled(promised.reference))
        return document(
            [hello + transfer.PRESS_TO_JOIN], Listen(f"/voice/promised/{callback_id}/answer", "", 8, digits=1)
        )


def agreed(callback_id: UUID, sid: str, keys: str, speech: str, clock: Clock) -> str:
    """Key 1 (or "yes"): on to the agent who asked for the call. Raises NoSuchCall."""
    with session_scope() as session:
        call, _ = _known(session, callback_id, sid)
        if not transfer.is_yes(keys, speech):
            return document([transfer.GOODBYE], Goodbye())
        telephone = LegRepository(session).line_of(call.agent_id)
        if telephone is None:
            return document([NOT_PUT_THROUGH], Goodbye())
        _move(call, "reached", clock)
        path = f"/voice/promised/{callback_id}"
        person = Person(telephone.number, whisper=f"{path}/whisper", done=f"{path}/done")
        return document([PUT_THROUGH.format(agent=call.agent_name)], person)


def whisper(callback_id: UUID) -> str:
    """What only the agent hears before the two are joined; no name, no number. Raises NoSuchCall."""
    with session_scope() as session:
        _, promised = _known(session, callback_id)
        if promised.handoff_id is not None:
            return transfer.whisper(promised.handoff_id)
        said = f"Claims line. {WHOSE_PROMISE} Reference {line.spelled(promised.reference)}. The call is on your screen."
    return transfer.to_take(said, callback_id)


def done(callback_id: UUID, sid: str, status: str, clock: Clock) -> str:
    """The two have parted, or the agent's telephone was not answered. Raises NoSuchCall."""
    with session_scope() as session:
        call, _ = _known(session, callback_id, sid)
        spoken = status in ("completed", "answered")
        _move(call, "over" if spoken else "missed", clock)
        return document([transfer.GOODBYE if spoken else NOT_PUT_THROUGH], Goodbye())


def ended(session: Session, leg: CallLeg, clock: Clock) -> None:
    """The network says that the call is over."""
    call = LegRepository(session).promised_by_sid(leg.call_sid)
    if call is not None and call.state in ("calling", "reached"):
        _move(call, "missed" if call.state == "calling" else "over", clock)


def _known(session: Session, callback_id: UUID, sid: str | None = None) -> tuple[PromisedCall, Callback]:
    """``sid``: only that call, so that a call of an earlier try changes nothing of a later one."""
    call = LegRepository(session).promised(callback_id)
    if call is None or (sid is not None and call.call_sid != sid):
        raise NoSuchCall
    promised = session.get(Callback, callback_id)
    assert promised is not None, "a call is of a promise"
    return call, promised


def _know(session: Session, call: PromisedCall, promised: Callback, sid: str, clock: Clock) -> None:
    if call.call_sid is None:
        call.call_sid = sid
    elif call.call_sid != sid:
        raise NoSuchCall
    transfer.know_leg(session, sid, promised.conversation_id, "promised", clock)


def _move(call: PromisedCall, state: str, clock: Clock) -> None:
    call.state, call.since = state, clock.now()
