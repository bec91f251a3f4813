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


def test_no_fall_in_hearing_an_emergency_is_allowed() -> None:
    found = verdict(replace(BEFORE, recall=RECALL | {"medical_emergency": (0.999, 1000)}, missed=frozenset()))
    assert found == ["Recall of medical_emergency would fall from 1.000 to 0.999; at most 0.000 is allowed."]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (0.997, 0.995, []),
        (0.997, 0.993, ["Recall of request_human would fall from 0.997 to 0.993; at most 0.003 is allowed."]),
        (0.991, 0.989, ["Recall of request_human would be 0.989; at least 0.990 is promised."]),
        (0.985, 0.986, []),
    ],
)
def test_hearing_a_wish_for_a_person_wavers_by_a_line_or_two_and_never_below_the_promise(
    was: float, now: float, said: list[str]
) -> None:
    before = replace(BEFORE, recall=RECALL | {"request_human": (was, 900)})
    after = replace(BEFORE, recall=RECALL | {"request_human": (now, 900)}, missed=frozenset())
    assert refusals(before, after, NEW, bounds()) == said


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
