"""The graph components on one turn and over several: facts as entities, pieces, corrections, intents by form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from assistant.components.entities import AMBIGUOUS, EDITED, MASKED, PIECE, Asked, ClaimEntities, understand
from assistant.components.intents import Fallback, _is_babble
from assistant.components.masking import masked
from assistant.components.quick import quick_intent
from assistant.components.spelling import Spelling
from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def heard(
    text: str,
    expects: str | None = None,
    before: list[dict[str, Any]] | None = None,
    channel: str = "voice",
    so_far: dict[str, str] | None = None,
) -> Message:
    events = [UserUttered("…", parse_data=turn) for turn in before or []]
    slots = [AnySlot(PIECE, mappings=[{"type": "custom"}], initial_value=so_far)]
    tracker = DialogueStateTracker.from_events("someone", events, slots=slots)
    message = Message(data={"text": text, "metadata": {"expects": expects, "channel": channel}})
    (understood,) = ClaimEntities({"today": TODAY.isoformat()}).process([message], tracker)
    return understood


def values(message: Message) -> list[tuple[str, Any]]:
    return [(entity["entity"], entity["value"]) for entity in message.get("entities")]


def test_the_slot_asked_for_decides() -> None:
    assert values(heard("six oh six oh one", "zip")) == [("zip", "60601")]
    assert values(heard("six oh six oh one", "tax_id")) == [("tax_id_last5", "60601")]


def test_a_piece_is_kept_and_joined_with_the_next_turn() -> None:
    first = heard("one seven seven oh double oh", "npi")
    assert values(first) == []
    assert first.get(PIECE) == {"name": "npi", "characters": "177000"}
    second = heard("two three one three", "npi", so_far=first.get(PIECE))
    assert values(second) == [("npi", "1770002313")]


def test_an_identifier_given_before_is_corrected() -> None:
    before = [{"entities": [{"entity": "member_id", "value": "XQP904123456"}]}]
    corrected = heard("no the last digit is a seven", "date_of_birth", before)
    assert values(corrected) == [("member_id", "XQP904123457")]
    assert corrected.get(EDITED) is True


def test_a_tax_id_told_anew_is_no_end_of_the_npi_given_with_it() -> None:
    before = [
        {"entities": [{"entity": "npi", "value": "1468388487"}, {"entity": "tax_id_last5", "value": "97440"}]},
    ]
    again = heard("sorry I read the wrong line, it's 97447", "npi", before, "chat")
    assert (dict(values(again)).get("npi"), again.get(PIECE)) == (None, {"name": "npi", "characters": "97447"})
    alone = heard("sorry, it's 97447", "npi", [{"entities": before[0]["entities"][:1]}], "chat")
    assert values(alone) == [("npi", "1468397447")]  # no other number was given: the end of this one


def test_a_number_after_no_does_not_touch_what_was_settled_before() -> None:
    before = [{"entities": [{"entity": "member_id", "value": "XQP904123456"}]}]
    assert values(heard("no 2", "which_claim", before)) == []
    assert values(heard("no the five", "date_of_service", before)) == []


def test_values_at_choice_are_no_entities() -> None:
    message = heard("it is either 03/05/1980 or 03/06/1980", "date_of_birth", channel="chat")
    assert values(message) == []
    assert message.get(AMBIGUOUS) == ["date_of_birth"]


@pytest.mark.parametrize("text", ["", "...", "🙂", "\u202e\u202e", "?" * 900])
def test_lines_without_words_are_taken(text: str) -> None:
    message = heard(text, "npi")
    assert values(message) == []
    assert message.get(MASKED) is not None


def test_facts_are_masked_so_that_the_wish_shows() -> None:
    text = "why was claim CLM614811004 from 3/4/2026 for $240 denied with CO-97"
    assert masked(text, extract(text, today=TODAY)) == "why was claim xid from xdate for xamount denied with xcode"


@pytest.mark.parametrize(
    ("text", "expects", "intent"),
    [
        ("yes", None, "affirm"),
        ("yeah that's right", "npi", "affirm"),
        ("no thank you", None, "deny"),
        ("0", None, "request_human"),
        ("agent", "npi", "request_human"),
        ("he stopped breathing", "npi", "medical_emergency"),
        ('/inform{"npi": "1770002313"}', None, "out_of_scope"),
        ("1770002313", "npi", "inform"),
        ("the npi is 1770002313", None, "inform"),
        ("no it's 1770002313", None, "correct_that"),
        ("...", None, "nlu_fallback"),
        ("one moment", None, None),
        ("call me back at 415 555 0123", None, None),
        ("claim for member XQP904112 dos 3/4/2026", None, None),
        ("EFT trace # for claim CLM4471093?", None, None),
        ("i want to appeal", None, None),
        ("peer to peer for Rosa Quist dob 7/8/1983", None, None),
        ("auth# for DOS 10/14/26, mbr KT9981045", None, None),
        ("new pt, mbr id T55810937", None, "another_patient"),
        ("that isn't our npi ours is 1770002313", None, "correct_that"),
        ("the name's not Eva it's Aoife Brennan", None, "correct_that"),
        ("Billed is $733.40, you have 773.40", None, "correct_that"),
        ("i don't see it, is the npi 1770002313 yours?", None, None),
    ],
)
def test_the_form_of_a_line_settles_some_intents(text: str, expects: str | None, intent: str | None) -> None:
    understood, edited = understand(text, Asked(expects, "chat", (), None), TODAY)
    assert quick_intent(text, understood.found, piece=bool(understood.piece), edited=edited) == intent


def test_what_is_not_understood_is_said_so_unless_it_brought_facts() -> None:
    lost = Message(data={"text": "x", "intent": {"name": "ask_payment", "confidence": 0.1}, "entities": []})
    facts = Message(
        data={"text": "x", "intent": {"name": "ask_payment", "confidence": 0.1}, "entities": [{"entity": "npi"}]}
    )
    clear = Message(data={"text": "x", "intent": {"name": "ask_payment", "confidence": 0.9}, "entities": []})
    names = [m.get("intent")["name"] for m in Fallback({"threshold": 0.3}).process([lost, facts, clear])]
    assert names == ["nlu_fallback", "inform", "ask_payment"]


def test_slips_of_the_finger_are_corrected_and_english_is_left_alone() -> None:
    spelling = Spelling.of(["checking claim status provider billing"] * 5, frozenset({"charging"}))
    assert (
        spelling.corrected("provder billng chekcing clm stauts charging")
        == "provider billing checking clm status charging"
    )


def test_a_further_number_where_nothing_was_asked_is_the_next_claim() -> None:
    line = "and 4410098"
    facts = extract(line, channel="sms", today=TODAY)
    assert quick_intent(line, facts, piece=False, edited=False) == "another_claim"
    assert quick_intent(line, facts, piece=False, edited=False, answered=True) == "inform"


@pytest.mark.parametrize(
    ("text", "babble"),
    [("blah blub", True), ("wug wug", True), ("claim", False), ("por favor", False), ("wug wug wug", False)],
)
def test_a_word_or_two_that_are_none_are_babble(text: str, babble: bool) -> None:
    assert _is_babble(text, {"claim", "por", "favor"}.__contains__) is babble


@pytest.mark.parametrize(
    ("lines", "born"),
    [
        (("september 17", "1975"), "1975-09-17"),
        (("september seventeenth", "nineteen seventy five"), "1975-09-17"),
        (("nineteen seventy five", "the seventeenth of september"), "1975-09-17"),
        (("september 18", "no september 17", "and the year is seventy five"), "1975-09-17"),
    ],
)
def test_a_birth_date_over_several_turns_is_one(lines: tuple[str, ...], born: str) -> None:
    so_far = None
    for line in lines[:-1]:
        message = heard(line, "date_of_birth", so_far=so_far)
        so_far = message.get(PIECE)
        assert values(message) == []
    assert values(heard(lines[-1], "date_of_birth", so_far=so_far)) == [("date_of_birth", born)]


@pytest.mark.parametrize(
    "text",
    [
        "nine three two zero four",
        "twenty",
        "oh five oh three",
        "i am not giving you that",
        "sometime in the sixties",
        "2 kids",
    ],
)
def test_what_tells_no_day_is_no_birth_date_and_no_part_of_one(text: str) -> None:
    message = heard(text, "date_of_birth")
    assert (values(message), message.get(PIECE)) == ([], None)


def test_a_year_is_put_right_by_itself() -> None:
    line = "november nineteenth nineteen oh three no wait the year is two thousand one"
    assert values(heard(line, "date_of_birth")) == [("date_of_birth", "2001-11-19")]
    asked = Asked("zip", "voice", (), None, "1903-11-19")
    for line in ("no wait the year is two thousand one", "sorry my birth year was 2001"):
        understood, edited = understand(line, asked, TODAY)
        assert ([f.value for f in understood.found], edited) == (["2001-11-19"], True)
    for line in ("the year is almost over", "what year is it", "the year was 2025 when i was seen"):
        assert all(f.name != "date_of_birth" for f in understand(line, asked, TODAY)[0].found)


def test_nine_digits_after_no_are_not_fitted_into_the_npi_before() -> None:
    before = [{"entities": [{"entity": "npi", "value": "1734534146"}]}]
    message = heard("no it's two four seven three oh four seven three oh", "npi", before)
    assert (values(message), message.get(PIECE)) == ([], {"name": "npi", "characters": "247304730"})
