"""Where each denial of a claim stands: what each appeal was about, and in which one a denial was last lost. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend.models.appeal import IN_PROGRESS, WON, Appeal
from backend.models.denial import Denial

Matter = tuple[int | None, str]
"""Line and reason: the same matter when the payer denies it again in a later decision."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the denials of one claim have come."""

    about: Mapping[UUID, frozenset[Matter]]
    """What each appeal contests, by its id."""
    lost: Mapping[UUID, Appeal]
    """The latest appeal that left a denial standing, by the denial's id. One that is not here begins at the first level."""


def matter(denial: Denial) -> Matter:
    """What a denial is about, whichever decision it comes from."""
    return denial.line_number, denial.carc


def standing(denials: Collection[Denial], appeals: Collection[Appeal]) -> Standing:
    """Told from all denials and all appeals of a claim, closed and decided ones too."""
    about: dict[UUID, frozenset[Matter]] = {}
    lost: dict[UUID, Appeal] = {}
    for appeal in sorted(appeals, key=lambda one: one.serial):
        about[appeal.id] = _as_made(appeal, denials, lost) - _elsewhere(appeal, denials, appeals, about)
        if appeal.state != "decided":
            continue
        for denial in denials:
            if matter(denial) not in about[appeal.id]:
                continue
            if appeal.outcome == "overturned":
                lost.pop(denial.id, None)
            elif _answered(denial, appeal, appeals):
                lost[denial.id] = appeal
    return Standing(about, lost)


def free(denials: Sequence[Denial], running: Collection[Appeal], so_far: Standing) -> list[Denial]:
    """The denials with a right to appeal that no appeal in progress is about."""
    contested = {one for appeal in running for one in so_far.about[appeal.id]}
    return [one for one in denials if one.appealable and matter(one) not in contested]


def groups(denials: Sequence[Denial], so_far: Standing) -> list[list[Denial]]:
    """The denials one appeal can be about: last lost in the same one, or in none, so of one level and one last day.

    Those of an earlier decision need no telling apart: the payer's new word has closed them.
    """
    found: dict[UUID | None, list[Denial]] = {}
    for denial in denials:
        before = so_far.lost.get(denial.id)
        found.setdefault(before.id if before else None, []).append(denial)
    return list(found.values())


def _as_made(appeal: Appeal, denials: Collection[Denial], lost: Mapping[UUID, Appeal]) -> frozenset[Matter]:
    """Of the decision it contests what had come as far as its lead: the rest is at another level."""
    lead = next((one for one in denials if one.id == appeal.denial_id), None)
    if lead is None:
        return frozenset()
    return frozenset(
        matter(one)
        for one in denials
        if one.advice_id == lead.advice_id and one.opened <= appeal.opened and lost.get(one.id) is lost.get(lead.id)
    )


def _elsewhere(
    appeal: Appeal, denials: Collection[Denial], appeals: Collection[Appeal], about: Mapping[UUID, frozenset[Matter]]
) -> frozenset[Matter]:
    """What was contested by other appeals already when this one was made beside them."""
    lead = next((matter(one) for one in denials if one.id == appeal.denial_id), None)
    beside = [
        about[one.id]
        for one in appeals
        if one.serial < appeal.serial and lead not in about[one.id] and (_runs(one) or _day(one) > appeal.opened)
    ]
    return frozenset().union(*beside)


def _runs(appeal: Appeal) -> bool:
    return appeal.state in IN_PROGRESS


def _answered(denial: Denial, appeal: Appeal, appeals: Collection[Appeal]) -> bool:
    """Whether an appeal that was not won in full has answered this denial, too.

    Denied later, it is so only where a won appeal had the claim decided anew: a decision of the payer's own gives the
    right to appeal anew.
    """
    return denial.opened <= _day(appeal) or any(
        one.outcome in WON and one.serial >= appeal.serial and _day(one) <= denial.opened for one in appeals
    )


def _day(appeal: Appeal) -> date:
    """The day it was decided or withdrawn; of one in progress that it was made."""
    return appeal.decided_on or (appeal.next_date if appeal.state == "withdrawn" else appeal.opened)
