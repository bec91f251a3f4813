"""Sending a text message: interface, Twilio's REST interface, and a local one that writes files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import httpx

from backend.kit.files import write_whole
from backend.settings import Settings, get_settings

ADDRESS = "https://api.twilio.com"


class SendingUncertain(Exception):
    """Twilio may or may not have taken the message: ask before sending again, never send blindly."""


class SendingRefused(Exception):
    """The message was certainly not taken."""


class MessageSender(Protocol):
    """Sends one text message; ``key`` is our own id of it. Returns the carrier's id."""

    def send(self, to: str, text: str, key: str) -> str: ...

    def already_sent(self, to: str, text: str) -> str | None: ...


class FolderSender:
    """Writes each message as a file into ``folder``; what a machine without a telephone account does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, to: str, text: str, key: str) -> str:
        path = self._folder / f"{key}.json"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, json.dumps({"sid": f"SM{uuid4().hex}", "to": to, "text": text}))
        return str(json.loads(path.read_text(encoding="utf-8"))["sid"])

    def already_sent(self, to: str, text: str) -> str | None:
        for path in sorted(self._folder.glob("*.json")):
            sent = json.loads(path.read_text(encoding="utf-8"))
            if (sent["to"], sent["text"]) == (to, text):
                return str(sent["sid"])
        return None


class TwilioSender:
    """Twilio's Messages resource. A time-out after sending is uncertain, not a failure."""

    def __init__(self, account: str, token: str, number: str, address: str = ADDRESS, seconds: float = 10.0) -> None:
        self._number = number
        self._client = httpx.Client(
            base_url=f"{address}/2010-04-01/Accounts/{account}",
            auth=(account, token),
            timeout=httpx.Timeout(seconds, connect=min(seconds, 5.0)),
            trust_env=False,
        )

    def send(self, to: str, text: str, key: str) -> str:
        form = {"To": to, "From": self._number, "Body": text}
        return str(post(self._client, "/Messages.json", form, key).json()["sid"])

    def already_sent(self, to: str, text: str) -> str | None:
        response = self._client.get("/Messages.json", params={"To": to, "From": self._number, "PageSize": 20})
        response.raise_for_status()
        return next((str(one["sid"]) for one in response.json()["messages"] if one["body"] == text), None)


def post(client: httpx.Client, path: str, form: Mapping[str, str | list[str]], key: str | None) -> httpx.Response:
    """Ask Twilio for something; with a key, once. Raises SendingRefused, SendingUncertain."""
    try:
        response = client.post(path, data=form, headers={"I-Twilio-Idempotency-Token": key} if key else {})
    except (httpx.ConnectError, httpx.ConnectTimeout):
        raise SendingRefused from None  # nothing was handed over: it may be sent again
    except httpx.HTTPError:
        raise SendingUncertain from None
    if response.status_code >= 500:
        raise SendingUncertain
    if response.status_code >= 400:
        raise SendingRefused
    return response


def make_sender(settings: Settings) -> MessageSender:
    """Twilio where an account is set, else the folder ``var/outbox/sms``."""
    if settings.twilio_account and settings.twilio_number and settings.twilio_tokens:
        token = settings.twilio_tokens[0].get_secret_value()
        return TwilioSender(settings.twilio_account, token, settings.twilio_number)
    return FolderSender(settings.var / "outbox" / "sms")


@cache
def message_sender() -> MessageSender:
    """The sender of this process."""
    return make_sender(get_settings())
