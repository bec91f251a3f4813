"""TwiML as a pure function of what is said next. Every document ends in a gather, a queue, a dial or a goodbye.

A ``<Response>`` that ends otherwise hangs up on the caller, so no such document can be built here. Text is escaped by the
XML writer: markup a caller or a claim brings along is spoken, never obeyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as Xml

VOICE = "Polly.Joanna"
LANGUAGE = "en-US"


@dataclass(frozen=True, slots=True)
class Listen:
    """Speech and keys are taken and posted to ``action``, silence too."""

    action: str
    hints: str
    seconds: int = 6


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


Ending = Listen | Queue | Goodbye | Again


def document(said: Sequence[str], ending: Ending) -> str:
    """The TwiML that says this and ends so."""
    response = Xml.Element("Response")
    match ending:
        case Listen(action=action, hints=hints, seconds=seconds):
            gather = Xml.SubElement(response, "Gather", _gather(action, hints, seconds))
            _say(gather, said)
            # A carrier that does not post an empty result falls through to here: the same turn, as silence.
            Xml.SubElement(response, "Redirect", {"method": "POST"}).text = action
        case Queue(name=name, waiting=waiting, left=left):
            _say(response, said)
            attributes = {"waitUrl": waiting, "waitUrlMethod": "POST", "action": left, "method": "POST"}
            Xml.SubElement(response, "Enqueue", attributes).text = name
        case Again(action=action, seconds=seconds):
            _say(response, said)
            Xml.SubElement(response, "Pause", {"length": str(seconds)})
            Xml.SubElement(response, "Redirect", {"method": "POST"}).text = action
        case Goodbye():
            _say(response, said)
            Xml.SubElement(response, "Hangup")
    return _written(response)


def while_waiting(said: Sequence[str], seconds: int) -> str:
    """What is heard in the queue; the network asks for it again when it has played."""
    response = Xml.Element("Response")
    _say(response, said)
    Xml.SubElement(response, "Pause", {"length": str(seconds)})
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


def _gather(action: str, hints: str, seconds: int) -> dict[str, str]:
    attributes: dict[Literal["input"] | str, str] = {
        "input": "dtmf speech",
        "action": action,
        "method": "POST",
        "timeout": str(seconds),
        "speechTimeout": "auto",
        "speechModel": "phone_call",
        "enhanced": "true",
        "finishOnKey": "#",
        "actionOnEmptyResult": "true",
        "language": LANGUAGE,
    }
    return attributes | ({"hints": hints} if hints else {})


def _say(parent: Xml.Element, said: Sequence[str]) -> None:
    for text in said:
        Xml.SubElement(parent, "Say", {"voice": VOICE, "language": LANGUAGE}).text = speakable(text)


def _written(response: Xml.Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + Xml.tostring(response, encoding="unicode")
