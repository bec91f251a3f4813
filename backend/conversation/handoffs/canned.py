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
        "The claim ending {last_four} for the service of {service_from}: {status_text}",
    ),
    (
        "paid",
        "What was paid",
        "For the claim ending {last_four} the plan paid {paid}. The patient's share is {patient_share}.",
    ),
    (
        "denied",
        "Why it was denied",
        "The claim ending {last_four} was denied: {denial_reason}",
    ),
    ("next", "What the biller does next", "Next step for the claim ending {last_four}: {denial_next_step}"),
    ("deadline", "Last day", "The last day to act on the claim ending {last_four} is {denial_deadline}."),
    ("appeal", "Where the appeal stands", "The appeal {appeal_number} is {appeal_state}."),
    ("anything", "Anything else", "Is there anything else I can help you with?"),
    ("goodbye", "Goodbye", "Thank you for contacting us. This is {agent}. Goodbye."),
)
MONEY = frozenset({"paid", "patient_share", "charge", "allowed"})


def fill(agent: str, facts: Mapping[str, Any] | None, role: str | None = None) -> list[CannedReply]:
    """Every reply for this agent and the claim at hand; ``facts`` is the claim within the caller's grant, or None.

    What a biller does next is for providers alone, and no day that is over is offered as the last one to come.
    """
    withheld = {"denial_next_step"} if role != "provider" else set()
    if facts and (facts.get("denial_days_left") or 0) < 0:
        withheld.add("denial_deadline")
    facts = {name: value for name, value in (facts or {}).items() if name not in withheld}
    known = {"agent": agent, **{name: in_words(name, value) for name, value in facts.items()}}
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
