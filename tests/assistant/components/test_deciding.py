"""One request or two, a person in danger, a person asked for: decided from given probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.components.deciding import Scores, Thresholds, clauses, decide

KEYWORDS = {
    "status": "check_claim_status",
    "denied": "ask_denial_reason",
    "appeal": "ask_appeal_rights",
    "deductible": "ask_benefits_used",
    "agent": "request_human",
    "breathing": "medical_emergency",
    "hello": "greet",
    "thanks": "thank",
    "again": "repeat",
}


def score(lines: Sequence[str]) -> list[Scores]:
    """Probabilities by keyword, shared where a line has several."""
    rows = []
    for line in lines:
        said = [intent for word, intent in KEYWORDS.items() if word in line] or ["out_of_scope"]
        rows.append(
            {intent: (0.94 / len(said) if intent in said else 0.005) for intent in [*KEYWORDS.values(), "out_of_scope"]}
        )
    return rows


@pytest.mark.parametrize(
    ("line", "intent", "also"),
    [
        ("why was it denied", "ask_denial_reason", ()),
        ("why was it denied and how do i appeal", "ask_denial_reason", ("ask_appeal_rights",)),
        ("how do i appeal? why was it denied?", "ask_appeal_rights", ("ask_denial_reason",)),
        ("status please, also what is my deductible", "check_claim_status", ("ask_benefits_used",)),
        ("hello, i need a claim status", "check_claim_status", ()),
        ("claim status and thanks", "check_claim_status", ()),
        ("what is the status and get me an agent", "check_claim_status", ("request_human",)),
        ("he is not breathing and what is the status", "medical_emergency", ()),
        ("claim status and the status", "check_claim_status", ()),
        ("yes that's right and what is my deductible", "affirm", ("ask_benefits_used",)),
        ("yes what is my deductible", "ask_benefits_used", ()),
        ("say that once again and what is my deductible", "repeat", ("ask_benefits_used",)),
    ],
)
def test_requests_of_a_line_in_the_order_said(line: str, intent: str, also: tuple[str, ...]) -> None:
    decision = decide(line, score, Thresholds())
    assert (decision.intent, decision.also) == (intent, also)
    assert decision.confidence >= Thresholds().understood


def test_clauses_are_the_parts_that_may_ask_for_something() -> None:
    parts = [
        (clause.text, clause.joined_weakly) for clause in clauses("why denied? and how do i appeal, or what now...")
    ]
    assert parts == [("why denied", False), ("and how do i appeal", False), ("or what now", True)]


def test_a_person_is_heard_where_something_else_is_likelier() -> None:
    def unsure(lines: Sequence[str]) -> list[Scores]:
        return [{"ask_denial_reason": 0.5, "request_human": 0.4} for _ in lines]

    decision = decide("let somebody explain this", unsure, Thresholds())
    assert (decision.intent, decision.also) == ("request_human", ("ask_denial_reason",))
