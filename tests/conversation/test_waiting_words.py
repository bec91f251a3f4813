"""What a waiting caller hears, and which words take them back to the assistant."""

from __future__ import annotations

from datetime import date

import pytest

from backend.conversation.handoffs import rules
from backend.conversation.turns import waiting
from backend.conversation.turns.waiting import Waits


@pytest.mark.parametrize("reason", sorted(rules.REASONS))
@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_every_reason_hears_that_it_is_passed_on(reason: str, before: int) -> None:
    told = " ".join(waiting.line("and what about my other bill", Waits(reason, before, 6)))
    assert "person" in told or "them" in told
    assert "write" in told or "writing" in told


def test_nobody_is_promised_a_time_when_nobody_is_there() -> None:
    assert "can't tell how long" in waiting.line("how long will that take", Waits("asked", 2, None))[0]
    assert "about 12 minutes" in waiting.line("how long will that take", Waits("asked", 2, 12))[0]
    assert "minute" not in waiting.line("my zip is new", Waits("asked", 2, 12))[0]


@pytest.mark.parametrize(
    "said",
    [
        "go back",
        "ok go back please",
        "nah forget it you can do it",
        "never mind the person",
        "i dont need a person anymore",
        "actually you can do it, was it paid",
        "fine you can tell me",
    ],
)
def test_who_wants_the_assistant_again_is_heard(said: str) -> None:
    assert waiting.wants_back(said, "asked")
    assert not waiting.wants_back(said, "fraud")


@pytest.mark.parametrize(
    "said",
    [
        "actually no wait. dont do it",
        "i want my money back",
        "they need to call me back",
        "can you tell them to hurry",
        "i had to go back to the doctor",
        "do i need a person for that",
        "i forgot to say it was in may",
        "never mind my tone, i am just upset",
        "you can reach me at noon",
    ],
)
def test_what_is_told_to_the_person_ends_no_waiting(said: str) -> None:
    assert not waiting.wants_back(said, "asked")


@pytest.mark.parametrize(
    "said", ["i cant breathe", "he passed out", "i want to die", "took too many pills", "call 911"]
)
def test_danger_names_the_number(said: str) -> None:
    assert waiting.line(said, Waits("asked", 1, None)) == [waiting.EMERGENCY]


def test_the_last_day_is_told_where_it_is_asked_and_known() -> None:
    told = waiting.line("till when can i still do it", Waits("dispute", 1, None, date(2027, 3, 26)))[0]
    assert "The last day is March 26, 2027." in told
    assert "how long" not in told
    assert waiting.asks_last_day("till when can i still do it")
    assert not waiting.asks_last_day("how long will that take")


@pytest.mark.parametrize(
    "said",
    ["what was the reference?", "can u repeat the ref number", "i missed the confirmation number", "reference number?",
     "say the reference again", "whats my case number", "i didn't get the reference", "tell me the ticket number"],
)  # fmt: skip
def test_the_reference_is_told_again_while_waiting(said: str) -> None:
    assert waiting.asks_reference(said)
    assert "H1730233" in waiting.line(said, Waits("asked", 2, None, None, "H1730233"))[0]


@pytest.mark.parametrize(
    "said",
    ["my reference is 5550123", "in my case they paid", "what about my case", "the referral was sent", "i got a reference",
     "this is a confirmation", "just in case", "what was the deadline", "reference lab bill", "do you prefer fax"],
)  # fmt: skip
def test_a_word_like_it_asks_for_no_reference(said: str) -> None:
    assert not waiting.asks_reference(said)
