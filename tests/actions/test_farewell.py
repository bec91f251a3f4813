"""Who closes a subject or takes leave is not asked what they mean, and nothing is started for them."""

from __future__ import annotations

import pytest

from actions.controls import control
from actions.farewell import leave_taken
from actions.heard import read
from actions.take_in import take_in
from tests.actions.remembered import TODAY, office, settled, wanted


@pytest.mark.parametrize(
    "line",
    [
        "perfect, we'll resubmit it today. bye bye",
        "cu computer",
        "alright, got all that, take care",
        "ok will let my manager know, have a nice weekend",
        "thanks a lot you've been very helpful, bye now",
    ],
)
def test_a_goodbye_with_words_around_it_is_one(line: str) -> None:
    assert leave_taken(line, asked=False) == "goodbye"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("those were both, thanks", None),
        ("ok that's all three then, thank you", "goodbye"),
        ("okay we'll correct that and send it again, thanks", "thank"),
        ("fine, i'll tell my coworker", "thank"),
        ("good, i'll let my doctor know", "thank"),
        ("thx", "thank"),
    ],
)
def test_what_is_closed_without_a_goodbye(line: str, meant: str | None) -> None:
    assert leave_taken(line, asked=False) == meant


def test_a_goodbye_said_over_and_over_is_read_at_once() -> None:
    """Each "bye" may belong to the one before it: a pattern that tried all ways would not come to an end."""
    assert leave_taken("bye-bye " * 20 + "whatever", asked=False) is None


@pytest.mark.parametrize(
    "line",
    [
        "great, can you send it to us",
        "ok i will give you the date",
        "bye the way, when was it paid",
        "thanks, and the other claim",
        "i'll appeal it",
        "see you denied the first line",
        "take care of the appeal please",
        "ok thank you what about july",
        "is that both?",
        "go ahead",
    ],
)
def test_a_line_that_wants_something_is_no_farewell(line: str) -> None:
    assert leave_taken(line, asked=False) is None


def test_while_a_proof_is_asked_for_only_a_goodbye_counts() -> None:
    assert leave_taken("ok i'll look it up", asked=True) is None
    assert leave_taken("i'll check that, bye", asked=True) == "goodbye"


def test_who_will_do_it_themselves_takes_no_offer() -> None:
    memory = office(expects="offer", offer={"name": "start_appeal"})
    line = {"text": "ok, we'll correct it", "intent": {"name": "affirm", "confidence": 0.9}, "entities": []}
    said = read(line, "offer")
    after = control(memory, take_in(memory, said, TODAY), said).memory
    assert [one["name"] for one in after.requests] == ["thank"]
    assert after.offer is None


def test_danger_beside_a_goodbye_stays_what_it_was_heard_as() -> None:
    line = {"text": "goodbye everyone", "intent": {"name": "medical_emergency", "confidence": 0.9}, "entities": []}
    assert "medical_emergency" in read(line, "more").intents


def test_an_end_of_the_talk_ends_it() -> None:
    memory = settled()
    line = {"text": "great, will fix it. bye!", "intent": {"name": "ask_next_step", "confidence": 0.7}, "entities": []}
    said = read(line, "more")
    done = control(memory, take_in(memory, said, TODAY), said)
    assert [one.response for one in done.says] == ["utter_goodbye"]


@pytest.mark.parametrize("line", ["did i forget to ask you anything", "is there something i should have asked"])
def test_who_fears_to_have_forgotten_something_hears_what_is_left_to_do(line: str) -> None:
    assert wanted(settled(), line, intent="goodbye") == ["ask_next_step"]


@pytest.mark.parametrize(
    "line", ["do you save these messages", "will this conversation be kept on file", "are our chats archived"]
)
def test_whether_a_talk_is_kept_is_answered(line: str) -> None:
    assert wanted(settled(), line, intent="out_of_scope", confidence=0.7) == ["ask_if_recorded"]


@pytest.mark.parametrize(
    "line", ["keep calling them", "is the claim on file", "save me the trouble", "do you keep claims for long"]
)
def test_other_keeping_is_not(line: str) -> None:
    assert "ask_if_recorded" not in wanted(settled(), line)


@pytest.mark.parametrize(
    ("line", "expects", "meant"),
    [
        ("ok thanks", "more", "thank"),
        ("okay great thank you", None, "thank"),
        ("yes thanks", "more", "affirm"),
        ("ok", "more", "affirm"),
        ("ok thanks", "offer", "affirm"),
        ("ok thanks", "which_claim", "affirm"),
    ],
)
def test_thanks_after_anything_else_ask_for_nothing_more(line: str, expects: str | None, meant: str) -> None:
    said = {"intent": {"name": "affirm", "confidence": 1.0}, "text": line}
    assert read(said, expects).intents == (meant,)
