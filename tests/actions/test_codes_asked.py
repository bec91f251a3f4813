"""A code named or asked about while something else was asked for."""

from __future__ import annotations

import asyncio

import pytest

from actions.general_answers import answer
from actions.memory import Memory
from tests.actions.spoken import Talk, office

CODES = [
    "whats CO 16",
    "ok and what is N290",
    "what does PR-1 mean on an 835",
    "what is co16",
    "MA130 means?",
    "ok and N290?",
]
PROOFS = {
    "npi": "1911964587",
    "tax_id": "76252",
    "member_id": "975375675755",
    "date_of_birth": "01/01/1973",
    "date_of_service": "05/03/2026",
}


@pytest.mark.parametrize("asked", PROOFS)
@pytest.mark.parametrize("line", CODES)
def test_a_code_asked_about_amid_the_proofs_is_explained_and_the_proof_is_heard_next(line: str, asked: str) -> None:
    talk = office(asked).say(line)
    assert (talk.answered, talk.asked, talk.memory.piece) == (["explain_code"], asked, None)
    talk.say(PROOFS[asked])
    assert getattr(talk.memory, asked) is not None
    assert not talk.missed


@pytest.mark.parametrize("line", ["CO 16", "co45", "N290", "remark code N290"])
@pytest.mark.parametrize("asked", ["npi", "tax_id", "date_of_birth"])
def test_letters_are_no_part_of_figures(line: str, asked: str) -> None:
    talk = office(asked).say(line)
    assert (talk.answered, talk.asked) == (["explain_code"], asked)


@pytest.mark.parametrize("line", ["is that on the 835", "do you need the 277ca", "is the 1500 form ok"])
@pytest.mark.parametrize("asked", ["npi", "member_id"])
def test_the_number_of_a_form_is_no_identifier(line: str, asked: str) -> None:
    talk = office(asked).say(line)
    assert talk.memory.piece is None
    assert getattr(talk.memory, asked) is None


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("npi", ["one nine one one", "nine six four five eight seven"]),
        ("npi", ["1911964587"]),
        ("npi", ["19 119 64587"]),
        ("npi", ["1911964587 what else do you need"]),
        ("tax_id", ["it's 76252"]),
        ("tax_id", ["seven six two", "five two"]),
        ("member_id", ["w one four three", "four three five one six three"]),
        ("member_id", ["N123456789"]),
        ("member_id", ["MA1234567890"]),
        ("member_id", ["PR12345678"]),
        ("member_id", ["n one two three", "four five six seven eight nine"]),
        ("member_id", ["5GY5QC2NT39"]),
        ("date_of_birth", ["november 16 1964"]),
        ("date_of_birth", ["March 9, 1971, is that what you need?"]),
        ("date_of_service", ["may 3rd 2026"]),
    ],
)
def test_an_identifier_or_a_day_is_taken_as_what_it_is(asked: str, lines: list[str]) -> None:
    talk = office(asked)
    for line in lines:
        talk.say(line)
    assert getattr(talk.memory, asked) is not None
    assert talk.answered == []


def test_a_code_asked_about_amid_an_npi_in_pieces_leaves_the_pieces() -> None:
    talk = office("npi").say("one nine one one").say("whats N290?")
    assert (talk.answered, talk.asked) == (["explain_code"], "npi")
    assert talk.say("nine six four five eight seven").memory.npi == "1911964587"
    talk = office("member_id").say("w one four three").say("whats CO 16")
    assert (talk.answered, talk.asked) == (["explain_code"], "member_id")
    assert talk.say("four three five one six three").memory.member_id == "W143435163"


def test_a_member_id_begun_where_the_npi_is_asked_for_is_no_half_npi() -> None:
    talk = office("npi").say("w one four three")
    assert talk.memory.piece is None
    assert talk.missed


@pytest.mark.parametrize("line", ["co45", "and N290", "CO 16", "MA130 means?"])
def test_a_code_alone_beside_nothing_asked_is_explained(line: str) -> None:
    talk = Talk(Memory(speaker="provider", expects="more")).say(line, "inform", 0.9)
    assert talk.answered == ["explain_code"]


def test_a_code_not_caught_is_no_question_of_its_own_amid_the_proofs() -> None:
    memory = Memory(speaker="provider", expects="tax_id")
    told = asyncio.run(answer({"name": "explain_code"}, memory, "chat:1", "chat"))
    assert [say.response for say in told.says] == ["utter_code_with_its_letters"]
    assert told is not None
    assert told.then is None
