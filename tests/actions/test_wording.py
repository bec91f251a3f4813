"""Money, dates and ids as each channel says them."""

from __future__ import annotations

import pytest

from actions import wording


@pytest.mark.parametrize(
    ("amount", "written", "spoken"),
    [
        ("240.00", "$240.00", "240 dollars"),
        ("1234.50", "$1,234.50", "1,234 dollars and 50 cents"),
        ("1.01", "$1.01", "1 dollar and 1 cent"),
        ("0.00", "$0.00", "0 dollars"),
        (None, "$0.00", "0 dollars"),
        ("-18.20", "-$18.20", "minus 18 dollars and 20 cents"),
    ],
)
def test_money_is_written_in_figures_and_spoken_in_dollars(amount: str | None, written: str, spoken: str) -> None:
    assert wording.money(amount, "chat") == written
    assert wording.money(amount, "voice") == spoken


def test_a_stay_names_both_days() -> None:
    assert wording.span("2026-03-05", "2026-03-09") == "March 5, 2026 to March 9, 2026"
    assert wording.span("2026-03-05", "2026-03-05") == "March 5, 2026"


def test_ids_are_read_back_in_groups_on_the_phone_only() -> None:
    assert wording.identifier("1770002313", "voice") == "1 7 7, 0 0 0, 2 3 1 3"
    assert wording.identifier("1770002313", "chat") == "1770002313"


def test_only_letters_the_ear_mixes_up_get_a_spelling_word() -> None:
    assert wording.spelled("WB4") == "W, B as in Bravo, 4"


def test_an_id_is_read_back_in_groups_with_words_for_unclear_letters() -> None:
    assert wording.read_back("1770002313") == "1 7 7, 0 0 0, 2 3 1 3"
    assert wording.read_back("W12B345") == "W 1 2, B as in Bravo, 3 4 5"


def test_counts_and_lists_read_like_speech() -> None:
    assert wording.count(1, "claim") == "one claim"
    assert wording.count(12, "claim") == "12 claims"
    assert wording.joined(["a", "b", "c"]) == "a, b and c"
    assert wording.days(1) == "1 day"
