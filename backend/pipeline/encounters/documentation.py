"""What a note has to say so that a service can be coded: effective-dated rules as data (``data/documentation.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "documentation.json"


@dataclass(frozen=True, slots=True)
class Requirements:
    """The rules in force on one day."""

    levels: dict[str, dict[str, str]]
    """Visit kind → decision making → code."""
    unit_minutes: dict[str, tuple[int, int]]
    """Timed code → minutes of a unit, least minutes of the last unit."""
    counted_together: frozenset[str]
    """Kinds of plan (SBR09) that count the timed minutes of a day together."""
    ladders: tuple[dict[str, int], ...]
    """Codes that differ by time alone → least minutes of each."""
    sided: frozenset[str]

    def ladder(self, procedure: str) -> dict[str, int] | None:
        return next((one for one in self.ladders if procedure in one), None)


@cache
def requirements(day: date) -> Requirements:
    """What counts for services of this day."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    levels: dict[str, dict[str, str]] = next((one["levels"] for one in data["visit_levels"] if _in_force(one, day)), {})
    timed = {
        procedure: (one["minutes_per_unit"], one["least_minutes"])
        for one in data["timed_units"]
        if _in_force(one, day)
        for procedure in one["procedures"]
    }
    together = frozenset(
        kind for one in data["timed_units"] if _in_force(one, day) for kind in one["counted_together_for"]
    )
    ladders = tuple(one["least_minutes"] for one in data["time_ladders"] if _in_force(one, day))
    sided = frozenset(each for one in data["sided"] if _in_force(one, day) for each in one["procedures"])
    return Requirements(levels, timed, together, ladders, sided)


def _in_force(rule: dict[str, Any], day: date) -> bool:
    stop = rule["effective_to"]
    return date.fromisoformat(rule["effective_from"]) <= day and (stop is None or day <= date.fromisoformat(stop))
