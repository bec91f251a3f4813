"""``/voice``: what Twilio posts during a call. Every request is signed, every answer is TwiML that leads somewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import APIRouter, Path, Response, WebSocket
from starlette.concurrency import run_in_threadpool

from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.voice import hearing, line, promised, relay, service, transfer
from backend.conversation.channels.voice.errors import NoSuchCall, NotACall
from backend.conversation.channels.voice.relay_messages import reason_of
from backend.conversation.channels.voice.twiml import Goodbye, document
from backend.conversation.channels.voice.webhook import SignedForm, is_signed_upgrade, refuse_upgrade, socket_address
from backend.conversation.channels.web_chat.endpoints import Engine
from backend.conversation.handoffs.errors import NoHandoff
from backend.conversation.outreach.rules import NEWS_BY_CALL, TO_A_MACHINE
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.pool import in_turn_thread
from backend.settings import get_settings

log = structlog.get_logger()
router = APIRouter(prefix="/voice", tags=["voice"])
ANSWER_SECONDS, WAITING_SECONDS = 9.0, 3.0
"""The network gives up after fifteen; a part of ours that hangs must not take them all. In the queue there is less to ask."""
TURNS_MAX = 500
LOOKS_MAX = 20_000
"""How often the line may look for what an agent wrote: a day of it."""


class Twiml(Response):
    """A TwiML document."""

    media_type = "application/xml"


async def spoken(
    work: Callable[[], str], otherwise: Callable[[], str] = service.out_of_order, seconds: float | None = None
) -> Twiml:
    """The TwiML of this work. Whatever of ours is down or hangs, the caller hears an apology and waits for a person."""
    try:
        return Twiml(await asyncio.wait_for(in_turn_thread(work), seconds or ANSWER_SECONDS))
    except (NotACall, NoSuchCall, NoHandoff):
        raise
    except Exception as error:
        log.error("call_answered_without_records", error_class=type(error).__name__)
        return Twiml(await run_in_threadpool(otherwise))


@router.post("/incoming", response_class=Twiml)
async def incoming(form: SignedForm, engine: Engine, clock: Now) -> Twiml:
    """The phone rings: greeting, the notice of automation, the first question."""

    def work() -> str:
        conversation_id = service.conversation_of(form, clock)
        if get_settings().voice_relay:
            return line.over_relay(socket_address("/voice/relay"), relay.password(form["CallSid"]))
        return service.answer(conversation_id, 0, Said("start"), engine, clock)

    return await spoken(work)


@router.post("/turn/{number}", response_class=Twiml)
async def turn(number: Annotated[int, Path(ge=1, le=TURNS_MAX)], form: SignedForm, engine: Engine, clock: Now) -> Twiml:
    """One turn of the caller: speech, keys or silence. The same turn again hears the same."""
    keys, finished_on = form.get("Digits", ""), form.get("FinishedOnKey", "")
    said = line.said_of(form.get("SpeechResult", ""), keys, form.get("Confidence", ""), finished_on)

    def work() -> str:
        return service.answer(service.conversation_of(form, clock), number, said, engine, clock)

    return await spoken(work, lambda: service.out_of_order(form, f"turn:{number}", said))


@router.websocket("/relay")
async def streamed(socket: WebSocket, engine: Engine, clock: Now) -> None:
    """ConversationRelay: the call as streamed speech. The upgrade is signed, and the setup carries the call's password."""
    if not get_settings().voice_relay or not is_signed_upgrade(socket):
        await refuse_upgrade(socket, clock)
        await socket.close(relay.FORBIDDEN)
        return
    await socket.accept()
    await relay.Session(socket, engine, clock).run()


@router.post("/relay-ended", response_class=Twiml)
async def relay_ended(form: SignedForm, clock: Now) -> Twiml:
    """The stream is over: a person, the end, or on by gather where the stream broke."""
    reason = reason_of(form.get("HandoffData", ""))
    return await spoken(lambda: service.relay_ended(service.conversation_of(form, clock), reason, clock))


@router.post("/status", status_code=204)
async def status(form: SignedForm, clock: Now) -> None:
    """The network's word on the call, in whatever order it comes."""
    await in_turn_thread(lambda: service.status(form, clock))


@router.post("/waiting", response_class=Twiml)
async def waiting(form: SignedForm, clock: Now) -> Twiml:
    """What the caller hears while waiting for a person."""
    waited = int(form["QueueTime"]) if form.get("QueueTime", "").isdigit() else 0
    return await spoken(
        lambda: service.waiting(service.conversation_of(form, clock), waited, clock),
        service.waiting_without_records,
        WAITING_SECONDS,
    )


@router.post("/queue-left", response_class=Twiml)
async def queue_left(form: SignedForm, clock: Now) -> Twiml:
    """The caller left the queue: with a person, by hanging up, or because nobody came."""
    result, caller = form.get("QueueResult", ""), form.get("From", "")
    return await spoken(lambda: service.left_queue(service.conversation_of(form, clock), caller, result, clock))


@router.post("/keep-place", response_class=Twiml)
async def keep_place(form: SignedForm, clock: Now) -> Twiml:
    """Key 1 in the queue: the place is kept, and we call back when it is their turn."""
    caller, keys = form.get("From", ""), form.get("Digits", "")
    return await spoken(lambda: transfer.asked_to_keep(service.conversation_of(form, clock), caller, keys, clock))


@router.post("/live/{number}", response_class=Twiml)
async def live(
    number: Annotated[int, Path(ge=1, le=LOOKS_MAX)], form: SignedForm, engine: Engine, clock: Now, after: int = 0
) -> Twiml:
    """With an agent who writes: the caller's words to them, theirs to the caller."""
    said = line.said_of(form.get("SpeechResult", ""), form.get("Digits", ""), form.get("Confidence", ""))
    return await spoken(
        lambda: service.live(service.conversation_of(form, clock), number, after, said, engine, clock),
        lambda: service.live_without_records(form, number, after, said),
    )


@router.post("/join/{handoff_id}", response_class=Twiml)
async def join(handoff_id: UUID, form: SignedForm, clock: Now) -> Twiml:
    """An agent has accepted: to their telephone, or to what they write."""
    return await spoken(lambda: transfer.join(handoff_id, service.conversation_of(form, clock)))


@router.post("/whisper/{handoff_id}", response_class=Twiml)
async def whisper(handoff_id: UUID, form: SignedForm) -> Twiml:
    """What only the agent hears before the two are joined."""
    return await spoken(lambda: transfer.whisper(handoff_id))


@router.post("/whisper/{handoff_id}/answer", response_class=Twiml)
async def whisper_answer(handoff_id: UUID, form: SignedForm) -> Twiml:
    """The agent takes the call, or not."""
    return await spoken(lambda: transfer.whisper_answered(form.get("Digits", "")))


@router.post("/person-done/{handoff_id}", response_class=Twiml)
async def person_done(handoff_id: UUID, form: SignedForm, clock: Now) -> Twiml:
    """Caller and agent have parted, or the agent's telephone was not answered."""
    return await spoken(lambda: transfer.person_done(handoff_id, form.get("DialCallStatus", ""), clock))


@router.post("/call-back/{place_id}", response_class=Twiml)
async def call_back(place_id: UUID, form: SignedForm, clock: Now) -> Twiml:
    """Our call to somebody who kept their place is answered."""
    sid, by = form.get("CallSid", ""), form.get("AnsweredBy", "")
    return await spoken(lambda: transfer.called_back(place_id, sid, by, clock))


@router.post("/call-back/{place_id}/answer", response_class=Twiml)
async def call_back_answer(place_id: UUID, form: SignedForm) -> Twiml:
    """Whoever kept their place wants to be connected, or not."""
    keys, speech = form.get("Digits", ""), form.get("SpeechResult", "")
    return await spoken(lambda: transfer.call_back_answered(place_id, keys, speech))


@router.post("/promised/{callback_id}", response_class=Twiml)
async def promised_call(callback_id: UUID, form: SignedForm, clock: Now) -> Twiml:
    """The call an agent promised is answered."""
    sid, by = form.get("CallSid", ""), form.get("AnsweredBy", "")
    return await spoken(lambda: promised.answered(callback_id, sid, by, clock))


@router.post("/promised/{callback_id}/answer", response_class=Twiml)
async def promised_call_answer(callback_id: UUID, form: SignedForm, clock: Now) -> Twiml:
    """Whoever was promised a call wants to be connected, or not."""
    sid, keys, speech = form.get("CallSid", ""), form.get("Digits", ""), form.get("SpeechResult", "")
    return await spoken(lambda: promised.agreed(callback_id, sid, keys, speech, clock))


@router.post("/promised/{callback_id}/whisper", response_class=Twiml)
async def promised_call_whisper(callback_id: UUID, form: SignedForm) -> Twiml:
    """What only the agent hears before a promised call is joined."""
    return await spoken(lambda: promised.whisper(callback_id))


@router.post("/promised/{callback_id}/done", response_class=Twiml)
async def promised_call_done(callback_id: UUID, form: SignedForm, clock: Now) -> Twiml:
    """The two of a promised call have parted, or the agent did not answer."""
    sid, told = form.get("CallSid", ""), form.get("DialCallStatus", "")
    return await spoken(lambda: promised.done(callback_id, sid, told, clock))


@router.post("/news", response_class=Twiml)
async def news(form: SignedForm, engine: Engine, clock: Now) -> Twiml:
    """Our call with news is answered: what it is only for who proves who they are, as on any call."""
    if form.get("AnsweredBy", "").startswith(("machine", "fax")):
        return Twiml(document([TO_A_MACHINE], Goodbye()))

    def work() -> str:
        conversation_id = service.conversation_of(form | {"From": form.get("To", "")}, clock)
        return service.answer(conversation_id, 0, Said("start"), engine, clock, before=NEWS_BY_CALL)

    return await spoken(work)


@router.post("/transcription", status_code=204)
async def transcription(form: SignedForm, clock: Now) -> None:
    """What caller and agent say to each other, as the network writes it down; in any order, as often as it likes."""
    await in_turn_thread(lambda: hearing.heard(form, clock))
