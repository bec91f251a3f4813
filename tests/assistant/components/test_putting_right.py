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
        ("you said ninety it was nineteen dollars", "you said ninety it was xamount", None, "correct_that"),
        ("negative the crown is d 2740 you've put d 2470", "negative the crown is xcode you've put xcode", None, "correct_that"),
        ("not 310, 301", "not 310, xamount", None, "correct_that"),
        ("her last name is Brandtz, not Brandts", "her last name is , not brandts xid", None, "correct_that"),
        ("u have the amt wrong, it was $61.00", "u have the amt wrong, it was xamount", None, "correct_that"),
        ("that's our old group's, use 1770002313", "that's our old group's, use xid", None, "correct_that"),
        ("no it's 1770002313", "no it's xid", None, "correct_that"),
        ("no it's 1770002313", "no it's xid", "npi", "inform"),
        ("no more claims but 1770002313 is the npi", "no more claims but xid is the npi", None, "inform"),
        ("nope i don't have it but 1770002313 is the npi", "nope i don't have it but xid is the npi", None, "inform"),
        ("it's 1770002313 and not paid", "it's xid and not paid", None, "inform"),
    ],
)  # fmt: skip
def test_a_value_put_right_corrects(text: str, line: str, answered: str | None, intent: str) -> None:
    heard = Decision("inform", 0.8, (), {"inform": 0.8})
    assert with_a_value_put_right(heard, text, line, answered).intent == intent


@pytest.mark.parametrize(
    ("text", "heard", "intent"),
    [
        ("i never said denied", "ask_denial_reason", "correct_that"),
        ("i didn't say appeal, did i?", "start_appeal", "start_appeal"),
        ("i never said you should file one", "start_appeal", "start_appeal"),
    ],
)
def test_what_was_never_said_is_put_right(text: str, heard: str, intent: str) -> None:
    assert with_a_value_put_right(Decision(heard, 0.8, (), {}), text, text, None).intent == intent


def test_something_else_heard_stays() -> None:
    asked = Decision("ask_payment", 0.8, (), {})
    assert with_a_value_put_right(asked, "typo, paid 5/5?", "typo, paid xdate?", None) == asked
