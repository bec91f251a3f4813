"""Plays ConversationRelay: the socket of a streamed call, as Twilio opens and speaks it."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import uuid4
from xml.etree import ElementTree

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from backend.integrations.twilio.signature import sign

LISTEN_SECONDS = 45.0
"""How long the caller listens to a line that says nothing: longer than the line's own patience with silence."""


@dataclass(slots=True)
class Stream:
    """One open session; ``action`` is asked with ``handoff`` when it has ended."""

    socket: ClientConnection
    action: str
    opened: ExitStack
    handoff: str | None = None
    ended: bool = False

    @staticmethod
    def open(connected: ElementTree.Element, token: str, call: dict[str, str]) -> Stream:
        """Open the socket the ``<Connect>`` verb names, signed, and introduce the call."""
        noun = connected[0]
        url = noun.get("url", "")
        headers = {"X-Twilio-Signature": sign(token, url, [])}
        opened = ExitStack()
        socket = opened.enter_context(connect(url, additional_headers=headers, proxy=None))
        made = Stream(socket, connected.get("action", ""), opened)
        given = {one.get("name", ""): one.get("value", "") for one in noun}
        made.send(
            {
                "type": "setup",
                "sessionId": "VX" + uuid4().hex,
                "callSid": call["CallSid"],
                "accountSid": call["AccountSid"],
                "from": call["From"],
                "to": call["To"],
                "direction": "inbound",
                "customParameters": given,
            }
        )
        return made

    def send(self, message: dict[str, object]) -> None:
        """One message to the line; a closed socket is noticed when listening."""
        try:
            self.socket.send(json.dumps(message))
        except ConnectionClosed:
            self.ended = True

    def say(self, words: str) -> None:
        """Speech, in two parts as a streaming recogniser gives it; ``#`` and keys one by one; nothing for silence."""
        if words.startswith("#"):
            for digit in words[1:]:
                self.send({"type": "dtmf", "digit": digit})
        elif words.strip():
            first, _, rest = words.strip().partition(" ")
            if rest:
                self.send({"type": "prompt", "voicePrompt": first, "lang": "en-US", "last": False})
            self.send({"type": "prompt", "voicePrompt": rest or first, "lang": "en-US", "last": True})

    def interrupt(self, heard: str) -> None:
        """The caller speaks into the answer, of which they have heard this much."""
        self.send({"type": "interrupt", "utteranceUntilInterrupt": heard, "durationUntilInterruptMs": 460})

    def listen(self) -> list[str]:
        """What is said until the caller has the word, or the session ends."""
        said: list[str] = []
        try:
            while not self.ended:
                message = json.loads(self.socket.recv(LISTEN_SECONDS))
                if message["type"] == "end":
                    self.handoff, self.ended = message.get("handoffData", ""), True
                elif message["type"] == "text":
                    said.append(message["token"].strip())
                    if message["last"] and not self._closing():
                        return said
        except (ConnectionClosed, TimeoutError):
            self.ended = True
        return said

    def _closing(self) -> bool:
        """Whether the line ends the session right after its last words."""
        try:
            message = json.loads(self.socket.recv(0.15))
        except (ConnectionClosed, TimeoutError):
            return False
        assert message["type"] == "end", "between the last words and the caller's only the end may come"
        self.handoff, self.ended = message.get("handoffData", ""), True
        return True

    def close(self) -> None:
        self.ended = True
        self.opened.close()
