"""Which denial tells the right to appeal: the biller's worth decides no caller's right."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from backend.kit.money import Money
from backend.pipeline.claims.right import lead
from backend.pipeline.claims.snapshot import DenialSnapshot

TODAY = date(2026, 11, 20)
SOON, LATER, OVER = date(2026, 12, 1), date(2027, 5, 1), date(2026, 11, 19)


def denial(*, appealable: bool, last_day: date | None = None) -> DenialSnapshot:
    return DenialSnapshot(
        uuid4(), "other", "human_review", appealable, "provider", "Look.", Money.of("10.00"), "50", "CO", (), last_day,
        None, None,
    )  # fmt: skip


def test_worst_without_a_right_hides_no_smaller_ones_right() -> None:
    worst, small = denial(appealable=False, last_day=SOON), denial(appealable=True, last_day=LATER)
    assert lead([worst, small], TODAY) is small


def test_nearest_of_two_last_days_is_told() -> None:
    worst, small = denial(appealable=True, last_day=LATER), denial(appealable=True, last_day=SOON)
    assert lead([worst, small], TODAY) is small


def test_day_that_is_over_gives_way_to_one_that_is_not() -> None:
    over, today = denial(appealable=True, last_day=OVER), denial(appealable=True, last_day=TODAY)
    assert lead([over, today], TODAY) is today


def test_known_last_day_comes_before_an_unknown_one_and_that_before_one_that_is_over() -> None:
    unknown, known, over = (denial(appealable=True, last_day=day) for day in (None, LATER, OVER))
    assert lead([over, unknown, known], TODAY) is known
    assert lead([over, unknown], TODAY) is unknown


def test_all_days_over_leave_the_first_that_could_be_appealed() -> None:
    worst, first = denial(appealable=False), denial(appealable=True, last_day=OVER)
    assert lead([worst, first, denial(appealable=True, last_day=date(2026, 1, 2))], TODAY) is first


def test_no_right_at_all_leaves_the_worst() -> None:
    worst = denial(appealable=False, last_day=SOON)
    assert lead([worst, denial(appealable=False)], TODAY) is worst
    assert lead([], TODAY) is None
