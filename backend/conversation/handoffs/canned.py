"""Replies agents write every day, with gaps only the record fills, and only with what this caller may hear. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any


@dataclass(frozen=True, slots=True)
class CannedReply:
    """One reply for one conversation; ``text`` is None where ``missing`` could not be filled."""

    key: str
    title: str
    text: str | None
    missing: tuple[str, ...]


REPLIES: tuple[tuple[str, str, str], ...] = (
    ("hello", "Greeting", "Hello, this is {agent}. I have read what you told us, so you need not repeat it."),
    ("moment", "One moment", "Please give me a moment to look into this."),
    (
        "verify",
        "Ask for proof",
        "Before we talk about a claim I have to be sure whom I speak with. Please give me your "
        "member ID, date of birth and ZIP code.",
    ),
    (
        "status",
        "Where the claim stands",
        "Your claim ending {last_four} for the service of {service_from}: {status_text}",
    ),
    ("paid", "What was paid", "For your claim ending {last_four} the plan paid {paid}. Your share is {patient_share}."),
    (
        "denied",
        "Why it was denied",
        "Your claim ending {last_four} was denied: {denial_reason} Next step: {denial_next_step}",
    ),
    ("deadline", "Last day", "The last day for the next step on your claim ending {last_four} is {denial_deadline}."),
    ("appeal", "Where the appeal stands", "Your appeal {appeal_number} is {appeal_state}."),
    ("anything", "Anything else", "Is there anything else I can help you with?"),
    ("goodbye", "Goodbye", "Thank you for contacting us. This is {agent}. Goodbye."),
)
MONEY = frozenset({"paid", "patient_share", "charge", "allowed"})


def fill(agent: str, facts: Mapping[str, Any] | None) -> list[CannedReply]:
    """Every reply for this agent and the claim at hand; ``facts`` is the claim within the caller's grant, or None."""
    known = {"agent": agent, **{name: in_words(name, value) for name, value in (facts or {}).items()}}
    found = []
    for key, title, text in REPLIES:
        gaps = [name for _, name, _, _ in Formatter().parse(text) if name]
        missing = tuple(name for name in gaps if known.get(name) is None)
        found.append(CannedReply(key, title, None if missing else text.format(**known), missing))
    return found


def in_words(name: str, value: Any) -> str | None:
    """A fact of the record as it is said: money with its sign, a date in full; None for nothing."""
    if value is None or value == "":
        return None
    if name in MONEY:
        return f"${value}"
    try:
        return f"{date.fromisoformat(str(value)):%B %-d, %Y}"
    except ValueError:
        return str(value)
