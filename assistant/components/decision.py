"""What is heard in one line: the intent, the further requests of the same line, and the scores both came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Scores = dict[str, float]
Scorer = Callable[[Sequence[str]], list[Scores]]

CONTROL = frozenset(
    """greet goodbye affirm deny thank inform help hold_on repeat slow_down spell_it restart go_back correct_that dont_know
    bot_challenge identify_provider identify_member identify_representative out_of_scope complain more_details""".split()
)
SOFT = frozenset(
    "greet goodbye thank inform complain identify_provider identify_member identify_representative affirm hold_on".split()
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a probability counts. Tuned on held-out lines; see ARCHITECTURE.md."""

    understood: float = 0.27
    second_request: float = 0.42
    asked_plainly: float = 0.36
    weakly_joined: float = 0.7
    beside_answer: float = 0.7
    human: float = 0.25
    emergency: float = 0.3
    emergency_whole: float = 0.05
    emergency_part: float = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """The intent with its confidence, the further requests in the order said, and all scores of the whole line."""

    intent: str
    confidence: float
    also: tuple[str, ...]
    scores: Scores
    introduces: str | None = None
    """Who says they call, told in a greeting: no request, and good to know."""
