"""What an office asks that is of no open claim: where appeals go, nothing found, all of a practice's claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.before_a_claim import asks_before_a_claim, asks_of_the_practice
from actions.heard import Heard
from actions.memory import Memory
from actions.turn import Turn
from tests.actions.remembered import CLAIM, after, heard, office, settled, wanted


def line(text: str, *intents: str) -> Heard:
    return Heard(intents=intents or ("nlu_fallback",), text=text, values={}, confidence=0.4)


@pytest.mark.parametrize(
    "text",
    [
        "whats the fax # for provider appeals & how many days do we get",
        "where do provider appeals go",
        "what's the mailing address for appeals",
        "how long do we have for a reconsideration in general",
    ],
)
def test_where_and_by_when_is_told_before_anybody_is_verified(text: str) -> None:
    assert asks_before_a_claim(Memory(), line(text)) == "appeals_in_general"


@pytest.mark.parametrize(
    "text",
    [
        "check the status of an appeal we faxed",
        "i want to appeal a claim",
        "how long will my appeal take",
        "where is our appeal, we mailed it",
        "we need to appeal this denied claim",
        "appeal",
        "what is an appeal",
        "claim status please",
    ],
)
def test_an_appeal_of_their_own_is_no_general_question(text: str) -> None:
    assert asks_before_a_claim(Memory(speaker="provider"), line(text)) is None


def test_with_a_claim_open_or_as_a_member_the_claim_answers() -> None:
    assert asks_before_a_claim(office(), line("where do appeals go")) is None
    assert asks_before_a_claim(Memory(speaker="member"), line("where do appeals go")) is None


def test_who_found_nothing_hears_what_to_check_and_of_a_person() -> None:
    nothing = Memory(speaker="provider", npi="1770002313", tried={"member_id": "W1"}, proved={"npi": "1770002313"})
    asked = "so its not on file? our clearinghouse says accepted. what do i do"
    assert asks_before_a_claim(nothing, line(asked)) == "not_on_file"
    assert asks_before_a_claim(replace(nothing, tried=None), line(asked)) is None


@pytest.mark.parametrize(
    "text",
    [
        "run me an AR report of all denied claims for our NPI",
        "how many denials on 06/18/2026",
        "pull all claims under our tax id",
        "list our denied claims",
        "send me an aging report",
        "any denials for our practice this month",
    ],
)
def test_a_report_of_the_practice_is_not_the_patients_list(text: str) -> None:
    assert asks_of_the_practice(line(text)) == "one_patient_only"
    assert [one["name"] for one in after(settled(), heard("list_claims", text=text)).requests] == ["one_patient_only"]


@pytest.mark.parametrize(
    "text",
    [
        "can you list the claims you have from us for a patient",
        "all the claims for this patient",
        "how many claims does she have",
        "show me the denied ones",
        "is it denied for our npi being wrong",
        "is our npi on the claim",
        "what's on the payment floor for our npi",
        "the report shows it was accepted",
        "any other claims for this member",
        "was it billed under our group",
    ],
)
def test_questions_of_a_patient_stay_the_patients(text: str) -> None:
    assert asks_of_the_practice(line(text)) is None


def test_a_total_of_several_claims_is_said_not_to_be_given() -> None:
    assert asks_of_the_practice(line("total owed across all of them")) == "no_totals"
    assert asks_of_the_practice(line("what is the total owed")) is None


@pytest.mark.parametrize(
    "text", ["what's it pending for do you need anything from us", "which line denied & what CARC/RARC"]
)
def test_a_question_of_the_open_claim_narrows_no_list(text: str) -> None:
    wishes = wanted(office(), text, "nlu_fallback", 0.4)
    assert "list_claims" not in wishes


def test_next_alone_asks_whether_it_is_the_same_patient() -> None:
    memory = after(settled(), heard("another_claim", text="next"))
    assert memory.requests == [{"name": "check_claim_status", "whose": "open"}]
    turn = Turn("chat:1", "chat", memory)
    turn._ask("date_of_service")
    assert [say.response for say in turn.says] == ["utter_ask_next_claim"]


def test_another_claim_of_the_same_patient_is_asked_for_by_its_date() -> None:
    memory = after(settled(), heard("another_claim", text="another claim for the same patient"))
    assert memory.requests == [{"name": "check_claim_status"}]


def test_claims_alike_in_date_and_amount_are_listed_with_their_status() -> None:
    alike = [CLAIM, CLAIM | {"id": "b", "last_four": "9655", "stage": "reversed"}]
    turn = Turn("chat:1", "chat", settled(claim=None, claims=alike))
    turn._ask_which()
    assert ", reversed," in turn.says[0].facts["list"]
    apart = Turn("chat:1", "chat", settled(claim=None, claims=[CLAIM, alike[1] | {"charge": "9.00"}]))
    apart._ask_which()
    assert "reversed" not in apart.says[0].facts["list"]


def test_the_one_that_was_taken_back_is_chosen_by_its_word() -> None:
    alike: list[dict[str, Any]] = [CLAIM, CLAIM | {"id": "b", "last_four": "9655", "stage": "reversed"}]
    memory = after(settled(claim=None, claims=alike, expects="which_claim"), heard("nlu_fallback", text="the takeback"))
    assert memory.claim is not None
    assert memory.claim["id"] == "b"


def test_a_denied_line_of_the_records_desk_is_a_claim_of_theirs() -> None:
    said = "med records dept for the provider. you denied for records"
    memory = after(Memory(), heard("submit_documents", text=said))
    assert (memory.speaker, [one["name"] for one in memory.requests]) == ("provider", ["check_claim_status"])
