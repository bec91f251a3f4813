"""Lines of JSON: each is answered under its id, or told what is wrong with it without its words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from backend.kit.json_lines import BadLine, answer_to, lines_of


def doubled(row: Mapping[str, Any]) -> dict[str, Any]:
    if "count" not in row:
        raise BadLine("count is missing")
    return {"twice": 2 * int(row["count"])}


def test_a_line_is_answered_under_its_id() -> None:
    assert answer_to('{"id": "a", "count": 3}', doubled) == {"id": "a", "twice": 6}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "a"}', {"id": "a", "problem": "count is missing"}),
        ("[1]", {"id": None, "problem": "the line is no JSON object"}),
        ('{"id": ', {"id": None, "problem": "the line is not valid JSON"}),
        ("[" * 100_000, {"id": None, "problem": "the line is not valid JSON"}),
    ],
)
def test_a_line_that_cannot_be_read_is_told_what_is_wrong_with_it(line: str, told: dict[str, Any]) -> None:
    assert answer_to(line, doubled) == told


def test_empty_lines_and_strange_bytes_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b'{"id": 1}\n\n  \n\xff\n{"id": 2}')
    assert [line.strip() for line in lines_of(path)] == ['{"id": 1}', "\ufffd", '{"id": 2}']
