"""The appeal just heard of is taken up, or left: neither is a goodbye."""

from __future__ import annotations

import pytest

from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, TODAY, office, settled, wanted

RIGHTS = [{"name": "ask_appeal_rights"}]


@pytest.mark.parametrize(
    "line",
    [
        "alright let's open one",
        "can you file it for us please",
        "okay go ahead and submit one",
        "we'd like to start one",
    ],
)
def test_one_to_be_filed_after_the_right_to_appeal_is_an_appeal(line: str) -> None:
    assert wanted(office(answered=RIGHTS), line, "affirm") == ["start_appeal"]


def test_one_is_the_appeal_offered_where_its_last_day_was_told_last() -> None:
    told = {"answered": [{"name": "ask_timely_filing"}], "told": ["a", "appeal:a"]}
    assert wanted(office(**told), "fine let's open one now", "affirm") == ["start_appeal"]
    assert wanted(office(**told), "fine let's file it", "affirm") == []


@pytest.mark.parametrize(
    "line",
    [
        "let's do that one next",
        "can you do one more claim",
        "we filed one already",
        "how do we file it",
        "they want to file it themselves",
    ],
)
def test_other_things_to_do_open_no_appeal(line: str) -> None:
    assert "start_appeal" not in wanted(office(answered=RIGHTS), line)


def test_nothing_is_filed_where_no_appeal_was_spoken_of() -> None:
    assert wanted(settled(claim=CLAIM, answered=[{"name": "ask_payment"}]), "ok let's file one", "affirm") == []


def left(memory: Memory, line: str) -> tuple[list[str], bool]:
    said = read({"text": line, "intent": {"name": "deny", "confidence": 0.9}, "entities": []}, memory.expects)
    done = control(memory, take_in(memory, said, TODAY), said)
    return [one.response for one in done.says], bool(getattr(done.step, "end", False))


@pytest.mark.parametrize(
    "line",
    [
        "wait no, the doctor wants us to leave it as is",
        "no hold off on that",
        "stop, please don't file it yet",
        "no no let's keep it the way it is",
    ],
)
@pytest.mark.parametrize("offer", [None, {"name": "start_appeal"}])
def test_what_is_left_as_it_is_ends_nothing(line: str, offer: dict[str, str] | None) -> None:
    memory = office(answered=RIGHTS, offer=offer, expects="offer" if offer else "more")
    assert left(memory, line) == (["utter_all_right"], False)


def test_a_question_beside_it_is_answered() -> None:
    assert wanted(office(), "leave it as it is and why was it denied", "ask_denial_reason", 0.9) == [
        "ask_denial_reason"
    ]
