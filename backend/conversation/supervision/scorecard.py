"""The scorecard: sections and points of the rubric, what a machine can see by itself, and the fails that override. Pure.

Sections and weights after the quality programmes of Medicare contractors (privacy, knowledge, customer skill) as listed
in DOMAIN.md 3.7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

RUBRIC = "2026-1"
SECTIONS: dict[str, int] = {
    "opening": 10,
    "verification": 25,
    "accuracy": 25,
    "scope": 15,
    "empathy": 10,
    "resolution": 15,
}
AUTO_FAILS: dict[str, str] = {
    "disclosed_before_verification": "Something of a claim was said before the caller had proved a right to it.",
    "medical_advice": "Medical advice was given.",
    "wrong_identity": "Somebody heard another person's claim.",
    "promise_of_payment": "A payment was promised that the record does not hold.",
}


@dataclass(frozen=True, slots=True)
class SeenTurn:
    """What the automatic score looks at in one turn."""

    at: datetime
    seconds_to_answer: float | None
    intent: str | None
    expected: str | None
    spoke_of_claim: bool
    answer_text: str
    failed: bool


@dataclass(frozen=True, slots=True)
class AutomaticScore:
    """Points a machine can give, the fails it saw, and why in sentences."""

    points: Mapping[str, int]
    auto_fails: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def total(self) -> int:
        return total_of(self.points, self.auto_fails)


def total_of(points: Mapping[str, int], auto_fails: Sequence[str]) -> int:
    """The score out of 100; any automatic fail makes it zero."""
    return 0 if auto_fails else sum(points.values())


def automatic(turns: Sequence[SeenTurn], first_verified_at: datetime | None, handed_off: bool) -> AutomaticScore:
    """Score what can be seen without a person: the notice, proof before disclosure, repeats, fallbacks, slowness."""
    points, remarks = dict(SECTIONS), []
    if turns and "automated" not in turns[0].answer_text.lower():
        points["opening"] = 0
        remarks.append("The first answer does not say that the assistant is automated.")
    spoke = [turn for turn in turns if turn.spoke_of_claim]
    fails = []
    if spoke and (first_verified_at is None or spoke[0].at < first_verified_at):
        points["verification"] = 0
        fails.append("disclosed_before_verification")
    asked = Counter(turn.expected for turn in turns if turn.expected)
    repeated = sorted(slot for slot, times in asked.items() if times > 3)
    if repeated:
        points["empathy"] -= 5
        remarks.append("Asked more than three times for: " + ", ".join(repeated) + ".")
    unclear = sum(turn.intent in (None, "nlu_fallback") for turn in turns)
    if unclear >= 2:
        points["resolution"] -= min(10, 3 * unclear)
        remarks.append(f"{unclear} turns were not understood.")
    slow = sum((turn.seconds_to_answer or 0) > 3 for turn in turns)
    if slow or any(turn.failed for turn in turns):
        points["resolution"] = max(0, points["resolution"] - 5)
        remarks.append("An answer was late or failed.")
    if handed_off:
        remarks.append("A person was asked in; judge whether that was right.")
    return AutomaticScore(points, tuple(fails), tuple(remarks))
