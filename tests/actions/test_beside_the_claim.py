"""Another person's claim, the time of a promised call, anger, a bill that came again; and lines these words must leave alone."""

from __future__ import annotations

import asyncio

import pytest

from actions.controls import control
from actions.general_answers import _other_insurance
from actions.heard import read
from actions.memory import Memory
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, SECOND, TODAY, after, heard, member, own, settled, wanted


@pytest.mark.parametrize("text", ["what about her claim", "was his surgery paid", "check his march claim too"])
def test_a_claim_of_his_or_hers_is_not_the_members_own(text: str) -> None:
    assert wanted(own(), text, "check_claim_status", 0.9) == ["identify_representative"]


@pytest.mark.parametrize(
    "text",
    [
        "the doctor sent his claim late",
        "my therapist says her claim was denied",
        "is her bill right",
        "what is his name",
        "she told me to call about my claim",
        "the surgeon and his claim for my knee",
        "was my claim paid",
        "did they pay him",
        "her office said it was denied",
        "i saw her in march, was it paid",
        "my claim, not hers",
    ],
)
def test_he_and_she_of_who_treated_do_not_make_it_another_persons(text: str) -> None:
    assert "identify_representative" not in wanted(own(), text, "check_claim_status", 0.9)


def test_for_an_office_his_claim_is_the_patients() -> None:
    assert "identify_representative" not in wanted(settled(), "what about his claim", "check_claim_status", 0.9)


def promised() -> Memory:
    answered = [{"name": "request_callback"}]
    return own(phone_number="7205550134", answered=answered, told=["a", "callback"], claims=[CLAIM, SECOND])


@pytest.mark.parametrize(
    "text", ["monday at 3 pm", "no, Monday at 3 pm please", "tomorrow morning", "after 3pm", "make it friday"]
)
def test_a_time_said_right_after_a_promised_call_moves_that_call(text: str) -> None:
    monday = {"start": "2026-11-16", "end": "2026-11-16"}
    said = read({"text": text, "intent": {"name": "inform", "confidence": 0.9}, "entities": []})
    said.values["date_of_service"] = [monday]
    before = promised()
    after = control(before, take_in(before, said, TODAY), said).memory
    assert after.requests == [{"name": "request_callback", "when": text, "words": text}]
    assert after.claim == before.claim


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("good morning", "greet"),
        ("what about my visit on monday", "check_claim_status"),
        ("my appointment was monday at 3 pm", "check_claim_status"),
        ("thanks, bye", "goodbye"),
        ("no that is all for today", "deny"),
        ("can i talk to a person today", "request_human"),
        ("are you open friday", "help"),
        ("was it paid on friday", "ask_payment"),
        ("the one in march", "another_claim"),
        ("when will it be decided, tomorrow", "check_claim_status"),
        ("3", "inform"),
    ],
)
def test_a_day_in_another_line_moves_no_call(text: str, intent: str) -> None:
    assert "request_callback" not in wanted(promised(), text, intent, 0.9)
    assert "request_callback" not in wanted(own(phone_number="7205550134"), "monday at 3 pm", "inform", 0.9)


@pytest.mark.parametrize("expects", ["zip_code", "member_id", "claim_number"])
def test_a_telephones_apostrophe_is_one_too(expects: str) -> None:
    memory = Memory(speaker="member", expects=expects, requests=[{"name": "check_claim_status"}])
    said = read({"text": "I don’t remember it", "intent": {"name": "out_of_scope", "confidence": 0.9}, "entities": []})
    assert control(memory, take_in(memory, said, TODAY), said).memory.dont_have == [expects]


def test_which_claim_an_appeal_would_be_of_is_a_question_about_the_appeal() -> None:
    assert wanted(member(), "is that the correct claim to appeal", "start_appeal", 0.9) == ["ask_appeal_rights"]
    assert wanted(member(), "is that the right claim") == ["check_claim_status"]


def test_a_denial_an_office_calls_about_is_a_claim_and_no_lesson() -> None:
    for text in (
        "calling from billing about a timely filing denial",
        "provider billing, clearinghouse shows payer rejection on a clm",
    ):
        assert wanted(Memory(), text, "ask_timely_filing", 0.9) == ["check_claim_status"]
    for text in ("how long to file after a denial", "when is a denied claim too old", "are there appeal rights on a rejection",
                 "how do i file a corrected claim for a denied one", "where do i send a denied claim",
                 "do you have a limit on denied claims",
                 "i need help with a denial code", "i got the denial in march is it too late to appeal",
                 "can i appeal a denied claim", "is there a time limit for a rejected claim"):  # fmt: skip
        assert "ask_timely_filing" in wanted(Memory(), text, "ask_timely_filing", 0.9)


def test_who_swears_at_their_trouble_hears_one_word_of_sympathy_first() -> None:
    text = "WHY THE HELL DID YOU PEOPLE DENY MY CLAIM I PAY YOU 900 A MONTH FOR THIS CRAP"
    assert wanted(Memory(), text, "ask_denial_reason", 0.9)[:2] == ["sorry_upset", "ask_denial_reason"]
    assert wanted(own(offered=["sorry_upset"]), text, "ask_denial_reason", 0.9) == ["ask_denial_reason"]
    for calm in ("why did you deny my claim", "WHY WAS IT DENIED", "i am sick, was it paid",
                 "i got sick of the flu, is it covered",
                 "was the dam surgery paid", "hello, what is the status", "the heck family claim", "my shin hurt, was it paid",
                 "i am tired, is it paid", "what does bcbs pay"):  # fmt: skip
        assert "sorry_upset" not in wanted(own(), calm, "ask_denial_reason", 0.9)
    assert "sorry_upset" not in wanted(settled(), "what the hell is co-45", "ask_denial_reason", 0.9)


def test_what_a_member_was_supposed_to_pay_is_their_share_before_any_claim_is_at_hand() -> None:
    text = "the visit was july 22 just tell me what i was supposed to pay"
    assert "ask_amount_owed" in wanted(Memory(speaker="member"), text, "ask_payment", 0.9)
    for other in ("what did you pay", "what are you supposed to pay", "when will you pay", "what was paid",
                  "who is supposed to call me", "what am i supposed to send", "what do i do", "am i supposed to appeal",
                  "what did they bill", "was it paid"):  # fmt: skip
        assert "ask_amount_owed" not in wanted(Memory(speaker="member"), other, "ask_payment", 0.9)


@pytest.mark.parametrize(
    ("text", "when"),
    [("call me after 5", "after 5"), ("call me back at 3:30 pm", "at 3:30 pm"), ("call me tomorrow at 10", "tomorrow at 10"),
     ("call me at 720 555 0134", None), ("call me back in 5 minutes", None), ("call me after 3 days", None),
     ("call me back at 7205550134", None), ("call me about the 5 claims", None), ("call me on my cell", None),
     ("call me before you send it", None), ("call me at work", None), ("call me after 2 weeks", None),
     ("call me after the 3rd", None), ("call my doctor at 303 555 0100", None), ("have someone call me", None)],
)  # fmt: skip
def test_the_hour_of_a_call_is_kept_however_short_it_is_said(text: str, when: str | None) -> None:
    said = read({"text": text, "intent": {"name": "request_callback", "confidence": 0.9}, "entities": []})
    request = next(one for one in take_in(own(), said, TODAY).requests if one["name"] == "request_callback")
    assert request.get("when") == when


def test_a_bill_that_came_again_is_asked_about_before_it_is_called_fraud() -> None:
    def unsure(text: str) -> bool:
        said = read({"text": text, "intent": {"name": "report_fraud", "confidence": 0.95}, "entities": []})
        return bool(take_in(Memory(speaker="member"), said, TODAY).requests[0].get("unsure"))

    assert unsure("on october 17 i paid my copay at the desk and they billed me for it again")
    for sure in ("someone used my card", "they billed me for a visit i never had", "my identity was stolen",
                 "a fake clinic billed me",
                 "i want to report fraud", "this doctor bills for people he never saw", "i never saw this doctor",
                 "they charged you for things they did not do", "somebody else used my number", "the bill is fake"):  # fmt: skip
        assert not unsure(sure)


@pytest.mark.parametrize(
    "text",
    [
        "did this cross over to secondary",
        "does the patient have medicare",
        "and is there another insurance on file",
        "was that sent to the other plan?",
    ],
)
def test_asking_about_another_plan_reports_none(text: str) -> None:
    memory = after(settled(), heard("report_other_insurance", text=text))
    assert [one for one in memory.requests if one["name"] == "report_other_insurance" and not one.get("unsure")] == []
    assert memory.requests


@pytest.mark.parametrize(
    "text",
    [
        "medicare is primary",
        "the patient has medicare as primary since july",
        "my wife has another plan through her job",
        "i also have tricare",
        "is it okay to tell you i have a second insurance now",
        "do you know that i've got aetna too",
    ],
)
def test_telling_of_another_plan_is_a_report(text: str) -> None:
    memory = after(settled(), heard("report_other_insurance", text=text))
    assert ["unsure" in one for one in memory.requests if one["name"] == "report_other_insurance"] == [False]


def test_a_question_about_another_plan_is_answered_by_an_offer_and_writes_nothing() -> None:
    asked = {"name": "report_other_insurance", "words": "who is primary", "unsure": True}
    told = asyncio.run(_other_insurance(asked, settled(), "c", "chat"))
    assert (told.says, told.offer) == ([], {"name": "report_other_insurance", "words": "who is primary"})
