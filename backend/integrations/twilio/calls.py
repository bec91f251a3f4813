"""Placing calls and moving calls that are on the line: interface, Twilio's REST interface, and a plain local one.

https://www.twilio.com/docs/voice/api/call-resource
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import httpx

from backend.integrations.twilio.sender import ADDRESS, SendingRefused, post
from backend.kit.files import write_whole
from backend.settings import Settings, get_settings

STATUS_PATH = "/voice/status"
EVENTS = ("initiated", "ringing", "answered", "completed")


class PhoneCalls(Protocol):
    """The network's side of calls we start or move."""

    def place(self, to: str, path: str, key: str) -> str:
        """Call ``to``; when it is answered ``path`` says what happens. The same key calls once. Returns the CallSid.

        Raises SendingRefused, SendingUncertain.
        """
        ...

    def redirect(self, sid: str, path: str) -> None:
        """Let a call on the line go on at ``path``. A call that is over already is left alone."""
        ...


class TwilioCalls:
    """Twilio's Calls resource."""

    def __init__(self, account: str, token: str, number: str, base: str, address: str = ADDRESS) -> None:
        self._number, self._base = number, base.rstrip("/")
        self._client = httpx.Client(
            base_url=f"{address}/2010-04-01/Accounts/{account}",
            auth=(account, token),
            timeout=httpx.Timeout(10.0, connect=5.0),
            trust_env=False,
        )

    def place(self, to: str, path: str, key: str) -> str:
        form: dict[str, str | list[str]] = {
            "To": to,
            "From": self._number,
            "Url": self._base + path,
            "Method": "POST",
            "StatusCallback": self._base + STATUS_PATH,
            "StatusCallbackEvent": list(EVENTS),
            "MachineDetection": "Enable",
            "Timeout": "25",
        }
        return str(post(self._client, "/Calls.json", form, key).json()["sid"])

    def redirect(self, sid: str, path: str) -> None:
        try:
            post(self._client, f"/Calls/{sid}.json", {"Url": self._base + path, "Method": "POST"}, None)
        except SendingRefused:
            return  # the call has ended meanwhile


class FolderCalls:
    """Writes each call as a file into ``folder``, where ``claimline call --answer`` picks it up; redirections too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, to: str, path: str, key: str) -> str:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._folder / f"{key}.json"
        answered = self._folder / "answered" / file.name
        if not file.exists() and not answered.exists():
            write_whole(file, json.dumps({"sid": f"CA{uuid4().hex}", "to": to, "path": path}))
        found = file if file.exists() else answered
        return str(json.loads(found.read_text(encoding="utf-8"))["sid"])

    def redirect(self, sid: str, path: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self._folder / f"moved-{sid}.json", json.dumps({"sid": sid, "path": path}))


def make_calls(settings: Settings) -> PhoneCalls:
    """Twilio where an account is set, else the folder ``var/outbox/calls``."""
    if settings.twilio_account and settings.twilio_number and settings.twilio_tokens:
        token = settings.twilio_tokens[0].get_secret_value()
        return TwilioCalls(settings.twilio_account, token, settings.twilio_number, settings.public_base_url)
    return FolderCalls(settings.var / "outbox" / "calls")


@cache
def phone_calls() -> PhoneCalls:
    """The network of this process."""
    return make_calls(get_settings())
