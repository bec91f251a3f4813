"""From probabilities to what is heard: the intent of a line, and the second request it may carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Scores = dict[str, float]
Scorer = Callable[[Sequence[str]], list[Scores]]

CONTROL = frozenset(
    """greet goodbye affirm deny thank inform help hold_on repeat slow_down spell_it restart go_back correct_that dont_know bot_challenge
    identify_provider identify_member identify_representative out_of_scope complain more_details""".split()
)
SOFT = frozenset(
    "greet goodbye thank inform complain identify_provider identify_member identify_representative affirm hold_on".split()
)
_BREAK = re.compile(
    r"\s*(?:[?!;]+|\.(?=\s|$)|\n)+\s*|,?\s+(?:and\s+also|and\s+then|and\s+if|and|also|plus|as\s+well\s+as|but\s+also|then|oh\s+and|or|&|\+|w/)\s+|,\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a probability counts. Tuned on held-out lines; see ARCHITECTURE.md."""

    understood: float = 0.3
    second_request: float = 0.45
    human: float = 0.35
    emergency: float = 0.3
    emergency_whole: float = 0.3


@dataclass(frozen=True, slots=True)
class Decision:
    """The intent with its confidence, the further requests in the order said, and all scores of the whole line."""

    intent: str
    confidence: float
    also: tuple[str, ...]
    scores: Scores


def clauses(line: str) -> list[str]:
    """The parts of a line that may each carry a request."""
    parts = [part.strip(" ,") for part in _BREAK.split(line) if part]
    return [part for part in parts if len(part.split()) >= 1 and any(c.isalpha() for c in part)]


def decide(line: str, score: Scorer, thresholds: Thresholds) -> Decision:
    """The decision for one masked line: what its parts ask for where they ask for different things, else the whole."""
    parts = clauses(line)
    parts = parts if 2 <= len(parts) <= 8 else []
    whole, *by_part = score([line, *parts])
    intent = max(whole, key=lambda name: whole[name])
    requests = _requests(parts, by_part, whole, thresholds)
    if whole.get("medical_emergency", 0.0) >= thresholds.emergency:
        return Decision("medical_emergency", max(whole["medical_emergency"], thresholds.understood), (), whole)
    if len(requests) >= 2 and not (intent in CONTROL - SOFT and whole[intent] > 0.8):
        first, *rest = requests
        return Decision(first, max(whole.get(first, 0.0), requests[first]), tuple(rest), whole)
    if len(requests) == 1 and next(iter(requests)) != intent:
        name, confidence = next(iter(requests.items()))
        if intent in SOFT or whole[intent] < thresholds.understood:
            return Decision(name, max(confidence * 0.9, whole.get(name, 0.0)), (), whole)
        if intent not in CONTROL and whole[intent] > 0.4 and whole.get(name, 0.0) > 0.15:
            return Decision(intent, whole[intent], (name,), whole)
    return _with_person(Decision(intent, whole[intent], (), whole), thresholds)


def _requests(
    parts: Sequence[str], by_part: Sequence[Scores], whole: Scores, thresholds: Thresholds
) -> dict[str, float]:
    """Distinct requests of the parts in order, with their confidence."""
    requests: dict[str, float] = {}
    for part, scores in zip(parts, by_part, strict=True):
        name = max(scores, key=lambda n: scores[n])
        if (
            name in CONTROL
            or scores[name] < thresholds.second_request
            or (len(part.split()) < 2 and scores[name] < 0.8)
        ):
            continue
        if name == "medical_emergency" and whole.get(name, 0.0) < thresholds.emergency_whole:
            continue
        requests[name] = max(requests.get(name, 0.0), scores[name])
    return requests


def _with_person(decision: Decision, thresholds: Thresholds) -> Decision:
    """One who asks for a person is heard even where something else is likelier."""
    whole = decision.scores.get("request_human", 0.0)
    if decision.intent == "request_human" or whole < thresholds.human:
        return decision
    rest = () if decision.intent in CONTROL else (decision.intent,)
    return Decision("request_human", max(whole, thresholds.understood), rest, decision.scores)
