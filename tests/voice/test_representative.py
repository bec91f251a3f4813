"""A person in one turn: every way of asking, in every state of a call, on the running system."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from backend.integrations.twilio.casting import cast
from backend.integrations.twilio.phone import Call
from tests.voice.states import STATES

pytestmark = [pytest.mark.system, pytest.mark.slow]
PHRASINGS = (
    "representative",
    "representative please",
    "agent",
    "operator",
    "speak to a person",
    "i want to talk to a human",
    "can i talk to somebody",
    "let me talk to a real person",
    "get me a person",
    "human please",
    "customer service",
    "customer service representative",
    "transfer me",
    "transfer me to an agent",
    "connect me with someone",
    "i need a live agent",
    "live person",
    "can you put me through to a representative",
    "i don't want to talk to a machine",
    "i'd rather speak with someone",
    "is there a person i can talk to",
    "just give me a representative",
    "uh representative",
    "no i want a representative",
    "give me your supervisor",
    "let me speak to a supervisor",
    "talk to an agent now",
    "real human being please",
    "somebody who can actually help me",
    "#0",
)


def misses(address: str, token: str, values: dict[str, str], before: tuple[str, ...]) -> list[str]:
    """The phrasings that did not bring a person in this state."""
    numbers = count(abs(hash(before)) % 9_000_000 + 1_000_000)

    def reached(phrase: str) -> bool:
        phone = Call(address, token, caller=f"+1555{next(numbers)}")
        phone.dial()
        for words in before:
            phone.say(words.format_map(values))
        heard = phone.say(phrase) if phone.listening else []
        phone.hang_up()
        phone.close()
        return any(one.kind in ("Enqueue", "Dial") for one in heard)

    with ThreadPoolExecutor(4) as threads:
        return [phrase for phrase, good in zip(PHRASINGS, threads.map(reached, PHRASINGS), strict=True) if not good]


@pytest.mark.parametrize("state", STATES)
def test_a_person_in_one_turn(system, state: str) -> None:
    token = (system.var / "secrets" / "twilio_token").read_text()
    assert misses(system.address, token, cast(system.truth(), "paid"), STATES[state][0]) == []
