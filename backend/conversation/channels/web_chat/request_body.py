"""Reading a small JSON object from anybody on the internet: size, depth, duplicate keys and odd numbers are refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from starlette.requests import Request

from backend.conversation.channels.web_chat.errors import BodyTooLarge, NotAnObject

BODY_BYTES_MAX = 16 * 1024
DEPTH_MAX = 8


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises BodyTooLarge, NotAnObject; nothing larger than the limit is kept in memory."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > BODY_BYTES_MAX:
        raise BodyTooLarge
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_BYTES_MAX:
            raise BodyTooLarge
    return parse_object(bytes(body))


def parse_object(body: bytes) -> dict[str, Any]:
    """Strict JSON: UTF-8, one object, no key twice, no NaN or infinity, not nested deeply. Empty is an empty object."""
    if not body.strip():
        return {}
    try:
        text = body.decode("utf-8")
        found = json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant, parse_float=_no_infinity)
    except (ValueError, RecursionError):
        raise NotAnObject from None
    if not isinstance(found, dict) or _depth(found) > DEPTH_MAX:
        raise NotAnObject
    return found


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(_: str) -> NoReturn:
    raise ValueError("not a JSON number")


def _no_infinity(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("too large a number")
    return value


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level:
        deepest += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
            if isinstance(inner, dict | list)
        ]
    return deepest
