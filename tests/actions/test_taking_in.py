"""One turn taken into the memory: facts in any order, corrections, further patients, control words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.controls import control
from actions.heard import Heard, read
from actions.memory import Memory
from actions.steps import HandOff, Listen
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, DATE, OTHER, SECOND, TODAY, after, heard, own, settled


def test_several_facts_in_one_breath_are_all_kept() -> None:
    said = heard(
        "inform", text="provider", npi="1770002313", tax_id="123456789", member_id="W1", date_of_birth="1980-01-02"
    )
    memory = after(Memory(expects="role"), said)
    assert (memory.speaker, memory.npi, memory.tax_id, memory.member_id) == (
        "provider",
        "1770002313",
        "123456789",
        "W1",
    )
    assert memory.requests == [{"name": "check_claim_status"}]


def test_two_requests_keep_the_order_they_were_said_in() -> None:
    memory = after(settled(), heard("ask_payment", "ask_amount_owed", text="paid amount and patient share"))
    assert [r["name"] for r in memory.requests] == ["ask_payment", "ask_amount_owed"]


def test_the_next_patient_in_one_line_keeps_the_provider() -> None:
    said = heard("inform", text="next W2", member_id="W2", date_of_birth="1990-05-05", date_of_service=OTHER)
    memory = after(settled(), said)
    assert (memory.npi, memory.member_id, memory.date_of_birth, memory.claim) == (
        "1770002313",
        "W2",
        "1990-05-05",
        None,
    )
    assert memory.requests == [{"name": "check_claim_status"}]


def test_a_bare_id_beside_a_birth_date_is_the_member_id() -> None:
    said = heard(
        "inform", text="last one 989251381819, 06/08/2003", date_of_birth="2003-06-08", claim_number="989251381819"
    )
    memory = after(settled(), said)
    assert (memory.member_id, memory.claim_number) == ("989251381819", None)


@pytest.mark.parametrize("keys", ["10141992", "19921014"])
def test_a_birth_date_keyed_whole_is_no_member_id(keys: str) -> None:
    memory = Memory(speaker="provider", npi="1770002313", member_id="W1", expects="date_of_birth")
    memory = after(memory, heard("inform", text=keys, date_of_birth="1992-10-14"))
    assert (memory.member_id, memory.date_of_birth) == ("W1", "1992-10-14")


def test_another_date_picks_another_claim_of_the_same_patient() -> None:
    memory = after(settled(), heard("correct_that", text="I meant the other one", date_of_service=OTHER))
    assert (memory.member_id, memory.claim, memory.date_of_service) == ("W1", None, OTHER)


def test_a_correction_before_the_answer_replaces_one_element() -> None:
    memory = Memory(speaker="provider", npi="1770002313", tax_id="12345", member_id="W1", date_of_birth="1979-01-02",
                    expects="date_of_service", requests=[{"name": "check_claim_status"}])  # fmt: skip
    said = heard("correct_that", text="wait, born 1980", date_of_birth="1980-01-02", date_of_service=DATE)
    memory = after(memory, said)
    assert (memory.member_id, memory.date_of_birth, memory.date_of_service) == ("W1", "1980-01-02", DATE)


def test_after_a_refusal_one_correction_keeps_the_rest() -> None:
    tried = {"member_id": "W1", "date_of_birth": "1979-01-02", "date_of_service": DATE}
    memory = Memory(
        speaker="provider",
        npi="1770002313",
        tried=tried,
        expects="member_id",
        requests=[{"name": "check_claim_status"}],
    )
    memory = after(memory, heard("correct_that", text="sorry born 1980", date_of_birth="1980-01-02"))
    assert (memory.member_id, memory.date_of_birth, memory.date_of_service) == ("W1", "1980-01-02", DATE)


def test_after_a_refusal_the_answer_to_the_question_starts_anew() -> None:
    tried = {"member_id": "W1", "date_of_birth": "1979-01-02", "date_of_service": DATE}
    memory = Memory(
        speaker="provider",
        npi="1770002313",
        tried=tried,
        expects="member_id",
        requests=[{"name": "check_claim_status"}],
    )
    memory = after(memory, heard("inform", text="W734000512", member_id="W734000512"))
    assert (memory.member_id, memory.date_of_birth, memory.date_of_service) == ("W734000512", None, None)


def test_several_birth_dates_in_one_breath_are_no_birth_date() -> None:
    said = heard("inform", text="either or", date_of_birth=["1980-01-02", "1981-01-02"])
    assert after(Memory(speaker="member", member_id="W1", expects="date_of_birth"), said).date_of_birth is None


def test_a_birth_date_after_today_is_none() -> None:
    assert (
        after(
            Memory(speaker="member", expects="date_of_birth"), heard("inform", date_of_birth="2027-01-01")
        ).date_of_birth
        is None
    )


def test_a_bare_date_answers_the_question_that_was_asked() -> None:
    memory = after(
        Memory(speaker="member", member_id="W1", expects="date_of_birth"), heard("inform", date_of_service=DATE)
    )
    assert (memory.date_of_birth, memory.date_of_service) == ("2026-03-03", None)


def test_a_name_in_passing_is_no_proof() -> None:
    said = heard("check_claim_status", text="claim with dr smith", person_name="Smith")
    assert after(Memory(speaker="member"), said).last_name is None


def test_the_role_can_be_corrected_and_forgets_the_other_roles_elements() -> None:
    memory = Memory(speaker="member", member_id="W1", expects="date_of_birth")
    memory = after(memory, heard("check_claim_status", text="sorry, I'm actually calling for a provider"))
    assert (memory.speaker, memory.member_id) == ("provider", None)


def test_a_role_pressed_by_mistake_is_put_right_by_saying_who_one_is() -> None:
    memory = Memory(speaker="provider", expects="npi")
    memory = after(memory, heard("check_claim_status", text="oh no sorry, I'm the patient, it is for my own claim"))
    assert memory.speaker == "member"


@pytest.mark.parametrize("line", ["0", "zero", " 0. "])
def test_zero_is_a_person_at_any_question(line: str) -> None:
    memory = after(settled(), heard("inform", text=line))
    assert memory.requests[0]["name"] == "request_human"


def test_a_person_asked_for_at_the_end_still_comes_first() -> None:
    wanted = after(settled(), heard("ask_payment", "request_human", text="is it paid, and then get me a person"))
    assert [r["name"] for r in wanted.requests] == ["request_human", "ask_payment"]


def test_thanks_and_a_pause_give_way_to_what_is_said_with_them() -> None:
    assert after(settled(), heard("thank", "goodbye", text="thanks, bye")).requests == settled().requests
    assert (
        after(settled(), heard("hold_on", "repeat", text="let me get a pen, say it again")).requests
        == settled().requests
    )


def test_no_with_another_wish_drops_the_offer() -> None:
    memory = settled(offer={"name": "start_appeal"})
    later = after(memory, heard("deny", "request_document", text="no i'm fine, but fax me the letter"))
    assert later.offer is None
    assert [r["name"] for r in later.requests] == ["request_document"]


def test_who_introduces_themselves_in_a_greeting_is_known() -> None:
    said = read(
        {"intent": {"name": "greet"}, "also": [], "introduces": "identify_provider", "text": "hi, Elm Dental here"}
    )
    assert after(Memory(), said).speaker == "provider"


def test_an_emergency_comes_first_whatever_else_was_said() -> None:
    memory = after(settled(), heard("ask_payment", "request_human", "medical_emergency", text="..."))
    assert [r["name"] for r in memory.requests][:2] == ["medical_emergency", "request_human"]


@pytest.mark.parametrize("intent", ["request_document", "out_of_scope"])
def test_a_new_card_is_no_paper_of_a_claim(intent: str) -> None:
    assert after(Memory(), heard(intent, text="mail me a new id card")).requests == [{"name": "id_card"}]
    letter = after(Memory(speaker="member"), heard("request_document", text="send me a letter about my plan"))
    assert [r["name"] for r in letter.requests] == ["request_document"]


def test_a_weak_guess_of_fraud_is_a_question_about_the_claim() -> None:
    said = Heard(intents=("report_fraud",), text="billing office calling about a denied claim", confidence=0.5)
    assert [r["name"] for r in after(Memory(), said).requests] == ["check_claim_status"]
    sure = Heard(intents=("report_fraud",), text="someone used my card, this is fraud", confidence=0.5)
    assert after(Memory(), sure).requests[0]["name"] == "report_fraud"


@pytest.mark.parametrize(
    ("words", "values"),
    [("the second one", {}), ("claim ending 9902", {"claim_number": "9902"}), ("the april one", {"date_of_service": OTHER}),
     ("the denied one", {}), ("the last one", {})],
)  # fmt: skip
def test_a_claim_of_the_list_is_picked_by_place_number_date_or_status(words: str, values: dict[str, Any]) -> None:
    memory = settled(
        claim=None, claims=[CLAIM, SECOND], expects="which_claim", requests=[{"name": "check_claim_status"}]
    )
    assert after(memory, heard("inform", text=words, **values)).claim == SECOND


def test_next_claim_goes_on_in_the_list_and_then_asks_for_a_date() -> None:
    memory = after(settled(claims=[CLAIM, SECOND]), heard("another_claim", text="next claim"))
    assert memory.claim == SECOND
    memory.requests = []
    memory = after(memory, heard("another_claim", text="next claim"))
    assert (memory.claim, memory.ask_date, memory.member_id) == (None, True, "W1")


def test_two_dates_are_two_lookups() -> None:
    memory = after(settled(), heard("check_claim_status", text="the 3rd and the 4th", date_of_service=[DATE, OTHER]))
    assert memory.date_of_service == DATE
    assert {"name": "check_claim_status", "date_of_service": OTHER} in memory.requests


# -- control words


def test_i_dont_have_it_marks_the_element_and_goes_on() -> None:
    memory = after(
        Memory(speaker="member", expects="zip_code", requests=[{"name": "check_claim_status"}]), heard("dont_know")
    )
    assert memory.dont_have == ["zip_code"]


def test_repeat_looks_the_answer_up_again_but_never_files_twice() -> None:
    memory = settled(answered=[{"name": "check_claim_status"}, {"name": "start_appeal"}])
    assert after(memory, heard("repeat", text="again")).requests == [{"name": "check_claim_status", "whole": True}]


def test_go_back_forgets_the_last_element() -> None:
    memory = Memory(speaker="provider", npi="1770002313", tax_id="12345", filled=["npi", "tax_id"], expects="member_id",
                    requests=[{"name": "check_claim_status"}])  # fmt: skip
    memory = after(memory, heard("go_back", text="go back"))
    assert (memory.npi, memory.tax_id) == ("1770002313", None)


def test_start_over_forgets_everything_said() -> None:
    assert after(settled(), heard("restart", text="start over")) == Memory(expects="role")


def test_who_forgot_the_zip_code_is_asked_for_another_proof() -> None:
    asked = Memory(speaker="member", member_id="W1", date_of_birth="1980-01-02", expects="zip_code",
                   requests=[{"name": "check_claim_status"}])  # fmt: skip
    memory = after(asked, heard("out_of_scope", text="i forget my zip we just moved"))
    assert memory.dont_have == ["zip_code"]
    assert memory.requests == [{"name": "check_claim_status"}]


MEMBER_ASKED = Memory(speaker="member", expects="member_id", requests=[{"name": "check_claim_status"}])


@pytest.mark.parametrize("confidence", [0.4, 0.95])
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I don't know, I think I'm having a heart attack", "medical_emergency"),
        ("I don't remember, I want to kill myself", "medical_emergency"),
        ("i don't know my member id can i just talk to someone", "request_human"),
        ("I don't know English, quiero hablar español", "switch_language"),
        ("I don't know it and I need you to call me back", "request_callback"),
        ("I don't remember, this is the worst service ever", "complain"),
    ],
)
def test_what_is_wanted_beside_an_i_dont_know_is_not_lost(text: str, intent: str, confidence: float) -> None:
    memory = after(MEMBER_ASKED, replace(heard(intent, text=text), confidence=confidence))
    assert memory.is_waiting_for(intent)
    assert memory.dont_have == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i don't know this doctor and there's a claim from him", "report_fraud"),
        ("I don't know, why did you deny my claim", "ask_denial_reason"),
    ],
)
def test_a_sure_wish_is_taken_whatever_is_not_known(text: str, intent: str) -> None:
    assert after(MEMBER_ASKED, replace(heard(intent, text=text), confidence=0.95)).is_waiting_for(intent)


@pytest.mark.parametrize(
    ("text", "wish", "reason"),
    [
        ("i don't know it, i can't take this anymore, i'm sitting here crying", "request_human", "distress"),
        ("i don't know it and i'll sue you people", "complain", "legal"),
    ],
)
def test_a_reason_for_a_person_stands_beside_an_i_dont_know(text: str, wish: str, reason: str) -> None:
    memory = after(MEMBER_ASKED, replace(heard("dont_know", text=text), confidence=0.95))
    assert (memory.requests[0]["name"], memory.requests[0]["reason"]) == (wish, reason)


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("i don't remember my member id", "dont_know", 0.95),
        ("i forget it, the card is at home", "ask_how_to_file", 0.3),
        ("i don't know that number", "nlu_fallback", 0.3),
    ],
)
def test_who_does_not_know_the_member_id_is_asked_for_another_proof(text: str, intent: str, confidence: float) -> None:
    memory = after(MEMBER_ASKED, replace(heard(intent, text=text), confidence=confidence))
    assert memory.dont_have == ["member_id"]
    assert memory.requests == [{"name": "check_claim_status"}]


def test_two_days_named_before_anybody_is_known_are_both_looked_up() -> None:
    memory = after(Memory(expects="role"), heard("check_claim_status", text="both", date_of_service=[DATE, OTHER]))
    assert memory.date_of_service == DATE
    assert memory.requests[1] == {"name": "check_claim_status", "date_of_service": OTHER}


def test_a_bill_sent_twice_is_asked_about_before_fraud_is_reported() -> None:
    memory = after(own(), heard("report_fraud", text="they billed me twice for the same visit"))
    assert memory.requests[0]["unsure"] is True
    assert "unsure" not in after(own(), heard("report_fraud", text="my doctor billed you twice")).requests[0]


def test_the_part_of_a_share_that_is_named_stays_with_the_wish() -> None:
    memory = after(own(), heard("ask_amount_owed", text="is there a copay on it too?"))
    assert memory.requests == [{"name": "ask_amount_owed", "parts": ["share_copay"]}]


def test_yes_takes_the_offer_and_no_drops_it() -> None:
    offered = settled(offer={"name": "start_appeal"}, expects="offer")
    assert after(offered, heard("affirm", text="yes")).requests == [{"name": "start_appeal"}]
    refused = after(offered, heard("deny", text="no"))
    assert (refused.offer, refused.requests) == (None, [])


def test_no_to_anything_else_ends_the_conversation() -> None:
    said = heard("deny", text="no")
    result = control(settled(), take_in(settled(), said, TODAY), said)
    assert isinstance(result.step, Listen)
    assert result.step.end


def test_not_understood_three_times_brings_a_person() -> None:
    memory, said = (
        Memory(speaker="provider", expects="npi", requests=[{"name": "check_claim_status"}]),
        heard("nlu_fallback", text="brrr"),
    )
    responses = []
    for _ in range(2):
        result = control(memory, take_in(memory, said, TODAY), said)
        responses += [s.response for s in result.says]
        memory = result.memory
    assert responses == ["utter_missed_npi_first", "utter_missed_npi_second"]
    assert control(memory, take_in(memory, said, TODAY), said).step == HandOff("no_understanding")


def test_three_silences_bring_a_person_and_a_word_between_starts_the_count_anew() -> None:
    memory, silence = Memory(speaker="provider", expects="npi"), Heard(intents=(), event="silence")
    for _ in range(2):
        memory = control(memory, memory.copy(), silence).memory
    assert control(memory, memory.copy(), silence).step == HandOff("silence")
    memory = after(memory, heard("inform", npi="1770002313"))
    assert control(memory, memory.copy(), silence).step is None


def test_a_part_of_an_id_is_read_back_to_go_on() -> None:
    said = Heard(intents=("inform",), text="one seven seven", piece={"name": "npi", "characters": "177"})
    result = control(Memory(expects="npi"), take_in(Memory(expects="npi"), said, TODAY), said)
    assert [s.response for s in result.says] == ["utter_piece_left"]


def test_ten_digits_that_fail_the_check_are_asked_again() -> None:
    said = Heard(intents=("inform",), text="1770002314", piece={"name": "npi", "characters": "1770002314"})
    result = control(Memory(expects="npi"), take_in(Memory(expects="npi"), said, TODAY), said)
    assert [s.response for s in result.says] == ["utter_not_valid_npi"]


# -- reading the message


def test_digits_of_a_date_are_no_correction_of_an_id() -> None:
    message = {
        "text": "sorry, the one from 06/29/2026", "intent": {"name": "correct_that", "confidence": 0.9},
        "entities": [
            {"entity": "member_id", "value": "W903062926", "start": 19, "end": 29},
            {"entity": "date_of_service", "value": "2026-06-29", "start": 20, "end": 30},
        ],
    }  # fmt: skip
    assert read(message).values == {"date_of_service": [{"start": "2026-06-29", "end": "2026-06-29"}]}


def test_a_number_word_before_a_typed_id_is_no_part_of_it() -> None:
    message = {
        "text": "last one H18175372804",
        "intent": {"name": "inform"},
        "entities": [{"entity": "member_id", "value": "1H18175372804"}],
    }
    assert read(message).values == {"member_id": ["H18175372804"]}


def test_a_number_said_after_a_typed_one_stands() -> None:
    message = {
        "text": "98361 no i mean nine eight three six oh",
        "intent": {"name": "inform"},
        "entities": [{"entity": "zip", "value": "98360"}],
    }
    assert read(message).values == {"zip_code": ["98360"]}


@pytest.mark.parametrize(
    ("line", "wish"),
    [("how long do we have", "ask_appeal_rights"), ("but why", "ask_denial_reason"), ("what now", "ask_next_step"),
     ("and the deductible?", "ask_amount_owed"), ("how much", "ask_payment"), ("how mcuh do i ow", "ask_amount_owed"),
     ("i don't understand what that means", "explain_claim_codes")],
)  # fmt: skip
def test_an_unclear_line_is_read_by_the_claim_being_talked_about(line: str, wish: str) -> None:
    said = Heard(intents=("nlu_fallback",), text=line, confidence=0.2)
    assert [r["name"] for r in after(settled(), said).requests] == [wish]
    assert after(Memory(expects="npi"), said).requests == []


def test_a_patients_name_before_the_first_answer_is_no_next_patient() -> None:
    memory = Memory(speaker="provider", npi="1770002313", tax_id="12345", member_id="W1", expects="date_of_birth",
                    requests=[{"name": "check_claim_status"}])  # fmt: skip
    memory = after(
        memory,
        heard("another_patient", text="dont have it, patient name is Gregory Palmieri", person_name="Gregory Palmieri"),
    )
    assert (memory.member_id, memory.first_name, memory.last_name) == ("W1", "Gregory", "Palmieri")


def test_a_payment_number_asked_about_is_no_other_claim() -> None:
    memory = after(
        settled(), heard("check_claim_status", text="was it paid with 700947384617?", claim_number="700947384617")
    )
    assert memory.claim == CLAIM
    assert [r["name"] for r in memory.requests] == ["ask_payment"]


def test_the_deductible_of_one_claim_is_no_yearly_total() -> None:
    said = heard(
        "ask_payment",
        "ask_benefits_used",
        text="paid on my claim and how much went to my deductible",
        date_of_service=DATE,
    )
    assert [r["name"] for r in after(Memory(speaker="member"), said).requests] == ["ask_payment", "ask_amount_owed"]


def test_a_month_proves_no_visit_and_is_asked_once_more() -> None:
    month = {"start": "2026-06-01", "end": "2026-06-30"}
    memory = Memory(speaker="provider", npi="1770002313", tax_id="12345", member_id="W1", date_of_birth="1980-01-02",
                    expects="date_of_service", requests=[{"name": "check_claim_status"}])  # fmt: skip
    said = heard("inform", text="sometime in june", date_of_service=month)
    once = control(memory, take_in(memory, said, TODAY), said)
    assert [s.response for s in once.says] == ["utter_exact_day"]
    assert once.memory.date_of_service is None
    assert after(once.memory, said).dont_have == ["date_of_service"]
    stay = {"start": "2026-06-01", "end": "2026-06-09"}
    assert after(memory, heard("inform", text="june first to ninth", date_of_service=stay)).date_of_service == stay


@pytest.mark.parametrize(
    ("intent", "text", "wishes"),
    [
        ("affirm", "si por favor", ["start_appeal"]),
        ("affirm", "sí, claro, por favor", ["start_appeal"]),
        ("deny", "no por favor, muy gracias", []),
        ("switch_language", "necesito hablar con usted en mi idioma por favor", ["switch_language"]),
    ],
)
def test_an_offer_may_be_answered_in_spanish(intent: str, text: str, wishes: list[str]) -> None:
    offered = own(offer={"name": "start_appeal"}, expects="offer")
    assert [one["name"] for one in after(offered, heard(intent, text=text)).requests] == wishes


def test_a_member_id_first_taken_for_a_claim_number_is_no_claim_number_when_given_again() -> None:
    guessed = Memory(speaker="provider", npi="1770002313", expects="member_id", claim_number="T604118273")
    assert after(guessed, heard("inform", member_id="T604118273")).claim_number is None
    refused = guessed.copy()
    refused.claim_number, refused.tried = None, {"claim_number": "T604118273", "date_of_birth": "1958-03-09"}
    corrected = after(refused, heard("inform", member_id="T604118273", date_of_birth="1958-03-09"))
    assert (corrected.member_id, corrected.claim_number) == ("T604118273", None)
    other = after(guessed, heard("inform", member_id="T604118299"))
    assert other.claim_number == "T604118273", "another number does stay the claim's"
