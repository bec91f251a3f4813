"""The number of a payment, asked for by what it is good for: an office hears it, a member what the office finds it by."""

from __future__ import annotations

from typing import Any

import pytest

from actions import pointed_answers
from tests.actions.remembered import CLAIM, DENIED, member, own, settled, wanted

TOLD: dict[str, Any] = {"answered": [{"name": "ask_payment"}]}


@pytest.mark.parametrize(
    "text",
    [
        "is there a reference our bookkeeper could look it up by, some number to trace it",
        "what reference is on that transfer",
        "does the deposit carry some id number",
        "which number do i use to find it",
        "read me its number again",
        "i'd like the number for that",
    ],
)
@pytest.mark.parametrize("caller", [own, settled])
def test_the_number_is_asked_for_after_a_payment(caller: Any, text: str) -> None:
    assert wanted(caller(**TOLD), text) == ["paid_under"]


@pytest.mark.parametrize(
    "text",
    [
        "what is your fax number for the payment department",
        "what number do i call about that payment",
        "is there a claim number they can search for",
        "give me the group number on the card",
        "which diagnosis code is on that payment",
    ],
)
def test_another_number_is_not_the_payments(text: str) -> None:
    assert "paid_under" not in wanted(own(**TOLD), text)
    assert "paid_under" not in wanted(settled(**TOLD), text)


@pytest.mark.parametrize("text", ["and if they still can't find it", "what if the office does not see it"])
def test_money_that_is_not_found_is_looked_for(text: str) -> None:
    assert wanted(own(answered=[{"name": "paid_under"}]), text) == ["not_received"]


def test_so_it_is_for_an_office() -> None:
    assert wanted(settled(answered=[{"name": "paid_under"}]), "and if our bank can't find it?") == ["ask_if_cashed"]


def test_of_a_denied_claim_the_number_is_the_claims() -> None:
    assert wanted(member(answered=[{"name": "check_claim_status"}]), "what number is it under") == ["ask_claim_number"]


def test_a_member_hears_that_the_office_has_it() -> None:
    facts = CLAIM | {"payment_date": "2026-04-01", "payment_method": "EFT"}
    assert [one.response for one in pointed_answers.paid_under(facts, "member", "chat")] == ["utter_find_payment_by_member"]


def test_no_payment_has_no_number() -> None:
    assert "paid_under" not in wanted(settled(claim=DENIED, claims=[DENIED]), "some reference she can search for")


def test_that_number_is_the_one_of_the_fact_told_last() -> None:
    line = "can you say that number once more, slowly"
    assert wanted(settled(answered=[{"name": "paid_when"}]), line, intent="repeat") == ["paid_under"]
    assert wanted(own(answered=[{"name": "ask_amount_owed"}]), line, intent="repeat") == ["ask_amount_owed"]


def test_the_number_of_it_is_the_payments_also_after_another_answer() -> None:
    assert wanted(settled(answered=[{"name": "explain_claim_codes"}]), "and the number of it please") == ["paid_under"]
