"""The real engine: Rasa behind its one channel, ``POST /webhooks/gateway/turn``."""

from __future__ import annotations

import time
from functools import cache

import httpx
from pydantic import ValidationError

from backend.integrations.rasa.interface import DialogueAnswer, DialogueFailed, DialogueTurn
from backend.settings import get_settings

ANSWER_BYTES_MAX = 256 * 1024
"""An answer is a few sentences; anything near this is a fault, and reading on would hold up the caller."""


class GatewayEngine:
    """Asks Rasa over HTTP. One instance per process; safe to use from many threads."""

    def __init__(self, base_url: str, secret: str, seconds: float) -> None:
        self._seconds = seconds
        self._client = httpx.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {secret}"},
            timeout=httpx.Timeout(seconds, connect=2.0),
            limits=httpx.Limits(max_connections=200, max_keepalive_connections=50),
            trust_env=False,
        )

    def answer(self, turn: DialogueTurn) -> DialogueAnswer:
        """The engine's answer to this very turn; a late answer to another turn is none."""
        body = self._read(turn)
        try:
            answer = DialogueAnswer.model_validate_json(body)
        except ValidationError:
            raise DialogueFailed("invalid") from None
        if answer.turn != turn.turn:
            raise DialogueFailed("invalid")
        return answer

    def healthy(self) -> bool:
        """Whether Rasa has its model loaded."""
        try:
            return self._client.get("/webhooks/gateway/health", timeout=2.0).status_code == 200
        except httpx.HTTPError:
            return False

    def _read(self, turn: DialogueTurn) -> bytes:
        # The client's own read limit starts anew with every piece received; the caller waits for the whole.
        deadline = time.monotonic() + self._seconds
        payload = turn.model_dump(exclude_none=True) | {"expects": turn.expects}
        try:
            with self._client.stream("POST", "/webhooks/gateway/turn", json=payload) as response:
                if response.status_code != 200:
                    raise DialogueFailed("down")
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > ANSWER_BYTES_MAX:
                        raise DialogueFailed("invalid")
                    if time.monotonic() > deadline:
                        raise DialogueFailed("slow")
        except httpx.TimeoutException:
            raise DialogueFailed("slow") from None
        except httpx.HTTPError:
            raise DialogueFailed("down") from None
        return bytes(body)


@cache
def gateway_engine() -> GatewayEngine:
    """The engine of this process."""
    settings = get_settings()
    return GatewayEngine(settings.rasa_url, settings.secret("gateway_secret"), settings.rasa_seconds)
