"""TwiML as a pure function of what is said next. Every document ends in a gather, a relay, a queue or a goodbye.

A ``<Response>`` that ends otherwise hangs up on the caller, so no such document can be built here. Text is escaped by the
XML writer: markup a caller or a claim brings along is spoken, never obeyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from backend.conversation.channels.voice.speech import pieces

VOICE = "Polly.Joanna"
LANGUAGE = "en-US"


@dataclass(frozen=True, slots=True)
class Listen:
    """Speech and keys are taken and posted to ``action``, silence too."""

    action: str
    hints: str
    seconds: int = 6
    digits: int | None = None
    """As many keys are a whole answer; with more or none fixed, ``#`` ends them."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The caller waits for a person, with ``waiting`` asked again and again for what they hear meanwhile."""

    name: str
    waiting: str
    left: str


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The call ends."""


@dataclass(frozen=True, slots=True)
class Again:
    """Nothing to say yet: wait ``seconds``, then ask ``action`` once more."""

    action: str
    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Relay:
    """The call goes on over a socket at ``address``; when that ends, for whatever reason, ``ended`` is asked how."""

    address: str
    password: str
    hints: str
    ended: str


@dataclass(frozen=True, slots=True)
class Person:
    """An agent's telephone is called and joined with this call once the agent has heard ``whisper`` and agreed."""

    number: str
    whisper: str
    done: str
    """Asked when the two have parted, or nobody answered."""
    transcription: str | None = None
    """Where what is said is told to, as it is said; none: it is not written down."""
    seconds: int = 25


@dataclass(frozen=True, slots=True)
class Join:
    """The two legs are joined: on the agent's side, where the document's end means just that."""


Ending = Listen | Queue | Goodbye | Again | Relay | Person | Join


def document(said: Sequence[str], ending: Ending, *, slow: bool = False) -> str:
    """The TwiML that says this and ends so; ``slow`` for who asked for it."""
    response = Xml.Element("Response")
    match ending:
        case Listen(action=action):
            gather = Xml.SubElement(response, "Gather", _gather(ending))
            _say(gather, said, slow)
            # A carrier that does not post an empty result falls through to here: the same turn, as silence.
            Xml.SubElement(response, "Redirect", {"method": "POST"}).text = action
        case Queue(name=name, waiting=waiting, left=left):
            _say(response, said, slow)
            attributes = {"waitUrl": waiting, "waitUrlMethod": "POST", "action": left, "method": "POST"}
            Xml.SubElement(response, "Enqueue", attributes).text = name
        case Again(action=action, seconds=seconds):
            _say(response, said, slow)
            Xml.SubElement(response, "Pause", {"length": str(seconds)})
            Xml.SubElement(response, "Redirect", {"method": "POST"}).text = action
        case Relay():
            _say(response, said, slow)
            _connect(response, ending)
        case Person():
            _say(response, said, slow)
            _dial(response, ending)
        case Join():
            _say(response, said or ["Connecting."], slow)
        case Goodbye():
            _say(response, said, slow)
            Xml.SubElement(response, "Hangup")
    return _written(response)


def while_waiting(said: Sequence[str], seconds: int, keys: str | None = None) -> str:
    """What is heard in the queue; the network asks for it again when it has played. ``keys``: where one key goes."""
    response = Xml.Element("Response")
    place = response
    if keys is not None:
        attributes = {"input": "dtmf", "action": keys, "method": "POST", "numDigits": "1", "timeout": "4"}
        place = Xml.SubElement(response, "Gather", attributes)
    _say(place, said)
    Xml.SubElement(response, "Pause", {"length": str(seconds)})
    return _written(response)


def leave_queue() -> str:
    """The caller leaves the queue; the address given when they entered it says how the call goes on."""
    response = Xml.Element("Response")
    Xml.SubElement(response, "Leave")
    return _written(response)


def messages(texts: Sequence[str]) -> str:
    """The answer to a text message: none, one or several messages."""
    response = Xml.Element("Response")
    for text in texts:
        Xml.SubElement(response, "Message").text = speakable(text)
    return _written(response)


def speakable(text: str) -> str:
    """The text without characters XML cannot carry."""
    return "".join(
        one for one in text if one in "\t\n" or (one >= " " and not "\ud800" <= one <= "\udfff" and one < "\ufffe")
    )


def _connect(response: Xml.Element, relay: Relay) -> None:
    connect = Xml.SubElement(response, "Connect", {"action": relay.ended, "method": "POST"})
    attributes = {
        "url": relay.address,
        "language": LANGUAGE,
        "hints": relay.hints,
        "dtmfDetection": "true",
        "interruptible": "any",
    }
    noun = Xml.SubElement(connect, "ConversationRelay", attributes)
    Xml.SubElement(noun, "Parameter", {"name": "password", "value": relay.password})
    # Should the service fall through, the call goes on by the same address as after any other end.
    Xml.SubElement(response, "Redirect", {"method": "POST"}).text = relay.ended


def _dial(response: Xml.Element, person: Person) -> None:
    if person.transcription is not None:
        attributes = {
            "statusCallbackUrl": person.transcription,
            "track": "both_tracks",
            "languageCode": LANGUAGE,
            "partialResults": "false",
        }
        Xml.SubElement(Xml.SubElement(response, "Start"), "Transcription", attributes)
    dial = {"action": person.done, "method": "POST", "timeout": str(person.seconds), "answerOnBridge": "true"}
    number = Xml.SubElement(Xml.SubElement(response, "Dial", dial), "Number", {"url": person.whisper, "method": "POST"})
    number.text = person.number


def _gather(listen: Listen) -> dict[str, str]:
    attributes = {
        "input": "dtmf speech",
        "action": listen.action,
        "method": "POST",
        "timeout": str(listen.seconds),
        "speechTimeout": "auto",
        "speechModel": "phone_call",
        "enhanced": "true",
        "finishOnKey": "" if listen.digits == 1 else "#",
        "actionOnEmptyResult": "true",
        "bargeIn": "true",
        "language": LANGUAGE,
    }
    if listen.digits is not None:
        attributes["numDigits"] = str(listen.digits)
    return attributes | ({"hints": listen.hints} if listen.hints else {})


def _say(parent: Xml.Element, said: Sequence[str], slow: bool = False) -> None:
    for text in said:
        say = Xml.SubElement(parent, "Say", {"voice": VOICE, "language": LANGUAGE})
        _fill(Xml.SubElement(say, "prosody", {"rate": "slow"}) if slow else say, speakable(text))


def _fill(element: Xml.Element, text: str) -> None:
    last: Xml.Element | None = None
    for piece in pieces(text):
        if piece.read_as is not None:
            form = {"format": piece.format} if piece.format else {}
            last = Xml.SubElement(element, "say-as", {"interpret-as": piece.read_as, **form})
            last.text = piece.text
        elif last is None:
            element.text = (element.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def _written(response: Xml.Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + Xml.tostring(response, encoding="unicode")
