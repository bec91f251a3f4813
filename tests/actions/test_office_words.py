"""What an office asks about the claim at hand, in its own words."""

from __future__ import annotations

from typing import Any

import pytest

from actions.heard import Heard
from actions.memory import Memory
from actions.office_words import beyond_the_record, office_asks


def asked(text: str, stage: str, *intents: str, **values: Any) -> list[str] | None:
    memory = Memory(speaker="provider", claim={"id": "a", "stage": stage})
    said = {name: [value] for name, value in values.items()}
    return office_asks(memory, Heard(intents=intents or ("ask_payment",), text=text, values=said, confidence=0.9))


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("billed amt vs allowed amt vs paid?", ["ask_charge", "ask_payment"]),
        ("what was billed and what was allowed", ["ask_charge", "ask_payment"]),
        ("charges, paid amount and patient responsibility please", ["ask_charge", "ask_payment", "ask_amount_owed"]),
        ("total charge and copay", ["ask_charge", "ask_amount_owed"]),
        ("what date did it hit your system", ["ask_dates"]),
        ("when did you guys get it", ["ask_dates"]),
        ("received date?", ["ask_dates"]),
        ("we never received this check. can you trace it or reissue it", ["ask_if_cashed"]),
        ("that payment isn't in our bank account", ["ask_if_cashed"]),
        ("can you put a stop payment on it", ["ask_if_cashed"]),
        ("the check got lost in the mail", ["ask_if_cashed"]),
        ("we didnt get the check", ["ask_if_cashed"]),
        ("cant find the check", ["ask_if_cashed"]),
        ("we cannot find the payment", ["ask_if_cashed"]),
        ("the check wasnt cashed by us", ["ask_if_cashed"]),
        ("you underpaid it", ["below_contract"]),
        ("that payment isn't right", ["below_contract"]),
        ("that's less than our contracted rate", ["below_contract"]),
        ("it should have been paid at the new fee schedule, more like", ["below_contract"]),
        ("who's supposed to pay it then", ["ask_amount_owed"]),
        ("who is the rendering provider", ["ask_provider"]),
        ("who's the primary for this patient", ["ask_which_plan"]),
        ("how much is the contractual", ["ask_amount_owed"]),
        ("what do i write off", ["ask_amount_owed"]),
        ("please void this claim", ["void_claim"]),
        ("we billed it in error", ["void_claim"]),
        ("can you fix the modifier on the claim on your end", ["ask_how_to_file"]),
        ("can you update the diagnosis for us", ["ask_how_to_file"]),
        ("we need to cancel that claim", ["void_claim"]),
        ("do you have another insurance for him", ["check_eligibility"]),
        ("do you show any other commercial coverage", ["check_eligibility"]),
        ("do you have a secondary on file", ["check_eligibility"]),
        ("do you have any other plans for her", ["check_eligibility"]),
    ],
)
def test_a_paid_claim_is_asked_about_in_an_offices_words(text: str, wishes: list[str]) -> None:
    assert asked(text, "paid") == wishes


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("who's supposed to pay it then", ["ask_denial_reason"]),
        ("so who do we bill now", ["ask_denial_reason"]),
        ("who is responsible for this", ["ask_denial_reason"]),
        ("but it's not a duplicate it was two different visits what do i do", ["not_duplicate"]),
        ("this isn't a duplicate", ["ask_appeal_rights"]),
        ("this was denied in error", ["ask_appeal_rights"]),
        ("the denial is just wrong", ["ask_appeal_rights"]),
        (
            "That's wrong, we filed it in time. I have the 277CA acceptance report. where does that go",
            ["submit_documents", "ask_appeal_rights"],
        ),
        ("we've got a clearinghouse report showing you accepted it", ["submit_documents", "ask_appeal_rights"]),
        ("how do we send in proof of timely filing", ["submit_documents", "ask_appeal_rights"]),
        ("what do you mean explain that to me", ["explain_claim_codes"]),
        ("i don't get it", ["explain_claim_codes"]),
    ],
)
def test_a_denied_claim_is_asked_about_in_an_offices_words(text: str, wishes: list[str]) -> None:
    assert asked(text, "denied") == wishes


def test_a_sum_named_with_the_contract_is_the_contracts() -> None:
    assert asked("you underpaid it our rate is higher than 610.51", "paid", amount="610.51") == ["below_contract"]


@pytest.mark.parametrize(
    "text",
    [
        "what was the check amount",
        "what's the payment amount",
        "payment amount and date please",
        "when was the check sent",
        "was the payment sent to the patient",
        "did the eft go to our account",
        "i need the check date and the amount paid please",
        "yes that's our patient and what was the check amount on it",
        "was the payment different from the last one",
        "I don't see the check number",
        "was the check cashed or not",
    ],
)
def test_what_is_told_of_a_payment_that_came_is_not_a_payment_that_never_did(text: str) -> None:
    assert asked(text, "paid") is None


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("why did you pay less than we billed", "paid"),
        ("what's the difference between billed and paid", "paid"),
        ("who billed it", "paid"),
        ("what was the paid amount", "paid"),
        ("we never got the eob for the payment", "paid"),
        ("can the patient be billed for it", "denied"),
        ("we never received payment", "denied"),
        ("what is the trace number of the payment", "paid"),
        ("when will the check come in", "paid"),
        ("why was it denied", "denied"),
        ("explain the code CO-45", "denied"),
        ("do you have the records we sent", "denied"),
        ("which records do you need", "denied"),
        ("we never got the eob", "denied"),
    ],
)
def test_a_usual_question_is_left_to_the_language_model(text: str, stage: str) -> None:
    assert asked(text, stage) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cancel that", "deny"),
        ("no, cancel that", "deny"),
        ("remove that one", "nlu_fallback"),
        ("delete this", "restart"),
        ("no cancel the claim thing", "deny"),
        ("cancel that, the claim is fine", "nlu_fallback"),
        ("do you have any other claims for this member", "list_claims"),
        ("do you have another number I can call", "nlu_fallback"),
        ("what is the primary diagnosis on it", "nlu_fallback"),
        ("is that the correct claim to appeal", "ask_appeal_rights"),
        ("is that the correct charge for us", "ask_charge"),
        ("can i add the claim to my list", "nlu_fallback"),
    ],
)
def test_words_about_the_conversation_are_not_about_the_paper(text: str, intent: str) -> None:
    assert asked(text, "paid", intent) is None


def test_a_yes_to_an_open_offer_voids_no_claim() -> None:
    memory = Memory(speaker="provider", claim={"id": "a", "stage": "paid"}, offer={"name": "start_appeal"})
    assert office_asks(memory, Heard(intents=("affirm",), text="yes but cancel the claim one")) is None


@pytest.mark.parametrize(
    "text",
    [
        "open an appeal and let me know where to send the op notes",
        "start the appeal, i have the records here",
        "this was denied in error, file an appeal please",
    ],
)
def test_an_appeal_to_be_opened_is_opened(text: str) -> None:
    assert asked(text, "denied", "start_appeal") is None


def test_a_denial_held_wrong_opens_no_appeal_that_was_not_named() -> None:
    assert asked("this was denied in error", "denied", "start_appeal") == ["ask_appeal_rights"]


def test_a_person_asked_for_goes_before_any_of_it() -> None:
    assert asked("you underpaid it get me a person", "paid", "request_human") is None


def test_a_member_is_answered_in_other_ways() -> None:
    memory = Memory(speaker="member", claim={"id": "a", "stage": "paid"})
    assert office_asks(memory, Heard(intents=("help",), text="who's supposed to pay it")) is None


@pytest.mark.parametrize(
    "text",
    [
        "where did you mail the check to",
        "which address did it go to",
        "was it part of a bulk payment",
        "we faxed the notes 3 weeks ago, did you get them?",
        "did you guys ever receive our records",
        "you took money back from us on a claim and i need to know why",
        "why was this recouped",
    ],
)
def test_what_the_record_does_not_hold_is_a_persons_to_tell(text: str) -> None:
    assert beyond_the_record(text)


@pytest.mark.parametrize(
    "text", ["what was paid", "why was it denied", "where do i send the records", "did you pay our claim"]
)
def test_what_the_record_holds_needs_nobody(text: str) -> None:
    assert not beyond_the_record(text)


@pytest.mark.parametrize(
    "text",
    [
        "we billed this in error, how do i void it, freq 8?",
        "do i send a frequency code 8",
        "how do we void this",
        "billed this in error, do i send freq 8 or call you",
        "can you void it",
    ],
)
def test_taking_a_claim_back_is_told_how(text: str) -> None:
    assert asked(text, "paid", "ask_next_step") == ["void_claim"]
    assert asked(text, "denied", "ask_next_step") == ["void_claim"]


@pytest.mark.parametrize(
    "text",
    [
        "did you void it",
        "why was it voided",
        "can you void that check",
        "void that payment and reissue",
        "do i send frequency 7",
        "is it freq 1 or 7",
        "was the first claim already voided, freq 8",
        "avoid it next time how",
        "how do we appeal, was that billed in error on your side",
        "8 units were billed",
    ],
)
def test_other_words_of_voids_and_frequencies_are_left_alone(text: str) -> None:
    assert asked(text, "paid", "ask_next_step") != ["void_claim"]


@pytest.mark.parametrize(
    "text",
    ["which line denied & what CARC/RARC", "what line was denied", "which cpt got denied", "which lines were not paid"],
)
def test_the_denied_line_is_asked_for(text: str) -> None:
    assert asked(text, "denied", "explain_claim_codes") == ["ask_denied_lines"]
    assert asked(text, "paid", "explain_claim_codes") != ["ask_denied_lines"]


@pytest.mark.parametrize(
    "text",
    [
        "what line of business is it",
        "how many lines are there",
        "was the whole claim denied",
        "what does the carc mean",
        "which claim denied",
        "is this line open until five",
        "line 2 should be paid",
        "which department denied it",
        "what procedure do we follow to appeal",
        "which code do i use",
    ],
)
def test_other_lines_are_not_the_denied_ones(text: str) -> None:
    assert asked(text, "denied", "explain_claim_codes") != ["ask_denied_lines"]


@pytest.mark.parametrize(
    "text",
    ["duplicate of what", "dup of which claim", "what's the original claim number", "what is it a duplicate of",
     "which claim is the original", "duplicate of what, we never got paid on the original"],
)  # fmt: skip
def test_the_original_of_a_duplicate_is_asked_for(text: str) -> None:
    assert asked(text, "denied", "ask_denial_reason") == ["find_original"]


def test_why_and_of_what_are_both_answered() -> None:
    assert asked("why was it kicked out a duplicate of what", "denied") == ["ask_denial_reason", "find_original"]


@pytest.mark.parametrize(
    "text",
    [
        "it is not a duplicate",
        "what was the original amount",
        "what is the original billed charge",
        "can i get a duplicate of the eob",
        "need a duplicate remit",
        "why is it a duplicate",
        "we sent the original records already",
        "what does duplicate mean",
        "what was the original payment",
        "send me the original letter",
    ],
)
def test_other_words_of_originals_and_duplicates_are_left_alone(text: str) -> None:
    assert asked(text, "denied", "ask_denial_reason") != ["find_original"]


@pytest.mark.parametrize(
    "text", ["whats the CO45 write off then", "how much is the CO-45", "amount on the PR2", "CO 97 how much was that"]
)
def test_a_codes_amount_is_the_one_on_this_claim(text: str) -> None:
    assert asked(text, "paid", "explain_code", adjustment_code="CO-45") == ["ask_code_amount"]


@pytest.mark.parametrize(
    "text",
    [
        "what does CO45 mean",
        "what is CO45",
        "why CO45",
        "explain CO-45 please",
        "can we bill the patient the CO45 amount",
        "should we write off the CO45",
        "is that a CO45",
        "can i appeal a CO 45 amount",
        "define co45 write off",
        "how do i post the CO45 amount",
    ],
)
def test_a_codes_meaning_is_not_its_amount(text: str) -> None:
    assert asked(text, "paid", "explain_code", adjustment_code="CO-45") != ["ask_code_amount"]


@pytest.mark.parametrize(
    ("text", "stage", "wishes"),
    [
        ("then the balance is for the patient, right, what is it", "paid", ["ask_amount_owed"]),
        ("so the patient pays the rest", "partly_paid", ["ask_amount_owed"]),
        ("what you charged off aside, what we billed and what you allowed", "paid", ["ask_charge", "ask_payment"]),
        ("meaning she went over her limit", "denied", ["ask_denial_reason"]),
        ("so basically there was no approval", "denied", ["ask_denial_reason"]),
        ("our doctor says there's nothing wrong with the coding", "denied", ["ask_appeal_rights"]),
        ("we coded it correctly", "denied", ["ask_appeal_rights"]),
        ("did the money come by check or by wire", "paid", ["paid_how"]),
        ("paper check or electronic?", "paid", ["paid_how"]),
        ("the test was done two times because the doctor ordered it twice", "denied", ["not_duplicate"]),
        ("what claim is this again", "paid", ["ask_claim_number"]),
        ("can you promise me a check before friday", "pended", ["ask_when_decided"]),
    ],
)
def test_an_office_is_answered_what_it_asks_in_passing(text: str, stage: str, wishes: list[str]) -> None:
    assert asked(text, stage) == wishes


@pytest.mark.parametrize(
    ("text", "stage", "wish"),
    [
        ("do we send it electronic or paper", "paid", "paid_how"),
        ("did you get the claim electronically or by mail", "paid", "paid_how"),
        ("why is there a balance for the patient", "paid", "ask_amount_owed"),
        ("does the rest go to the patient's secondary", "paid", "ask_amount_owed"),
        ("we billed it twice", "denied", "not_duplicate"),
        ("what is left on the patient's out of pocket", "paid", "ask_amount_owed"),
        ("what's the difference between this patient and the last one", "paid", "ask_amount_owed"),
        ("in other words how much does she owe", "denied", "ask_denial_reason"),
        ("was the check paid before friday", "paid", "ask_when_decided"),
        ("is there something wrong with it", "denied", "ask_appeal_rights"),
        ("which claim was paid", "paid", "ask_claim_number"),
    ],
)
def test_other_questions_near_these_words_are_not_taken_for_them(text: str, stage: str, wish: str) -> None:
    assert wish not in (asked(text, stage) or [])
