"""Whose work a caller's request is, by when, and what becomes of one that is stated anew. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from backend.codes.deadlines import next_business_day

Kind = Literal["callback", "document", "fraud", "other_insurance", "complaint", "peer_to_peer", "records", "appeal"]


@dataclass(frozen=True, slots=True)
class Desk:
    """The queue a request goes to, the role that owns it, and how many days it has."""

    queue: str
    owner: str
    days: int
    sentence: str


DESKS: dict[Kind, Desk] = {
    "callback": Desk("callbacks", "agent", 1, "A caller asked to be called back."),
    "document": Desk("documents", "biller", 2, "A caller asked for a copy, sent to the address on file."),
    "fraud": Desk("reports", "supervisor", 1, "A caller reported suspected fraud."),
    "other_insurance": Desk("coordination_of_benefits", "biller", 3, "A caller reported another insurance."),
    "complaint": Desk("complaints", "supervisor", 2, "A caller made a complaint."),
    "peer_to_peer": Desk("peer_to_peer", "supervisor", 1, "A physician asked to speak with a medical director."),
    "records": Desk("records", "biller", 3, "A caller announced records for a claim."),
    "appeal": Desk("appeals", "biller", 1, "A caller asked to appeal a denied claim."),
}


_OF_THE_TALK = frozenset(
    {
        "greet", "goodbye", "affirm", "deny", "thank", "repeat", "help", "restart", "correct_that", "hold_on", "inform",
        "request_human", "request_callback", "bot_challenge", "out_of_scope",
    }
)  # fmt: skip
"""Intents that are no matter of their own."""


def about(intents: Sequence[str]) -> str:
    """What a call back is about, from what the caller wanted before it."""
    wanted = [one.replace("_", " ") for one in dict.fromkeys(intents) if one not in _OF_THE_TALK]
    return f"wanted: {', '.join(wanted)}" if wanted else "a call back, and nothing else so far"


def due(kind: Kind, today: date) -> date:
    """By when the desk has to have worked it."""
    return next_business_day(today + timedelta(days=DESKS[kind].days))


def put_right(facts: Mapping[str, Any], due: date, wish: Mapping[str, Any]) -> dict[str, Any]:
    """A request with a newer wish: that one counts, and what it takes the place of is kept under ``earlier``."""
    replaced = {name: facts.get(name) for name, value in wish.items() if facts.get(name) != value}
    if not replaced:
        return dict(facts)
    return {**facts, **wish, "earlier": [*facts.get("earlier", []), {**replaced, "due": due.isoformat()}]}


def with_further(facts: Mapping[str, Any], details: Mapping[str, Any]) -> dict[str, Any]:
    """A request with what was said of it later, in ``further`` beside the first words; the same again adds nothing."""
    said = {name: value for name, value in details.items() if value is not None}
    further = facts.get("further", [])
    if said in further or all(facts.get(name) == value for name, value in said.items()):
        return dict(facts)
    return {**facts, "further": [*further, said]}
