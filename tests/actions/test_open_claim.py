"""The one part of a claim an office asks for: heard by its words, and answered alone."""

from __future__ import annotations

from typing import Any

import pytest

from actions import office_answers, office_record
from actions.memory import Memory
from actions.open_claim import about_of, asked_of_the_claim
from tests.actions.remembered import CLAIM, PROVED, office, settled, wanted

FACTS = {"stage": "denied", "last_four": "4471", "denied": True, "denial_group": "CO", "denial_carc": "16"}


def responses(says: list[Any]) -> list[str]:
    return [say.response for say in says]


@pytest.mark.parametrize(
    ("stage", "text", "wish"),
    [
        ("denied", "whats missing", "ask_missing"),
        ("denied", "which field", "ask_missing"),
        ("denied", "what remark is on there", "ask_missing"),
        ("denied", "any RARC?", "ask_missing"),
        ("denied", "what did we leave off", "ask_missing"),
        ("denied", "what exactly do we need to fix", "ask_missing"),
        ("rejected", "what info is wrong", "ask_missing"),
        ("denied", "same claim number?", "ask_same_number"),
        ("denied", "do we use the original icn", "ask_same_number"),
        ("rejected", "new number or the old one", "ask_same_number"),
        ("denied", "how long do i have", "ask_appeal_rights"),
        ("denied", "ok and how many days do we have left", "ask_appeal_rights"),
        ("denied", "so no appeal", "ask_appeal_rights"),
        ("pended", "by when", "ask_beyond"),
        ("rejected", "how long do we have to fix it", "ask_timely_filing"),
        ("denied", "how long do i have to resubmit it", "corrected_time"),
        ("denied", "how do we submit it", "ask_how_to_send"),
        ("denied", "don't file anything i just need to know how we submit it", "ask_how_to_send"),
        ("partly_paid", "where do i send that", "ask_how_to_send"),
        ("denied", "is that a level 1", "ask_appeal_level"),
        ("rejected", "when did it get rejected", "ask_when_returned"),
        ("rejected", "was that the clearinghouse or you", "ask_when_returned"),
        ("rejected", "is there a 277 on it", "ask_when_returned"),
        ("paid", "what was the total of the eft", "ask_payment_total"),
        ("paid", "how much did you take back", "ask_earlier_payment"),
        ("paid", "so what changed", "ask_earlier_payment"),
        ("paid", "is that check still outstanding", "ask_if_cashed"),
        ("paid", "can we get that reissued", "ask_if_cashed"),
        ("paid", "how was that calculated", "ask_amount_owed"),
        ("pended", "did u get our records", "already_sent"),
        ("pended", "when should i call back", "ask_when_decided"),
        ("denied", "how do they update it", "ask_next_step"),
        ("denied", "who is primary then", "ask_which_plan"),
        ("paid", "does the patient have medicare", "ask_which_plan"),
    ],
)
def test_a_short_question_of_the_trade_names_its_part(stage: str, text: str, wish: str) -> None:
    assert asked_of_the_claim(stage, text) == wish


@pytest.mark.parametrize(
    ("stage", "text", "about"),
    [
        ("paid", "who was the check made out to", "payee"),
        ("paid", "how many claims on that check", "others_on_payment"),
        ("paid", "was there a takeback on that eft", "takeback"),
        ("denied", "who denied it a nurse or a doctor", "reviewer"),
        ("denied", "what policy", "policy"),
        ("partly_paid", "did this cross over to secondary", "crossover"),
        ("pended", "do you owe us prompt pay interest on that", "interest"),
        ("pended", "how long do we have", "due"),
        ("paid", "was it sent to the right address", "address"),
        ("paid", "did it go to pt", "payee"),
        ("paid", "which fee schedule", "pricing"),
        ("paid", "can you send that eob to secondary for us", "crossover"),
    ],
)
def test_what_the_record_does_not_hold_is_named(stage: str, text: str, about: str) -> None:
    assert (asked_of_the_claim(stage, text), about_of(stage, text)) == ("ask_beyond", about)


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("paid", "how much did you pay"),
        ("paid", "can someone call me back about it"),
        ("paid", "is the patient balance still open"),
        ("paid", "was it paid to the contract rate"),
        ("paid", "did the payment go out"),
        ("paid", "we have a new address to update"),
        ("denied", "do you have the records you need list"),
        ("denied", "do you need our notes"),
        ("pended", "when will you call the doctor"),
        ("paid", "what was the check number"),
        ("paid", "did you send it to our lockbox"),
        ("paid", "how much is the patient share"),
        ("paid", "when did the payment go out"),
        ("paid", "what was billed and allowed"),
        ("paid", "can you send me the remit"),
        ("paid", "the patient changed plans"),
        ("paid", "do you have any other claims for this member"),
        ("denied", "why was it denied"),
        ("denied", "what was the denial code"),
        ("denied", "what does the remark mean for how we appeal"),
        ("denied", "when was it denied"),
        ("denied", "the other insurance paid already"),
        ("denied", "what records do you need"),
        ("denied", "check another claim for the same patient"),
        ("denied", "the primary care doctor sent the notes"),
        ("denied", "we have the proof where do we send it"),
        ("rejected", "why was it rejected"),
        ("pended", "when will it be decided"),
        ("pended", "what is it pending for"),
    ],
)
def test_everyday_questions_stay_with_their_own_answers(stage: str, text: str) -> None:
    assert asked_of_the_claim(stage, text) is None


@pytest.mark.parametrize("intent", ["another_claim", "inform", "nlu_fallback", "check_claim_status", "help"])
@pytest.mark.parametrize("text", ["same claim number?", "how long do i have", "whats missing"])
def test_a_short_question_of_the_open_claim_starts_no_search(intent: str, text: str) -> None:
    wishes = wanted(office(), text, intent, 0.9)
    assert len(wishes) == 1
    assert wishes[0] in ("ask_same_number", "ask_appeal_rights", "ask_missing")


def test_a_member_is_not_heard_by_the_words_of_the_trade() -> None:
    memory = settled(speaker="member", claim=CLAIM | {"stage": "denied"}, proved=PROVED)
    assert "ask_missing" not in wanted(memory, "what is missing", "help")


def test_before_a_claim_is_open_nothing_of_it_is_asked() -> None:
    assert "ask_missing" not in wanted(Memory(speaker="provider"), "which field", "nlu_fallback")


def test_remark_codes_are_told_with_their_meaning_and_their_absence_is_told() -> None:
    told = office_record.missing(
        FACTS | {"denial_remarks": ["MA27"], "denial_remark_texts": ["The number is absent."]}, "provider", "chat"
    )
    assert [(say.response, say.facts) for say in told] == [
        ("utter_remark", {"code": "MA27", "meaning": "The number is absent"})
    ]
    none = office_record.missing(FACTS | {"denial_remarks": []}, "provider", "chat")
    assert (none[0].response, none[0].facts["code"]) == ("utter_no_remark", "CO-16")
    assert "utter_no_remark" in office_record.FOR_A_PERSON


def test_a_remark_without_a_published_text_is_still_named() -> None:
    told = office_record.missing(
        FACTS | {"denial_remarks": ["N999", "MA27"], "denial_remark_texts": ["One text."]}, "provider", "chat"
    )
    assert responses(told) == ["utter_remark_untold", "utter_remark_untold"]


def test_of_a_rejected_claim_the_plans_own_reasons_are_what_is_wrong() -> None:
    told = office_record.missing(
        {"stage": "rejected", "rejections": ["The member number is not valid."]}, "provider", "chat"
    )
    assert responses(told) == ["utter_rejection_reasons", "utter_rejection_next"]


def test_a_replacement_carries_our_number_and_a_rejected_claim_none() -> None:
    assert responses(office_record.same_number(FACTS, "provider", "chat")) == ["utter_number_of_replacement"]
    assert responses(office_record.same_number({"stage": "rejected"}, "provider", "chat")) == [
        "utter_number_of_rejected"
    ]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"denial_route": "correct_and_resubmit"}, ["utter_send_corrected"]),
        ({"denial_route": "appeal", "denial_days_left": -3, "denial_deadline": "2026-01-02"}, ["utter_send_appeal"]),
        (
            {"denial_route": "correct_and_resubmit", "denial_appealable": True, "parts_asked": ["appeal"]},
            ["utter_send_appeal"],
        ),
        (
            {"denial_route": "send_records"},
            ["utter_route_send_records", "utter_records_for_claim", "utter_records_where"],
        ),
    ],
)
def test_how_to_send_it_speaks_of_the_step_of_this_claim(facts: dict[str, Any], told: list[str]) -> None:
    assert responses(office_record.how_to_send(FACTS | facts, "provider", "chat")) == told


def test_a_day_that_has_passed_is_no_last_day_to_send_by() -> None:
    past = FACTS | {"denial_route": "appeal", "denial_days_left": -3, "denial_deadline": "2026-01-02"}
    assert office_record.how_to_send(past, "provider", "chat")[0].facts["last"] == ""


def test_the_corrected_claim_has_a_day_of_its_own_where_the_record_names_one() -> None:
    named = FACTS | {"denial_route": "correct_and_resubmit", "step_day": "2027-02-01"}
    assert office_record.corrected_day(named, "provider", "chat")[0].facts == {"deadline": "February 1, 2027"}
    assert responses(office_record.corrected_day(FACTS, "provider", "chat")) == ["utter_corrected_time"]


def test_the_whole_payment_is_told_beside_the_part_of_this_claim() -> None:
    facts = {
        "stage": "paid",
        "paid": "154.85",
        "payment_amount_total": "267.00",
        "payment_trace_number": "706390095387",
    }
    said = office_record.payment_total(facts, "provider", "chat")[0]
    assert (said.facts["total"], said.facts["paid"]) == ("$267.00", "$154.85")
    assert responses(office_record.payment_total(facts | {"payment_amount_total": None}, "provider", "chat")) == [
        "utter_payment_total_unknown"
    ]


def test_when_it_was_returned_names_the_plans_answer_and_no_code_aloud() -> None:
    facts = {"stage": "rejected", "received": "2026-05-14", "status_category": "A7", "status_code": "164"}
    assert "A7" in office_record.returned(facts, "provider", "chat")[0].facts["code"]
    assert office_record.returned(facts, "provider", "voice")[0].facts["code"] == ""


def test_another_plan_is_said_to_be_first_only_where_the_denial_says_so() -> None:
    cause = FACTS | {"denial_root_cause": "coordination_of_benefits"}
    assert responses(office_record.which_plan(cause, "provider", "chat")) == ["utter_which_plan"]
    assert responses(office_record.which_plan(FACTS, "provider", "chat")) == ["utter_which_plan_not_on_record"]


@pytest.mark.parametrize(
    ("stage", "text", "wish"),
    [
        ("denied", "what do i put for the orig ref number", "ask_same_number"),
        ("denied", "icn for box 22?", "ask_same_number"),
        ("denied", "whats the icn", "ask_claim_number"),
        ("denied", "it's not a duplicate she was seen twice that day so what do i do", "not_duplicate"),
        ("denied", "should i bill with modifier 76", "not_duplicate"),
        ("denied", "what was the last day you said", "ask_appeal_rights"),
        ("denied", "one more time on that date please i'm writing it down", "ask_appeal_rights"),
        ("denied", "can we still get a retro auth", "ask_beyond"),
        ("pended", "can u expedite it", "ask_beyond"),
        ("pended", "when did it go into review", "ask_beyond"),
        ("paid", "how do we send the $ back", "ask_beyond"),
        ("paid", "whats the total of that eft, it had other claims in it", "ask_payment_total"),
    ],
)
def test_what_offices_ask_next_is_answered_as_asked(stage: str, text: str, wish: str) -> None:
    assert asked_of_the_claim(stage, text) == wish
    assert wanted(settled(claim=CLAIM | {"stage": stage}), text) == [wish]


@pytest.mark.parametrize(
    "text", ["was the original paid", "did you pay the original claim", "when was the first claim paid"]
)
def test_the_payment_of_the_original_is_not_told_of_the_duplicate(text: str) -> None:
    assert wanted(settled(claim=CLAIM | {"stage": "denied"}), text, "ask_payment", 0.9) == ["find_original"]


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("denied", "what does modifier 59 mean"),
        ("denied", "why was it denied"),
        ("denied", "we want to appeal, it is not a duplicate"),
        ("denied", "what date of service was that date again"),
        ("denied", "give me the date it was received again"),
        ("denied", "repeat the whole claim with that date"),
        ("denied", "is the original amount paid"),
        ("denied", "expedited appeal please"),
        ("denied", "reference number for this call"),
        ("pended", "when will it be decided"),
        ("pended", "is it in review"),
        ("paid", "call me back about the payment"),
        ("paid", "total billed on all claims"),
        ("paid", "he was seen twice"),
    ],
)
def test_what_only_sounds_like_it_is_something_else(stage: str, text: str) -> None:
    fresh = {"ask_same_number", "ask_claim_number", "not_duplicate", "ask_payment_total", "find_original"}
    asked = asked_of_the_claim(stage, text)
    assert asked not in fresh
    assert about_of(stage, text) not in ("expedite", "review_day", "retro_auth", "refund")
    assert "day" not in text.split() or asked != "ask_appeal_rights"


def test_a_service_given_twice_is_told_apart_only_where_it_was_denied_as_a_duplicate() -> None:
    twice = FACTS | {"denial_root_cause": "duplicate"}
    assert responses(office_answers.not_duplicate(twice, "provider", "chat")) == ["utter_not_duplicate"]
    assert "utter_not_duplicate" not in responses(office_answers.not_duplicate(FACTS, "provider", "chat"))


def test_whether_the_original_was_paid_is_of_the_other_claims_of_that_day() -> None:
    words = "was the original paid"
    none = office_answers.of_the_day("find_original", FACTS, [], "provider", words, "chat")
    assert responses(none) == ["utter_no_others_of_the_day"]
    twice = FACTS | {"denial_root_cause": "duplicate"}
    found = office_answers.of_the_day("find_original", twice, [], "provider", words, "chat")
    assert responses(found) == ["utter_no_original_claim"]
