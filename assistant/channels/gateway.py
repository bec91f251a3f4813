"""The one channel: the backend posts a turn and gets, in the same answer, all there is to say and why.

Text is only ever text here: what Rasa would take for a command (``/restart``, ``/intent{…}``, ``EXTERNAL:``) loses its
prefix. Events that bring no words (a conversation begins, silence) come as intents no training line can produce.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_answer

from assistant.channels import lean
from assistant.channels.newer_model import follow
from assistant.settings import secret_from
from assistant.tracker_store import unwrap

CHANNELS = ("voice", "chat", "sms")
EVENTS = ("start", "silence", "no_match", "returned")
TEXT_CHARACTERS_MAX = 1600
_PREFIX = re.compile(
    rf"^(?:[\s{re.escape(INTENT_MESSAGE_PREFIX)}\u2044\u2215\uff0f\u200b-\u200f\u2060\ufeff]|external:)+", re.I
)
_COMMAND = re.compile(r"(?:slash\s+)?[a-z_]+\s*(?:[{@].*)?", re.I | re.S)
"""What is left of a typed command: one word, perhaps with values behind it."""


class BadTurn(Exception):
    """The backend sent something that is no turn; the message says which field."""


class TurnOutput(OutputChannel):
    """Collects what one turn says. Its name is the caller's channel, so that the channel's own wording is chosen."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.messages: list[dict[str, Any]] = []
        self.account: dict[str, Any] | None = None
        """What the actions tell of the turn beside its words: evidence, what is asked for, a handoff."""

    def name(self) -> str:  # type: ignore[override]
        return self.channel

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        self.messages.append({"text": text.strip(), "buttons": [], "more": None})

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        plain = [{"title": str(b.get("title")), "payload": str(b.get("payload") or b.get("title"))} for b in buttons]
        self.messages.append({"text": text.strip(), "buttons": plain, "more": None})

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        if "account" in json_message:
            self.account = json_message["account"]


class GatewayInput(InputChannel):
    """``POST /webhooks/gateway/turn`` with the backend's secret; ``GET /webhooks/gateway/health``."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    @classmethod
    def name(cls) -> str:
        return "gateway"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayInput:
        return cls(secret_from((credentials or {})["secret_file_variable"]))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("gateway_channel", url_prefix="/webhooks/gateway")
        lean.apply()

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            ready = agent is not None and agent.is_ready()
            model = agent.model_name if agent is not None else None
            return json_answer({"ready": ready, "model": model}, status=200 if ready else 503)

        @routes.listener("after_server_start")
        async def follow_promoted(app: Sanic, _: object) -> None:
            app.add_task(follow(app))

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {self.secret}"):
                return json_answer({"error": "unauthorized"}, status=401)
            try:
                body = _checked(request.body)
            except BadTurn as problem:
                return json_answer({"error": str(problem)}, status=422)
            _use_own_parts(request.app)
            output = TurnOutput(body["channel"])
            await on_new_message(_message(body, output))
            if output.account is None:
                return json_answer({"error": "no_answer"}, status=503)
            return json_answer(_answer(body["turn"], output))

        return routes


def _use_own_parts(app: Sanic) -> None:
    """The store without its fail-safe wrapper, so that a turn that cannot be kept fails instead of being lost; and the action
    server over connections that stay open."""
    agent = getattr(app.ctx, "agent", None)
    if agent is None:
        return
    agent.tracker_store = unwrap(agent.tracker_store)
    if agent.action_endpoint is not None and not isinstance(agent.action_endpoint, lean.KeptOpen):
        agent.action_endpoint = lean.KeptOpen(agent.action_endpoint.url)
    if agent.processor is not None:
        agent.processor.tracker_store = agent.tracker_store
        agent.processor.action_endpoint = agent.action_endpoint


def _checked(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        raise BadTurn("body") from None
    if not isinstance(body, dict) or not isinstance(body.get("conversation"), str) or not body["conversation"]:
        raise BadTurn("conversation")
    if not isinstance(body.get("turn"), int):
        raise BadTurn("turn")
    if body.get("channel") not in CHANNELS:
        raise BadTurn("channel")
    if body.get("event") is not None and body["event"] not in EVENTS:
        raise BadTurn("event")
    if body.get("event") is None and (not isinstance(body.get("text"), str) or len(body["text"]) > TEXT_CHARACTERS_MAX):
        raise BadTurn("text")
    return body


def as_text(text: str) -> str:
    """What a person said, with nothing in front that Rasa would take for a command."""
    return _PREFIX.sub("", text).strip()


def is_command(text: str) -> bool:
    """Whether somebody typed (or spoke) one of Rasa's commands. It moves nothing: the assistant says what it can do."""
    left = as_text(text)
    marked = left != text.strip() or left.lower().startswith("slash ")
    return marked and _COMMAND.fullmatch(left) is not None


def _wordless(event: str) -> dict[str, Any]:
    return {"text": "", "intent": {"name": f"event_{event}", "confidence": 1.0}, "entities": []}


def _message(body: dict[str, Any], output: TurnOutput) -> UserMessage:
    text = as_text(body["text"]) if body.get("event") is None else ""
    event = body.get("event") or ("silence" if not any(c.isalnum() for c in text) else None)
    parsed = _wordless(event) if event else None
    if event is None and is_command(body["text"]):
        parsed = {"text": text, "intent": {"name": "out_of_scope", "confidence": 1.0}, "entities": []}
    return UserMessage(
        text=text,
        output_channel=output,
        sender_id=body["conversation"],
        parse_data=parsed,
        input_channel=body["channel"],
        message_id=f"{body['conversation']}:{body['turn']}",
        metadata={"expects": body.get("expects"), "channel": body["channel"], "meta": body.get("meta") or {}},
    )


def _answer(turn: int, output: TurnOutput) -> dict[str, Any]:
    account = output.account or {}
    return {
        "turn": turn,
        "messages": output.messages,
        "understood": account.get("understood"),
        "actions": account.get("actions") or [],
        "evidence": account.get("evidence") or [],
        "expects": account.get("expects"),
        "handoff": account.get("handoff"),
        "end": bool(account.get("end")),
        "missed": bool(account.get("missed")),
    }
