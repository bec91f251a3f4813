"""The automatic score sees what a machine can see, and an override makes it zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backend.conversation.supervision.accuracy import Checked
from backend.conversation.supervision.scorecard import SECTIONS, Circumstances, SeenTurn, automatic, total_of

START = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
GREETING = SeenTurn(START, 0.1, "start", None, False, "I am an automated assistant.", False)


def later(minutes: int, **changes: object) -> SeenTurn:
    plain = SeenTurn(START + timedelta(minutes=minutes), 0.1, "inform", None, False, "Thank you.", False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_sections_add_up_to_a_hundred() -> None:
    assert sum(SECTIONS.values()) == 100


def test_good_conversation_keeps_all_points() -> None:
    score = automatic([GREETING, later(2, spoke_of_claim=True)], Circumstances(START + timedelta(minutes=1)))
    assert score.total == 100
    assert score.auto_fails == ()


def test_word_of_a_claim_before_proof_fails_everything() -> None:
    for verified in (None, START + timedelta(minutes=3)):
        score = automatic([GREETING, later(2, spoke_of_claim=True)], Circumstances(verified))
        assert score.auto_fails == ("disclosed_before_verification",)
        assert score.total == 0


def test_missing_notice_of_automation_costs_the_opening() -> None:
    score = automatic([replace(GREETING, answer_text="Hello!")], Circumstances())
    assert score.points["opening"] == 0


def test_same_question_four_times_and_misunderstandings_cost_points() -> None:
    turns = [GREETING, *(later(n, expected="npi", intent="nlu_fallback") for n in range(1, 5))]
    score = automatic(turns, Circumstances(handed_off=True))
    assert score.points["empathy"] < SECTIONS["empathy"]
    assert score.points["resolution"] < SECTIONS["resolution"]
    assert any("npi" in remark for remark in score.remarks)


def test_total_is_zero_with_any_override() -> None:
    assert total_of(SECTIONS, []) == 100
    assert total_of(SECTIONS, ["medical_advice"]) == 0


def test_claim_of_a_stranger_and_a_promise_and_medical_advice_fail_everything() -> None:
    said = {
        "wrong_identity": ([GREETING], Circumstances(stranger=True)),
        "promise_of_payment": (
            [GREETING, later(1, answer_text="Your claim will be paid.", by_agent=True)],
            Circumstances(),
        ),
        "medical_advice": (
            [GREETING, later(1, answer_text="You should stop taking it.", by_agent=True)],
            Circumstances(),
        ),
    }
    for name, (turns, known) in said.items():
        assert (automatic(turns, known).auto_fails, automatic(turns, known).total) == ((name,), 0)


def test_each_wrong_fact_costs_accuracy_and_names_its_turn() -> None:
    known = Circumstances(
        checked=Checked(9, ((4, "an amount the record did not hold"), (6, "evidence that did not stand then")))
    )
    score = automatic([GREETING], known)
    assert score.points["accuracy"] == SECTIONS["accuracy"] - 20
    assert (score.facts, score.wrong) == (9, 2)
    assert "Turn 4: an amount the record did not hold." in score.remarks


def test_denial_told_without_what_comes_next_costs_scope() -> None:
    bare = later(1, spoke_of_denial=True, answer_text="It was denied: no authorization.")
    assert automatic([GREETING, bare], Circumstances()).points["scope"] < SECTIONS["scope"]
    whole = replace(bare, answer_text="It was denied. You can appeal by June 3, 2026.")
    assert automatic([GREETING, whole], Circumstances()).points["scope"] == SECTIONS["scope"]


def test_agents_tone_is_looked_at_and_the_assistants_speed() -> None:
    rude = later(1, by_agent=True, answer_text="Calm down, as I told you.", number=7)
    assert any("7" in remark for remark in automatic([GREETING, rude], Circumstances()).remarks)
    slow = automatic([GREETING, later(1, seconds_to_answer=9.0)], Circumstances())
    assert slow.points["resolution"] < SECTIONS["resolution"]
