"""The deadline command's format, and lines that are not what they should be."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from backend.pipeline.appeals.lines import deadline_line
from backend.pipeline.appeals.service import deadlines_file

TODAY = date(2026, 4, 1)
GOOD = {
    "id": "d1",
    "plan_type": "erisa",
    "event": "initial_denial",
    "notice_date": "2026-03-10",
    "received_date": None,
    "urgent": False,
    "pre_service": False,
    "amount": "420.00",
    "payer": None,
}


def test_a_deadline_comes_with_action_days_left_rule_and_source() -> None:
    row = deadline_line(json.dumps(GOOD), TODAY)
    assert list(row) == ["id", "action", "deadline", "days_left", "decision_due", "rule", "source"]
    assert (row["deadline"], row["days_left"]) == ("2026-09-08", 160)


def test_an_unknown_plan_type_is_said_and_not_guessed() -> None:
    row = deadline_line(json.dumps(GOOD | {"plan_type": "unknown"}), TODAY)
    assert set(row) == {"id", "unknown"}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"id": 1}',
        json.dumps(GOOD | {"notice_date": "10/03/2026"}),
        json.dumps(GOOD | {"notice_date": None}),
        json.dumps(GOOD | {"notice_date": "9999-12-31"}),
        json.dumps(GOOD | {"notice_date": "0001-01-01"}),
        json.dumps(GOOD | {"received_date": "2026-02-30"}),
        json.dumps(GOOD | {"amount": "much"}),
        json.dumps(GOOD | {"amount": "NaN"}),
        json.dumps(GOOD | {"remarks": "MA130"}),
        json.dumps(GOOD | {"event": ["initial_denial"]}),
    ],
)
def test_a_bad_line_is_a_problem_and_never_a_traceback(line: str) -> None:
    row = deadline_line(line, TODAY)
    assert set(row) == {"id", "problem"} or set(row) == {"id", "unknown"}


def test_the_file_is_answered_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\nnot json\n" + json.dumps(GOOD | {"id": "d2"}) + "\n")
    assert [row["id"] for row in deadlines_file(path, TODAY)] == ["d1", None, "d2"]


def test_remark_ma130_leaves_no_appeal_right() -> None:
    row = deadline_line(json.dumps(GOOD | {"plan_type": "medicare", "remarks": ["MA130"]}), TODAY)
    assert "no appeal right" in row["unknown"]
