"""An answer and a request in one line: one of the two, or both in the order they were said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.components.answer_and_request import (
    answer_before,
    answered_first,
    answering,
    codes_told,
    greeted,
    slipped,
    with_both_courtesies,
)
from assistant.components.clauses import clauses
from assistant.components.decision import Decision, Scores, Thresholds


def heard(intent: str, confidence: float = 0.9, also: tuple[str, ...] = ()) -> Decision:
    return Decision(intent, confidence, also, {intent: confidence})


@pytest.mark.parametrize(
    ("line", "intent", "answered", "told"),
    [
        ("it shows n130", "explain_code", "remark_code", "inform"),
        ("what does n130 mean", "explain_code", "remark_code", "explain_code"),
        ("they charged me 75", "ask_amount_owed", "amount", "inform"),
        ("5/5 no wait 5/6", "correct_that", "date_of_service", "inform"),
        ("no it's 5/6", "correct_that", "date_of_service", "correct_that"),
        ("call me at 4155550123", "request_callback", "phone_number", "inform"),
        ("yeah 318 matches what i have", "affirm", "amount", "affirm"),
        ("yes it's 318", "affirm", "amount", "inform"),
    ],
)
def test_what_was_asked_for_is_an_answer_unless_something_is_wanted(
    line: str, intent: str, answered: str, told: str
) -> None:
    assert answering(heard(intent), line, answered, Thresholds().beside_answer).intent == told


def test_a_value_put_right_in_one_breath_corrects_nothing_said_before() -> None:
    assert slipped("may fifth no may sixth")
    assert slipped("the tenth no not the ninth the tenth of may")
    assert not slipped("oh no it's may sixth")


def test_an_office_that_greets_is_greeted_and_known() -> None:
    said = greeted(heard("identify_provider"), "good morning this is Elm Street Dental")
    assert (said.intent, said.also, said.introduces) == ("greet", (), "identify_provider")
    assert greeted(heard("identify_provider"), "calling from a dental office").intent == "identify_provider"


def test_codes_a_remittance_shows_are_told_and_codes_to_define_are_asked() -> None:
    told = heard("explain_code")
    assert codes_told(told, "the remit shows xcode with xcode").intent == "inform"
    for line in (
        "define xcode pls",
        "xcode in plain english",
        "what is xcode",
        "and the xcode",
        "never seen xcode before",
    ):
        assert codes_told(told, line).intent == "explain_code"
    assert codes_told(heard("explain_code", also=("ask_next_step",)), "xcode shows, fix it").intent == "explain_code"


def test_hi_before_a_name_and_an_office_only_says_who_calls() -> None:
    said = greeted(heard("identify_provider"), "hi this is rosa over at elm street dental")
    assert (said.intent, said.introduces) == ("identify_provider", None)
    assert greeted(heard("identify_provider"), "hey elm street dental here how are you").intent == "greet"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("yes that's the right visit and mail me the letter", "affirm"),
        ("yep, that's her, what does she owe", "affirm"),
        ("correct that is the claim now why was it cut", "affirm"),
        ("no i'm fine let's move to claim xid", "deny"),
        ("no not now, and what is the status", "deny"),
        ("right, so did that one go through", "affirm"),
        ("roger that's the one, and is it paid", "affirm"),
        ("right, the one from may", None),
        ("yes what is the status", None),
        ("no that's wrong and what is the status", None),
    ],
)
def test_yes_or_no_with_what_it_is_said_of_is_complete_before_the_request(line: str, answer: str | None) -> None:
    assert answer_before(clauses(line)) == answer


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("the rendering npi is xid and i'd like to know if it paid", True),
        ("xid. can you read me the balance", True),
        ("xid is it still open", False),
        ("i need the payment date on xid and can you send the remit", False),
        ("xid, signed by the doctor", False),
    ],
)
def test_a_value_complete_before_the_request_is_an_answer_too(line: str, both: bool) -> None:
    asked = heard("ask_payment", 0.6)
    said = answered_first(asked, line, "npi")
    assert (said.intent, said.also) == (("inform", ("ask_payment",)) if both else ("ask_payment", ()))
    assert answered_first(asked, line, None) == asked


def test_a_wish_for_a_person_is_never_put_behind_an_answer() -> None:
    asked = heard("request_human")
    assert answered_first(asked, "xid and can i have an agent", "npi") == asked


@pytest.mark.parametrize(
    ("line", "intent", "said"),
    [
        ("many thanks have a great weekend", "goodbye", ("goodbye", "thank")),
        ("bye then and thank you", "goodbye", ("goodbye", "thank")),
        ("thanks so much", "thank", ("thank",)),
        ("that's everything", "goodbye", ("goodbye",)),
        ("let me grab paper okay now say it again", "repeat", ("hold_on", "repeat")),
        ("the paper app froze, say it again", "repeat", ("repeat",)),
        ("say it again", "repeat", ("repeat",)),
    ],
)
def test_two_courtesies_in_one_breath_are_both_heard(line: str, intent: str, said: tuple[str, ...]) -> None:
    def waiting(lines: Sequence[str]) -> list[Scores]:
        return [{"hold_on": 0.9 if "paper" in one else 0.1} for one in lines]

    both = with_both_courtesies(heard(intent), line, waiting)
    assert (both.intent, *both.also) == said
