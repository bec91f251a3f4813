"""A claim whose payment was taken back: when, what is not on record, and never that no payment was made."""

from __future__ import annotations

from typing import Any

import pytest

from actions.answer_table import FROM_CLAIM, LEFT_TO_A_PERSON
from tests.actions.remembered import CLAIM, settled, wanted

REVERSED = CLAIM | {"stage": "reversed"}
FACTS: dict[str, Any] = {
    "stage": "reversed", "last_four": "6070", "finalized": "2026-09-15", "charge": "240.00", "paid": "0.00",
    "patient_share": "0.00", "service_from": "2026-07-02", "adjustments": [],
}  # fmt: skip


def told(wish: str, speaker: str = "provider") -> list[str]:
    _, tell = FROM_CLAIM[wish]
    return [say.response for say in tell(FACTS, speaker, "chat")]


@pytest.mark.parametrize(
    "wish", ["ask_payment", "ask_if_cashed", "ask_payment_total", "ask_earlier_payment", "ask_next_step", "explain_eob"]
)
def test_an_office_hears_that_the_payment_was_taken_back(wish: str) -> None:
    assert told(wish)[0] == "utter_taken_back"
    assert "utter_taken_back" in LEFT_TO_A_PERSON


def test_the_patients_share_is_told_beside_it() -> None:
    assert told("ask_amount_owed") == ["utter_owed_nothing", "utter_taken_back"]


def test_a_member_is_not_told_that_nothing_was_ever_paid() -> None:
    assert told("ask_payment", "member") == ["utter_taken_back_member"]
    assert told("ask_dates", "member")[-1] == "utter_reversed_on"


@pytest.mark.parametrize("wish", ["ask_amount_owed", "mine_to_pay"])
def test_a_member_is_not_told_to_owe_nothing_while_no_decision_stands(wish: str) -> None:
    assert told(wish, "member") == ["utter_taken_back_member", "utter_no_share_now_member"]


def test_a_paid_claim_is_answered_as_before() -> None:
    _, tell = FROM_CLAIM["ask_payment"]
    says = tell(FACTS | {"stage": "paid", "paid": "98.10", "payment_date": "2026-09-20"}, "provider", "chat")
    assert says[0].response == "utter_payment"


@pytest.mark.parametrize(
    "text",
    [
        "when was it reversed",
        "how much did you take back",
        "what check was it taken from",
        "do we have to send a refund check",
        "there's a negative line on our remittance",
        "does that mean we owe you money now?",
        "is it an offset or do we pay it back",
    ],
)
def test_what_was_taken_back_is_asked_for_in_the_words_of_the_trade(text: str) -> None:
    assert wanted(settled(claim=REVERSED, claims=[REVERSED]), text, "ask_payment", 0.9) == ["ask_earlier_payment"]


@pytest.mark.parametrize(
    ("text", "intent", "wish"),
    [
        ("why was it reversed", "ask_denial_reason", "ask_denial_reason"),
        ("why did you take it back", "ask_denial_reason", "ask_denial_reason"),
        ("how much does the patient owe", "ask_amount_owed", "ask_amount_owed"),
        ("can you call us back", "request_callback", "request_callback"),
        ("what is the status", "check_claim_status", "check_claim_status"),
        ("what did you allow", "ask_payment", "ask_payment"),
        ("what do we do now", "ask_next_step", "ask_next_step"),
        ("can we appeal it", "ask_appeal_rights", "ask_appeal_rights"),
        ("send me a copy of the remit", "request_document", "request_document"),
    ],
)
def test_other_questions_on_a_reversed_claim_keep_their_own_answer(text: str, intent: str, wish: str) -> None:
    assert wanted(settled(claim=REVERSED, claims=[REVERSED]), text, intent, 0.9) == [wish]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("we were overpaid", "ask_beyond"),
        ("how do we refund an overpayment", "ask_beyond"),
        ("where do we send the money back to", "ask_beyond"),
        ("did you take anything back from this payment", "ask_beyond"),
        ("is there other money in that same eft", "ask_beyond"),
        ("the patient says they paid us already", "already_paid"),
        ("she paid her copay at the desk", "already_paid"),
        ("how much did you pay us", "ask_payment"),
        ("what did the patient pay", "ask_payment"),
        ("do we refund the patient", "ask_payment"),
        ("when was it paid", "ask_payment"),
        ("you paid less than the contract rate back in march", "below_contract"),
        ("did you pay us or the patient", "ask_payment"),
        ("who sent the money", "ask_payment"),
        ("send me that payment info again", "ask_payment"),
        ("was any money withheld for sequestration", "ask_payment"),
    ],
)
def test_money_that_goes_back_is_a_persons_to_see(text: str, wish: str) -> None:
    assert wanted(settled(), text, "ask_payment", 0.9) == [wish]


@pytest.mark.parametrize("wish", ["ask_payment", "ask_earlier_payment", "paid_when"])
def test_a_member_who_asks_how_much_was_taken_back_hears_that_the_sum_is_not_seen(wish: str) -> None:
    _, tell = FROM_CLAIM[wish]
    for words in ("how much did you take back", "how much was taken back?", "how much of it got reversed"):
        says = tell(FACTS | {"words": words}, "member", "chat")
        assert [(say.response, say.facts["finalized"]) for say in says] == [
            ("utter_taken_back_sum_member", "September 15, 2026")
        ]


@pytest.mark.parametrize(
    "words",
    ["when did you take it back", "did you pay it", "how much did you pay", "was it by check", "who got the money",
     "how was it paid", "so is it paid or not", "what did you allow"],
)  # fmt: skip
def test_what_else_is_asked_of_it_is_told_with_the_day(words: str) -> None:
    _, tell = FROM_CLAIM["ask_payment"]
    says = tell(FACTS | {"words": words}, "member", "chat")
    assert [(say.response, say.facts["finalized"]) for say in says] == [
        ("utter_taken_back_member", "September 15, 2026")
    ]


def test_why_it_was_taken_back_does_not_tell_the_claim_again() -> None:
    _, tell = FROM_CLAIM["ask_denial_reason"]
    told_again = [say.response for say in tell(FACTS, "member", "chat")]
    assert told_again == ["utter_reversed_on", "utter_no_reason_reversed_member"]
