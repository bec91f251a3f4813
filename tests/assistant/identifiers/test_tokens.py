"""Phrases are found where they stand whole, by the order they are named in."""

from __future__ import annotations

import pytest

from assistant.identifiers.tokens import Phrases, tokenise

PHRASES = Phrases([("no", "wait"), ("no",), ("start", "over")])


@pytest.mark.parametrize(
    ("text", "i", "wanted"),
    [
        ("No wait, seven", 0, ("no", "wait")),
        ("no, wait", 0, ("no",)),
        ("seven no", 1, ("no",)),
        ("let me start", 2, ()),
        ("let me start over", 2, ("start", "over")),
        ("seven", 1, ()),
        ("knows nothing", 0, ()),
    ],
)
def test_a_phrase_is_found_only_whole(text: str, i: int, wanted: tuple[str, ...]) -> None:
    assert PHRASES.at(tokenise(text), i) == wanted
