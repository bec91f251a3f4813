"""The automatic score sees what a machine can see, and an override makes it zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backend.conversation.supervision.scorecard import SECTIONS, SeenTurn, automatic, total_of

START = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
GREETING = SeenTurn(START, 0.1, "start", None, False, "I am an automated assistant.", False)


def later(minutes: int, **changes: object) -> SeenTurn:
    plain = SeenTurn(START + timedelta(minutes=minutes), 0.1, "inform", None, False, "Thank you.", False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_sections_add_up_to_a_hundred() -> None:
    assert sum(SECTIONS.values()) == 100


def test_good_conversation_keeps_all_points() -> None:
    score = automatic([GREETING, later(2, spoke_of_claim=True)], START + timedelta(minutes=1), handed_off=False)
    assert score.total == 100
    assert score.auto_fails == ()


def test_word_of_a_claim_before_proof_fails_everything() -> None:
    for verified in (None, START + timedelta(minutes=3)):
        score = automatic([GREETING, later(2, spoke_of_claim=True)], verified, handed_off=False)
        assert score.auto_fails == ("disclosed_before_verification",)
        assert score.total == 0


def test_missing_notice_of_automation_costs_the_opening() -> None:
    score = automatic([replace(GREETING, answer_text="Hello!")], None, handed_off=False)
    assert score.points["opening"] == 0


def test_same_question_four_times_and_misunderstandings_cost_points() -> None:
    turns = [GREETING, *(later(n, expected="npi", intent="nlu_fallback") for n in range(1, 5))]
    score = automatic(turns, None, handed_off=True)
    assert score.points["empathy"] < SECTIONS["empathy"]
    assert score.points["resolution"] < SECTIONS["resolution"]
    assert any("npi" in remark for remark in score.remarks)


def test_total_is_zero_with_any_override() -> None:
    assert total_of(SECTIONS, []) == 100
    assert total_of(SECTIONS, ["medical_advice"]) == 0
