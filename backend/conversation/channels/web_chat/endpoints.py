"""The chat's door: open, say, listen, read again. The token is the caller's only credential, sent as a bearer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from backend.conversation.callers.disclosure import explaining
from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.web_chat import service
from backend.conversation.channels.web_chat.errors import (
    KeyNeeded,
    NoChatSession,
    NotAnObject,
    NothingSaid,
    TextTooLong,
)
from backend.conversation.channels.web_chat.request_body import read_object
from backend.conversation.channels.web_chat.schemas import (
    Answered,
    Explainable,
    Explained,
    Explanations,
    History,
    MessageSent,
    MessageShown,
    SessionOpened,
)
from backend.conversation.channels.web_chat.streams import OneOfFew
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import answers
from backend.conversation.turns import service as turns
from backend.conversation.turns.exchange import Reply, Said
from backend.conversation.turns.live_updates import live_updates, sse, wake_ups
from backend.conversation.turns.pool import in_turn_thread
from backend.conversation.turns.text import harmless, is_silence
from backend.database import session_scope
from backend.integrations.rasa.gateway import gateway_engine
from backend.integrations.rasa.interface import DialogueEngine
from backend.kit.clock import Clock
from backend.kit.media import Events
from backend.staff.gate import demand_same_origin

router = APIRouter(prefix="/chat", tags=["web chat"], dependencies=[Depends(demand_same_origin)])
_KEY = re.compile(r"[A-Za-z0-9._:-]{8,128}")
_NOTHING = {
    "requestBody": {
        "content": {"application/json": {"schema": {"type": "object", "maxProperties": 0, "examples": [{}]}}},
    }
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": MessageSent.model_json_schema()}},
    }
}


def dialogue_engine() -> DialogueEngine:
    """The assistant; tests put another in its place."""
    return gateway_engine()


Engine = Annotated[DialogueEngine, Depends(dialogue_engine)]


def bearer(authorization: Annotated[str | None, Header()] = None) -> str | None:
    """The chat token of a request."""
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


Token = Annotated[str | None, Depends(bearer)]


@router.post("/sessions", status_code=201, openapi_extra=_NOTHING)
async def open_chat(request: Request, engine: Engine, clock: Now) -> SessionOpened:
    """Start a chat: greeting and the notice that an automated assistant answers. Asked again it starts another.

    It takes no ``Idempotency-Key``: nobody is known yet, so whoever came upon the same key would be handed another's chat. One
    that was opened twice and never spoken in holds nothing and is forgotten like any other.
    """
    if await read_object(request):
        raise NotAnObject

    def work() -> tuple[service.Opened, Reply]:
        opened = service.open_chat(_address(request), clock)
        return opened, turns.take(opened.conversation_id, "start", Said("start"), engine, clock)

    opened, reply = await in_turn_thread(work)
    return SessionOpened(session_id=opened.session_id, token=opened.token, messages=_shown(reply))


@router.post("/messages", openapi_extra=_BODY)
async def send_message(
    request: Request,
    token: Token,
    engine: Engine,
    clock: Now,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Answered:
    """Say one thing. The same key again is the same turn with the same answer; with other words it is refused."""
    sent = _sent(await read_object(request))
    if idempotency_key is None or not _KEY.fullmatch(idempotency_key):
        raise KeyNeeded

    def work() -> Reply:
        conversation_id = service.conversation_of(token, clock)
        said, admit = _said(conversation_id, sent), service.rate_limit(_address(request), clock)
        return turns.take(conversation_id, idempotency_key, said, engine, clock, admit)

    reply = await in_turn_thread(work)
    return Answered.model_validate({"turn": reply.turn, "owner": reply.owner, "messages": _shown(reply)})


@router.get("/messages")
def read_again(token: Token, clock: Now) -> History:
    """What was said since the present session began; what an ended session held stays hidden."""
    with session_scope() as session:
        row = ownership.get(session, service.holder(session, token, clock.now()))
        turns.hide_if_over(session, row, clock.now())
        last_event_id = ownership.last_event_id(session, row.id)
        said = turns.history(session, row)
        read = {"owner": row.owner, "agent": row.agent_name, "turns": said, "last_event_id": last_event_id}
        return History.model_validate(read)


@router.get("/stream", response_class=Events)
async def stream(
    request: Request, token: Token, clock: Now, last_event_id: Annotated[str | None, Header()] = None
) -> Events:
    """Live: messages of a person, who is typing, who owns the conversation. Resumes after ``Last-Event-ID``.

    Of a session that ended, only a stream that broke off in it hears the rest: it shows the id of what it heard last. Ends
    when the token does, after a quarter of an hour of the caller's silence, and when a proof runs out; whoever has the word.
    Raises TooManyStreams.
    """
    conversation_id, start = await run_in_threadpool(_stream_from, token, last_event_id, clock)
    return OneOfFew(conversation_id, _events(request, token, conversation_id, start, clock))


def _stream_from(token: str | None, last_event_id: str | None, clock: Clock) -> tuple[UUID, int]:
    with session_scope() as session:
        row = ownership.get(session, service.holder(session, token, clock.now()))
        asked, _, proof = (last_event_id or "").partition(".")
        turns.hide_if_over(session, row, clock.now())
        if turns.left_idle(row, clock.now()) or not (asked.isascii() and asked.isdigit()):
            return row.id, ownership.last_event_id(session, row.id)
        number = min(int(asked), 2**62)
        if not service.has_heard(row.id, number, proof):
            number = max(number, ownership.dialogue_begins_after(session, row.id))
        return row.id, number


async def _events(
    request: Request, token: str | None, conversation_id: UUID, last: int, clock: Clock
) -> AsyncIterator[str]:
    with live_updates.listening(str(conversation_id)) as queue:
        yield ": open\n\n"
        news = await run_in_threadpool(_news, token, last, clock)
        for number, one in news or ():
            last = number
            yield one
        async for payload in wake_ups(queue):
            if await request.is_disconnected():
                return
            if payload is None:
                yield ": still here\n\n"
            elif payload.startswith("typing:agent:"):
                yield sse("typing", {"who": "agent"})
                continue
            elif payload.startswith(("typing:", "presence:")):
                continue
            if (news := await run_in_threadpool(_news, token, last, clock)) is None:
                return
            for number, one in news:
                last = number
                yield one


def _news(token: str | None, last: int, clock: Clock) -> list[tuple[int, str]] | None:
    """What happened after that event; None where whoever listens may hear no more."""
    with session_scope() as session:
        try:
            row = ownership.get(session, service.holder(session, token, clock.now()))
        except NoChatSession:
            return None
        if not turns.may_listen_on(session, row, clock.now()):
            return None
        found = ownership.events_after(session, row.id, last)
        return [(one.id, sse(one.kind, one.payload, f"{one.id}.{service.heard(row.id, one.id)}")) for one in found]


@router.post("/typing", status_code=204)
async def typing(token: Token, clock: Now) -> None:
    """The caller is typing, so they are there; an agent who holds the conversation sees it. Raises TooFast."""

    def work() -> None:
        with session_scope() as session:
            conversation_id = service.holder(session, token, clock.now())
            service.count_typing(session, conversation_id, clock.now())
            turns.caller_there(session, conversation_id, clock.now())
            ownership.typing(session, conversation_id, "caller")

    await asyncio.to_thread(work)


@router.get("/explanations")
def explanations(token: Token, clock: Now) -> Explanations:
    """Which claims can be explained on paper, for a verified member."""
    with session_scope() as session:
        row = turns.caller_there(session, service.holder(session, token, clock.now()), clock.now())
        found = [Explainable(**asdict(one)) for one in explaining.listed(session, row, clock)]
        return Explanations(claims=found)


@router.get("/explanations/{claim_id}", response_model_exclude_unset=True)
def explanation(claim_id: UUID, token: Token, clock: Now) -> Explained:
    """The explanation of benefits of one claim, within the grant."""
    with session_scope() as session:
        row = turns.caller_there(session, service.holder(session, token, clock.now()), clock.now())
        return Explained.model_validate(explaining.explained(session, row, claim_id, clock))


def _sent(body: dict[str, Any]) -> MessageSent:
    try:
        return MessageSent.model_validate(body)
    except ValidationError:
        raise NotAnObject from None


def _said(conversation_id: UUID, sent: MessageSent) -> Said:
    if sent.button is not None:
        return turns.said_by_button(conversation_id, sent.button)
    text = harmless(sent.text or "")
    if len(sent.text or "") > service.TEXT_LENGTH_MAX:
        raise TextTooLong(service.TEXT_LENGTH_MAX)
    if not text:
        raise NothingSaid
    return Said("silence", text) if is_silence(text) else Said("text", text)


def _shown(reply: Reply) -> list[MessageShown]:
    shown = ({"text": one["text"], "buttons": answers.buttons(one), "from": one["from"]} for one in reply.messages)
    return [MessageShown.model_validate(one) for one in shown]


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None
