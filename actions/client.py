"""The backend's interface for actions, on loopback. Every call names its conversation; the backend decides what is told."""

from __future__ import annotations

import logging
import os
import re
import time
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import httpx

SECONDS = 3.5
"""Below Rasa's patience with an action; the backend's own limit on a query is two seconds."""
TURN_SECONDS = 6.5
"""What a turn may take in all: the backend waits eight seconds for it, and the language model has its share of them."""
LEAST_SECONDS = 1.0
"""Less time than this is too little to ask again in."""
_SAFE_TO_REPEAT = re.compile(r"sessions|verifications|codes|payment_floor|claims/search|claims/[\w-]+/\w+")
"""What changes nothing when it is asked twice; a proof asked twice is counted twice, never to the gain of who tries."""
_until: ContextVar[float] = ContextVar("until", default=0.0)


class BackendDown(Exception):
    """The backend did not answer, or not in its own words."""


class Refused(Exception):
    """The backend will not tell this; ``code`` says why, ``reason`` of what kind (minor, sensitive)."""

    def __init__(self, code: str, reason: str | None = None) -> None:
        super().__init__(code)
        self.code, self.reason = code, reason


@cache
def _http() -> httpx.AsyncClient:
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for every call would drown the rest
    token = Path(os.environ["CLAIMLINE_SERVICE_TOKEN_FILE"]).read_text(encoding="ascii").strip()
    return httpx.AsyncClient(
        base_url=os.environ.get("CLAIMLINE_BACKEND_URL", "http://127.0.0.1:8000"),
        headers={"Authorization": f"Bearer {token}"},
        limits=httpx.Limits(max_connections=50, max_keepalive_connections=50),
        trust_env=False,
    )


def begin_turn() -> None:
    """Starts the clock of a turn; outside a turn nothing is asked twice."""
    _until.set(time.monotonic() + TURN_SECONDS)


async def call(conversation: str, path: str, **body: Any) -> dict[str, Any]:
    """POST to ``/internal/<path>``; what did not answer is asked once more where that is safe and the turn has time left.

    Raises Refused for a business refusal, BackendDown for anything else.
    """
    sent = {"conversation": conversation} | {name: value for name, value in body.items() if value is not None}
    try:
        return await _ask(path, sent, SECONDS)
    except BackendDown:
        left = min(SECONDS, _until.get() - time.monotonic())
        if left < LEAST_SECONDS or _SAFE_TO_REPEAT.fullmatch(path) is None:
            raise
    return await _ask(path, sent, left)


async def _ask(path: str, sent: dict[str, Any], seconds: float) -> dict[str, Any]:
    try:
        answer = await _http().post(f"/internal/{path}", json=sent, timeout=httpx.Timeout(seconds, connect=1.0))
        content = answer.json()
    except (httpx.HTTPError, ValueError) as problem:
        raise BackendDown(type(problem).__name__) from None
    if answer.status_code >= 500 or answer.status_code == 401:
        raise BackendDown(str(answer.status_code))
    if answer.status_code >= 400:
        content = content if isinstance(content, dict) else {}
        content = content["error"] if isinstance(content.get("error"), dict) else content
        raise Refused(str(content.get("code") or answer.status_code), content.get("reason"))
    if not isinstance(content, dict):
        raise BackendDown("shape")
    return content
