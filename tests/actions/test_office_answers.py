"""What an office asks of the claim at hand beside where it stands: each answer is of this claim."""

from __future__ import annotations

from typing import Any

import pytest

from actions import office_answers
from tests.actions.test_answers import FACTS, denied, told


def adjusted(group: str, carc: str, amount: str) -> dict[str, Any]:
    return {"group": group, "carc": carc, "amount": amount, "text": "Not said here."}


LINES = [
    {"number": 1, "procedure": "99213", "charge": "150.00", "paid": "90.00", "adjustments": [adjusted("CO", "45", "60.00")]},
    {"number": 2, "procedure": "20610", "charge": "162.25", "paid": "0.00", "remarks": ["N706"],
     "adjustments": [adjusted("CO", "197", "162.25")]},
]  # fmt: skip


def test_the_denied_line_is_told_with_amount_and_codes_and_the_paid_one_is_not() -> None:
    text = told(office_answers.denied_lines(FACTS | {"lines": LINES}, "provider", "chat"))
    assert text == "Line 2 (20610), billed $162.25: $162.25 denied with CO-197, remark code N706."


def test_a_line_without_a_remark_says_so() -> None:
    bare = [LINES[1] | {"remarks": []}]
    text = told(office_answers.denied_lines(FACTS | {"lines": bare}, "provider", "chat"))
    assert "no remark code on record" in text


def test_a_denial_of_the_whole_claim_names_its_code() -> None:
    facts = FACTS | {"lines": LINES[:1], "denial_group": "CO", "denial_carc": "29", "denial_remarks": []}
    text = told(office_answers.denied_lines(facts, "provider", "voice"), "voice")
    assert "as a whole" in text
    assert "CO-29" in text


def test_no_line_denied_is_said() -> None:
    assert "no line" in told(office_answers.denied_lines(FACTS | {"lines": LINES[:1]}, "provider", "chat"))


@pytest.mark.parametrize("said", ["CO45", "CO-45", "45", "co 45"])
def test_a_codes_amount_is_read_from_the_claim(said: str) -> None:
    facts = FACTS | {"adjustments": [adjusted("CO", "45", "25.38"), adjusted("PR", "2", "5.00")], "parts_asked": [said]}
    assert told(office_answers.code_amount(facts, "provider", "chat")) == "CO-45 on this claim: $25.38."


def test_a_code_that_is_not_on_the_claim_is_said_not_to_be() -> None:
    facts = FACTS | {"adjustments": [adjusted("PR", "45", "5.00")], "parts_asked": ["CO-45"]}
    assert "no CO-45" in told(office_answers.code_amount(facts, "provider", "chat"))


def test_a_void_is_told_with_frequency_number_and_what_comes_of_the_money() -> None:
    text = told(office_answers.void(FACTS | {"stage": "paid"}, "provider", "chat"))
    for part in ("frequency 8", "4471", "$250.00, is then taken back", "cannot void it here"):
        assert part in text
    assert "taken back" not in told(
        office_answers.void(FACTS | {"stage": "pended", "paid": "0.00"}, "provider", "chat")
    )
    assert "nothing to void" in told(office_answers.void(FACTS | {"stage": "rejected"}, "provider", "chat"))


def test_a_duplicate_names_the_other_claim_of_that_day() -> None:
    facts = denied(denial_root_cause="duplicate")
    other = {"id": "b", "last_four": "9902", "service_from": "2026-03-03", "stage": "paid", "charge": "420.00"}
    text = told(office_answers.original(facts, [other], "provider", "chat"))
    assert "9902" in text
    assert "paid" in text
    assert "no other claim" in told(office_answers.original(facts, [], "provider", "chat"))
    assert "4471" in told(office_answers.original(denied(), [other], "provider", "chat"))
