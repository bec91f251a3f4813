"""A number from the bank: whether it is the payment of the claim at hand, and everyday lines that ask more."""

from __future__ import annotations

from typing import Any

import pytest

from actions.heard import Heard
from actions.number_asked import about_its_number, is_its_number
from tests.actions.remembered import after, heard, own, settled

FACTS = {
    "stage": "paid", "last_four": "4471", "paid": "180.00", "payment_trace_number": "00881234567",
    "payment_method": "EFT", "payment_date": "2026-04-01",
}  # fmt: skip


def asked(text: str, number: str = "881234567", **more: Any) -> list[dict[str, Any]]:
    return after(settled(**more), heard("ask_payment", text=text, claim_number=number)).requests


@pytest.mark.parametrize(
    "text",
    [
        "I have a deposit under 881234567, is that for this claim?",
        "does EFT 881234567 match this one",
        "can you confirm check 881234567 belongs to that claim",
        "so is trace 881234567 the right number",
    ],
)
def test_whether_a_number_is_this_payments_is_compared_and_nothing_else_is_searched(text: str) -> None:
    memory = after(settled(), heard("ask_payment", text=text, claim_number="881234567"))
    assert memory.requests == [{"name": "is_its_number", "parts": ["881234567"]}]
    assert memory.claim is not None


@pytest.mark.parametrize(
    "text",
    [
        "which claim does check 881234567 belong to",
        "was check 881234567 cashed for this claim",
        "what is the amount of EFT 881234567 for this claim",
        "the next claim is 881234567",
        "claim 881234567 please",
    ],
)
def test_a_number_of_which_more_is_asked_is_not_answered_with_yes(text: str) -> None:
    assert "is_its_number" not in [one["name"] for one in asked(text)]


def test_the_claims_own_number_is_no_payments() -> None:
    line = Heard(("inform",), "is reference RX12344471 for this claim", {"claim_number": ["RX12344471"]})
    assert about_its_number(settled(), line) is line


def test_a_member_is_heard_as_before() -> None:
    line = Heard(("inform",), "is check 881234567 for this claim", {"claim_number": ["881234567"]})
    assert about_its_number(own(), line) is line


@pytest.mark.parametrize(
    ("number", "said"), [("EFT 881234567", "utter_its_number"), ("991234567", "utter_not_its_number")]
)
def test_yes_or_no_is_what_the_record_says(number: str, said: str) -> None:
    told = is_its_number(FACTS | {"parts_asked": [number]}, "provider", "chat")
    assert [one.response for one in told] == [said]


def test_a_claim_without_a_payment_says_so() -> None:
    unpaid = FACTS | {"paid": "0.00", "stage": "denied", "payment_trace_number": None, "parts_asked": ["991234567"]}
    assert "utter_its_number" not in [one.response for one in is_its_number(unpaid, "provider", "chat")]
