"""Plays Twilio: follows TwiML the way the telephone network does, so that a call needs no account.

One :class:`Call` posts signed webhooks like Twilio's and obeys the verbs it is answered with. What the caller hears comes
out as :class:`Heard` lines; what the caller says goes in as text, ``#1234`` for keys, empty for silence.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree import ElementTree

import httpx

from backend.integrations.twilio.signature import sign

READ_SECONDS = 15.0
"""Twilio gives a webhook this long and no longer."""
REDIRECTS_MAX = 20


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing the caller hears or notices; ``kind`` is the verb: Say, Play, Pause, Dial, Enqueue, Hangup, Error."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Gather:
    """The line is open: speech and keys are taken and posted to ``action``."""

    action: str
    method: str
    takes_speech: bool
    takes_keys: bool
    finish_on_key: str
    digits_max: int | None
    asks_on_silence: bool


@dataclass(slots=True)
class Call:
    """One phone call to ``address`` (the configured public address of the line)."""

    address: str
    token: str
    caller: str = "+15550100"
    called: str = "+15550199"
    recognised: Callable[[str], str] = lambda words: words
    sid: str = field(default_factory=lambda: "CA" + secrets.token_hex(16))
    open: bool = True
    seconds: list[float] = field(default_factory=list)
    _waiting: Gather | None = None
    _rest: list[ElementTree.Element] = field(default_factory=list)
    _base: str = ""
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=READ_SECONDS))

    def dial(self) -> list[Heard]:
        """Pick up: the first words of the line."""
        return list(self._follow(self._post("/voice/incoming", {"CallStatus": "ringing"})))

    def say(self, words: str) -> list[Heard]:
        """One turn of the caller: speech, ``#`` and keys, or silence. Returns what is heard in answer."""
        gather = self._waiting
        assert gather is not None, "the line is not listening"
        self._waiting = None
        if words.startswith("#") and gather.takes_keys:
            keys = words[1:][: gather.digits_max] if gather.digits_max else words[1:]
            return list(
                self._follow(self._post(gather.action, {"Digits": keys.removesuffix(gather.finish_on_key or " ")}))
            )
        if words.strip() and gather.takes_speech:
            spoken = {"SpeechResult": self.recognised(words), "Confidence": "0.91"}
            return list(self._follow(self._post(gather.action, spoken)))
        if gather.asks_on_silence:
            return list(self._follow(self._post(gather.action, {})))
        return list(self._run(self._rest))

    def hang_up(self) -> None:
        """The caller puts the phone down."""
        if self.open:
            self.open = False
            self._post("/voice/status", {"CallStatus": "completed", "CallDuration": "60"})

    @property
    def listening(self) -> bool:
        return self.open and self._waiting is not None

    def _post(self, path: str, parameters: dict[str, str]) -> str | None:
        url = (
            urljoin(self._base or self.address, path)
            if "://" in path or not path.startswith("/")
            else self.address + path
        )
        self._base = url
        form = {
            "CallSid": self.sid,
            "AccountSid": "AC" + "0" * 32,
            "From": self.caller,
            "To": self.called,
            **parameters,
        }
        form.setdefault("CallStatus", "in-progress")
        started = time.perf_counter()
        try:
            headers = {"X-Twilio-Signature": sign(self.token, url, form.items())}
            response = self._client.post(url.split("#")[0], data=form, headers=headers)
        except httpx.HTTPError:
            return None
        self.seconds.append(time.perf_counter() - started)
        return response.text if response.status_code in (200, 204) else None

    def _follow(self, document: str | None) -> Iterator[Heard]:
        if document is None:
            self.open = False
            yield Heard("Error", "We are sorry, an application error has occurred. Goodbye.")
            return
        yield from self._run(list(_parsed(document)) if document.strip() else [])

    def _run(self, verbs: list[ElementTree.Element]) -> Iterator[Heard]:
        for place, verb in enumerate(verbs):
            match verb.tag:
                case "Say" | "Play":
                    yield Heard(verb.tag, _words(verb))
                case "Pause":
                    yield Heard("Pause", verb.get("length", "1"))
                case "Gather":
                    yield from (Heard(part.tag, _words(part)) for part in verb if part.tag in ("Say", "Play"))
                    self._waiting, self._rest = _gather(verb, self._base), verbs[place + 1 :]
                    return
                case "Redirect":
                    yield from self._follow(self._post((verb.text or "").strip(), {}))
                    return
                case "Enqueue" | "Dial":
                    yield Heard(verb.tag, _words(verb))
                    yield from self._hold(verb)
                    return
                case "Hangup" | "Reject":
                    yield Heard("Hangup", "")
                    self.hang_up()
                    return
        yield Heard("Hangup", "")
        self.hang_up()

    def _hold(self, verb: ElementTree.Element) -> Iterator[Heard]:
        """In the queue: the waiting words are fetched once; the caller stays until somebody hangs up."""
        wait = verb.get("waitUrl")
        if wait:
            document = self._post(wait, {"QueuePosition": "1", "QueueTime": "0"})
            if document:
                yield from (
                    Heard(part.tag, _words(part))
                    for part in _parsed(document)
                    if part.tag in ("Say", "Play")
                )
        self._waiting = None


def _gather(verb: ElementTree.Element, base: str) -> Gather:
    kinds = verb.get("input", "dtmf").split()
    digits = verb.get("numDigits")
    return Gather(
        action=verb.get("action") or base,
        method=verb.get("method", "POST"),
        takes_speech="speech" in kinds,
        takes_keys="dtmf" in kinds,
        finish_on_key=verb.get("finishOnKey", "#"),
        digits_max=int(digits) if digits else None,
        asks_on_silence=verb.get("actionOnEmptyResult", "false").lower() == "true",
    )


def _parsed(document: str) -> ElementTree.Element:
    return ElementTree.fromstring(document)  # noqa: S314  our own backend wrote it


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())
