"""The published lists as a check of files asks them."""

from datetime import date

import pytest

from backend.codes.published import PublishedCodes


@pytest.mark.parametrize(
    ("code_list", "code", "on_date", "known"),
    [
        ("carc", "45", date(2026, 3, 1), True),
        ("carc", "A2", date(2026, 3, 1), False),
        ("carc", "A2", None, True),
        ("carc", "CO-45", None, False),
        ("carc", "999", None, False),
        ("rarc", "N620", date(2026, 3, 1), True),
        ("claim_status", "562", date(2026, 3, 1), True),
        ("status_category", "A7", date(2026, 3, 1), True),
        ("place_of_service", "11", date(2026, 3, 1), True),
        ("place_of_service", "77", None, False),
        ("hats", "45", None, None),
    ],
)
def test_code_by_day(code_list: str, code: str, on_date: date | None, known: bool | None) -> None:
    assert PublishedCodes().is_known(code_list, code, on_date) is known
