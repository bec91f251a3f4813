"""Where a claim stands: the fold of its history, order of arrival aside."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest

from backend.pipeline.claims.stage import Advice, Status, position

DAY = date(2026, 3, 2)


def advice(
    paid: str,
    *adjustments: tuple[str, str, str, bool],
    status: str = "1",
    day: int = 0,
    charge: str = "200.00",
    key: str = "a",
) -> Advice:
    made = tuple((group, carc, Decimal(amount), denial) for group, carc, amount, denial in adjustments)
    return Advice(key, status, DAY + timedelta(days=day), day, Decimal(charge), Decimal(paid), None, made)


@pytest.mark.parametrize(
    ("category", "stage"),
    [
        ("A0", "received"), ("A1", "received"), ("A2", "accepted"), ("A3", "rejected"), ("A6", "rejected"),
        ("A7", "rejected"), ("A8", "rejected"), ("P0", "pended"), ("P3", "pended"), ("R4", "pended"), ("F1", "pended"),
    ],
)  # fmt: skip
def test_a_status_says_the_stage(category: str, stage: str) -> None:
    found = position([Status(category, "20", DAY, 1)], [])
    assert (found.stage, found.category) == (stage, category)


def test_a_claim_nobody_has_answered_is_received() -> None:
    assert position([], []).stage == "received"


def test_the_latest_status_counts_whatever_came_in_last() -> None:
    accepted, pended = Status("A2", "20", DAY, 2), Status("P3", "297", DAY + timedelta(days=4), 1)
    assert position([pended, accepted], []).stage == "pended"


def test_a_remittance_outweighs_a_later_status() -> None:
    late = Status("P1", "20", DAY + timedelta(days=30), 9)
    assert position([late], [advice("100.00", ("CO", "45", "100.00", False))]).stage == "paid"


@pytest.mark.parametrize(
    ("paid", "adjustments", "status", "expected"),
    [
        ("100.00", [("CO", "45", "100.00", False)], "1", ("paid", "F1", "65")),
        ("60.00", [("CO", "197", "140.00", True)], "1", ("partly_paid", "F1", "65")),
        ("0.00", [("CO", "197", "200.00", True)], "4", ("denied", "F2", "585")),
        ("0.00", [("CO", "197", "200.00", True)], "1", ("denied", "F2", "585")),
        ("0.00", [("CO", "45", "50.00", False), ("PR", "1", "150.00", False)], "1", ("patient_share", "F4", "98")),
        ("0.00", [("PR", "3", "200.00", False)], "1", ("patient_share", "F4", "104")),
        ("0.00", [("CO", "24", "200.00", False)], "1", ("no_payment", "F4", "107")),
        ("0.00", [("PR", "27", "200.00", True)], "4", ("denied", "F2", "585")),
    ],
)
def test_a_decision_says_stage_and_status(
    paid: str, adjustments: list[tuple[str, str, str, bool]], status: str, expected: tuple[str, str, str]
) -> None:
    found = position([], [advice(paid, *adjustments, status=status)])
    assert (found.stage, found.category, found.code) == expected
    assert found.finalized == DAY


def test_shares_are_told_apart() -> None:
    found = position(
        [],
        [advice("50.00", ("PR", "1", "10.00", False), ("PR", "2", "20.00", False), ("PR", "3", "30.00", False),
                ("PR", "96", "40.00", True), ("CO", "45", "50.00", False))],
    )  # fmt: skip
    assert [str(x) for x in (found.deductible, found.coinsurance, found.copay, found.other_share)] == [
        "10.00", "20.00", "30.00", "40.00",
    ]  # fmt: skip


def test_reversals_cancel_in_every_order() -> None:
    first = advice("80.00", ("CO", "45", "120.00", False), key="first")
    back = advice("-80.00", ("CO", "45", "-120.00", False), status="22", day=14, charge="-200.00", key="back")
    again = advice("110.00", ("CO", "45", "90.00", False), day=14, key="again")
    for order in itertools.permutations([first, back]):
        assert position([], order).stage == "reversed"
    for order in itertools.permutations([first, back, again]):
        found = position([], order)
        assert (found.stage, found.advice, found.code, found.paid) == ("paid", "again", "101", Decimal("110.00"))


def test_a_reversal_alone_leaves_the_claim_reversed() -> None:
    back = advice("-80.00", status="22", charge="-200.00")
    found = position([], [back])
    assert (found.stage, found.category, found.paid, found.advice) == ("reversed", "F3", Decimal("0.00"), None)


def test_a_hold_shows_until_the_payer_decides() -> None:
    assert position([], [], held=True).stage == "held"
    assert position([], [advice("100.00", ("CO", "45", "100.00", False))], held=True).stage == "paid"
