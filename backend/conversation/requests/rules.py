"""Whose work a caller's request is, and by when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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


def next_working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def due(kind: Kind, today: date) -> date:
    """By when the desk has to have worked it."""
    return next_working_day(today + timedelta(days=DESKS[kind].days))
