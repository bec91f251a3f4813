"""What a person can do with a claim of ours from where it stands. Pure; the acts themselves refuse what came between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from backend.pipeline.claims.stage import DECIDED

Act = Literal["correct", "correct_member_id", "take_off", "send_again", "replace"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim of ours on its way, with the payer, or decided."""

    state: str
    """Of the outgoing claim."""
    stage: str
    attempts: int
    finalized: bool
    numbered: bool
    """The payer gave it a number."""
    to_further_plan: bool
    written_off: bool = False
    """Its charge was given up before any payer decided on it."""
    replaced_by: UUID | None = None
    """The claim of ours that takes its place, or takes it back."""


def possible(one: Standing) -> list[Act]:
    """Correcting and taking off: before it leaves or after a rejection. Sending again: gone and not decided, or returned
    as it must stay. Replacing: decided under a number of the payer's, while no other claim takes its place."""
    acts: list[Act] = []
    with_payer = one.state == "submitted" and one.stage != "rejected"
    if not with_payer and one.state != "withdrawn":
        if not one.written_off:
            acts.append("correct_member_id" if one.to_further_plan else "correct")
        acts.append("take_off")
    returned = one.to_further_plan and one.state == "needs_correction"
    if one.attempts and not one.finalized and not one.written_off and (one.state == "submitted" or returned):
        acts.append("send_again")
    if one.stage in DECIDED and one.numbered and not one.to_further_plan and one.replaced_by is None:
        acts.append("replace")
    return acts
