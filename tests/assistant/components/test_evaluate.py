"""Measuring: how answers are compared, what is counted, and what a wrong file gets told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluate import CannotMeasure, Line, Understood, canonical_value, main, measure, read_lines, same_intent


class Parrot:
    """Understands each line as it was told to."""

    def __init__(self, answers: dict[str, Understood]) -> None:
        self.answers = answers

    def parse(self, line: Line) -> Understood:
        return self.answers[line.text]


def a_line(text: str, intent: str, also: tuple[str, ...] = (), entities: dict[str, list[object]] | None = None) -> Line:
    return Line("here", text, "chat", intent, also, entities or {}, None, None)


def test_counts_of_intents_second_requests_and_facts() -> None:
    lines = [
        a_line("one", "ask_payment", ("request_document",), {"claim_number": ["CLM-12"]}),
        a_line("two", "ask_payment", entities={"date_of_service": ["2026-03-03"]}),
        a_line("three", "repeat"),
    ]
    answers = {
        "one": Understood("ask_payment", 0.9, ("request_document",), {"claim_number": ["CLM12"]}, 10.0),
        "two": Understood("ask_denial_reason", 0.9, (), {"date_of_service": ["2026-03-04"]}, 20.0),
        "three": Understood("slow_down", 0.9, (), {}, 5.0),
    }
    report = measure(lines, Parrot(answers)).as_json()
    assert report["intent_accuracy"] == 0.6667
    assert report["double_requests"] == {"lines": 1, "both_found": 1.0}
    assert report["entities"]["claim_number"]["exact"] == 1.0
    assert report["entities"]["date_of_service"]["exact"] == 0.0
    assert [miss["wrong"] for miss in report["misses"]] == [
        ["intent", "date_of_service missing", "date_of_service invented"]
    ]


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("npi", "177-000-2313", "1770002313"),
        ("person_name", "DOE, jane", "doe  Jane"),
        ("amount", "1,234.5", "1234.50"),
        ("adjustment_code", "co 45", "CO-45"),
        ("date_of_service", {"start": "2026-03-01", "end": "2026-03-01"}, "2026-03-01"),
    ],
)
def test_values_are_compared_in_one_form(name: str, one: object, other: object) -> None:
    assert canonical_value(name, one) == canonical_value(name, other)


def test_a_refinement_counts_as_its_canonical_intent_only_where_that_is_wanted() -> None:
    assert same_intent("repeat", "slow_down")
    assert same_intent("slow_down", "slow_down")
    assert not same_intent("slow_down", "repeat")


@pytest.mark.parametrize(
    "content",
    ["not json", "{}", '{"text": 1, "intent": "greet"}', '{"text": "a", "intent": "greet", "channel": "fax"}', ""],
)
def test_a_wrong_file_is_refused_with_its_place(content: str, tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(content)
    with pytest.raises(CannotMeasure):
        read_lines([path])


def test_a_missing_model_is_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps({"text": "hi", "intent": "greet"}))
    assert main([str(path), "--model", str(tmp_path)]) == 1
    assert "no trained model" in capsys.readouterr().err
