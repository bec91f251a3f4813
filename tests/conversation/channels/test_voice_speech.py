"""How the line reads aloud, speaks in parts, and helps who is stuck."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from backend.conversation.channels.voice import line
from backend.conversation.channels.voice.parts import OFFER, PART_LENGTH_MAX, InParts, in_parts
from backend.conversation.channels.voice.speech import pieces, plain
from backend.conversation.channels.voice.twiml import Goodbye, document
from backend.conversation.turns.exchange import Reply
from backend.integrations.rasa.interface import DialogueTurn, Message
from backend.integrations.rasa.local import LocalEngine
from tests.conversation.conftest import says

LONG = " ".join(f"Sentence number {n} tells something about this claim." for n in range(30))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Your reference is H4808146.", [("H4808146", "characters", None)]),
        ("Denied with CO-45 and N130.", [("CO-45", "characters", None), ("N130", "characters", None)]),
        ("Trace 705532635594 of 2026-06-06", [("705532635594", "characters", None), ("2026-06-06", "date", "ymd")]),
        ("born 05/25/1935", [("05/25/1935", "date", "mdy")]),
        ("call 555-555-0100", [("555-555-0100", "telephone", None)]),
        ("June 6, 2026, 1,240 dollars and 9 claims", []),
        ("The plan paid 10,912 dollars.", []),
    ],
)
def test_what_is_read_in_a_way_of_its_own(text: str, marked: list[tuple[str, str, str | None]]) -> None:
    found = pieces(text)
    assert [(one.text, one.read_as, one.format) for one in found if one.read_as] == marked
    assert "".join(one.text for one in found) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$240.00", "240 dollars"),
        ("$1,240.05 paid", "1,240 dollars and 5 cents paid"),
        ("$1.01", "1 dollar and 1 cent"),
        ("-$3.10", "minus 3 dollars and 10 cents"),
    ],
)
def test_money_is_words(text: str, said: str) -> None:
    assert "".join(one.text for one in pieces(text)) == said


def test_a_voice_without_markup_hears_characters_apart() -> None:
    assert plain("Code CO-45, reference H48081.") == "Code C O 4 5, reference H 4 8 0 8 1."


def test_markup_is_built_and_text_stays_text() -> None:
    told = document(["Ref H48081 <prosody> & more"], Goodbye(), slow=True)
    say = ElementTree.fromstring(told)[0]
    assert [one.tag for one in say.iter()] == ["Say", "prosody", "say-as"]
    assert say[0].get("rate") == "slow"
    assert "".join(say.itertext()) == "Ref H48081 <prosody> & more"


def turn(text: str | None, **more: Any) -> DialogueTurn:
    return DialogueTurn(conversation="call:x", turn=2, channel="voice", text=text, **more)


def test_a_short_answer_stays_whole() -> None:
    messages = (Message(text="Paid."), Message(text="Anything else?"))
    assert in_parts(messages) == messages


def test_a_long_answer_is_heard_in_parts_to_its_last_word() -> None:
    heard: list[str] = []
    rest: str | None = None
    engine = LocalEngine(says(LONG))
    for words in ("why", "next", "okay next please", "go on", "continue"):
        answer = InParts(engine, rest).answer(turn(words, expects="more"))
        heard += [one.text for one in answer.messages if one.text != OFFER]
        assert sum(len(one.text) for one in answer.messages) <= PART_LENGTH_MAX + len(OFFER)
        rest = next((one.more for one in answer.messages if one.more), None)
        if rest is None:
            break
    assert rest is None
    assert " ".join(heard) == LONG
    assert len(engine.asked) == 1


def test_another_question_leaves_the_rest_unsaid() -> None:
    engine = LocalEngine(says("Paid."))
    answer = InParts(engine, "the rest").answer(turn("what was paid"))
    assert [one.text for one in answer.messages] == ["Paid."]


def test_next_with_nothing_left_is_the_assistants_to_understand() -> None:
    engine = LocalEngine(says("The next claim."))
    InParts(engine, None).answer(turn("next"))
    assert [one.text for one in engine.asked] == ["next"]


@pytest.mark.parametrize(
    ("keys", "finished_on", "kind", "text"),
    [
        ("0", "", "digits", "representative"),
        ("*", "", "digits", "repeat"),
        ("#", "", "digits", "goodbye"),
        ("", "#", "digits", "goodbye"),
        ("123", "#", "digits", "123"),
        ("", "", "silence", None),
    ],
)
def test_keys(keys: str, finished_on: str, kind: str, text: str | None) -> None:
    said = line.said_of("", keys, "", finished_on)
    assert (said.kind, said.text) == (kind, text)


def gather(**reply: Any) -> ElementTree.Element:
    known: dict[str, Any] = {"turn": 1, "owner": "assistant", "messages": [{"text": "What is your NPI?"}]}
    return ElementTree.fromstring(line.rendered(Reply(**(known | reply)), 2))[0]


def test_a_number_of_known_length_needs_no_pound_key() -> None:
    assert gather(expects="npi").get("numDigits") == "10"
    assert gather(expects="tax_id").get("numDigits") is None


def test_a_menu_takes_one_key_and_the_pound_key_is_one() -> None:
    assert (gather(expects="more").get("numDigits"), gather(expects="more").get("finishOnKey")) == ("1", "")


@pytest.mark.parametrize(("stumbles", "offered"), [(0, False), (2, False), (3, True)])
def test_after_three_stumbles_the_keypad_is_offered_and_more_time_given(stumbles: int, offered: bool) -> None:
    made = gather(expects="npi", stumbles=stumbles)
    assert ("keypad" in "".join(made.itertext())) is offered
    assert made.get("timeout") == ("10" if offered else "6")


def test_the_keypad_is_not_offered_twice_in_one_breath() -> None:
    made = gather(expects="npi", stumbles=3, messages=[{"text": "Please use your keypad."}])
    assert len(re.findall("keypad", "".join(made.itertext()))) == 1


@pytest.mark.parametrize(
    ("asked", "key", "meant"),
    [
        ("role", "1", "a provider's office"),
        ("role", "2", "my own coverage"),
        ("role", "3", "3"),
        ("offer", "1", "yes"),
        ("more", "2", "no"),
        ("rest", "1", "next"),
        ("npi", "1", "1"),
        (None, "1", "1"),
    ],
)
def test_a_single_key_is_a_choice_where_one_was_asked_for(asked: str | None, key: str, meant: str) -> None:
    assert line.chosen(line.said_of("", key, ""), asked).text == meant


def test_a_spoken_number_is_no_choice() -> None:
    assert line.chosen(line.said_of("1", "", ""), "role").text == "1"


@pytest.mark.parametrize("asked", ["role", "offer", "more"])
def test_who_has_stumbled_once_hears_the_keys_of_the_choice(asked: str) -> None:
    assert "press 1" not in "".join(gather(expects=asked).itertext())
    assert "press 1" in "".join(gather(expects=asked, stumbles=1).itertext())


def test_every_question_the_line_asks_has_hints() -> None:
    for asked in line.HINTS:
        assert line.HINTS[asked] in line.hints(asked)
        assert "representative" in line.hints(asked)
