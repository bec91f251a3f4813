"""Where a claim stands: finished, or with whom, until when, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from backend.kit.money import Money


class Standing(BaseModel):
    """Where the claim stands: finished, or with whom, until when, and why."""

    finished: bool
    sentence: str
    owner: str | None = None
    next_date: date | None = None


Waiting = tuple[datetime | date, str, str]
"""Day, owner and why of something open on it."""
ON_ITS_WAY: dict[str, tuple[str, str]] = {
    "built": ("system", "It is being checked before it leaves."),
    "needs_correction": ("biller", "It waits to be corrected before it can leave."),
    "scrubbed": ("system", "It passed the checks; the enrolment is looked at next."),
    "not_enrolled": ("biller", "It waits until the payer confirms the enrolment of who treated or bills."),
    "ready": ("system", "It leaves with the next batch."),
}
"""A claim of ours that has not left, by its state on the way out: with whom, and what comes next."""
WITH_PAYER: dict[str, str] = {
    "received": "It is with the payer, who has not decided it.",
    "accepted": "It is with the payer, who has not decided it.",
    "pended": "It is with the payer, who has not decided it.",
    "held": "It is held for a person before it is decided.",
}
ENDED: dict[str, str] = {
    "paid": "It is paid and nothing is left to do.",
    "partly_paid": "It is paid in part and nothing is left to do.",
    "denied": "The payer denied it; nothing is open on it and nothing is left to do.",
    "no_payment": "The payer decided; nothing is owed and nothing is left to do.",
    "reversed": "The payer took its decision back; nothing is open on it.",
    "patient_share": "The payer decided; the patient's share is settled.",
}


def standing(
    stage: str, waiting: Sequence[Waiting], balance: Decimal, *, on_its_way: str | None = None, taken_out: bool = False
) -> Standing:
    """Where it stands. What is open on it speaks first, the nearest day before the others.

    ``on_its_way`` is the state of a claim of ours on its way out; ``taken_out``: another claim took its place before
    the payer decided it.
    """
    if waiting:
        day, owner, why = min(waiting, key=lambda one: (str(one[0]), one[1]))
        when = day.date() if isinstance(day, datetime) else day
        return Standing(finished=False, sentence=why, owner=owner, next_date=when)
    if on_its_way in ON_ITS_WAY:
        owner, sentence = ON_ITS_WAY[on_its_way]
        return Standing(finished=False, sentence=sentence, owner=owner)
    if balance:
        return Standing(
            finished=False, sentence=f"{Money.of(balance).spoken} is still owed on it and nobody has it yet."
        )
    if on_its_way == "withdrawn":
        return Standing(finished=True, sentence="It was taken off its way and never leaves.")
    if taken_out:
        return Standing(finished=True, sentence="Another claim took its place before it was decided.")
    if stage in WITH_PAYER:
        return Standing(finished=False, sentence=WITH_PAYER[stage], owner="payer" if stage != "held" else None)
    if stage == "rejected":
        rejected = "The payer rejected it at the door: it is corrected and sent again, or taken off its way."
        return Standing(finished=False, sentence=rejected, owner="biller" if on_its_way else None)
    return Standing(finished=True, sentence=ENDED.get(stage, "Nothing is left to do."))
