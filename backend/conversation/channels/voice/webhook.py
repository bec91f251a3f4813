"""Taking a Twilio webhook: its form, and its signature over the configured public address. Fails closed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request

from backend.conversation.callers import refused_webhooks
from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.voice.errors import NotSigned
from backend.conversation.channels.web_chat.errors import BodyTooLarge
from backend.integrations.twilio.signature import is_signed
from backend.kit.clock import Clock
from backend.settings import get_settings

FORM_BYTES_MAX = 64 * 1024
FIELDS_MAX = 200


async def signed_form(request: Request, clock: Now) -> dict[str, str]:
    """The form of a signed webhook. Raises NotSigned (audited) for anything else, before any row is written.

    The address is rebuilt from ``public_base_url``; ``Host`` and ``X-Forwarded-*`` are whatever a stranger sends.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > FORM_BYTES_MAX:
            raise BodyTooLarge
    settings = get_settings()
    path = request.url.path
    query = f"?{request.url.query}" if request.url.query else ""
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=FIELDS_MAX
        )
    except ValueError:
        pairs = []
    address = settings.public_base_url.rstrip("/") + path + query
    given = request.headers.get("x-twilio-signature")
    if not pairs or not is_signed(settings.twilio_signing_tokens, address, pairs, given):
        await run_in_threadpool(refused_webhooks.note, path, _address(request), clock)
        raise NotSigned
    return dict(pairs)


async def refuse_upgrade(connection: HTTPConnection, clock: Clock) -> None:
    """Put on record that a socket nobody of ours signed was asked for."""
    await run_in_threadpool(refused_webhooks.note, connection.url.path, _address(connection), clock)


def _address(connection: HTTPConnection) -> str | None:
    return connection.client.host if connection.client else None


def is_signed_upgrade(connection: HTTPConnection) -> bool:
    """Whether the request to open a socket is signed: over its address as our TwiML names it, without a form."""
    given = connection.headers.get("x-twilio-signature")
    return is_signed(get_settings().twilio_signing_tokens, socket_address(connection.url.path), [], given)


def socket_address(path: str) -> str:
    """The public address of a socket: ``wss`` where the line's address is ``https``."""
    return get_settings().public_base_url.rstrip("/").replace("http", "ws", 1) + path


SignedForm = Annotated[dict[str, str], Depends(signed_form)]
