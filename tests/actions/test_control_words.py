"""A word of a sentence is no command: "previous", "back", "open", "don't"; and what is said of an answer corrects no value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.control_words import sees_to_it
from actions.controls import Control, control
from actions.heard import read
from actions.history import remember
from actions.memory import Memory
from actions.steps import Ask, Close, HandOff, Listen, Session
from actions.take_in import take_in
from actions.turn_plan import next_step
from tests.actions.remembered import CLAIM, SECOND, TODAY, member, office, own, settled, wanted


def said(memory: Memory, text: str, intent: str, confidence: float) -> Control:
    message: dict[str, Any] = {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": []}
    line = read(message, memory.expects)
    return control(memory, take_in(memory, line, TODAY), line)


def names(done: Control) -> list[str]:
    return [one.response for one in done.says]


def at_a_proof(expects: str = "date_of_birth") -> Memory:
    given = {"npi": "1770002313", "tax_id": "12013", "member_id": "W054244096"}
    status = [{"name": "check_claim_status"}]
    return Memory(speaker="provider", expects=expects, requests=status, filled=list(given), **given)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("is this a duplicate of a previous claim", 0.50),
        ("did you send the first claim back", 0.35),
        ("one more before i go back to work", 0.73),
        ("let me get back to you", 0.52),
        ("i'll get back to you", 0.32),
        ("i'm back", 0.55),
        ("ok i'm back", 0.39),
        ("back to the payment", 0.75),
        ("it was wrong before too", 0.5),
        ("i moved back in may", 0.4),
        ("the card is in the back room", 0.4),
    ],
)
def test_a_sentence_with_back_or_previous_in_it_undoes_nothing(text: str, confidence: float) -> None:
    assert said(office(), text, "go_back", confidence).memory.claim is not None
    assert said(at_a_proof(), text, "go_back", confidence).memory.member_id == "W054244096"


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("go back", 0.5),
        ("wait, go back please", 0.5),
        ("can we go back a step", 0.5),
        ("the question before", 0.5),
        ("oops, i made a mistake", 0.5),
        ("previous", 0.98),
        ("go back i wasn't finished", 0.94),
        ("take me back to the previous claim", 0.99),
    ],
)
def test_the_whole_line_or_a_sure_hearing_goes_back(text: str, confidence: float) -> None:
    done = said(at_a_proof(), text, "go_back", confidence)
    assert (names(done), done.memory.member_id) == (["utter_going_back"], None)


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("was there a previous claim for this", "go_back", 0.60),
        ("is there an earlier claim", "nlu_fallback", 0.22),
        ("do you see a previous claim", "check_claim_status", 0.54),
        ("was there any prior claim for this visit", "go_back", 0.7),
    ],
)
def test_an_earlier_claim_asked_about_is_looked_up(text: str, intent: str, confidence: float) -> None:
    assert wanted(office(), text, intent, confidence) == ["list_claims"]


@pytest.mark.parametrize(
    "text",
    [
        "what was the deadline on the previous claim",
        "the previous claim was paid, why not this one",
        "is there a claim number",
        "do you have a copy of the claim",
        "is there an earlier date to appeal",
        "there was a prior authorization for this",
        "are there any claims to check",
        "do you see the claim we sent",
    ],
)
def test_these_ask_for_no_list(text: str) -> None:
    assert "list_claims" not in wanted(office(), text)


def test_a_claim_told_earlier_is_not_meant_by_any_earlier_claim() -> None:
    memory = settled(claim=SECOND, claims=[SECOND])
    remember(memory, CLAIM)
    remember(memory, SECOND)
    for text, meant in (("was there a previous claim for this", "b"), ("back to the previous claim", "a")):
        claim = said(memory, text, "go_back", 0.6).memory.claim
        assert claim is not None
        assert claim["id"] == meant


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("don't open anything yet, I'll ask the doctor first", "deny", 0.49),
        ("don't open anything yet", "deny", 0.70),
        ("please don't open an appeal", "start_appeal", 0.97),
        ("no don't send anything", "deny", 0.93),
        ("i don't want that", "deny", 0.76),
        ("no, not that", "deny", 0.80),
        ("don't call me back, i'll wait", "request_callback", 0.92),
        ("please don't send me a copy", "request_document", 0.9),
    ],
)
def test_what_is_to_be_left_undone_ends_nothing_and_starts_nothing(text: str, intent: str, confidence: float) -> None:
    for memory in (office(), member()):
        done = said(memory, text, intent, confidence)
        assert (names(done), done.step, done.memory.requests) == (["utter_all_right"], None, [])
        assert next_step(done.memory, Session(memory.speaker or "", memory.speaker or "", None, None)) == Close()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("i don't want it mailed, fax it", "request_document"),
        ("don't send it to the patient, send it to us", "request_document"),
        ("don't call me, text me when it is decided", "notify_me"),
        ("don't transfer me, call me back", "request_callback"),
        ("don't call me again, this is ridiculous", "complain"),
        ("don't you have the records", "submit_documents"),
        ("i don't want to wait, call me back", "request_callback"),
        ("don't i have to send something", "ask_next_step"),
    ],
)
def test_a_wish_beside_what_is_not_wanted_is_kept(text: str, wish: str) -> None:
    assert wish in wanted(office(), text, wish, 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "no that's it",
        "nah i'm good",
        "not right now",
        "i don't think so",
        "i don't need anything",
        "no i don't",
        "not yet",
    ],
)
def test_a_plain_no_to_anything_else_still_says_goodbye(text: str) -> None:
    assert names(said(office(), text, "deny", 0.7)) == ["utter_goodbye"]


@pytest.mark.parametrize(
    "text", ["which ones are still open", "any open claims", "do you have anything open for this patient"]
)
def test_open_claims_are_still_asked_for(text: str) -> None:
    done = said(office(), text, "list_claims", 0.9)
    assert done.memory.requests[0]["narrow"]["stages"] == ["pended", "received", "accepted", "held"]


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("that's not what I asked", "correct_that", 0.71),
        ("you're wrong", "correct_that", 0.77),
        ("no that's not right", "correct_that", 0.55),
        ("you didn't answer my question", "nlu_fallback", 0.17),
        ("that doesn't answer my question", "help", 0.30),
        ("not my question", "deny", 0.49),
        ("i didn't ask that", "repeat", 0.33),
        ("answer my question", "help", 0.48),
        ("you don't understand me", "help", 0.33),
        ("no that's not what i want", "deny", 0.93),
    ],
)
def test_who_says_it_was_not_what_they_asked_is_asked_what_is_and_then_offered_a_person(
    text: str, intent: str, confidence: float
) -> None:
    for memory in (office(), member()):
        done = said(memory, text, intent, confidence)
        assert (names(done), done.step) == (["utter_not_answered"], Listen())
        again = said(done.memory, text, intent, confidence)
        assert names(again) == ["utter_not_answered_again", "utter_offer_request_human"]
        assert again.memory.offer == {"name": "request_human"}
        assert again.memory.claim is not None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("wait that's the wrong claim", "correct_that"),
        ("wrong patient", "correct_that"),
        ("i said the wrong date", "correct_that"),
        ("that's not my claim", "correct_that"),
    ],
)
def test_a_wrong_value_is_asked_for_as_before(text: str, intent: str) -> None:
    assert names(said(office(), text, intent, 0.9)) == ["utter_what_is_wrong"]


@pytest.mark.parametrize(
    "text",
    [
        "what did i ask you to answer",
        "that's what i asked",
        "that's what i wanted to know, thanks",
        "i asked about the deductible",
        "can you answer a question about my bill",
        "it's not what i owe",
        "that's not what my doctor asked for",
        "i didn't ask for this test",
        "you don't understand, i paid already",
        "my question is about the copay",
    ],
)
def test_these_do_not_call_an_answer_wrong(text: str) -> None:
    assert "utter_not_answered" not in names(said(member(), text, "nlu_fallback", 0.3))


def test_at_a_proof_the_question_stands_and_what_was_given_too() -> None:
    done = said(at_a_proof(), "that's not what I asked", "correct_that", 0.71)
    assert (names(done), done.memory.member_id, done.memory.misses) == (["utter_this_first"], "W054244096", 1)
    assert next_step(done.memory, Session("provider", "provider", "1770002313", None)) == Ask("date_of_birth")
    for _ in range(2):
        done = said(done.memory, "answer my question", "help", 0.48)
    assert done.step == HandOff("no_understanding")


def test_at_an_offer_not_what_i_want_declines_it() -> None:
    memory = replace(office(), offer={"name": "request_human"}, expects="offer")
    assert names(said(memory, "no that's not what i want", "deny", 0.93)) == ["utter_all_right"]
    assert names(said(memory, "that's not what I asked", "correct_that", 0.71)) == ["utter_not_answered"]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("I want to talk to my doctor first", "hold_on"),
        ("I'll call the doctor first before we decide", "hold_on"),
        ("the doctor wants to talk to your doctor first", "request_peer_to_peer"),
        ("our physician would like to speak with the reviewer", "request_peer_to_peer"),
        ("can the doctor call your medical director", "request_peer_to_peer"),
    ],
)
def test_who_will_ask_their_doctor_first_orders_no_call(text: str, wish: str) -> None:
    assert wanted(office(), text, "request_peer_to_peer", 0.46) == [wish]


@pytest.mark.parametrize(
    "text",
    ["ok then i'll ring the clinic", "alright, i will wait for the letter", "i'll let my doctor know",
     "well we'll chase them", "i'll sleep on it then"],
)  # fmt: skip
def test_what_the_caller_does_next_asks_nothing(text: str) -> None:
    assert sees_to_it(text)
    assert names(said(own(), text, "nlu_fallback", 0.3)) == ["utter_all_right"]


@pytest.mark.parametrize(
    "text",
    ["i'll call you tomorrow", "ok i'll take it to court", "i'll ask what it cost", "i'll wait, how long is it?",
     "i will talk to a person", "i'll send you the records"],
)  # fmt: skip
def test_what_wants_something_is_no_closing(text: str) -> None:
    assert not sees_to_it(text)
