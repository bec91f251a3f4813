"""What a new model may lose, and what it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.conversation.learning.comparison import Measured, bounds, measured, refusals

RECALL = {
    "request_human": (0.99, 100),
    "medical_emergency": (1.0, 60),
    "check_claim_status": (0.95, 80),
    "greet": (1.0, 5),
}
BEFORE = Measured(1000, 0.97, 0.98, 0.99, RECALL, 2, frozenset({"learned-2"}))
NEW = frozenset({"learned-2"})


def verdict(after: Measured, new: frozenset[str] = NEW) -> list[str]:
    return refusals(BEFORE, after, new, bounds())


def test_better_model_is_taken() -> None:
    assert verdict(replace(BEFORE, macro_f1=0.972, missed=frozenset())) == []


@pytest.mark.parametrize("name", ["request_human", "medical_emergency"])
def test_no_fall_in_hearing_a_wish_for_a_person_or_an_emergency_is_allowed(name: str) -> None:
    found = verdict(replace(BEFORE, recall=RECALL | {name: (RECALL[name][0] - 0.001, 100)}, missed=frozenset()))
    assert len(found) == 1
    assert found[0].startswith(f"Recall of {name} would fall")


def test_intent_that_vanished_from_the_report_counts_as_never_heard() -> None:
    rest = {name: value for name, value in RECALL.items() if name != "medical_emergency"}
    assert "medical_emergency" in verdict(replace(BEFORE, recall=rest, missed=frozenset()))[0]


@pytest.mark.parametrize(("fall", "refused"), [(0.002, False), (0.0031, True)])
def test_macro_f1_may_fall_by_the_bound_and_no_more(fall: float, refused: bool) -> None:
    assert bool(verdict(replace(BEFORE, macro_f1=0.97 - fall, missed=frozenset()))) is refused


def test_values_may_not_be_read_worse() -> None:
    assert verdict(replace(BEFORE, entities_exact=0.989, missed=frozenset())) != []


def test_another_intent_may_waver_but_not_break_down() -> None:
    assert verdict(replace(BEFORE, recall=RECALL | {"check_claim_status": (0.9, 80)}, missed=frozenset())) == []
    assert verdict(replace(BEFORE, recall=RECALL | {"check_claim_status": (0.8, 80)}, missed=frozenset())) != []
    assert verdict(replace(BEFORE, recall=RECALL | {"greet": (0.8, 5)}, missed=frozenset())) == []


def test_what_was_learned_is_not_forgotten() -> None:
    assert verdict(replace(BEFORE, missed=frozenset({"learned-1"}))) == ["1 line learned before would be forgotten."]


def test_model_that_learned_nothing_is_not_taken() -> None:
    assert verdict(BEFORE) == ["None of the new examples is understood as it should be."]


def test_reports_of_evaluate_are_read() -> None:
    report = {
        "lines": 3, "macro_f1": 0.5, "intent_accuracy": 0.6, "entities_exact": None,
        "intents": {"greet": {"recall": 0.5, "count": 2}, "thank": {"recall": 0.0, "count": 0}},
    }  # fmt: skip
    found = measured(
        report,
        {
            "lines": 2,
            "misses": [{"id": "learned-1", "wrong": ["intent"]}, {"id": "learned-2", "wrong": ["npi missing"]}],
        },
    )
    assert found.unread == 1
    assert (found.recall, found.learned, found.missed) == ({"greet": (0.5, 2)}, 2, frozenset({"learned-1"}))
    assert measured(report, None).as_json()["learned_right"] == 0
