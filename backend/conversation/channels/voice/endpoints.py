"""``/voice``: what Twilio posts during a call. Every request is signed, every answer is TwiML that leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import structlog
from fastapi import APIRouter, Path, Response, WebSocket
from starlette.concurrency import run_in_threadpool

from backend.conversation.callers import service as callers
from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.voice import line, relay, service
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.channels.voice.relay_messages import reason_of
from backend.conversation.channels.voice.webhook import SignedForm, is_signed_upgrade, socket_address
from backend.conversation.channels.web_chat.endpoints import Engine
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.pool import in_turn_thread
from backend.settings import get_settings

log = structlog.get_logger()
router = APIRouter(prefix="/voice", tags=["voice"])
TURNS_MAX = 500


class Twiml(Response):
    """A TwiML document."""

    media_type = "application/xml"


async def spoken(work: Callable[[], str]) -> Twiml:
    """The TwiML of this work. Whatever of ours is down, the caller hears an apology and waits for a person."""
    try:
        return Twiml(await in_turn_thread(work))
    except NotACall:
        raise
    except Exception as error:
        log.error("call_answered_without_records", error_class=type(error).__name__)
        return Twiml(service.out_of_order())


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

    return await spoken(work)


@router.websocket("/relay")
async def streamed(socket: WebSocket, engine: Engine, clock: Now) -> None:
    """ConversationRelay: the call as streamed speech. The upgrade is signed, and the setup carries the call's password."""
    if not get_settings().voice_relay or not is_signed_upgrade(socket):
        await run_in_threadpool(callers.record_refused_webhook, socket.url.path, clock)
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
    told = form.get("CallStatus", "")
    await in_turn_thread(lambda: service.status(service.conversation_of(form, clock), told, clock))


@router.post("/waiting", response_class=Twiml)
async def waiting(form: SignedForm, clock: Now) -> Twiml:
    """What the caller hears while waiting for a person."""
    return await spoken(lambda: service.waiting(service.conversation_of(form, clock), clock))


@router.post("/queue-left", response_class=Twiml)
async def queue_left(form: SignedForm, clock: Now) -> Twiml:
    """The caller left the queue: with a person, by hanging up, or because nobody came."""
    result = form.get("QueueResult", "")
    return await spoken(lambda: service.left_queue(service.conversation_of(form, clock), result, clock))
