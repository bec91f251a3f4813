"""What an agent does next about a piece of work. Pure."""

from __future__ import annotations

from datetime import date

_STEPS = {
    "reply_lost": "Read in the conversation what did not arrive. Then call them, or have a letter written.",
}


def kind_of(reason: str) -> str:
    """``reply_lost:<what>`` is a lost reply."""
    return reason.partition(":")[0]


def next_step(reason: str) -> str:
    """The next step, for the agent."""
    return _STEPS.get(kind_of(reason), "Read what was asked, and see to it.")


def is_late(due: date, today: date) -> bool:
    """The day itself is still in time."""
    return due < today
