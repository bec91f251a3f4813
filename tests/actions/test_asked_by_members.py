"""What members ask of their own claim, each answered as what it is; and everyday lines that only sound like it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import claim_answers, client, general_answers, pointed_answers
from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.searching import take_search
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, DATE, DENIED, TODAY, member, office, own, wanted
from tests.actions.spoken import patient
from tests.actions.test_answers import FACTS, RESPONSES, denied

ASKED = (
    ("since it's denied should I stop taking the medicine?", "out_of_scope", "ask_doctor_first"),
    ("can i skip a few pills", "out_of_scope", "ask_doctor_first"),
    ("should i still have the surgery", "out_of_scope", "ask_doctor_first"),
    ("is it ok if i quit taking the pills since you wont pay", "out_of_scope", "ask_doctor_first"),
    ("am i supposed to keep taking it", "out_of_scope", "ask_doctor_first"),
    ("delete my data", "out_of_scope", "delete_data"),
    ("please erase everything you have about me", "out_of_scope", "delete_data"),
    ("is my information safe", "out_of_scope", "ask_if_safe"),
    ("I changed my name last year", "correct_that", "change_details"),
    ("who do I call at the doctor", "request_peer_to_peer", "whom_at_office"),
    ("can my doctor call you", "request_peer_to_peer", "doctor_can_call"),
    ("but my doctor said i needed it can't he just call you", "ask_next_step", "doctor_can_call"),
    ("can you call my doctor", "out_of_scope", "doctor_can_call"),
    ("what if my doctor calls", "ask_next_step", "doctor_can_call"),
    ("does my daughter need a form to appeal for me", "ask_appeal_rights", "appeal_by_another"),
    ("can my daughter do the appeal for me?", "ask_appeal_rights", "appeal_by_another"),
    ("could someone else file the appeal for me", "ask_appeal_rights", "appeal_by_another"),
    ("my doctor wants to appeal", "start_appeal", "appeal_by_another"),
    ("who do I complain to if they don't stop", "ask_appeal_rights", "complain"),
    ("what happens if I appeal?", "ask_appeal_rights", "explain_appeal"),
    ("how did you come up with my part?", "nlu_fallback", "ask_amount_owed"),
    ("how was that worked out", "ask_denial_reason", "ask_amount_owed"),
    ("where did you get that number from", "repeat", "ask_amount_owed"),
    ("they can't make me pay this can they", "ask_payment_help", "mine_to_pay"),
    ("full price of the visit?", "nlu_fallback", "ask_charge"),
    ("what's the discounted price", "out_of_scope", "ask_allowed"),
    ("claim number pls", "nlu_fallback", "ask_claim_number"),
    ("who is my doctor on that", "nlu_fallback", "ask_provider"),
    ("what's the doctor's name", "out_of_scope", "ask_provider"),
    ("what diagnosis is on it", "more_details", "ask_diagnosis"),
    ("what was i diagnosed with", "ask_denial_reason", "ask_diagnosis"),
    ("what is a remark code", "explain_code", "explain_term"),
    ("can they do that can they make me pay it", "ask_amount_owed", "mine_to_pay"),
    ("how long until I hear back", "check_appeal_status", "ask_when_decided"),
)  # fmt: skip
EVERYDAY = (
    ("should I appeal this", "ask_appeal_rights"),
    ("should I pay for the medicine", "ask_amount_owed"),
    ("do i need approval for the surgery", "check_authorization"),
    ("was the surgery covered", "check_eligibility"),
    ("remove the wrong charge from my record", "out_of_scope"),
    ("did you get my records", "submit_documents"),
    ("delete that, i meant march", "correct_that"),
    ("i changed my mind", "deny"),
    ("I changed my doctor last year", "out_of_scope"),
    ("can you call me back", "request_callback"),
    ("can they call me", "request_callback"),
    ("can they bill me", "ask_amount_owed"),
    ("did my doctor call you", "out_of_scope"),
    ("who do i call to appeal", "ask_appeal_rights"),
    ("can someone help me with the appeal", "ask_appeal_rights"),
    ("someone filed an appeal for me already", "check_appeal_status"),
    ("can somebody look at it again", "ask_next_step"),
    ("my daughter said i can appeal", "ask_appeal_rights"),
    ("can i file the appeal myself", "ask_appeal_rights"),
    ("how do i report fraud", "report_fraud"),
    ("how do i report other insurance", "report_other_insurance"),
    ("what happens if i don't pay", "ask_payment_help"),
    ("what happens next", "ask_next_step"),
    ("how did you pay it", "ask_payment"),
    ("how do i pay my part", "ask_next_step"),
    ("they want the full price", "ask_payment"),
    ("did the plan pay the agreed amount", "ask_payment"),
    ("who is my doctor supposed to call", "ask_next_step"),
    ("do i have to have an authorization for the surgery", "check_authorization"),
    ("do i have to send the medicine receipt", "submit_documents"),
    ("the doctor's name is wrong", "change_claim"),
    ("did they pay more than that", "ask_payment"),
    ("was it denied because of the diagnosis", "ask_denial_reason"),
    ("the diagnosis was wrong", "complain"),
)  # fmt: skip
OWN_WISHES = frozenset(
    """ask_doctor_first delete_data whom_at_office doctor_can_call appeal_by_another ask_diagnosis ask_allowed change_details
    """.split()
)


@pytest.mark.parametrize(("text", "intent", "wish"), ASKED)
def test_it_is_answered_as_what_it_asks(text: str, intent: str, wish: str) -> None:
    assert wanted(member(), text, intent, 0.9 if wish not in ("ask_when_decided",) else 0.37) == [wish]


@pytest.mark.parametrize(("text", "intent"), EVERYDAY)
def test_an_everyday_line_stays_what_it_was_heard_as(text: str, intent: str) -> None:
    assert not OWN_WISHES & set(wanted(member(), text, intent, 0.9))


@pytest.mark.parametrize("text", ["who is my doctor on that", "full price of the visit?", "what diagnosis is on it"])
def test_without_a_claim_at_hand_such_a_line_settles_nothing(text: str) -> None:
    assert wanted(Memory(speaker="member"), text) == []


def test_care_is_the_doctors_in_any_turn_and_an_office_is_not_meant() -> None:
    assert wanted(Memory(), "should i stop taking the pills", "out_of_scope", 0.9) == ["ask_doctor_first"]
    assert "ask_doctor_first" not in wanted(office(), "should i stop the infusions", "out_of_scope", 0.9)


def test_the_split_asked_for_in_the_opening_waits_for_the_claim() -> None:
    opening = Memory(speaker="member", date_of_service=DATE)
    assert wanted(opening, "how did you come up with my part") == ["ask_amount_owed"]


def told(says: list[Any]) -> list[str]:
    for say in says:
        assert say.response in RESPONSES
    return [say.response for say in says]


def test_a_member_orders_no_call_between_physicians(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def call(_conversation: str, path: str, **_body: Any) -> dict[str, Any]:
        asked.append(path)
        return {}

    monkeypatch.setattr(client, "call", call)
    memory = own(claim=DENIED)
    answer = asyncio.run(general_answers.answer({"name": "request_peer_to_peer"}, memory, "chat:1", "chat"))
    assert told(answer.says) == ["utter_doctor_can_call_denied_member"]
    assert (asked, answer.offer, answer.then) == ([], None, None)


def test_an_appeal_that_is_opened_tells_how_long_the_answer_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return {"outcome": "started", "number": "AP-001004", "deadline": "2027-01-10"}

    monkeypatch.setattr(client, "call", call)
    answer = asyncio.run(general_answers.answer({"name": "start_appeal"}, own(claim=DENIED), "chat:1", "chat"))
    assert told(answer.says) == ["utter_appeal_started", "utter_appeal_time_member"]


def test_who_was_covered_hears_the_next_step_where_it_is_no_appeal() -> None:
    eligibility = denied(denial_root_cause="eligibility", denial_route="verify_coverage")
    assert told(pointed_answers.was_covered(eligibility, "member", "chat")) == [
        "utter_was_covered",
        "utter_route_verify_coverage_member",
    ]
    assert told(pointed_answers.was_covered(denied(denial_route="appeal"), "member", "chat")) == ["utter_was_covered"]


def test_what_happens_in_an_appeal_is_told_before_its_last_day() -> None:
    facts = denied(words="what happens if i appeal")
    assert told(claim_answers.how_to_appeal(facts, "member", "chat")) == [
        "utter_explain_appeal_member",
        "utter_appeal_time_member",
        "utter_appeal_until_member",
    ]


def test_whether_a_claim_that_waits_is_denied_is_answered_first() -> None:
    facts = FACTS | {"stage": "pended", "paid": "0.00"}
    asked = told(claim_answers.why(facts | {"words": "is it denied?"}, "member", "chat"))
    assert asked[0] == "utter_not_denied_yet"
    assert told(claim_answers.why(facts | {"words": "why does it wait"}, "member", "chat")) == asked[1:]


def test_the_agreed_price_alone_and_without_one_what_is_owed() -> None:
    assert told(pointed_answers.allowed(FACTS | {"stage": "paid"}, "member", "chat")) == ["utter_allowed_member"]
    assert told(pointed_answers.allowed(denied(allowed="0.00"), "member", "chat"))[0] == "utter_owed_member"


@pytest.mark.parametrize(
    "answer",
    [{"outcome": "none"}, {"outcome": "handoff", "reason": "sensitive", "claims": []}],
    ids=["none", "withheld"],
)
def test_a_filter_that_meets_only_what_is_not_told_sounds_like_one_that_meets_nothing(answer: dict[str, Any]) -> None:
    memory = own(requests=[{"name": "list_claims", "narrow": {"stages": ["pended"]}}])
    result = take_search(memory, answer, {"stages": ["pended"]}, listing=True)
    assert told(result.says) == ["utter_none_like_that_member"]
    assert (result.step, memory.requests) == (None, [])


def test_a_claim_asked_for_by_itself_is_still_a_persons() -> None:
    memory = own(requests=[{"name": "check_claim_status"}])
    result = take_search(memory, {"outcome": "handoff", "reason": "sensitive"}, {"date_of_service": DATE})
    assert result.step is not None


@pytest.mark.parametrize(
    ("text", "stage", "wish"),
    [
        ("it's urgent", "pended", "ask_when_decided"),
        ("it's urgent please", "denied", "explain_fast_appeal"),
        ("i need it fast", "denied", "explain_fast_appeal"),
        ("can I pay it here?", "paid", "ask_whom_to_pay"),
        ("can i pay it in pieces", "paid", "ask_payment_help"),
        ("that's too much", "paid", "help_with_share"),
        ("this can't wait", "denied", "explain_fast_appeal"),
        ("they already took my money at the desk", "paid", "already_paid"),
        ("i paid more than that at the office", "paid", "money_back"),
        ("who gives me the difference", "paid", "money_back"),
        ("did you pay me or them", "paid", "paid_to_whom"),
    ],
)
def test_what_is_short_is_answered_by_where_the_claim_stands(text: str, stage: str, wish: str) -> None:
    intent = {"ask_payment_help": "ask_payment_help"}.get(wish, "nlu_fallback")
    assert wanted(own(claim=CLAIM | {"stage": stage}), text, intent, 0.96) == [wish]


@pytest.mark.parametrize(
    "text",
    [
        "that's too much paperwork",
        "it's too much to ask",
        "it's urgent that you call my doctor's office",
        "what counts as urgent",
        "was it urgent care",
        "can i pay a visit to the office",
        "i need it in writing",
        "can i pay it in three months",
        "that's too high a bill, why",
    ],
)
def test_what_only_begins_like_it_is_something_else(text: str) -> None:
    settled_wrongly = {"help_with_share", "ask_whom_to_pay", "explain_fast_appeal"}
    assert not settled_wrongly & set(wanted(own(claim=DENIED), text))


@pytest.mark.parametrize("text", ["how long is this gonna take", "how much longer", "is this going to take long"])
def test_how_long_the_questions_take_is_told_with_what_is_left(text: str) -> None:
    talk = patient("date_of_birth", member_id="W054244096", filled=["member_id"]).say(text)
    assert (talk.says, talk.missed) == (["utter_takes_a_minute"], False)
    assert talk.facts == {"left": "two things: your date of birth and your ZIP code"}


@pytest.mark.parametrize(
    "text",
    [
        "how long do you keep my info",
        "this is taking too long",
        "how long do i have to appeal",
        "how long was i covered",
        "how long ago was it",
        "how long is the member id",
        "take your time",
        "how long have you had it",
    ],
)
def test_how_long_something_else_is_stays_that(text: str) -> None:
    talk = patient("date_of_birth", member_id="W054244096", filled=["member_id"]).say(text)
    assert "utter_takes_a_minute" not in talk.says


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("what's the discounted price for that day", ["ask_allowed"]),
        ("full price of my visit", ["ask_charge"]),
        ("what diagnosis was on my visit", ["ask_diagnosis", "check_claim_status"]),
        ("can my daughter do the appeal for that one for me", ["appeal_by_another", "check_claim_status"]),
        ("should i stop taking the pills", ["ask_doctor_first", "check_claim_status"]),
        ("who do i complain to about my bill", ["complain", "check_claim_status"]),
    ],
)
def test_asked_in_the_opening_with_a_day_it_is_answered_and_the_claim_of_that_day_looked_up(
    text: str, wishes: list[str]
) -> None:
    day = {"entity": "date_of_service", "value": DATE, "start": 0, "end": 1}
    message = {"text": text, "intent": {"name": "out_of_scope", "confidence": 0.4}, "entities": [day]}
    said = read(message, None)
    opened = control(Memory(), take_in(Memory(speaker="member"), said, TODAY), said).memory
    assert [one["name"] for one in opened.requests] == wishes
    assert opened.date_of_service == DATE


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("then you ruled against me", "ask_denial_reason"),
        ("they just decided against paying", "ask_denial_reason"),
        ("so it's a no then", "ask_denial_reason"),
        ("who handed in this claim", "ask_provider"),
        ("who filed you that claim", "ask_provider"),
        ("who submitted this", "ask_provider"),
    ],
)
def test_a_bitter_question_of_the_claim_is_a_question(text: str, wish: str) -> None:
    assert wanted(member(), text, "complain", 0.9) == [wish]


@pytest.mark.parametrize(
    "text",
    ["i am waiting for my check", "what is the wait on the line", "i waited for an hour", "who sent that money",
     "who sent the letter", "what if you decide against my appeal", "is it a no show fee"],
)  # fmt: skip
def test_like_words_ask_nothing_of_that(text: str) -> None:
    assert not {"ask_denial_reason", "ask_provider", "ask_next_step"} & set(wanted(member(), text))
