"""The number of a promised call is confirmed where it is asked about, and moved where another one is given."""

from __future__ import annotations

import asyncio

import pytest

from actions import general_answers
from actions.memory import Memory
from tests.actions.remembered import after, heard, member, wanted

PROMISED = {"phone_number": "5550143", "told": ["a", "callback"], "answered": [{"name": "request_callback"}]}


@pytest.mark.parametrize(
    "text",
    ["did you get my number right", "which number will they ring", "you do have the correct phone number?",
     "what number did i give", "and they call me on the right one?"],
)  # fmt: skip
def test_the_number_of_the_call_is_confirmed(text: str) -> None:
    assert wanted(member(**PROMISED), text) == ["callback_number"]
    request = {"name": "callback_number"}
    told = asyncio.run(general_answers.answer(request, Memory(phone_number="5550143"), "c", "chat"))
    assert told.says[0].facts == {"phone": "555-0143"}


@pytest.mark.parametrize(
    "text",
    ["what is my claim number", "which check number was it", "what's your phone number", "is the member number right",
     "what number do i fax it to"],
)  # fmt: skip
def test_other_numbers_are_not_that_one(text: str) -> None:
    assert wanted(member(**PROMISED), text) != ["callback_number"]


def test_without_a_promised_call_no_number_is_confirmed() -> None:
    assert "callback_number" not in wanted(member(phone_number="5550143"), "do you have the right number")


@pytest.mark.parametrize(("text", "moved"), [("no, ring me at 555 0199", True), ("the reference was 5550199", False)])
def test_another_number_moves_the_call(text: str, moved: bool) -> None:
    memory = after(member(**PROMISED), heard("inform", text=text, phone_number="5550199"))
    assert memory.is_waiting_for("request_callback") is moved
