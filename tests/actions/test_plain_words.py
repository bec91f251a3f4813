"""Questions whose own words settle them, words explained, and guesses of the language model that are not believed."""

from __future__ import annotations

from typing import Any

import pytest

from actions.believed import believed
from actions.glossary import terms_asked
from actions.heard import Heard
from actions.memory import Memory
from actions.plain_words import settled
from tests.actions.remembered import office, wanted

CLAIM = {"id": "a", "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "stage": "denied"}


def line(text: str, *intents: str, confidence: float = 0.4, **values: Any) -> Heard:
    said = {k: v if isinstance(v, list) else [v] for k, v in values.items()}
    return Heard(intents=intents or ("nlu_fallback",), text=text, values=said, confidence=confidence)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("And on what day did it reach you?", "ask_dates"),
        ("what date did it finalize", "ask_dates"),
        ("how long will that take", "ask_when_decided"),
        ("when will I know", "ask_when_decided"),
        ("ETA on that?", "ask_when_decided"),
        ("was it cashed", "ask_if_cashed"),
        ("and who do i give that to you or the doctor", "ask_whom_to_pay"),
        ("how do i pay", "ask_whom_to_pay"),
        ("which doctor was that", "ask_provider"),
        ("i no understand this word, you say more easy", "say_simply"),
        ("what does that even mean", "say_simply"),
        ("k so wat do i oew", "ask_amount_owed"),
        ("so should i pay it or not", "mine_to_pay"),
        ("so what happened to the rest of what they charged?", "ask_denial_reason"),
        ("is that even legal", "ask_appeal_rights"),
        ("how many days left", "ask_appeal_rights"),
        ("appeal", "ask_appeal_rights"),
        ("ok what do I write in it, the appeal", "explain_appeal"),
        ("and if they say no again", "explain_appeal_next"),
        ("what is a fast appeal", "explain_fast_appeal"),
        ("should I call my doctor", "who_acts"),
        ("which part did you not pay", "more_details"),
        ("how much was the bill", "ask_charge"),
        ("sorry one more time what had we billed", "ask_charge"),
        ("total charges on it?", "ask_charge"),
        ("hw mch do i ow", "ask_amount_owed"),
        ("are these chats recorded?", "ask_if_recorded"),
    ],
)
def test_the_words_of_a_question_settle_it_while_a_claim_is_talked_about(text: str, wish: str) -> None:
    assert settled(Memory(speaker="member", claim=CLAIM), line(text)) == [wish]


def test_two_questions_that_their_words_settle_are_both_answered() -> None:
    heard = line("on what day did it come in, and what did we charge for it")
    assert settled(Memory(speaker="provider", claim=CLAIM), heard) == ["ask_dates", "ask_charge"]


def test_who_sends_the_papers_is_no_question_about_money() -> None:
    heard = line("which notes are missing and who should send them to you", "submit_documents", confidence=0.9)
    assert settled(Memory(speaker="member", claim=CLAIM), heard) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("one sec, till when are your people there today in case i need one?", "ask_hours"),
        ("how late are you open", "ask_hours"),
        (
            "a thick letter came today, it says explanation of benefits, is it a bill? do i send any money now?",
            "explain_paper",
        ),
        ("is my eob a bill", "explain_paper"),
        ("and what does allowed amount mean on it", "explain_term"),
    ],
)
def test_a_question_of_a_general_kind_is_answered_before_anybody_is_known(text: str, wish: str) -> None:
    assert settled(Memory(expects="member_id"), line(text)) == [wish]


WAITING = CLAIM | {"stage": "pended"}


@pytest.mark.parametrize("text", ["how much longer??", "ok how long", "and how much longer is it"])
def test_how_long_asks_for_the_decision_only_while_there_is_none(text: str) -> None:
    assert settled(Memory(speaker="member", claim=WAITING), line(text)) == ["ask_when_decided"]
    assert settled(Memory(speaker="member", claim=CLAIM), line(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "I want copies of everything you looked at when you decided. The whole file",
        "send me all the papers they used to say no",
        "can i see the records the plan based it on",
        "i want my claim file",
    ],
)
def test_what_a_decision_was_made_by_is_papers_and_no_date(text: str) -> None:
    assert settled(Memory(speaker="member", claim=CLAIM), line(text)) == ["request_document"]


@pytest.mark.parametrize(
    "text", ["um so when did you decide that", "when was it received", "and tell me when you decided"]
)
def test_a_date_is_asked_where_the_question_begins_with_when(text: str) -> None:
    assert settled(Memory(speaker="member", claim=CLAIM), line(text)) == ["ask_dates"]


def test_a_collection_letter_is_answered_with_the_share_and_whom_to_ask() -> None:
    said = line("so what do i tell the collection people")
    assert settled(Memory(speaker="member", claim=CLAIM), said) == ["in_collections"]
    assert settled(Memory(speaker="provider", claim=CLAIM), said) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("well how'd it get to be that much", "ask_amount_owed"),
        ("why is it so much", "ask_amount_owed"),
        ("how did you get to that", "ask_amount_owed"),
        ("i already paid them more than that at the desk. how do i get my money back", "money_back"),
        ("ok but like do i send u money", "ask_whom_to_pay"),
    ],
)
def test_a_members_question_about_the_sum_is_answered_with_the_share(text: str, wish: str) -> None:
    assert settled(Memory(speaker="member", claim=CLAIM), line(text, confidence=0.7)) == [wish]


def test_money_back_for_a_bill_paid_oneself_is_a_claim_to_file() -> None:
    said = line("i paid the dentist myself, how do i get my money back from you", "ask_how_to_file", confidence=0.9)
    assert settled(Memory(speaker="member", claim=CLAIM), said) is None


@pytest.mark.parametrize(
    ("text", "stage", "wish"),
    [
        ("is there anything i can do to speed it up", "pended", "ask_when_decided"),
        ("is there anything i can do to speed it up", "denied", "explain_fast_appeal"),
        ("how was i supposed to know that", "denied", "ask_appeal_rights"),
        ("it wasn't at work though it was at home", "denied", "ask_appeal_rights"),
        ("who did they send that money to", "paid", "paid_to_whom"),
        ("well how many visits do i get in a year", "denied", "check_eligibility"),
        ("tl;dr?", "denied", "say_simply"),
    ],
)
def test_where_a_claim_stands_tells_what_a_member_asks(text: str, stage: str, wish: str) -> None:
    assert settled(Memory(speaker="member", claim=CLAIM | {"stage": stage}), line(text)) == [wish]


def test_days_left_and_what_to_write_are_the_appeal() -> None:
    told = Memory(speaker="member", claim=CLAIM, told=["appeal:a"], expects="offer")
    said = line("how many days i got left and what do i gotta write", "ask_benefits_used", confidence=0.8)
    assert settled(told, said) == ["explain_appeal"]
    assert believed(["ask_benefits_used"], said, told) == ["ask_appeal_rights"]


def test_a_wrong_name_on_a_paper_is_for_a_person_and_a_slip_of_the_tongue_is_not() -> None:
    member = Memory(speaker="member")
    assert settled(member, line("the bill i got has the wrong name on it, what do i do")) == ["change_details"]
    assert settled(member, line("my letter has my birthday wrong")) == ["change_details"]
    assert settled(member, line("sorry i gave you the wrong name from my card")) is None


def test_a_payment_below_the_contract_is_something_a_person_can_dispute() -> None:
    said = line("that's below our contracted rate, what can we do about it")
    assert settled(Memory(speaker="provider", claim=CLAIM), said) == ["below_contract"]
    assert settled(Memory(speaker="member", claim=CLAIM), said) is None


@pytest.mark.parametrize(
    "text",
    [
        "why was it denied",
        "how long do i have to appeal",
        "what is the status",
        "how much do i owe and why",
        "another claim please",
    ],
)
def test_a_usual_question_is_left_to_the_language_model(text: str) -> None:
    assert settled(Memory(speaker="provider", claim=CLAIM), line(text)) is None


def test_words_about_a_claim_mean_nothing_before_there_is_one() -> None:
    assert settled(Memory(speaker="member"), line("was it cashed")) is None


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("npi", "type 1 or type 2 npi? group or individual?"),
        ("tax_id", "of the group or rendering?"),
        ("date_of_birth", "pt's or subscriber's?"),
        ("date_of_service", "dos or date we billed?"),
    ],
)
def test_a_question_about_the_question_is_helped(element: str, text: str) -> None:
    assert settled(Memory(speaker="provider", expects=element), line(text)) == ["help"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("what is a deductible anyway", ["deductible"]),
        ("wtf is a deductible", ["deductible"]),
        ("whats the difference between a copay and coinsurance", ["coinsurance", "copay"]),
        ("what does pending mean", ["pending"]),
        ("what's coordination of benefits", ["coordination"]),
        ("what is my deductible", []),
        ("explain the denial", []),
        ("what is the allowed amount", []),
        ("what's the copay on this", []),
        ("ok and what is that supposed to mean, the coinsurance", ["coinsurance"]),
        ("what's that, an eob", ["eob"]),
        ("what does that mean, my claim was denied", []),
        ("what is that deductible amount for", []),
    ],
)
def test_a_word_is_explained_where_its_meaning_is_asked_not_its_figure(text: str, terms: list[str]) -> None:
    assert terms_asked(text) == terms


@pytest.mark.parametrize(
    ("wish", "text", "instead"),
    [
        ("medical_emergency", "and is it gonna rain tomorrow", []),
        ("medical_emergency", "my husband just died and now you send me these bills", ["sorry_for_loss"]),
        ("medical_emergency", "i took all my pills", ["medical_emergency"]),
        ("request_human", "provider office, status please", ["check_claim_status"]),
        ("ask_how_to_file", "Provider billing. Need to discuss a paid claim", ["check_claim_status"]),
        ("ask_how_to_file", "payer id for claims?", ["ask_how_to_file"]),
        ("start_appeal", "cancel this claim pls", ["ask_next_step"]),
        ("start_appeal", "please dispute this one", ["start_appeal"]),
        ("request_callback", "can i get a call reference number", ["bot_challenge"]),
        ("request_human", "can I get the rep name and call ref #?", ["bot_challenge"]),
        ("request_human", "give me a person and a call reference", ["request_human"]),
        ("request_human", "somebody please", ["request_human"]),
        ("report_other_insurance", "I thought I had insurance!!", []),
        ("report_other_insurance", "my wife's plan covers me too", ["report_other_insurance"]),
        ("ask_payment_help", "they wont pay my hospital", ["ask_denial_reason"]),
        ("ask_payment_help", "i can't afford it and they won't pay", ["ask_payment_help"]),
        ("check_eligibility", "i want to know if my insurance covered my visit", ["check_claim_status"]),
        ("check_eligibility", "am i covered next month", ["check_eligibility"]),
        ("ask_appeal_rights", "no i dont want appeal yet. how much is it", ["ask_amount_owed"]),
        ("request_human", "I'm calling on behalf of my mother", ["identify_representative"]),
        (
            "ask_payment",
            "my dad told me to find out if you paid the eye doctor",
            ["identify_representative", "ask_payment"],
        ),
        ("inform", "here is the number, it's for him, not for me", ["identify_representative", "inform"]),
        ("inform", "I'm asking about my daughters claim she is 9", ["identify_representative", "inform"]),
        ("another_patient", "now the same for my brother", ["identify_representative", "another_patient"]),
        ("nlu_fallback", "okay i'm handing the phone to my wife now", ["identify_representative", "nlu_fallback"]),
        ("report_other_insurance", "ask about my wife's insurance", ["report_other_insurance"]),
        ("nlu_fallback", "i'm chatting for him, i'm his ex", ["identify_representative", "nlu_fallback"]),
        ("hold_on", "hold on i'm putting my husband on", ["identify_representative"]),
        ("report_fraud", "but I was in the hospital and never saw the letter!", []),
        ("ask_payment", "was it paid, it was for my daughter's birth", ["ask_payment"]),
        (
            "ask_payment_help",
            "my mother marjorie died last month and i need to settle her bills",
            ["sorry_for_loss", "identify_representative"],
        ),
        ("ask_payment_help", "my husband passed away and i can't pay this", ["sorry_for_loss"]),
        ("identify_representative", "for my", []),
    ],
)
def test_a_guess_is_weighed_against_the_words(wish: str, text: str, instead: list[str]) -> None:
    kept = [name for name in believed([wish], line(text, wish), Memory()) if name != "none"]
    assert kept == instead


@pytest.mark.parametrize(
    "text", ["i don't want to talk to a machine", "i don't feel like it", "what about my wrist brace"]
)
def test_a_guessed_emergency_without_words_of_harm_is_none(text: str) -> None:
    assert believed(["medical_emergency"], line(text, "medical_emergency", confidence=0.3), Memory()) == []


def test_a_sure_emergency_is_never_doubted() -> None:
    assert believed(["medical_emergency"], line("so", "medical_emergency", confidence=0.9), Memory()) == [
        "medical_emergency"
    ]


def test_an_injury_told_of_with_its_bill_is_past() -> None:
    said = line(
        "i hurt my hand at the plant and now nobody wants to pay for april", "medical_emergency", confidence=0.3
    )
    assert believed(["medical_emergency"], said, Memory()) == ["check_claim_status"]
    now = line("i cut myself because you won't pay my bill", "medical_emergency", confidence=0.3)
    assert believed(["medical_emergency"], now, Memory()) == ["medical_emergency"]


@pytest.mark.parametrize(
    "text",
    [
        "I cut my wrists, will you pay for it",
        "i hurt so bad i can't pay this and i want to end it",
        "I fell and I can't get up, is this covered",
        "I fell and I cannot move my leg, will you cover it",
        "i cut it too deep, do you cover the er",
        "I burned my arm just now, is that covered",
    ],
)
def test_an_injury_of_this_moment_stays_an_emergency_beside_its_bill(text: str) -> None:
    said = line(text, "medical_emergency", confidence=0.3)
    assert believed(["medical_emergency"], said, Memory(speaker="member")) == ["medical_emergency"]


@pytest.mark.parametrize(
    "text",
    [
        "I broke my leg in march and they denied the claim",
        "i hurt my wrist at work and nobody paid the bill",
        "I fell last year and you ended my coverage, will you pay the claim",
    ],
)
def test_an_injury_of_long_ago_is_about_its_claim(text: str) -> None:
    said = line(text, "medical_emergency", confidence=0.3)
    assert believed(["medical_emergency"], said, Memory(speaker="member")) == ["check_claim_status"]


def test_who_goes_on_to_ask_waits_no_more() -> None:
    said = line("sorry i was looking for my glasses so what's my part", "hold_on", "ask_amount_owed", confidence=0.35)
    assert believed(["hold_on", "ask_amount_owed"], said, Memory()) == ["ask_amount_owed"]


def test_a_letter_that_never_came_asks_if_it_is_too_late() -> None:
    heard = line("I was in the hospital and never saw the letter!", "report_fraud")
    assert believed(["report_fraud"], heard, Memory(claim=CLAIM)) == ["ask_appeal_rights"]


def test_a_death_told_of_without_a_question_is_answered_with_sympathy() -> None:
    heard = line("my husband passed in march and the hospital keeps sending his bills to me")
    assert believed([], heard, Memory()) == ["sorry_for_loss", "identify_representative"]


def test_that_somebody_agrees_is_no_emergency_however_sure_the_guess() -> None:
    agrees = line("he is sitting right here he says its ok", "medical_emergency", confidence=0.7)
    assert believed(["medical_emergency"], agrees, Memory(speaker="member")) == ["identify_representative"]
    harmed = line("he says its ok but he can't breathe", "medical_emergency", confidence=0.7)
    assert believed(["medical_emergency"], harmed, Memory(speaker="member")) == ["medical_emergency"]


@pytest.mark.parametrize("confidence", [0.65, 0.95, 1.0])
@pytest.mark.parametrize(
    "text",
    [
        "they said he would be okay but he is not moving",
        "they told me it's fine but he isn't moving",
        "he said ok and he od'd",
        "the doctor said I'm fine but I can't feel my arm",
        "my mother says she is fine but she is slurring her words",
        "he is right here and turning grey, he says it's ok",
    ],
)
def test_a_sure_emergency_stands_whoever_says_it_is_fine(text: str, confidence: float) -> None:
    said = line(text, "medical_emergency", confidence=confidence)
    assert "medical_emergency" in believed(["medical_emergency"], said, Memory(speaker="member"))


@pytest.mark.parametrize(
    "text",
    [
        "the doctor said I'm fine but I can't feel my arm",
        "they told me it's fine but he isn't moving",
        "my mother says she is fine but she is slurring her words",
        "he said ok and he od'd",
    ],
)
def test_a_guessed_emergency_with_words_of_harm_stands_whoever_says_it_is_fine(text: str) -> None:
    said = line(text, "medical_emergency", confidence=0.3)
    assert "medical_emergency" in believed(["medical_emergency"], said, Memory(speaker="member"))


@pytest.mark.parametrize(
    "text", ["he says it's ok", "my wife is right here and she says it's okay to talk to me", "she said that's fine"]
)
def test_a_line_that_only_says_somebody_agrees_is_no_emergency(text: str) -> None:
    said = line(text, "medical_emergency", confidence=0.9)
    assert believed(["medical_emergency"], said, Memory(speaker="member")) == ["identify_representative"]


def test_anger_about_what_one_pays_asks_for_no_help_with_the_bill() -> None:
    both = ["complain", "ask_payment_help"]
    assert believed(both, line("you are crooks, i pay 600 a month and you pay for nothing"), Memory()) == ["complain"]
    assert believed(both, line("this is a joke and i can't afford it"), Memory()) == both


def test_a_lone_word_in_place_of_an_identifier_is_no_subject_of_its_own() -> None:
    assert believed(["out_of_scope"], line("asdf", "out_of_scope"), Memory(expects="npi")) == []
    assert believed(["out_of_scope"], line("weather", "out_of_scope"), Memory(expects="more")) == ["out_of_scope"]
    assert believed(["out_of_scope"], line("book me a room", "out_of_scope"), Memory(expects="npi")) == ["out_of_scope"]


def test_a_status_letter_is_a_paper_and_a_letter_that_came_is_none() -> None:
    told = Memory(claim={"id": "1"})
    assert settled(told, line("i need a status letter for our files")) == ["request_document"]
    assert settled(told, line("i got a denial letter from you")) != ["request_document"]


def test_impatience_with_the_questions_is_no_subject_of_its_own() -> None:
    said = line("good lord how many numbers do you people need", "out_of_scope")
    assert believed(["out_of_scope"], said, Memory(expects="tax_id")) == ["complain"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("provider billing. cob denial", ["check_claim_status"]),
        ("we got a denial for cob", ["check_claim_status"]),
        ("medicare is primary on this claim", ["report_other_insurance"]),
    ],
)
def test_a_denial_for_another_plan_reports_no_plan(text: str, instead: list[str]) -> None:
    said = line(text, "report_other_insurance", confidence=0.82)
    assert believed(["report_other_insurance"], said, Memory(speaker="provider")) == instead


@pytest.mark.parametrize(
    "text",
    [
        "how do i know this isn't a scam",
        "is this legit",
        "are you guys a scam",
        "how can i trust you",
        "how am i supposed to know who you are",
        "is this even real",
        "are you people legit",
        "is this some kind of phishing",
    ],
)
def test_a_doubt_about_who_is_on_the_line_is_no_report_of_fraud(text: str) -> None:
    said = line(text, "report_fraud", confidence=0.82)
    assert settled(Memory(expects="member_id", speaker="member"), said) == ["ask_if_safe"]


@pytest.mark.parametrize(
    "text",
    [
        "i got a call that was a scam",
        "is this bill a scam",
        "somebody is using my card it's a scam",
        "this claim isn't legit i was never there",
        "is this letter real or a scam",
        "that charge is fake",
        "how do i report a scam",
        "i never saw that doctor is this fraud",
    ],
)
def test_a_fraud_somebody_tells_of_stays_a_report(text: str) -> None:
    said = line(text, "report_fraud", confidence=0.82)
    assert settled(Memory(speaker="member"), said) in (None, ["report_fraud"])


@pytest.mark.parametrize(
    "text",
    [
        "It wasn't a car accident, I just fell at home",
        "there was no accident",
        "it wasn't work related, what now",
        "I was never in an accident",
        "this is not from a crash",
    ],
)
def test_an_accident_that_never_was_disputes_the_denial_and_reports_no_plan(text: str) -> None:
    said = line(text, "report_other_insurance", confidence=0.7)
    denied = Memory(speaker="member", claim={"id": "a", "stage": "denied"}, told=["a"])
    assert "ask_appeal_rights" in (settled(denied, said) or [])


@pytest.mark.parametrize(
    "text",
    ["we sent that on time what do you need from us to prove it", "what proof do you want for that",
     "what kind of evidence counts", "how do we prove we filed in time", "how can we show timely filing"],
)  # fmt: skip
def test_what_is_taken_as_proof_asks_for_the_papers(text: str) -> None:
    assert wanted(office(), text, "ask_appeal_rights") == ["submit_documents"]


@pytest.mark.parametrize(
    "text",
    ["how do i prove it's me", "what proof do you need for the appeal", "can you show me the claim", "what does the record show",
     "how long do we have to appeal", "why was it denied", "what did you pay on it", "show me how you get that"],
)  # fmt: skip
def test_proof_of_something_else_is_not_about_the_papers_of_a_denial(text: str) -> None:
    assert "submit_documents" not in wanted(office(), text)
