"""The words every carrier demands be obeyed, and what fits a text message. Pure."""

from __future__ import annotations

import re
from typing import Literal

TEXT_LENGTH_MAX = 1600
STOPPED = "You will get no more messages from us. Write START to begin again."
STARTED = "You will get messages from us again. What would you like to know?"
HELP = (
    "This is an automated assistant for health insurance claims. Write your question, PERSON for a person, STOP to end."
)
BUSY = "One moment, please: I am still answering your last message. I have this one, too; if I cannot answer it, a person will."
"""Said of a text whose turn is kept: it is answered by a person where nobody takes it up again."""
OUT_OF_REACH = (
    "Sorry, something is not working on our side right now. Please send that again in a few minutes, or call us."
)
"""Said of a text that could not be kept: the carrier does not bring it again."""
OPEN_LINK = "Before I can talk about a claim, open this link on this phone, it works for 30 minutes: {link} Then send that again."
"""Said instead of taking anything that proves identity from a number nobody has shown to hold."""
_PROOFS = frozenset(
    {"npi", "tax_id", "member_id", "date_of_birth", "zip_code", "last_name", "person_name", "claim_number"}
)
_NUMBERED = re.compile(r"(?:\d[ -]?){5,}")
Command = Literal["stop", "start", "help"]
_COMMANDS: dict[str, Command] = {
    **dict.fromkeys(("stop", "stopall", "unsubscribe", "cancel", "end", "quit"), "stop"),
    **dict.fromkeys(("start", "unstop"), "start"),
    **dict.fromkeys(("help", "info"), "help"),
}


def command(text: str) -> Command | None:
    """STOP, START or HELP, written alone."""
    return _COMMANDS.get(text.strip().strip(".!").casefold())


def proves(expects: str | None, text: str) -> bool:
    """Whether this answers a question about who writes, or holds a number that could."""
    return expects in _PROOFS or _NUMBERED.search(text) is not None


def fitting(text: str) -> str:
    """The text, cut at a word where it is too long for a message."""
    if len(text) <= TEXT_LENGTH_MAX:
        return text
    return text[: TEXT_LENGTH_MAX - 1].rsplit(" ", 1)[0] + "…"
