"""Every command in every state of a call, on the running system: repeat, slower, back, start over, help, hold on."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from backend.integrations.twilio.casting import cast
from backend.integrations.twilio.phone import Call
from tests.voice.states import ROLE, STATES

pytestmark = [pytest.mark.system, pytest.mark.slow]
COMMANDS: dict[str, tuple[str, ...]] = {
    "repeat": ("repeat", "can you say that again please", "#*"),
    "slower": ("slower", "could you speak more slowly"),
    "back": ("go back", "back please"),
    "start_over": ("start over", "let's start from the beginning"),
    "help": ("help", "what can i say"),
    "hold_on": ("hold on", "one moment please"),
}
WORDS = {
    "repeat": r"",
    "slower": r"slow",
    "back": r"go back",
    "start_over": r"start over",
    "help": r"I can |I ask ",
    "hold_on": r"[Tt]ake your time|I will wait",
}
ANEW = {"a_piece": r"from its beginning.*member ID"}
"""What "start over" begins anew where it is not the whole call: the number half said."""
LOST = re.compile(r"did not follow|did not get|did not catch|something is not working", re.I)


def fault(
    address: str, token: str, values: dict[str, str], state: str, command: str, words: str, number: int
) -> str | None:
    """What is wrong with the answer to a command in a state; None: nothing."""
    before, asks, goes_back_to = STATES[state]
    phone = Call(address, token, caller=f"+1555{number}")
    phone.dial()
    for one in before:
        phone.say(one.format_map(values))
    heard = phone.say(words) if phone.listening else []
    text, listening = " ".join(one.text for one in heard), phone.listening
    phone.hang_up()
    phone.close()
    wanted = {"back": goes_back_to, "start_over": ANEW.get(state, ROLE)}.get(command, asks)
    words_wanted = "" if command == "start_over" and state in ANEW else WORDS[command]
    if listening and not LOST.search(text) and re.search(words_wanted, text) and re.search(wanted, text):
        return None
    return f"{state} + {words!r}: {text or 'nothing'}{'' if listening else ' (line closed)'}"


def faults(address: str, token: str, values: dict[str, str], first_number: int = 4_000_000) -> list[str]:
    """Every state × command × phrasing that goes wrong."""
    numbers = count(first_number)
    cells = [
        (state, command, words, next(numbers))
        for state in STATES
        for command, phrasings in COMMANDS.items()
        for words in phrasings
    ]
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda cell: fault(address, token, values, *cell), cells)
        return [one for one in found if one]


def test_every_command_works_in_every_state(system) -> None:
    token = (system.var / "secrets" / "twilio_token").read_text()
    assert faults(system.address, token, cast(system.truth(), "paid")) == []
