"""Where a claim stands: only what has ended is told as finished."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from backend.pipeline.reporting.standing import standing

ZERO = Decimal(0)


@pytest.mark.parametrize(
    ("stage", "on_its_way", "says"),
    [
        ("held", "built", "It is being checked before it leaves."),
        ("held", "needs_correction", "It waits to be corrected before it can leave."),
        ("held", "scrubbed", "It passed the checks; the enrolment is looked at next."),
        ("held", "not_enrolled", "It waits until the payer confirms the enrolment of who treated or bills."),
        ("held", "ready", "It leaves with the next batch."),
        ("received", "submitted", "It is with the payer, who has not decided it."),
        ("accepted", "submitted", "It is with the payer, who has not decided it."),
        ("pended", None, "It is with the payer, who has not decided it."),
        ("held", None, "It is held for a person before it is decided."),
        (
            "rejected",
            "submitted",
            "The payer rejected it at the door: it is corrected and sent again, or taken off its way.",
        ),
    ],
)
def test_what_is_on_its_way_or_with_the_payer_is_not_finished(stage: str, on_its_way: str | None, says: str) -> None:
    found = standing(stage, [], ZERO, on_its_way=on_its_way)
    assert (found.finished, found.sentence) == (False, says)


@pytest.mark.parametrize(
    ("stage", "on_its_way", "taken_out", "says"),
    [
        ("paid", "submitted", False, "It is paid and nothing is left to do."),
        ("denied", "submitted", False, "The payer denied it; nothing is open on it and nothing is left to do."),
        ("held", "withdrawn", False, "It was taken off its way and never leaves."),
        ("rejected", "withdrawn", False, "It was taken off its way and never leaves."),
        ("pended", None, True, "Another claim took its place before it was decided."),
    ],
)
def test_what_ended_says_how(stage: str, on_its_way: str | None, taken_out: bool, says: str) -> None:
    found = standing(stage, [], ZERO, on_its_way=on_its_way, taken_out=taken_out)
    assert (found.finished, found.sentence) == (True, says)


def test_open_work_speaks_before_the_way_out_and_the_balance() -> None:
    waiting = [(date(2026, 3, 2), "biller", "Correct it."), (date(2026, 3, 1), "coder", "Add modifier 25.")]
    found = standing("held", waiting, Decimal(5), on_its_way="needs_correction")
    assert (found.sentence, found.owner, found.next_date) == ("Add modifier 25.", "coder", date(2026, 3, 1))
