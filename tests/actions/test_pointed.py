"""Pointed questions of a member about the claim at hand, and everyday lines their words must leave alone."""

from __future__ import annotations

from typing import Any

import pytest

from actions import claim_answers, pointed_answers
from actions.memory import Memory
from actions.steps import Answer, Session
from actions.still_to_say import key, still_to_say
from actions.turn_plan import next_step
from tests.actions.remembered import CLAIM, DENIED, OTHER, SECOND, office, own, wanted
from tests.actions.test_answers import CHANNELS, FACTS, STAGES, denied, told

PAID_CLAIM: dict[str, Any] = {"claim": CLAIM, "claims": [CLAIM]}
DENIED_CLAIM: dict[str, Any] = {"claim": DENIED, "claims": [DENIED]}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("so who gives me my money back now", "money_back"),
        ("can i get the rest back then", "money_back"),
        ("they made me pay 300 dollars that day", "money_back"),
        ("i think i overpaid", "money_back"),
        ("the office says they never got it", "not_received"),
        ("my doctor says you guys didn't pay them", "not_received"),
        ("they havent received any payment yet", "not_received"),
        ("did that go to me or to the doctor", "paid_to_whom"),
        ("where did the money go", "paid_to_whom"),
        ("so is this my fault", "who_acts"),
        ("whose job was that, mine or theirs", "who_acts"),
        ("do i need to call them", "who_acts"),
        ("so now im supposed to pay for that is that right", "mine_to_pay"),
        ("can they bill me for it", "mine_to_pay"),
        ("do i have to pay", "mine_to_pay"),
        ("what do i tell them", "what_to_say"),
        ("how do i get them to fix the bill", "what_to_say"),
        ("so they are charging me too much", "bill_and_eob"),
        ("they keep calling me for more money", "bill_and_eob"),
        ("so they screwed up and i get the bill", "mine_to_pay"),
        ("are they allowed to do that", "mine_to_pay"),
        ("explain it", "say_simply"),
        ("i dont get it", "say_simply"),
        ("they charged my credit card for that already", "already_paid"),
        ("coinsurance what's that supposed to mean", "explain_term"),
        ("you still have me at our old place on the letters", "change_details"),
    ],
)
def test_a_pointed_question_about_a_paid_claim_is_its_own(text: str, wish: str) -> None:
    assert wanted(own(**PAID_CLAIM), text) == [wish]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("but i was covered, it comes out of my paycheck every month", ["was_covered", "ask_appeal_rights"]),
        ("no way, i had coverage that day", ["was_covered", "ask_appeal_rights"]),
        ("who has to fix it", ["who_acts"]),
        ("did i do something wrong", ["who_acts"]),
        ("but your letter never reached me how could i know", ["late_reason"]),
        ("i never got the denial letter", ["late_reason"]),
        ("i was in the hospital the whole time", ["late_reason"]),
    ],
)
def test_a_pointed_question_about_a_denial_is_its_own(text: str, wishes: list[str]) -> None:
    assert wanted(own(**DENIED_CLAIM), text, "ask_payment_help", 0.7) == wishes


def test_whether_an_appeal_costs_is_asked_where_an_appeal_is_talked_of() -> None:
    after_rights = own(**DENIED_CLAIM, answered=[{"name": "explain_appeal"}])
    assert wanted(after_rights, "does it cost anything") == ["appeal_cost"]
    assert "appeal_cost" not in wanted(own(**PAID_CLAIM, answered=[{"name": "ask_payment"}]), "does it cost anything")


LEFT_ALONE = (
    "how much do i have to pay",
    "can i pay it by month",
    "i can't pay this",
    "if i don't pay what happens",
    "when did you pay the doctor",
    "they never got the records",
    "my doctor never got a letter from you",
    "the office says you never got the claim",
    "can you call me back",
    "why did you take the money back",
    "i want to go back to the other one",
    "i paid my share at the desk",
    "i paid the dentist myself, how do i file",
    "i already paid them",
    "am i responsible for a deductible",
    "what is my copay",
    "who should send the records",
    "which doctor was that",
    "how much did you pay",
    "do i have to pay twice",
    "do you have any other claims",
    "was it the doctor in may",
    "should i wait for a letter",
    "what did they charge",
    "i have no insurance card here",
    "i lost the letter can you send it again",
    "i was in the er that day",
    "is the letter in the mail",
    "how long do you keep my letters",
    "explain the coinsurance to me",
    "i don't get paid till friday",
    "what's my coinsurance",
    "my card was declined at the office",
)
NEW = {
    "money_back", "not_received", "paid_to_whom", "who_acts", "mine_to_pay", "what_to_say", "appeal_cost", "compare_claims",
    "was_covered", "no_total", "late_reason",
}  # fmt: skip


@pytest.mark.parametrize("text", LEFT_ALONE)
@pytest.mark.parametrize("claim", [PAID_CLAIM, DENIED_CLAIM])
def test_words_near_a_pointed_question_ask_for_something_else(text: str, claim: dict[str, Any]) -> None:
    assert not NEW & set(wanted(own(**claim), text))


@pytest.mark.parametrize(
    "text", ["is it our fault", "do we need to call them", "can i get a refund", "what do i tell them"]
)
def test_an_office_keeps_its_own_answers(text: str) -> None:
    assert not NEW & set(wanted(office(), text))


def test_nothing_is_pointed_at_before_a_claim_is_known() -> None:
    assert wanted(Memory(speaker="member", expects="member_id"), "is this my fault") == []


@pytest.mark.parametrize("speaker", ["member"])
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("stage", STAGES)
def test_every_pointed_answer_has_words_for_every_stage(stage: str, channel: str, speaker: str) -> None:
    facts = FACTS | {"stage": stage, "provider_name": "Lakeside Clinic"}
    for more in (facts, facts | {"patient_share": "0.00", "paid": "0.00"}, facts | denied(stage=stage)):
        for tell in (
            pointed_answers.money_back, pointed_answers.not_received, pointed_answers.paid_to_whom, pointed_answers.who_acts,
            pointed_answers.mine_to_pay, pointed_answers.what_to_say, pointed_answers.appeal_cost, pointed_answers.was_covered,
            pointed_answers.help_with_share, claim_answers.records, claim_answers.how_to_appeal,
        ):  # fmt: skip
            assert told(tell(more, speaker, channel), channel)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("any idea when you'll decide", "ask_when_decided"),
        ("when will it be done", "ask_when_decided"),
        ("whats holding it up", "ask_denial_reason"),
        ("what are you waiting for", "ask_denial_reason"),
        ("so what is it that you folks are all waiting on", "ask_denial_reason"),
        ("what on earth are they still waiting on", "ask_denial_reason"),
        ("what is keeping you so long", "ask_denial_reason"),
        ("why is it still stuck", "ask_denial_reason"),
    ],
)
def test_what_a_waiting_claim_waits_for_and_how_long_are_told_apart(text: str, wish: str) -> None:
    pended = CLAIM | {"stage": "pended"}
    assert wanted(own(claim=pended, claims=[pended]), text, "check_claim_status", 0.7) == [wish]


def test_a_reason_to_be_late_is_for_a_person_once_the_day_is_over() -> None:
    assert "good reason" in told(pointed_answers.late_reason(denied(denial_days_left=-3), "member", "chat"))
    assert "January 10, 2027" in told(pointed_answers.late_reason(denied(), "member", "chat"))


def test_a_bill_owed_by_nobody_is_answered_with_no_first() -> None:
    facts = FACTS | {"stage": "paid", "patient_share": "0.00"}
    assert told(pointed_answers.mine_to_pay(facts, "member", "chat")).startswith("No. You owe nothing")


def test_a_share_is_answered_with_yes_and_no_more_than_it() -> None:
    said = told(pointed_answers.mine_to_pay(FACTS | {"stage": "paid"}, "member", "chat"))
    assert said.startswith("Yes, but just your share of the claim ending 4471: $50.00")


@pytest.mark.parametrize("stage", ["paid", "patient_share", "no_payment"])
def test_no_need_for_records_is_told_where_the_record_has_none(stage: str) -> None:
    said = told(claim_answers.records(FACTS | {"stage": stage}, "member", "chat"))
    assert "needs records" not in said
    assert "no papers" in said


def test_a_denial_for_missing_records_still_asks_for_them() -> None:
    facts = denied(denial_root_cause="documentation", denial_route="send_records", denial_attach=["the office notes"])
    assert "needs records: the office notes" in told(claim_answers.records(facts, "member", "chat"))


def test_papers_for_an_appeal_fit_the_reason() -> None:
    said = told(claim_answers.how_to_appeal(denied(denial_root_cause="eligibility"), "member", "chat"))
    assert "copy of your card" in said
    assert "note from your doctor" not in said


@pytest.mark.parametrize(
    "text",
    [
        "which of the two did you pay more on",
        "which one was higher",
        "compare the two for me",
        "which of them cost less",
        "and what do i owe on each",
        "what's my part on each of them",
        "how much did you pay on both",
        "what did you pay for each one",
    ],
)
def test_two_claims_told_are_compared(text: str) -> None:
    seen = [
        {"claim": CLAIM, "recent": 1, "member_id": "W1"},
        {"claim": SECOND, "recent": 2, "member_id": "W1"},
    ]
    assert wanted(own(**PAID_CLAIM, seen=seen), text, "ask_payment", 0.8) == ["compare_claims"]
    assert "compare_claims" not in wanted(own(**PAID_CLAIM, seen=seen[:1]), text, "ask_payment", 0.8)


@pytest.mark.parametrize(
    "text",
    [
        "yes go through all the numbers please, what they charged, what you allowed, what you paid, what I pay",
        "walk me through the numbers",
        "can you go over all of the amounts with me",
    ],
)
def test_all_the_numbers_of_the_claim_at_hand_are_gone_through(text: str) -> None:
    assert wanted(own(**PAID_CLAIM), text, "check_claim_status", 0.9) == ["explain_eob"]


@pytest.mark.parametrize(
    ("text", "intent", "wish"),
    [
        ("go through all my claims", "list_claims", "list_claims"),
        ("show me all the paid ones", "list_claims", "list_claims"),
        ("list all claims you denied", "list_claims", "list_claims"),
        ("what is the claim number", "ask_claim_number", "ask_claim_number"),
        ("how much do i owe", "ask_amount_owed", "ask_amount_owed"),
        ("what amount did you pay", "ask_payment", "ask_payment"),
        ("walk me through the appeal", "explain_appeal", "explain_appeal"),
        ("can you go over the letter with me", "request_document", "request_document"),
        ("what number do i call", "out_of_scope", "out_of_scope"),
    ],
)
def test_what_is_gone_through_beside_the_numbers(text: str, intent: str, wish: str) -> None:
    assert wish in wanted(own(**PAID_CLAIM), text, intent, 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "how much do i pay each month",
        "what do i owe for each month of the plan",
        "what did you pay on each line",
        "what do you pay for each visit to the therapist",
        "is my copay the same each time",
        "do you pay for both of us",
        "why did you pay for both my plans",
        "can you send each of them a letter",
        "what do i owe on this one",
        "did both doctors get paid",
    ],
)
def test_each_month_or_line_compares_no_claims(text: str) -> None:
    seen = [{"claim": CLAIM, "recent": 1, "member_id": "W1"}, {"claim": SECOND, "recent": 2, "member_id": "W1"}]
    assert "compare_claims" not in wanted(own(**PAID_CLAIM, seen=seen), text, "ask_payment", 0.8)


@pytest.mark.parametrize(
    "text",
    [
        "how much did you pay in total this year",
        "how much has insurance paid for all of them",
        "how much have you guys paid for everything",
        "what's the total you paid this year",
    ],
)
def test_a_sum_of_payments_over_all_claims_is_said_not_to_be_seen(text: str) -> None:
    assert wanted(own(**PAID_CLAIM), text, "ask_payment", 0.9) == ["ask_payment", "no_total"]


@pytest.mark.parametrize(
    "text",
    [
        "how much did you pay in total",
        "how much did you pay",
        "did you pay all of it",
        "what did you pay the doctor",
        "have you paid anything this year toward my deductible",
        "how much have you paid to my out of pocket max this year",
        "you never paid this year",
        "was it paid this year",
        "what did they charge this year",
    ],
)
def test_the_payment_of_the_claim_at_hand_is_no_sum_over_all(text: str) -> None:
    assert "no_total" not in wanted(own(**PAID_CLAIM), text, "ask_payment", 0.9)


def test_what_has_no_total_is_said_after_the_amount_it_is_of() -> None:
    memory = own(**PAID_CLAIM, requests=[{"name": "ask_payment"}, {"name": "no_total"}])
    assert next_step(memory, Session("member", "member")) == Answer({"name": "ask_payment"})


def test_a_sum_over_all_claims_is_not_told_as_the_share_of_one() -> None:
    text = "how much do i owe altogether this year"
    assert wanted(own(**PAID_CLAIM), text, "ask_amount_owed", 0.9) == ["ask_amount_owed", "no_total"]
    assert wanted(own(**PAID_CLAIM), "how much do i owe", "ask_amount_owed", 0.9) == ["ask_amount_owed"]


def test_the_second_time_the_answer_comes_alone_and_what_the_words_ask_for() -> None:
    says = claim_answers.payment(FACTS | {"stage": "paid", "payment_trace_number": None}, "member", "chat")
    before = [key("a", say) for say in says]
    assert still_to_say(says, [], "a", "was it paid") == says
    assert still_to_say(says, before, "a", "was that a check or what") == says[:1]
    assert [say.response for say in still_to_say(says, before, "a", "and when was that")] == [
        "utter_payment",
        "utter_payment_date",
    ]
    assert still_to_say(says, before, "b", "was it paid") == says


@pytest.mark.parametrize(
    "text", ["wait one digit at a time please", "digit by digit", "can you give it one number at a time"]
)
def test_a_number_is_spelled_for_who_writes_it_down(text: str) -> None:
    answered = [{"name": "ask_claim_number"}]
    assert wanted(own(**PAID_CLAIM, answered=answered), text, "slow_down", 0.8)[0] == "spell_claim"


@pytest.mark.parametrize(
    "text", ["one claim at a time please", "go slower", "one thing at a time", "one visit at a time"]
)
def test_slower_spells_nothing(text: str) -> None:
    assert "spell_claim" not in wanted(own(**PAID_CLAIM, answered=[{"name": "ask_payment"}]), text, "slow_down", 0.8)


def test_what_was_asked_before_the_proof_is_answered_from_the_claim() -> None:
    before = Memory(speaker="member", expects="zip_code", answered=[{"name": "ask_payment_help"}])
    before.member_id, before.date_of_birth = "W1", "1980-01-02"
    message = {"text": "30303", "intent": {"name": "inform", "confidence": 0.9}}
    from actions.heard import read
    from tests.actions.remembered import after

    said = read(message | {"entities": [{"entity": "zip", "value": "30303", "start": 0, "end": 5}]}, "zip_code")
    assert [one["name"] for one in after(before, said).requests] == ["check_claim_status", "help_with_share"]


def test_a_claim_named_beside_a_complaint_is_looked_up() -> None:
    from actions.heard import Heard
    from tests.actions.remembered import after

    said = Heard(
        ("complain",), "on hold for an hour, just help me with my claim of april fourth", {"date_of_service": [OTHER]}
    )
    names = [one["name"] for one in after(Memory(speaker="member", expects="role"), said).requests]
    assert names == ["complain", "check_claim_status"]
