"""Which decisions a claim takes the place of: its own after a won appeal, those it corrects, the one it voids. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.pipeline.adjudication.facts import Corrected, Leased, Original
from backend.pipeline.adjudication.rules import LATE, filed_late
from backend.pipeline.adjudication.terms import BilledClaim, Context, Plan

TAKEN_BACK_BEFORE = frozenset({"taken_back", "reversed", "cancelled", "void"})


def lineage(one: Leased, corrected: Sequence[Corrected]) -> list[UUID]:
    """The claims whose decisions it takes the place of, the nearest first.

    A correction refused as late left what it corrects standing: whatever takes the place of the refused one, or lets it
    in on appeal, takes the place of that decision as well.
    """
    found = [one.takes_place_of] if one.takes_place_of else []
    return list(dict.fromkeys([*found, *(each.claim_id for each in corrected)]))


def told_on(one: Leased, corrected: Sequence[Corrected], originals: Mapping[UUID, Original]) -> date | None:
    """The day from which a correction's time counts: that of the first decision on its way back that still stands.

    A correction that was refused as late gives the next one no new time.
    """
    standing = [
        each.told
        for each in corrected
        if each.told and (found := originals.get(each.claim_id)) and found.state not in TAKEN_BACK_BEFORE
    ]
    return min(standing, default=one.original_told)


def is_refused(claim: BilledClaim, context: Context) -> bool:
    """Whether a correction came too late, and no appeal let it in."""
    return claim.frequency == "7" and filed_late(claim, context.plan) and not _let_in(context.overturned)


def is_let_in_partly(claim: BilledClaim, plan: Plan, overturned: Collection[Sequence[Any]]) -> bool:
    """Whether an appeal let some lines of a late correction in, and not the others: its original goes back whole or not."""
    let_in = _let_in(overturned)
    return bool(let_in) and claim.frequency == "7" and filed_late(claim, plan) and len(let_in) < len(claim.lines)


def is_taken_by_another(found: Original, places: Collection[UUID], claim_id: UUID) -> bool:
    """Whether a claim that is not on this way back took the decision back before."""
    family = {claim_id, *places} - {found.claim_id}
    return found.state in TAKEN_BACK_BEFORE and found.taken_back_by not in family


def _let_in(overturned: Collection[Sequence[Any]]) -> set[int]:
    return {number for number, carc in overturned if carc == LATE}
