"""A bare word of question is answered about the fact told last; a line that says more is left to the rest."""

from __future__ import annotations

from typing import Any

import pytest

from actions import one_fact, pointed_answers
from actions.answer_table import FROM_CLAIM
from actions.memory import Memory
from tests.actions.remembered import CLAIM, DENIED, member, office, own, settled, wanted
from tests.actions.test_answers import CHANNELS, FACTS, STAGES, told

PENDED, REJECTED = CLAIM | {"stage": "pended"}, CLAIM | {"stage": "rejected"}
REVERSED = CLAIM | {"stage": "reversed"}


def after_telling(wish: str, speaker: str, claim: dict[str, Any] = CLAIM) -> Memory:
    caller = own if speaker == "member" else settled
    return caller(claim=claim, claims=[claim], answered=[{"name": wish}])


@pytest.mark.parametrize("speaker", ["member", "provider"])
@pytest.mark.parametrize(
    ("told_before", "claim", "text", "wish"),
    [
        ("ask_payment", CLAIM, "when?", "paid_when"),
        ("ask_payment", CLAIM, "and on what day was that", "paid_when"),
        ("ask_payment", CLAIM, "to whom?", "paid_to_whom"),
        ("ask_payment", CLAIM, "ok, how?", "paid_how"),
        ("ask_payment", CLAIM, "under what number?", "paid_under"),
        ("check_claim_status", CLAIM, "what day was that", "paid_when"),
        ("ask_amount_owed", CLAIM, "to whom?", "ask_whom_to_pay"),
        ("ask_amount_owed", CLAIM, "by when?", "share_due"),
        ("ask_amount_owed", CLAIM, "and when do i have to pay it", "share_due"),
        ("check_claim_status", CLAIM, "by when?", "share_due"),
        ("ask_amount_owed", CLAIM, "when was that?", "paid_when"),
        ("ask_charge", CLAIM, "who?", "ask_provider"),
        ("check_claim_status", PENDED, "on what day", "ask_dates"),
        ("check_claim_status", DENIED, "when was that?", "ask_dates"),
        ("check_claim_status", DENIED, "by when", "ask_appeal_rights"),
        ("ask_appeal_rights", DENIED, "until when?", "ask_appeal_rights"),
        ("check_claim_status", REJECTED, "until when", "ask_timely_filing"),
        ("check_claim_status", REVERSED, "when?", "paid_when"),
    ],
)
def test_a_bare_question_is_about_the_fact_told_last(
    told_before: str, claim: dict[str, Any], text: str, wish: str, speaker: str
) -> None:
    assert wanted(after_telling(told_before, speaker, claim), text) == [wish]


@pytest.mark.parametrize(
    ("told_before", "text", "wish"),
    [
        ("ask_amount_owed", "can I pay it here?", "ask_whom_to_pay"),
        ("ask_amount_owed", "could i just pay by phone", "ask_whom_to_pay"),
        ("ask_amount_owed", "that's too much", "help_with_share"),
        ("ask_amount_owed", "what if I already paid?", "already_paid"),
        ("ask_charge", "that's a lot of money", "ask_amount_owed"),
    ],
)
def test_a_member_speaks_of_paying_the_share_told_last(told_before: str, text: str, wish: str) -> None:
    assert wanted(after_telling(told_before, "member"), text) == [wish]


def test_how_is_the_appeal_to_a_member_and_the_sending_to_an_office() -> None:
    assert wanted(after_telling("ask_appeal_rights", "member", DENIED), "how?") == ["explain_appeal"]
    assert wanted(after_telling("ask_appeal_rights", "provider", DENIED), "how?") == ["ask_how_to_send"]


@pytest.mark.parametrize(
    "text",
    ["when is my next premium due", "what day do you close", "who are you", "who am i talking to", "how are you", "how much",
     "what number do i call for a person", "can i pay it monthly", "that's too much trouble", "where are you located",
     "when can i call back", "how do i get a copy of it", "by when will you call me", "i already paid the dentist for that"],
)  # fmt: skip
def test_a_line_that_says_more_names_its_own_subject(text: str) -> None:
    new = {"paid_when", "paid_how", "paid_under", "paid_to_whom", "share_due"}
    for before in ("ask_payment", "ask_amount_owed"):
        assert not new & set(wanted(after_telling(before, "member"), text))


def test_nothing_is_pointed_at_before_a_fact_was_told_or_while_a_proof_is_asked_for() -> None:
    assert wanted(own(answered=[{"name": "bot_challenge"}]), "to whom?") == []
    assert wanted(Memory(speaker="member", expects="member_id"), "when?") == []
    asked = settled(answered=[{"name": "ask_payment"}], expects="date_of_service")
    assert "paid_when" not in wanted(asked, "on what date")


@pytest.mark.parametrize("speaker", ["member", "provider"])
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("stage", STAGES)
def test_each_part_has_words_for_every_stage(stage: str, channel: str, speaker: str) -> None:
    facts = FACTS | {"stage": stage, "provider_name": "Lakeside Clinic"}
    nothing = {"paid": "0.00", "patient_share": "0.00", "payment_trace_number": None}
    for more in (facts, facts | nothing, facts | {"payment_trace_number": None}):
        for tell in (
            pointed_answers.paid_when, pointed_answers.paid_how, pointed_answers.paid_under, pointed_answers.paid_to_whom,
            pointed_answers.share_due,
        ):  # fmt: skip
            assert told(tell(more, speaker, channel), channel)


def test_a_part_is_told_alone() -> None:
    paid = FACTS | {"stage": "paid", "provider_name": "Lakeside Clinic"}
    assert told(pointed_answers.paid_when(paid, "provider", "chat")) == "It went out on March 21, 2026."
    assert told(pointed_answers.paid_how(paid, "provider", "chat")) == "It was paid by electronic transfer (EFT)."
    assert told(pointed_answers.paid_to_whom(paid, "provider", "chat")).startswith("It went to Lakeside Clinic.")


def test_a_part_of_a_payment_taken_back_is_when_it_was_taken_back() -> None:
    facts = FACTS | {"stage": "reversed", "paid": "0.00"}
    for wish in ("paid_when", "paid_how", "paid_under", "paid_to_whom"):
        purpose, tell = FROM_CLAIM[wish]
        assert purpose == "payment"
        assert "No payment was made" not in told(tell(facts, "provider", "chat"))
        assert [say.response for say in tell(facts, "member", "chat")] == ["utter_taken_back_member"]


def test_billed_alone_is_the_total() -> None:
    for text in ("billed?", "and billed", "charges?"):
        assert wanted(settled(), text, "more_details", 0.7) == ["ask_charge"]
    assert told(one_fact.charge(FACTS, "provider", "chat")) == "The bill of the claim ending 4471 was $420.00."
    assert wanted(settled(), "billed what for line two", "more_details", 0.7) == ["more_details"]


ALL_AT_ONCE = "give me the reason the last appeal day and how to fix it all at once"


@pytest.mark.parametrize("guess", ["ask_appeal_rights", "ask_next_step", "ask_denial_reason", "nlu_fallback"])
def test_three_things_asked_of_a_denial_at_once_are_all_told(guess: str) -> None:
    for caller in (member(), office()):
        wishes = wanted(caller, ALL_AT_ONCE, guess, 0.7)
        assert wishes[0] == "ask_denial_reason"
        assert "ask_next_step" in wishes  # which tells the right to appeal and its last day as well


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("the reason i'm calling is the last day to appeal", "ask_appeal_rights"),
        ("is there a reason to appeal", "ask_appeal_rights"),
        ("we have a good reason for the delay", "ask_appeal_rights"),
        ("what is the last day to appeal", "ask_appeal_rights"),
        ("what do we do", "ask_next_step"),
        ("that is not the reason", "ask_denial_reason"),
        ("the reason for our appeal is in the letter", "ask_appeal_rights"),
        ("how do i fix it", "ask_next_step"),
    ],
)
def test_one_question_of_a_denial_stays_one(text: str, guess: str) -> None:
    assert wanted(office(), text, guess, 0.7) == [guess]
