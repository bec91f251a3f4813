"""A claim billed again: each of the two tells of the other. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.pipeline.reporting.story import Chapter, because

Facts = Mapping[str, Any]


def page_of(claim_id: UUID) -> str:
    """The page of a claim."""
    return f"/operate/claims/{claim_id}"


def takes_place(first: Chapter, frequency: str, original: UUID, number: str | None, name: str | None) -> Chapter:
    """The first chapter of a replacement or void: which claim it is about (``number``: the payer's), and who made it."""
    of = f"claim {number}" if number else "an earlier claim"
    does = f"to take {of} back" if frequency == "8" else f"to take the place of {of}"
    came = "came in" if first.kind == "received" else "was made"
    told: dict[str, str] = {"sentence": f"The claim {came} {does}.", "link": page_of(original)}
    return first.model_copy(update=told | ({"actor": name} if name else {}))


def made_for(one: Facts, name: str | None) -> Chapter:
    """On the claim billed again: what was made of it and by whom. That it left is told by the claim's own history."""
    what = (
        "A claim was made to take it back"
        if one["frequency"] == "8"
        else "A corrected claim was made to take its place"
    )
    ended = {"withdrawn": ", and was taken off its way", "rejected": ", and was rejected at the door"}
    return Chapter(
        day=one["effective"], kind="made_again", actor=name or "person", link=page_of(one["id"]), order=one["event"],
        sentence=f"{what}{ended.get(one['became'], '')}.", detail=because(one["reason"]),
    )  # fmt: skip
