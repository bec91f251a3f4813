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
URGENT = ("medical_emergency", "request_human")
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
    """The decision for one masked line."""
    parts = clauses(line)
    parts = parts if 2 <= len(parts) <= 8 else []
    whole, *by_part = score([line, *parts])
    intent = max(whole, key=lambda name: whole[name])
    requests = _requests(parts, by_part, thresholds)
    if len(requests) > 1 and not (intent in CONTROL and whole[intent] > 0.8):
        if intent in CONTROL or intent not in requests:
            first = requests[0] if intent in CONTROL or whole[requests[0]] > 0.05 else intent
        else:
            first = requests[0]
        if first not in requests:
            requests = [first, *requests]
        return _with_urgent(first, tuple(r for r in requests if r != first), whole, by_part, thresholds)
    if len(requests) == 1 and requests[0] != intent and intent not in CONTROL:
        if whole[intent] > 0.4 and by_part and whole[requests[0]] > 0.15:
            return _with_urgent(intent, (requests[0],), whole, by_part, thresholds)
    return _with_urgent(intent, (), whole, by_part, thresholds)


def _requests(parts: Sequence[str], by_part: Sequence[Scores], thresholds: Thresholds) -> list[str]:
    """Distinct requests of the parts, in order."""
    requests: list[str] = []
    for part, scores in zip(parts, by_part):
        name = max(scores, key=lambda n: scores[n])
        if name in CONTROL or scores[name] < thresholds.second_request or (len(part.split()) < 2 and scores[name] < 0.8):
            continue
        if name not in requests:
            requests.append(name)
    return requests


def _with_urgent(
    intent: str, also: tuple[str, ...], whole: Scores, by_part: Sequence[Scores], thresholds: Thresholds
) -> Decision:
    """A person in danger, or one who asks for a person, comes before everything else."""
    for name, threshold in ((URGENT[0], thresholds.emergency), (URGENT[1], thresholds.human)):
        heard = max([whole.get(name, 0.0), *(s.get(name, 0.0) for s in by_part)])
        if intent != name and (whole.get(name, 0.0) >= threshold or any(s.get(name, 0.0) >= 0.6 for s in by_part)):
            rest = tuple(r for r in (intent, *also) if r != name and r not in CONTROL)
            return Decision(name, heard, rest, whole)
    return Decision(intent, whole.get(intent, 0.0), also, whole)
