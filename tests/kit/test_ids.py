"""Check digits of provider identifiers."""

from __future__ import annotations

import pytest

from backend.kit.ids import npi_check_digit, npi_is_valid


def test_published_example_passes() -> None:
    """45 CFR 162.406's own example: 123456789 takes the check digit 3."""
    assert npi_check_digit("123456789") == "3"
    assert npi_is_valid("1234567893")


@pytest.mark.parametrize("npi", ["1234567890", "123456789", "12345678931", "12345X7893", "１２３４５６７８９３", ""])
def test_wrong_npi_is_refused(npi: str) -> None:
    assert not npi_is_valid(npi)
