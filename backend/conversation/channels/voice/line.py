"""What the phone line takes for what was said, and what it hints the recogniser at. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.conversation.channels.voice.twiml import Again, Ending, Goodbye, Listen, Queue, document
from backend.conversation.turns.exchange import Reply, Said
from backend.conversation.turns.text import harmless, is_silence

SPEECH_LENGTH_MAX = 500
CONFIDENCE_MIN = 0.2
"""Below this the recogniser guesses; asking again is kinder than acting on it."""
QUEUE_NAME = "agents"

_DIGITS = "$OOV_CLASS_DIGIT_SEQUENCE, zero, oh, one, two, three, four, five, six, seven, eight, nine, double, triple"
_DATES = (
    "January, February, March, April, May, June, July, August, September, October, November, December, "
    "nineteen, two thousand, twenty"
)
_LETTERS = "alpha, bravo, charlie, delta, echo, foxtrot, as in, dash"
_ALWAYS = "representative, repeat, go back, start over, help"
HINTS: Mapping[str, str] = {
    "npi": _DIGITS,
    "tax_id": _DIGITS,
    "zip_code": _DIGITS,
    "phone_number": _DIGITS,
    "member_id": f"{_DIGITS}, {_LETTERS}",
    "claim_number": f"{_DIGITS}, {_LETTERS}",
    "trace_number": f"{_DIGITS}, {_LETTERS}",
    "date_of_birth": f"{_DATES}, {_DIGITS}",
    "date_of_service": f"{_DATES}, {_DIGITS}, today, yesterday, last week, I don't know",
    "role": "provider, doctor's office, billing, member, patient, my own coverage",
    "offer": "yes, no",
}
"""By the slot the assistant asked for: what the recogniser should expect to hear."""


def said_of(speech: str, digits: str, confidence: str) -> Said:
    """One caller turn: keys before speech, ``0`` for a person, ``*`` for repeat, nothing for silence."""
    keys = "".join(one for one in digits if one in "0123456789*#")
    if keys:
        return Said("digits", {"0": "representative", "*": "repeat"}.get(keys, keys))
    text = harmless(speech)[:SPEECH_LENGTH_MAX]
    if is_silence(text):
        return Said("silence", None)
    sure = _confidence(confidence)
    if sure is not None and sure < CONFIDENCE_MIN:
        return Said("no_match", text, sure)
    return Said("speech", text, sure)


def rendered(reply: Reply, next_turn: int) -> str:
    """The TwiML of an answer."""
    said = [str(one["text"]) for one in reply.messages]
    return document(said, ending_of(reply, next_turn))


def ending_of(reply: Reply, next_turn: int) -> Ending:
    """Where the call goes on: to a person, to its end, or to the caller's next turn."""
    if reply.owner != "assistant":
        return queue()
    if reply.ended:
        return Goodbye()
    return Listen(f"/voice/turn/{next_turn}", hints(reply.expects))


def queue() -> Queue:
    """The line of callers who wait for a person."""
    return Queue(QUEUE_NAME, waiting="/voice/waiting", left="/voice/queue-left")


def busy(turn: int) -> str:
    """An earlier turn is still being answered: hold the line and ask again."""
    return document(["One moment, please."], Again(f"/voice/turn/{turn}"))


def hints(expects: str | None) -> str:
    """The recogniser's hints for the question last asked."""
    asked = HINTS.get(expects or "")
    return f"{asked}, {_ALWAYS}" if asked else _ALWAYS


def _confidence(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0.0 <= value <= 1.0 else None


STATES: Mapping[str, int] = {
    "queued": 0,
    "initiated": 1,
    "ringing": 2,
    "in-progress": 3,
    "completed": 4,
    "busy": 4,
    "failed": 4,
    "no-answer": 4,
    "canceled": 4,
}
"""A call's states in their order; callbacks may come late, a call never goes back."""


def moves_on(now: str | None, told: str) -> bool:
    """Whether a status callback tells of a later state than the one that holds."""
    return told in STATES and STATES[told] > STATES.get(now or "", -1)


def is_final(state: str) -> bool:
    """Whether the call is over."""
    return STATES.get(state) == 4


def place_words(place: Any) -> list[str]:
    """What a waiting caller hears: honest about the wait, or about there being none to name."""
    told = [f"You are number {place.position} in line."] if place.position else ["An agent is joining you now."]
    if place.wait_minutes is not None and place.position:
        told.append(f"The wait is about {place.wait_minutes} minutes.")
    spelled = " ".join(place.reference)
    return [*told, f"Your reference is {spelled}. Please stay on the line."]
