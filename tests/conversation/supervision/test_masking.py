"""Masking covers what identifies a person and leaves the rest readable."""

from __future__ import annotations

import pytest

from backend.conversation.supervision.masking import COVER, masked


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("npi is 1770002313", "1770002313"),
        ("177-000-2313", "2313"),
        ("member id XQP904551 please", "XQP904551"),
        ("x as in x-ray q p nine oh four", "nine oh four"),
        ("born March 5th, 1980", "1980"),
        ("born march fifth nineteen eighty", "fifth"),
        ("05/03/1980", "1980"),
        ("the 5th of March 1980", "1980"),
        ("1 7 7 0 0", "7 7"),
        ("write to zora.quill@example.test", "zora"),
        ("five five five oh one four three", "five five"),
    ],
)
def test_identifier_is_covered(said: str, hidden: str) -> None:
    assert hidden not in masked(said)
    assert COVER in masked(said)


def test_known_names_are_covered_whatever_their_case() -> None:
    assert masked("this is ZORA quill speaking", ["Zora", "Quill"]) == f"this is {COVER} {COVER} speaking"


@pytest.mark.parametrize(
    "said",
    ["why was it denied?", "The plan paid $1,240.00 and your share is $30.00.", "we billed two claims", "code CO-45"],
)
def test_words_and_amounts_stay_readable(said: str) -> None:
    assert masked(said) == said
