"""Whether a newly trained model may take the place of the one in force: nothing that matters may get worse. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a measure may fall; shares of one."""

    recall_may_fall: Mapping[str, float]
    """Per intent that must not be missed."""
    recall_least: Mapping[str, float]
    """What is promised of an intent: no fall, however small, goes below it."""
    macro_f1_may_fall: float
    intent_accuracy_may_fall: float
    entities_exact_may_fall: float
    intent_recall_may_fall: float
    """For every other intent with enough lines."""
    intent_lines_least: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One model on the held-out lines, and the learned lines it gets wrong."""

    lines: int
    macro_f1: float
    intent_accuracy: float
    entities_exact: float
    recall: Mapping[str, tuple[float, int]]
    """Per intent: recall and number of lines."""
    learned: int
    missed: frozenset[str]
    """Learned lines whose intent it does not get."""
    unread: int = 0
    """Learned lines with a value it does not get: values are read by rules, so these are for who writes the rules."""

    def as_json(self) -> dict[str, Any]:
        """Without the lines themselves."""
        return {
            "lines": self.lines,
            "macro_f1": self.macro_f1,
            "intent_accuracy": self.intent_accuracy,
            "entities_exact": self.entities_exact,
            "recall": {name: self.recall[name][0] for name in sorted(self.recall)},
            "learned": self.learned,
            "learned_right": self.learned - len(self.missed),
            "values_unread": self.unread,
        }


@cache
def bounds() -> Bounds:
    """From bounds.json beside this module."""
    return Bounds(**json.loads((Path(__file__).parent / "bounds.json").read_text(encoding="utf-8")))


def measured(held_out: Mapping[str, Any], learned: Mapping[str, Any] | None) -> Measured:
    """From two reports of ``claimline nlu evaluate --json``."""
    misses = (learned or {}).get("misses", [])
    return Measured(
        lines=held_out["lines"],
        macro_f1=held_out["macro_f1"],
        intent_accuracy=held_out["intent_accuracy"] or 0.0,
        entities_exact=held_out["entities_exact"] or 0.0,
        recall={name: (row["recall"], row["count"]) for name, row in held_out["intents"].items() if row["count"]},
        learned=(learned or {}).get("lines", 0),
        missed=frozenset(one["id"] for one in misses if _misheard(one["wrong"])),
        unread=sum(any(not _misheard([wrong]) for wrong in one["wrong"]) for one in misses),
    )


def _misheard(wrong: Sequence[str]) -> bool:
    return any(one == "intent" or one.startswith("also") for one in wrong)


def refusals(before: Measured, after: Measured, new: frozenset[str], allowed: Bounds) -> list[str]:
    """Why the new model is not taken, in sentences; empty: it is. ``new`` are the learned lines added by this run."""
    found = []
    for name, fall in allowed.recall_may_fall.items():
        found += _fallen(f"Recall of {name}", before.recall.get(name), after.recall.get(name), fall)
    for name, least in allowed.recall_least.items():
        was, now = (one.recall.get(name, (0.0, 0))[0] for one in (before, after))
        if now < min(was, least):
            found.append(f"Recall of {name} would be {now:.3f}; at least {least:.3f} is promised.")
    for title, was, now, fall in (
        ("Macro-F1", before.macro_f1, after.macro_f1, allowed.macro_f1_may_fall),
        ("The share of right intents", before.intent_accuracy, after.intent_accuracy, allowed.intent_accuracy_may_fall),
        ("The share of exact values", before.entities_exact, after.entities_exact, allowed.entities_exact_may_fall),
    ):
        found += _fallen(title, (was, 0), (now, 0), fall)
    for name, (was, count) in before.recall.items():
        if name not in allowed.recall_may_fall and count >= allowed.intent_lines_least:
            found += _fallen(f"Recall of {name}", (was, count), after.recall.get(name), allowed.intent_recall_may_fall)
    lost = after.missed - before.missed - new
    if lost:
        found.append(f"{_count(len(lost), 'line')} learned before would be forgotten.")
    if new and new <= after.missed:
        found.append("None of the new examples is understood as it should be.")
    return found


def _fallen(title: str, was: tuple[float, int] | None, now: tuple[float, int] | None, allowed: float) -> list[str]:
    if was is None:
        return []
    value = now[0] if now else 0.0
    if was[0] - value <= allowed + 1e-9:
        return []
    return [f"{title} would fall from {was[0]:.3f} to {value:.3f}; at most {allowed:.3f} is allowed."]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
