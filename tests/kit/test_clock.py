"""Days as people read them."""

from __future__ import annotations

from datetime import date

from backend.kit.clock import day_in_words


def test_a_day_is_told_without_a_leading_zero() -> None:
    assert day_in_words(date(2026, 3, 3)) == "March 3, 2026"
    assert day_in_words(date(2026, 11, 21)) == "November 21, 2026"
