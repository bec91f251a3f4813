"""A further claim beside thanks for the last one, or with a question about it in the same breath."""

from __future__ import annotations

import pytest

from assistant.components.another_matter import thanked_for_the_last, the_next_claim_first
from assistant.components.decision import Decision


def heard(intent: str, *also: str) -> Decision:
    return Decision(intent, 0.9, also, {intent: 0.9})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("thanks so much we've got two more claims", ("thank", "another_claim")),
        ("great thank you i have another one", ("thank", "another_claim")),
        ("thanks, i have one more, xid", ("another_claim",)),
        ("thank you, now the crutches", ("another_claim",)),
        ("i have one more claim", ("another_claim",)),
    ],
)
def test_thanks_and_a_further_claim_announced_are_both_heard(line: str, said: tuple[str, ...]) -> None:
    both = thanked_for_the_last(heard("another_claim"), line)
    assert (both.intent, *both.also) == said


@pytest.mark.parametrize(
    ("line", "intent", "said"),
    [
        ("next i have ada moss did her claim come in", "check_claim_status", ("another_claim", "check_claim_status")),
        ("got one more for you xid why did it deny", "ask_denial_reason", ("another_claim", "ask_denial_reason")),
        ("have another one xid is it paid or still pending", "ask_payment", ("another_claim", "check_claim_status")),
        ("is xid paid or pending", "ask_payment", ("check_claim_status",)),
        ("next i have ada moss", "another_patient", ("another_patient",)),
        ("what is next for this claim", "ask_next_step", ("ask_next_step",)),
        ("got another for you", "inform", ("inform",)),
    ],
)
def test_the_next_claim_is_heard_before_what_is_asked_of_it(line: str, intent: str, said: tuple[str, ...]) -> None:
    both = the_next_claim_first(heard(intent), line)
    assert (both.intent, *both.also) == said
