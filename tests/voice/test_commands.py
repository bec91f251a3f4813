"""Every command in every state of a call, on the running system: repeat, slower, back, start over, help, hold on."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from backend.integrations.twilio.casting import cast
from backend.integrations.twilio.phone import Call

pytestmark = [pytest.mark.system, pytest.mark.slow]
PROVIDER = ("i'm calling for a provider", "#{npi}", "#{tax_last5}", "{member_id}", "{dob}", "{service_date}")
MEMBER = ("i'm calling about my own coverage", "{member_id}", "{dob}", "{zip}")
BATCH = ("i'm from a provider's office, i have five claims to check", *PROVIDER[1:4], "{dob} and {service_date}")
ROLE = r"for a provider, or about your own"
STATES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "greeting": ((), ROLE, ROLE),
    "npi": (PROVIDER[:1], r"NPI", ROLE),
    "tax_id": (PROVIDER[:2], r"tax ID", r"NPI"),
    "member_id": (PROVIDER[:3], r"member ID", r"member ID"),
    "date_of_birth": (PROVIDER[:4], r"date of birth", r"member ID"),
    "date_of_service": (PROVIDER[:5], r"date of service", r"date of birth"),
    "answered": (PROVIDER, r"claim ending|[Aa]nything else", r"date of service|[Ww]hich"),
    "asked_more": ((*PROVIDER, "how much was paid"), r"paid|[Aa]nything else", r"date of service|[Ww]hich"),
    "own_member_id": (MEMBER[:1], r"member ID", ROLE),
    "own_date_of_birth": (MEMBER[:2], r"date of birth", r"member ID"),
    "own_zip": (MEMBER[:3], r"ZIP", r"date of birth"),
    "batch_begun": (BATCH[:3], r"member ID", r"member ID"),
    "batch_birth": (BATCH[:4], r"date of birth", r"member ID"),
    "batch_next": (BATCH, r"next member ID|member ID", r"date of service|member ID"),
    "not_understood": (("mumble wumble gribbet",), ROLE, ROLE),
    "silent": ((*PROVIDER[:1], ""), r"NPI", ROLE),
    "a_piece": ((*PROVIDER[:3], "x q"), r"member ID|so far", r"tax ID|member ID"),
}
"""What was said before, what is asked then, and what is asked after going back."""
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
    wanted = {"back": goes_back_to, "start_over": ROLE}.get(command, asks)
    if listening and not LOST.search(text) and re.search(WORDS[command], text) and re.search(wanted, text):
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
