"""Denials: triage of files and of posted remittances, the denial record, and the patterns behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.pipeline.denials.facts import AdjustmentFacts, LastDay, Triage
from backend.pipeline.denials.lines import triage_line
from backend.pipeline.denials.triage import triage

__all__ = ["AdjustmentFacts", "LastDay", "Triage", "triage", "triage_file"]


def triage_file(path: Path) -> Iterator[dict[str, Any]]:
    """Triage each line of a JSON Lines file, in order; a bad line yields its id and the problem."""
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                yield triage_line(line)
