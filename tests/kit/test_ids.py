"""Ids of ours, and check digits of provider identifiers."""

from __future__ import annotations

import time
from uuid import RFC_4122

import pytest

from backend.kit.ids import new_ordered_id, npi_check_digit, npi_is_valid


def test_published_example_passes() -> None:
    """45 CFR 162.406's own example: 123456789 takes the check digit 3."""
    assert npi_check_digit("123456789") == "3"
    assert npi_is_valid("1234567893")


@pytest.mark.parametrize("npi", ["1234567890", "123456789", "12345678931", "12345X7893", "１２３４５６７８９３", ""])
def test_wrong_npi_is_refused(npi: str) -> None:
    assert not npi_is_valid(npi)


def test_ordered_ids_sort_by_the_time_they_were_made() -> None:
    before = time.time_ns() // 1_000_000
    made = new_ordered_id()
    after = time.time_ns() // 1_000_000

    assert (made.version, made.variant) == (7, RFC_4122)
    assert before <= made.int >> 80 <= after
    assert len({new_ordered_id() for _ in range(10_000)}) == 10_000
