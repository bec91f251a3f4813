"""Appeals: last days of files of events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from backend.pipeline.appeals.lines import deadline_line


def deadlines_file(path: Path, today: date) -> Iterator[dict[str, Any]]:
    """The last day for each line of a JSON Lines file, in order; a bad line yields its id and the problem."""
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                yield deadline_line(line, today)
