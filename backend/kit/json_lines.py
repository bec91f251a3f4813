"""Facts that come as lines of JSON, one object a line; what is wrong with a line is its answer, never an exception."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any


class BadLine(ValueError):
    """A line that cannot be read; the sentence names the field and never repeats its value."""


def answer_to(line: str, answer: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """What is answered to a line's object, under its id; to a line that cannot be read its id and the problem."""
    name: Any = None
    try:
        row = json.loads(line)
        if not isinstance(row, Mapping):
            raise BadLine("the line is no JSON object")
        name = row.get("id")
        return {"id": name} | answer(row)
    except BadLine as trouble:
        return {"id": name, "problem": str(trouble)}
    except (ValueError, RecursionError):
        return {"id": name, "problem": "the line is not valid JSON"}


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file that hold anything, in order."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        yield from (line for line in lines if line.strip())
