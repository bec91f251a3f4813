"""What was learned from corrected turns and exported: each regression line is trained as what it has to be understood as."""

from __future__ import annotations

import json
from pathlib import Path

from tests.nlu.test_training_lines import plain, training_lines

LEARNED = Path(__file__).parent / "learned" / "learned.jsonl"


def test_each_regression_line_is_trained_as_what_it_is() -> None:
    rows = [json.loads(row) for row in LEARNED.read_text("utf-8").splitlines()] if LEARNED.exists() else []
    trained = {plain(line): intent for intent, line in training_lines()}
    assert {row["id"]: trained.get(plain(row["text"])) for row in rows} == {row["id"]: row["intent"] for row in rows}
    assert len({row["id"] for row in rows}) == len(rows)
