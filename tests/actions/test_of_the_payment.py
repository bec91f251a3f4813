"""What a member asks of a payment made, to tell the office that waits for it; and that a claim that waits is told of."""

from __future__ import annotations

from typing import Any

import pytest

from actions import pointed_answers
from actions.memory import Memory
from tests.actions.remembered import CLAIM, OTHER, after, heard, own, settled, wanted
from tests.actions.test_answers import CHANNELS, FACTS, told

PAID: dict[str, Any] = {"claim": CLAIM, "claims": [CLAIM]}
WAITING = CLAIM | {"stage": "pended"}


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("what day did my doctor receive the money, and how was it paid?", ["paid_when", "paid_how"]),
        ("and when did they get the payment", ["paid_when"]),
        ("how did you send it to them", ["paid_how"]),
        ("was that by check or by direct deposit", ["paid_how"]),
        ("is there a reference that i can tell the clinic", ["paid_under"]),
        ("a number so they can look it up?", ["paid_under"]),
        ("what did you wire", ["ask_payment"]),
    ],
)
def test_day_way_number_and_sum_of_a_payment_are_told_as_asked(text: str, wishes: list[str]) -> None:
    assert wanted(own(**PAID), text) == wishes
    assert wanted(own(**PAID), text, "ask_dates", 0.9) == wishes


@pytest.mark.parametrize(
    "text",
    [
        "when did you get the claim", "when did they get the records", "do i send it by mail or electronically",
        "is there a phone number they can call", "what's the claim number i give them", "how did they get to that figure",
        "what did they charge me",
    ],
)  # fmt: skip
def test_the_same_words_of_other_things_are_not_of_the_payment(text: str) -> None:
    assert not {"paid_when", "paid_how", "paid_under"} & set(wanted(own(**PAID), text))


def test_before_anything_was_paid_nothing_is_asked_of_a_payment() -> None:
    waits = own(claim=WAITING, claims=[WAITING])
    assert "paid_when" not in wanted(waits, "when did the doctor get it", "ask_dates", 0.8)


@pytest.mark.parametrize(("before", "wish"), [("ask_payment", "ask_payment"), ("ask_amount_owed", "ask_amount_owed")])
def test_for_how_much_is_the_sum_told_last(before: str, wish: str) -> None:
    for caller in (own, settled):
        assert wanted(caller(**PAID, answered=[{"name": before}]), "ok and for how much, so i can tell them") == [wish]


def test_one_question_said_twice_is_one() -> None:
    text = "what's my part of it, i.e. what did you wire the clinic"
    assert wanted(own(**PAID), text, "ask_amount_owed", 0.9) == ["ask_payment"]


@pytest.mark.parametrize(
    "text", ["really? my dentist quoted me a different price", "sure about it? the hospital gave me another figure"]
)
def test_who_was_told_another_share_hears_which_one_counts(text: str) -> None:
    assert wanted(own(**PAID), text) == ["bill_and_eob"]


@pytest.mark.parametrize(
    "text", ["the doctor told me another reason", "the office said something different on the date", "he has another plan"]
)
def test_another_reason_or_day_is_no_other_share(text: str) -> None:
    assert "bill_and_eob" not in wanted(own(**PAID), text)


@pytest.mark.parametrize(
    "text", ["that money is nowhere in our account", "we don't see it on our bank", "can you trace that payment"]
)
def test_an_office_that_never_got_it_is_told_what_is_known_and_offered_a_person(text: str) -> None:
    assert wanted(settled(), text) == ["ask_if_cashed"]


@pytest.mark.parametrize("text", ["can you find the claim", "we don't have an auth in our account", "is it in your bank"])
def test_what_an_office_does_not_find_may_be_no_payment(text: str) -> None:
    assert "ask_if_cashed" not in wanted(settled(), text)


def test_who_names_the_day_of_a_bill_in_collections_wants_that_claim() -> None:
    memory = Memory(speaker="member", expects="wish")
    said = heard("in_collections", text="they sent my bill to collections, it is from april 4", date_of_service=OTHER)
    assert [one["name"] for one in after(memory, said).requests] == ["in_collections", "check_claim_status"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_member_hears_what_the_office_finds_the_payment_by_and_no_number_of_it(channel: str) -> None:
    facts = FACTS | {"stage": "paid", "payment_trace_number": None}
    says = pointed_answers.paid_under(facts, "member", channel)
    assert [say.response for say in says] == ["utter_find_payment_by_member"]
    assert "March 21, 2026" in told(says, channel)


@pytest.mark.parametrize(
    "text", ["do i have to keep calling about it", "will you let me know", "will i be told", "will i get a letter"]
)
def test_who_waits_hears_that_word_comes_to_them(text: str) -> None:
    assert wanted(own(claim=WAITING, claims=[WAITING]), text) == ["will_hear"]


@pytest.mark.parametrize("text", ["when will i hear", "text me when it is decided", "can i get something for the pain"])
def test_other_lines_of_who_waits_keep_their_own_answer(text: str) -> None:
    assert "will_hear" not in wanted(own(claim=WAITING, claims=[WAITING]), text)
