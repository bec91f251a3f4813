"""A list that is done ends the talk as "that's all" does."""

from __future__ import annotations

import pytest

from actions.closing import is_through
from actions.control_words import bears_out
from actions.heard import read


@pytest.mark.parametrize(
    "line",
    [
        "ok great, that's my whole stack",
        "perfect that was the last one on my list thank you",
        "thanks, we're through our list for today",
        "all right that is everything on my end",
        "good, that was my last patient. have a nice day",
    ],
)
def test_a_list_that_is_done_asks_for_nothing_more(line: str) -> None:
    said = read({"text": line, "intent": {"name": "list_claims", "confidence": 0.6}, "entities": []}, "more")
    assert said.intents == ("deny",)
    assert bears_out("deny", said)


@pytest.mark.parametrize(
    "line",
    [
        "was that the whole list?",
        "that was my last claim, when was it paid",
        "the last one on my list is 4410098",
        "can you read my whole list",
        "that was my whole list but one is missing",
        "i'm on my last claim now and it's denied",
    ],
)
def test_a_list_spoken_of_is_not_done(line: str) -> None:
    assert not is_through(line)
