"""What nothing labels is told by its form and by all the words around it; rules that know a kind keep the last word."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract
from assistant.identifiers.extraction import read
from assistant.identifiers.likely_kind import KINDS, NO_KIND, marks, weights

TODAY = date(2026, 11, 20)


def facts(text: str, channel: str = "chat", expects: str | None = None) -> list[tuple[str, object]]:
    found = extract(text, channel=channel, expects=expects, today=TODAY)
    return [(f.name, f.value) for f in found if f.confidence > 0.3]


@pytest.mark.parametrize(
    ("text", "channel", "said"),
    [
        ("the auth we have here is b as in boy seven seven oh one two four four", "voice",
         ("auth_number", "B7701244")),
        ("your nurse gave us r d four four oh one nine three for the prior auth", "voice", ("auth_number", "RD440193")),
        ("is KT330918 approved thru Friday", "chat", ("auth_number", "KT330918")),
        ("that auth belongs to somebody else, use M4410287", "chat", ("auth_number", "M4410287")),
        ("the surgeon's line is six one four five five five oh one seven three", "voice",
         ("phone_number", "6145550173")),
        ("614-555-0173 keeps calling my dad", "chat", ("phone_number", "6145550173")),
        ("pls have a rep call the practice 614.555.0173 ext 2", "chat", ("phone_number", "6145550173")),
        ("+1 614 555 0173 text me", "sms", ("phone_number", "6145550173")),
        ("does it cover h double oh three one for her", "voice", ("procedure_code", "H0031")),
        ("BD4410927 - how many PT visits used so far", "chat", ("member_id", "BD4410927")),
        ("clm status KRB440917233", "chat", ("member_id", "KRB440917233")),
        ("what's holding up 27B40118", "chat", ("claim_number", "27B40118")),
        ("precert req'd for 27447 ?", "chat", ("procedure_code", "27447")),
        ("denied my MRI 72148 y?", "chat", ("procedure_code", "72148")),
        ("TTE 93306 was cut", "chat", ("procedure_code", "93306")),
    ],
)  # fmt: skip
def test_the_talk_around_it_tells_the_kind(text: str, channel: str, said: tuple[str, object]) -> None:
    assert facts(text, channel) == [said]


@pytest.mark.parametrize(
    ("text", "channel", "expects", "said"),
    [
        ("claim number is R4410927, it was approved", "chat", None, [("claim_number", "R4410927")]),
        ("claim B7701244 denied for no auth on file", "chat", None, [("claim_number", "B7701244")]),
        ("member id B7701244, need an auth", "chat", None, [("member_id", "B7701244")]),
        ("B7701244", "chat", "claim_number", [("claim_number", "B7701244")]),
        ("B7701244 was on the approval", "chat", "member_id", [("member_id", "B7701244")]),
        ("coverage for D44109277 please", "chat", None, [("member_id", "D44109277")]),
        ("i have a question about four one four oh nine two two eight five six", "voice", None,
         [("claim_number", "4140922856")]),
        ("one more, 77123", "chat", None, []),
        ("i live in 60614", "chat", None, [("zip", "60614")]),
        ("our group number is 88213", "chat", None, []),
        ("see ref 26300-NS about the peer to peer", "chat", None, []),
        ("my npi is 1770002313 call me", "chat", None, [("npi", "1770002313")]),
        ("is kilo quebec delta one one eight oh nine three still active", "voice", None, [("member_id", "KQD118093")]),
        ("i owe three hundred and twelve dollars", "voice", None, [("amount", "312.00")]),
        ("PT 4 times a week, is it covered", "chat", None, []),
    ],
)  # fmt: skip
def test_a_label_a_question_and_what_is_open_stand(
    text: str, channel: str, expects: str | None, said: list[tuple[str, object]]
) -> None:
    assert facts(text, channel, expects) == said


def test_a_mark_names_what_was_seen_and_its_weights_what_it_speaks_for() -> None:
    line = read("is K4410927 approved", today=TODAY)
    seen = marks(line, line.runs[0], "K4410927")
    assert {"b1 is", "a1 approv", "form A9x7", "typed"} <= set(seen)
    known = weights()
    assert set(known.kinds) == {*KINDS, NO_KIND}
    spoken_for = dict(zip(known.kinds, known.of["a1 approv"], strict=True))
    assert max(spoken_for, key=spoken_for.__getitem__) == "auth_number"
