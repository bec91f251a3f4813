"""The values of lines as billers, members and learners of English say and type them: each read exactly; made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.evaluate import CANONICAL_ENTITIES, ENTITY_KIN, Line, read_lines
from assistant.identifiers import extract

LINES = read_lines([Path(__file__).parents[2] / "nlu" / "development_values.jsonl"])
HEEDED = 0.3


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line.place))
def test_every_value_is_read_exactly_and_no_other(line: Line) -> None:
    today = date.fromisoformat(line.today or "")
    found = extract(line.text, expects=line.expects, channel=line.channel, today=today)
    told = [(ENTITY_KIN.get(f.name, f.name), f.value) for f in found if f.confidence >= HEEDED]
    told = [(name, value) for name, value in told if name in CANONICAL_ENTITIES]
    read = {(name, value if isinstance(value, str) else "/".join(value.values())) for name, value in told}
    assert read == {(name, value) for name, values in line.entities.items() for value in values}
