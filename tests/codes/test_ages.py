"""Completed years, and the day somebody comes of age."""

from __future__ import annotations

from datetime import date

import pytest

from backend.codes.ages import is_minor, years_old


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2000, 3, 17), date(2026, 3, 16), 25),
        (date(2000, 3, 16), date(2026, 3, 16), 26),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_the_birthday_counts_as_the_new_age(born: date, day: date, years: int) -> None:
    assert years_old(born, day) == years
    assert is_minor(born, day) == (years < 18)
