"""Plays Twilio: follows TwiML the way the telephone network does, so that a call needs no account.

One :class:`Call` posts signed webhooks like Twilio's and obeys the verbs it is answered with. What the caller hears comes
out as :class:`Heard` lines; what the caller says goes in as text, ``#1234`` for keys, empty for silence.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from threading import Thread
from urllib.parse import urljoin
from uuid import uuid4
from xml.etree import ElementTree

import httpx

from backend.integrations.twilio.noise import misheard
from backend.integrations.twilio.signature import sign
from backend.integrations.twilio.stream import Stream

READ_SECONDS = 15.0
"""Twilio gives a webhook this long and no longer."""
REDIRECTS_MAX = 20
PAUSE_SECONDS_MAX = 2.0
MID_TURN_SECONDS = 0.05
"""How long after the words were posted the phone is put down, when it is put down in mid-turn."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What goes wrong on a line, each as a share of turns. The same seed makes the same things go wrong."""

    noise: float = 0.0
    """Words the recogniser mishears."""
    silence: float = 0.0
    """Turns in which the caller is heard too late: silence first, the words when the line asks again."""
    repeats: float = 0.0
    """Webhooks that are posted twice, as after a lost answer."""
    disorder: bool = False
    """Status callbacks come in the wrong order, and once more after the end."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing the caller hears or notices; ``kind`` is the verb: Say, Play, Pause, Dial, Enqueue, Hangup, Error.

    ``Whisper`` is what only the agent hears, ``Joined`` that the two can talk.
    """

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
class Bridge:
    """Two who talk, and the network writing it down."""

    call: Call
    done: str
    transcription: str | None
    sid: str = field(default_factory=lambda: "GT" + uuid4().hex)
    _events: list[dict[str, str]] = field(default_factory=list)

    def said(self, speaker: str, words: str) -> None:
        """Something was said; told to the line by :meth:`tell`."""
        track = "inbound_track" if speaker == "caller" else "outbound_track"
        data = json.dumps({"transcript": words, "confidence": 0.97})
        self._add("transcription-content", {"Track": track, "TranscriptionData": data, "Final": "true"})

    def tell(self, order: Iterable[int] | None = None) -> None:
        """Post the events, each once, or in whatever ``order`` and as often as given."""
        if self.transcription is None:
            return
        events = [self._event("transcription-started", 1), *self._events]
        events.append(self._event("transcription-stopped", len(events) + 1))
        for place in order if order is not None else range(len(events)):
            self.call._post(self.transcription, events[place])

    def _add(self, event: str, more: dict[str, str]) -> None:
        self._events.append(self._event(event, len(self._events) + 2) | more)

    def _event(self, event: str, place: int) -> dict[str, str]:
        return {"TranscriptionSid": self.sid, "TranscriptionEvent": event, "SequenceId": str(place)}


@dataclass(slots=True)
class Call:
    """One phone call to ``address`` (the configured public address of the line)."""

    address: str
    token: str
    caller: str = "+15550100"
    called: str = "+15550199"
    weather: Weather = field(default_factory=Weather)
    sid: str = field(default_factory=lambda: "CA" + uuid4().hex)
    open: bool = True
    seconds: list[float] = field(default_factory=list)
    """How long each answer took that the caller waited for."""
    recognised: list[str] = field(default_factory=list)
    """What the recogniser made of each spoken turn."""
    differing: int = 0
    """Repeated webhooks that were not answered as the first time."""
    lost: int = 0
    """Webhooks without a usable answer in time: the caller hears an application error."""
    _waiting: Gather | None = None
    _rest: list[ElementTree.Element] = field(default_factory=list)
    _base: str = ""
    _redirects: int = 0
    _stream: Stream | None = None
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=READ_SECONDS, trust_env=False))
    _choose: Random = field(init=False)
    _queue: ElementTree.Element | None = None
    """The ``<Enqueue>`` the caller waits in."""
    _queued: float = 0.0
    bridge: Bridge | None = None
    """The agent's telephone, while the two are joined."""
    answers_agent: bool = True
    """Whether the agent picks up their telephone and takes the call."""
    is_callee: bool = False
    """This is the telephone a call is put through to: where its own document ends, the two are joined."""

    def __post_init__(self) -> None:
        self._choose = Random(self.weather.seed)  # noqa: S311

    def dial(self) -> list[Heard]:
        """Pick up: the first words of the line."""
        heard = list(self._follow(self._post("/voice/incoming", {"CallStatus": "ringing"})))
        for state in ("in-progress", "ringing", "initiated") if self.weather.disorder else ():
            self._tell(state)
        return heard

    def say(self, words: str) -> list[Heard]:
        """One turn of the caller: speech, ``#`` and keys, or silence. Returns what is heard in answer."""
        late = self._choose.random() < self.weather.silence
        heard = self._turn("") if words.strip() and late else []
        return heard + self._turn(words) if self.listening else heard

    def say_late(self, words: str) -> list[Heard]:
        """The caller begins to speak when the line has just given up waiting; what is heard after that."""
        self._turn("")
        return self._turn(words) if self.listening else []

    def wait(self, seconds: float = 0.0, keys: str = "") -> list[Heard]:
        """One round in the queue: what is heard now, ``seconds`` further on; ``keys`` pressed while it plays."""
        assert self._queue is not None, "the caller waits in no queue"
        self._queued += seconds
        self._redirects = 0
        return list(self._round(self._queue, keys))

    def move(self, path: str) -> list[Heard]:
        """The network was asked to let this call go on elsewhere."""
        self._redirects = 0
        queue, self._queue, self._waiting = self._queue, None, None
        if queue is not None and queue.get("action"):
            self._post(queue.get("action", ""), {"QueueResult": "redirected", "QueueTime": str(int(self._queued))})
        return list(self._follow(self._post(path, {})))

    def answer(self, path: str, machine: bool = False) -> list[Heard]:
        """Pick up a call placed to us: what is heard first."""
        self._redirects = 0
        by = {"AnsweredBy": "machine_start" if machine else "human", "Direction": "outbound-api"}
        return list(self._follow(self._post(path, by)))

    def part(self) -> list[Heard]:
        """Caller and agent have said what there was to say: the agent puts the phone down."""
        assert self.bridge is not None, "nobody is joined"
        done, self.bridge = self.bridge.done, None
        return list(self._follow(self._post(done, {"DialCallStatus": "completed", "DialCallDuration": "42"})))

    def hang_up_saying(self, words: str) -> None:
        """The caller puts the phone down while the line still thinks about the answer."""
        speaking = Thread(target=self._turn, args=(words,))
        speaking.start()
        time.sleep(MID_TURN_SECONDS)
        self.hang_up()
        speaking.join()

    def hang_up(self) -> None:
        """The caller puts the phone down."""
        if self.open:
            self.open = False
            if self._stream is not None:
                self._stream.close()
            self._tell("completed")
            if self.weather.disorder:
                self._tell("in-progress")

    def interrupt(self, heard: str, words: str) -> list[Heard]:
        """Speak into the answer after ``heard`` of it; only a streamed line notices."""
        if self._stream is not None:
            self._stream.interrupt(heard)
        return self.say(words)

    def close(self) -> None:
        """Give the connections back."""
        if self._stream is not None:
            self._stream.close()
        self._client.close()

    def _tell(self, state: str) -> None:
        self._post("/voice/status", {"CallStatus": state, "CallDuration": "60"})

    def _turn(self, words: str) -> list[Heard]:
        if self._stream is not None:
            return self._streamed_turn(self._stream, words)
        gather = self._waiting
        assert gather is not None, "the line is not listening"
        self._waiting, self._redirects = None, 0
        if words.startswith("#") and gather.takes_keys:
            keys = words[1:][: gather.digits_max] if gather.digits_max else words[1:]
            pressed = keys.split(gather.finish_on_key)[0] if gather.finish_on_key else keys
            return list(
                self._follow(self._post(gather.action, {"Digits": pressed} if pressed else {"FinishedOnKey": "#"}))
            )
        if words.strip() and gather.takes_speech:
            self.recognised.append(misheard(words, self.weather.noise, self._choose))
            spoken = {"SpeechResult": self.recognised[-1], "Confidence": "0.91"}
            return list(self._follow(self._post(gather.action, spoken)))
        if gather.asks_on_silence:
            return list(self._follow(self._post(gather.action, {})))
        return list(self._run(self._rest))

    @property
    def listening(self) -> bool:
        return self.open and (self._waiting is not None or self._stream is not None)

    def _post(self, path: str, parameters: dict[str, str]) -> str | None:
        url = (
            urljoin(self._base or self.address, path)
            if "://" in path or not path.startswith("/")
            else self.address + path
        )
        self._base = url
        form = self._form(parameters)
        headers = {"X-Twilio-Signature": sign(self.token, url, form.items())}
        started = time.perf_counter()
        answer = self._asked(url, form, headers)
        if not path.endswith("/status"):
            self.seconds.append(time.perf_counter() - started)
        if answer is not None and self._choose.random() < self.weather.repeats:
            self.differing += self._asked(url, form, headers) != answer
        return answer

    def _form(self, parameters: dict[str, str]) -> dict[str, str]:
        own = {"CallSid": self.sid, "AccountSid": "AC" + "0" * 32, "From": self.caller, "To": self.called}
        return {**own, "CallStatus": "in-progress", **parameters}

    def _asked(self, url: str, form: dict[str, str], headers: dict[str, str]) -> str | None:
        try:
            response = self._client.post(url.split("#")[0], data=form, headers=headers)
        except httpx.HTTPError:
            return None
        return response.text if response.status_code in (200, 204) else None

    def _follow(self, document: str | None) -> Iterator[Heard]:
        if document is None or self._redirects > REDIRECTS_MAX:
            self.open = False
            self.lost += 1
            yield Heard("Error", "We are sorry, an application error has occurred. Goodbye.")
            return
        yield from self._run(list(_parsed(document)) if document.strip() else [])

    def _run(self, verbs: list[ElementTree.Element]) -> Iterator[Heard]:
        transcription: str | None = None
        for place, verb in enumerate(verbs):
            match verb.tag:
                case "Say" | "Play":
                    yield Heard(verb.tag, _words(verb))
                case "Pause":
                    time.sleep(min(float(verb.get("length", "1")), PAUSE_SECONDS_MAX))
                    yield Heard("Pause", verb.get("length", "1"))
                case "Gather":
                    yield from (Heard(part.tag, _words(part)) for part in verb if part.tag in ("Say", "Play"))
                    self._waiting, self._rest = _gather(verb, self._base), verbs[place + 1 :]
                    return
                case "Redirect":
                    self._redirects += 1
                    yield from self._follow(self._post((verb.text or "").strip(), {}))
                    return
                case "Enqueue":
                    yield Heard(verb.tag, _words(verb))
                    self._queue, self._queued, self._waiting = verb, 0.0, None
                    yield from self._round(verb, "")
                    return
                case "Dial":
                    yield from self._dial(verb, transcription)
                    return
                case "Start":
                    transcription = verb[0].get("statusCallbackUrl")
                case "Leave":
                    yield from self._leave("leave")
                    return
                case "Connect":
                    self._stream = Stream.open(verb, self.token, self._form({}))
                    yield from self._streamed(self._stream, time.perf_counter())
                    return
                case "Hangup" | "Reject":
                    yield Heard("Hangup", "")
                    self.hang_up()
                    return
        if self.is_callee:
            yield Heard("Joined", "")
            return
        yield Heard("Hangup", "")
        self.hang_up()

    def _streamed_turn(self, stream: Stream, words: str) -> list[Heard]:
        said = words
        if words.strip() and not words.startswith("#"):
            said = misheard(words, self.weather.noise, self._choose)
            self.recognised.append(said)
        started = time.perf_counter()
        stream.say(said)
        return list(self._streamed(stream, started))

    def _streamed(self, stream: Stream, started: float) -> Iterator[Heard]:
        """What the streamed line says; when it has ended, the action address says how the call goes on."""
        for text in stream.listen():
            yield Heard("Say", text)
        self.seconds.append(time.perf_counter() - started)
        if stream.ended and self.open:
            stream.close()
            self._stream = None
            status = {"SessionStatus": "completed" if stream.handoff is not None else "failed"}
            handoff = {"HandoffData": stream.handoff} if stream.handoff is not None else {}
            yield from self._follow(self._post(stream.action, status | handoff))

    def _round(self, verb: ElementTree.Element, keys: str) -> Iterator[Heard]:
        """The waiting document once: its words, its keys, and whether it lets the caller out."""
        document = self._post(verb.get("waitUrl", ""), {"QueuePosition": "1", "QueueTime": str(int(self._queued))})
        for part in _parsed(document) if document else []:
            if part.tag == "Gather":
                yield from (Heard(one.tag, _words(one)) for one in part)
                if keys:
                    self._queue = None
                    yield from self._follow(self._post(part.get("action", ""), {"Digits": keys}))
                    return
            elif part.tag == "Leave":
                yield from self._leave("leave")
                return
            elif part.tag in ("Say", "Play"):
                yield Heard(part.tag, _words(part))

    def _leave(self, result: str) -> Iterator[Heard]:
        queue, self._queue = self._queue, None
        if queue is not None:
            told = {"QueueResult": result, "QueueTime": str(int(self._queued))}
            yield from self._follow(self._post(queue.get("action", ""), told))

    def _dial(self, verb: ElementTree.Element, transcription: str | None) -> Iterator[Heard]:
        """Call the agent's telephone: they hear the whisper and take the call, or nobody answers."""
        number = verb[0]
        yield Heard("Dial", number.text or "")
        agent = Call(self.address, self.token, caller=self.called, called=number.text or "", is_callee=True)
        took = False
        if self.answers_agent:
            for one in agent.answer(number.get("url", "")):
                yield Heard("Whisper" if one.kind == "Say" else one.kind, one.text)
            took = agent.say("#1")[-1].kind == "Joined"
        agent.close()
        if took:
            self.bridge = Bridge(self, verb.get("action", ""), transcription)
            yield Heard("Joined", "")
            return
        yield from self._follow(self._post(verb.get("action", ""), {"DialCallStatus": "no-answer"}))


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
