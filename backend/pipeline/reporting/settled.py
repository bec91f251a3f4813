"""Which event of a claim's history is the closing of which denial: the two are one thing that happened. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settled:
    """Who closed which denial, and the events that say no more than that."""

    by: dict[UUID, str]
    events: frozenset[int]


def settled(denials: Sequence[Facts], events: Sequence[Facts]) -> Settled:
    """Each closing by a person beside the denial it closed: of that day, amount and outcome."""
    by: dict[UUID, str] = {}
    told: set[int] = set()
    for event in events:
        if event["kind"] != "denial_settled":
            continue
        fits = (one for one in denials if one["id"] not in by and _closes(event, one))
        if (closed := next(fits, None)) is not None:
            by[closed["id"]] = str(event["detail"].get("name") or "A person")
            told.add(event["id"])
    return Settled(by, frozenset(told))


def _closes(event: Facts, denial: Facts) -> bool:
    detail, outcome = event["detail"], str(denial["outcome"] or "").replace("_", " ")
    amount = Decimal(str(detail.get("amount") or 0))
    same = denial["closed"] == event["effective"] and outcome == detail.get("outcome")
    return bool(same and Decimal(str(denial["amount"])) == amount)
