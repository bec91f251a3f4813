"""The words every carrier demands be obeyed, and what fits a text message. Pure."""

from __future__ import annotations

from typing import Literal

TEXT_LENGTH_MAX = 1600
STOPPED = "You will get no more messages from us. Write START to begin again."
STARTED = "You will get messages from us again. What would you like to know?"
HELP = (
    "This is an automated assistant for health insurance claims. Write your question, PERSON for a person, STOP to end."
)
Command = Literal["stop", "start", "help"]
_COMMANDS: dict[str, Command] = {
    **dict.fromkeys(("stop", "stopall", "unsubscribe", "cancel", "end", "quit"), "stop"),
    **dict.fromkeys(("start", "unstop"), "start"),
    **dict.fromkeys(("help", "info"), "help"),
}


def command(text: str) -> Command | None:
    """STOP, START or HELP, written alone."""
    return _COMMANDS.get(text.strip().strip(".!").casefold())


def fitting(text: str) -> str:
    """The text, cut at a word where it is too long for a message."""
    if len(text) <= TEXT_LENGTH_MAX:
        return text
    return text[: TEXT_LENGTH_MAX - 1].rsplit(" ", 1)[0] + "…"
