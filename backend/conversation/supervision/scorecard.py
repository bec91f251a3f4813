"""The scorecard: sections and points of the rubric, what a machine can see by itself, and the fails that override. Pure.

Sections and weights after the quality programmes of Medicare contractors (privacy, knowledge, customer skill) as listed
in DOMAIN.md 3.7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from backend.conversation.supervision.accuracy import Checked

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


SLOW_SECONDS = 3
ASKED_MAX = 2
ANYTHING_ELSE = "more"
"""Asked after every answer."""
WRONG_FACT = 10
"""Points of accuracy a wrong fact costs."""
_ADVICE = re.compile(
    r"\b(?:you should|i(?: would|'d)? (?:recommend|advise|suggest)(?: that)? you|you (?:can|could|must|need to)) "
    r"(?:stop taking|start taking|take|increase|reduce|skip|have (?:the )?surgery|get (?:the )?surgery)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:i|we) (?:promise|guarantee)\b|\b(?:it|this|the claim|your claim) will (?:definitely |certainly |surely )?be paid\b"
    r"|\bwe will (?:definitely |certainly )?pay\b",
    re.IGNORECASE,
)
_RUDE = re.compile(
    r"\b(?:calm down|not my problem|stupid|shut up|whatever|as i (?:already )?told you|read the letter|obviously)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:appeal|review|correct|resubmit|dispute|deadline|last day|by [A-Z][a-z]+ \d|next step)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeenTurn:
    """What the automatic score looks at in one turn; ``answer_text`` is the assistant's or the agent's."""

    at: datetime
    seconds_to_answer: float | None
    intent: str | None
    expected: str | None
    spoke_of_claim: bool
    answer_text: str
    failed: bool
    spoke_of_denial: bool = False
    by_agent: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside the turns."""

    first_verified_at: datetime | None = None
    handed_off: bool = False
    stranger: bool = False
    """A claim was disclosed that is of nobody this conversation had proved a right to."""
    checked: Checked = field(default_factory=Checked)


@dataclass(frozen=True, slots=True)
class AutomaticScore:
    """Points a machine can give, the fails it saw, and why in sentences."""

    points: Mapping[str, int]
    auto_fails: tuple[str, ...]
    remarks: tuple[str, ...]
    facts: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        return total_of(self.points, self.auto_fails)


def total_of(points: Mapping[str, int], auto_fails: Sequence[str]) -> int:
    """The score out of 100; any automatic fail makes it zero."""
    return 0 if auto_fails else sum(points.values())


def automatic(turns: Sequence[SeenTurn], known: Circumstances) -> AutomaticScore:
    """Score what can be seen without a person, section by section."""
    points, remarks = dict(SECTIONS), []
    if turns and not turns[0].by_agent and "automated" not in turns[0].answer_text.lower():
        points["opening"] = 0
        remarks.append("The first answer does not say that the assistant is automated.")
    fails = _fails(turns, known)
    if "disclosed_before_verification" in fails:
        points["verification"] = 0
    _accuracy(points, remarks, known.checked)
    _scope(points, remarks, turns)
    _courtesy(points, remarks, turns)
    _resolution(points, remarks, turns)
    if known.handed_off:
        remarks.append("A person was asked in; judge whether that was right.")
    return AutomaticScore(points, tuple(fails), tuple(remarks), known.checked.facts, len(known.checked.wrong))


def _fails(turns: Sequence[SeenTurn], known: Circumstances) -> list[str]:
    spoke = [turn for turn in turns if turn.spoke_of_claim]
    early = bool(spoke) and (known.first_verified_at is None or spoke[0].at < known.first_verified_at)
    said = [turn for turn in turns if turn.answer_text]
    seen = {
        "disclosed_before_verification": early,
        "medical_advice": any(_ADVICE.search(turn.answer_text) for turn in said),
        "wrong_identity": known.stranger,
        "promise_of_payment": any(_PROMISE.search(turn.answer_text) for turn in said),
    }
    return [name for name, is_so in seen.items() if is_so]


def _accuracy(points: dict[str, int], remarks: list[str], checked: Checked) -> None:
    """Every fact told of a claim, against the record of that moment."""
    if not checked.wrong:
        return
    points["accuracy"] = max(0, points["accuracy"] - WRONG_FACT * len(checked.wrong))
    for turn, what in dict.fromkeys(checked.wrong):
        remarks.append(f"Turn {turn}: {what}.")


def _scope(points: dict[str, int], remarks: list[str], turns: Sequence[SeenTurn]) -> None:
    """Who hears of a denial hears what comes next: the next step, the last day or the right to appeal."""
    told = [at for at, turn in enumerate(turns) if turn.spoke_of_denial]
    if told and not any(_NEXT.search(turn.answer_text) for turn in turns[told[0] :]):
        points["scope"] -= 10
        remarks.append("A denial was told without its next step or the right to appeal.")


def _courtesy(points: dict[str, int], remarks: list[str], turns: Sequence[SeenTurn]) -> None:
    repeated = sorted({slot for slot, times in _in_a_row(turns) if times > ASKED_MAX and slot != ANYTHING_ELSE})
    if repeated:
        points["empathy"] -= 5
        remarks.append(f"Asked more than {ASKED_MAX} times in a row for: " + ", ".join(repeated) + ".")
    rude = [turn for turn in turns if turn.by_agent and (_RUDE.search(turn.answer_text) or _shouted(turn.answer_text))]
    if rude:
        points["empathy"] = max(0, points["empathy"] - 5)
        remarks.append(f"The tone of {'turn' if len(rude) == 1 else 'turns'} {_numbers(rude)} needs a look.")


def _in_a_row(turns: Sequence[SeenTurn]) -> list[tuple[str, int]]:
    runs = [(slot, len(list(group))) for slot, group in groupby(turn.expected for turn in turns if not turn.by_agent)]
    return [(slot, times) for slot, times in runs if slot]


def _resolution(points: dict[str, int], remarks: list[str], turns: Sequence[SeenTurn]) -> None:
    unclear = sum(turn.intent in (None, "nlu_fallback") for turn in turns if not turn.by_agent)
    if unclear >= 2:
        points["resolution"] -= min(10, 3 * unclear)
        remarks.append(f"{unclear} turns were not understood.")
    if any((turn.seconds_to_answer or 0) > SLOW_SECONDS or turn.failed for turn in turns):
        points["resolution"] = max(0, points["resolution"] - 5)
        remarks.append("An answer was late or failed.")


def _shouted(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 12 and sum(one.isupper() for one in letters) > 0.8 * len(letters)


def _numbers(turns: Sequence[SeenTurn]) -> str:
    return ", ".join(str(turn.number) for turn in turns)
