"""A value put right in plain words is a correction; a slip while answering, and a plain value, are none."""

from __future__ import annotations

import pytest

from assistant.components.decision import Decision
from assistant.components.putting_right import with_a_value_put_right


@pytest.mark.parametrize(
    ("text", "line", "answered", "intent"),
    [
        ("sorry it's 96 dollars not 69", "sorry it's xamount not 69", "amount", "correct_that"),
        ("it's m as in mary not n as in nancy so m 22314", "it's m as in mary not n as in nancy so xid", None, "correct_that"),
        ("the npi is 1770002313 i fat fingered it", "the npi is xid i fat fingered it", None, "correct_that"),
        ("the npi is 1770002313 i fat fingered it", "the npi is xid i fat fingered it", "npi", "inform"),
        ("it should've been a 4 not a 7, 20-4471093", "it should've been a 4 not a 7, xid", None, "correct_that"),
        ("you put one three so it's 8813301", "you put one three so it's xid", None, "correct_that"),
        ("its zr 660418 and the r is not a typo", "its xid and the r is not a typo", None, "inform"),
        ("the npi is 1770002313", "the npi is xid", None, "inform"),
        ("sorry, is it 96 not 69", "sorry, is it xamount not 69", None, "inform"),
        ("i fat fingered it", "i fat fingered it", None, "inform"),
    ],
)  # fmt: skip
def test_a_value_put_right_corrects(text: str, line: str, answered: str | None, intent: str) -> None:
    heard = Decision("inform", 0.8, (), {"inform": 0.8})
    assert with_a_value_put_right(heard, text, line, answered).intent == intent


def test_something_else_heard_stays() -> None:
    asked = Decision("ask_payment", 0.8, (), {})
    assert with_a_value_put_right(asked, "typo, paid 5/5?", "typo, paid xdate?", None) == asked
