"""What the phone line takes for what was said, and what it hints the recogniser at. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.conversation.channels.voice.twiml import Again, Ending, Goodbye, Listen, Queue, Relay, document
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


KEYS: Mapping[str, str] = {"0": "representative", "*": "repeat", "#": "goodbye"}
"""What a key pressed alone means, everywhere on the line."""
ENDED = Said("digits", KEYS["#"])
"""The pound key pressed alone."""
DIGITS: Mapping[str, int] = {"npi": 10, "zip_code": 5, "role": 1, "offer": 1, "more": 1}
"""How many keys are a whole answer, by what was asked; where it is open, ``#`` or a pause ends them."""
CHOICES: Mapping[str, Mapping[str, str]] = {
    "role": {"1": "a provider's office", "2": "my own coverage"},
    "offer": {"1": "yes", "2": "no"},
    "more": {"1": "yes", "2": "no"},
    "rest": {"1": "next", "2": "no"},
}
"""What a single key means where a choice was asked for."""
RELAY_BROKE = "I'm sorry, I lost you for a moment. Please say that again."
LISTEN_SECONDS, PATIENT_SECONDS, HOLD_SECONDS = 6, 10, 60
"""How long the line listens: as a rule, after stumbles, and for who has asked it to wait."""
STUMBLES_BEFORE_KEYPAD = 3
KEYPAD = "You can also use the keypad. Press the pound key when you are done."
KEYPAD_MENU = "You can also use the keypad. Press zero for a person, or star to hear this again."
KEYPAD_CHOICES: Mapping[str, str] = {
    "role": "On the keypad, press 1 for a provider, or 2 for your own coverage.",
    "offer": "On the keypad, press 1 for yes, or 2 for no.",
    "more": "On the keypad, press 1 for yes, or 2 for no.",
}
"""Said from the first stumble on: who cannot be heard, or never speaks, has another way at once."""
_NUMBERS = frozenset({"npi", "tax_id", "zip_code", "phone_number", "date_of_birth", "date_of_service", "one_time_code"})


def said_of(speech: str, digits: str, confidence: str, finished_on: str = "") -> Said:
    """One caller turn: keys before speech, ``0`` for a person, ``*`` repeat, ``#`` end; nothing is silence.

    ``finished_on`` is the key that ended the keys: pressed alone it comes without any.
    """
    keys = "".join(one for one in digits if one in "0123456789*#")
    if not keys and finished_on == "#" and not speech.strip():
        keys = finished_on
    if keys:
        return Said("digits", KEYS.get(keys, keys))
    text = harmless(speech)[:SPEECH_LENGTH_MAX]
    if is_silence(text):
        return Said("silence", None)
    sure = _confidence(confidence)
    if sure is not None and sure < CONFIDENCE_MIN:
        return Said("no_match", text, sure)
    return Said("speech", text, sure)


def chosen(said: Said, asked: str | None) -> Said:
    """A single key where the line asked for a choice is the choice it stands for."""
    meant = CHOICES.get(asked or "", {}).get(said.text or "") if said.kind == "digits" else None
    return said if meant is None else Said("digits", meant)


def rendered(reply: Reply, next_turn: int, *, slow: bool = False, opening: Sequence[str] = ()) -> str:
    """The TwiML of an answer. After three stumbles the keypad is offered and the line waits longer."""
    said = [str(one["text"]) for one in reply.messages]
    return document([*opening, *said, *keypad(reply, said)], ending_of(reply, next_turn), slow=slow)


def ending_of(reply: Reply, next_turn: int) -> Ending:
    """Where the call goes on: to a person, to its end, or to the caller's next turn."""
    if reply.owner != "assistant":
        return queue()
    if reply.ended:
        return Goodbye()
    seconds = PATIENT_SECONDS if reply.stumbles >= STUMBLES_BEFORE_KEYPAD else LISTEN_SECONDS
    seconds = HOLD_SECONDS if reply.intent == "hold_on" else seconds
    return Listen(f"/voice/turn/{next_turn}", hints(reply.expects), seconds, DIGITS.get(reply.expects or ""))


def keypad(reply: Reply, said: Sequence[str]) -> list[str]:
    """The third rung of the ladder: again, with an example, by keypad, a person. Not said twice in one breath."""
    if reply.owner != "assistant" or reply.ended or not reply.stumbles:
        return []
    if (choices := KEYPAD_CHOICES.get(reply.expects or "")) is not None:
        return [choices]
    if reply.stumbles < STUMBLES_BEFORE_KEYPAD or "keypad" in " ".join(said).lower():
        return []
    return [KEYPAD if reply.expects in _NUMBERS else KEYPAD_MENU]


def queue() -> Queue:
    """The line of callers who wait for a person."""
    return Queue(QUEUE_NAME, waiting="/voice/waiting", left="/voice/queue-left")


def over_relay(address: str, password: str) -> str:
    """The call goes on as streamed speech."""
    return document([], Relay(address, password, hints("role"), "/voice/relay-ended"))


def after_relay(owner: str, ended: bool, next_turn: int, expects: str | None) -> str:
    """After the stream: a person, the end; or, where only the stream broke, the same conversation by gather."""
    if owner != "assistant":
        return document([], queue())
    if ended:
        return document([], Goodbye())
    return document([RELAY_BROKE], Listen(f"/voice/turn/{next_turn}", hints(expects)))


def listen_again(next_turn: int, expects: str | None) -> Ending:
    """The caller's next turn with the assistant."""
    return Listen(f"/voice/turn/{next_turn}", hints(expects), LISTEN_SECONDS, DIGITS.get(expects or ""))


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


KEEP_PLACE = "To keep your place and be called back, press 1."


def place_words(place: Any, first: bool = True) -> list[str]:
    """What a waiting caller hears: honest about the wait, or that there is nobody to name one. The reference once."""
    told = [f"You are number {place.position} in line."] if place.position else ["An agent is joining you now."]
    if place.position:
        minutes = place.wait_minutes
        told.append(
            "Nobody is at the desk right now."
            if minutes is None
            else f"The wait is about {minutes} minute{_s(minutes)}."
        )
    reference = [f"Your reference is {spelled(place.reference)}."] if first else []
    return [*told, *reference, *([KEEP_PLACE] if place.position else [])]


def spelled(reference: str) -> str:
    """A reference as it is read out: character by character."""
    return " ".join(reference)


def _s(number: int) -> str:
    return "" if number == 1 else "s"
