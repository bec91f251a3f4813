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


DRAFT = "Nothing is filed until you and a person finish it."


def test_a_draft_is_spoken_of_once_and_again_where_it_is_asked_about() -> None:
    assert DRAFT in waiting.line("wait, not yet please", Waits("dispute", 0, None, has_draft=True))[0]
    for said in ("my wife sees it the same way", "ok i'll be in touch", "it was in may by the way"):
        assert DRAFT not in waiting.line(said, Waits("dispute", 1, None, has_draft=True))[0]
    for said in ("has it been filed already", "please cancel the appeal", "what happens next", "dont send it"):
        assert DRAFT in waiting.line(said, Waits("dispute", 2, None, has_draft=True))[0]


@pytest.mark.parametrize("before", [0, 1, 2])
def test_no_draft_is_spoken_of_where_none_was_opened(before: int) -> None:
    assert "draft" not in waiting.line("is it filed now", Waits("dispute", before, None))[0]


@pytest.mark.parametrize("reason", ["complaint", "fraud", "failed_verification", "representative", "language"])
def test_why_somebody_waits_is_said_once(reason: str) -> None:
    told = [waiting.line("it was a tuesday", Waits(reason, before, None))[0] for before in (0, 1, 2)]
    assert len(told[0]) > len(told[1])
    assert waiting.line("how will i hear of it", Waits(reason, 1, None))[0] not in told


@pytest.mark.parametrize(
    "said",
    ["until which day may we think about it", "how late can i still appeal", "up to what date is it possible",
     "how many days are left", "do i have time to decide"],
)  # fmt: skip
def test_the_last_day_is_asked_for_in_many_ways(said: str) -> None:
    assert waiting.asks_last_day(said)


@pytest.mark.parametrize(
    "said", ["when do you call me", "how long is the line", "at what time do you close", "it was the last one"]
)
def test_other_times_are_no_last_day(said: str) -> None:
    assert not waiting.asks_last_day(said)


def test_what_goes_with_an_appeal_is_told_in_general_words() -> None:
    for said in ("which documents should go with that", "what do i send along", "do i need a letter"):
        told = waiting.line(said, Waits("dispute", 1, None, has_draft=True))[0]
        assert "papers that support it" in told
    assert "papers that support it" not in waiting.line("what papers do i need", Waits("complaint", 1, None))[0]
    assert "papers that support it" not in waiting.line("my doctor has the papers", Waits("dispute", 1, None))[0]


def test_the_time_of_an_appeal_is_not_the_time_of_the_wait() -> None:
    told = waiting.line("how long until there is a decision", Waits("dispute", 1, None, has_draft=True))[0]
    assert "60 days" in told
    assert "no one is free" not in told
    assert "60 days" not in waiting.line("how long until somebody comes", Waits("dispute", 1, None))[0]


def test_who_asks_what_the_interpreter_costs_hears_that_it_is_free() -> None:
    assert "free interpreter" in waiting.line("must i pay for an interpreter", Waits("language", 2, None))[0]


def test_who_has_changed_their_mind_hears_that_nothing_is_filed() -> None:
    assert "not filed anything" in waiting.line("no stop, forget it", Waits("dispute", 1, None))[0]
