"""The training lines: readable, distinct, enough of each, none shared with the lines used for measuring."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
FEWEST_LINES = 6_000
FEWEST_PER_INTENT = 90
CHANCE_WORDS = 6
"""Up to so many words two authors may well write the same line ("how do i file a claim")."""

Line = tuple[str, str]


def plain(line: str) -> str:
    """A line without case, apostrophes and punctuation; a line of nothing else stays as it is."""
    words = re.findall(r"[^\W_]+", line.lower().replace("'", ""))
    return " ".join(words) or line.strip()


def training_lines() -> list[Line]:
    """(intent, line) of every training file."""
    found: list[Line] = []
    for path in sorted((ROOT / "nlu_data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [(block["intent"], line[2:]) for line in block["examples"].splitlines()]
    return found


def test_there_are_enough_lines_of_each_intent() -> None:
    lines = training_lines()
    counts = Counter(intent for intent, _ in lines)
    assert len(lines) >= FEWEST_LINES
    assert {intent: count for intent, count in counts.items() if count < FEWEST_PER_INTENT} == {}


def test_every_intent_trained_is_in_the_domain_and_the_other_way_round() -> None:
    domain = yaml.safe_load((ROOT / "assistant" / "domain" / "core.yml").read_text(encoding="utf-8"))
    known = {name if isinstance(name, str) else next(iter(name)) for name in domain["intents"]}
    trained = {intent for intent, _ in training_lines()}
    assert trained - known == set()
    said = {name for name in known if not name.startswith("event_")}  # events come from the channel, nobody says them
    assert said - trained - {"nlu_fallback"} == set()


def test_no_line_stands_twice() -> None:
    places: dict[str, set[str]] = {}
    twice: list[Line] = []
    for intent, line in training_lines():
        key = f"{plain(line)}{'?' * ('?' in line)}"  # "paid" and "paid?" are two ways to say it
        if key in places:
            twice.append((intent, line))
        places.setdefault(key, set()).add(intent)
    assert twice == []
    assert {line: intents for line, intents in places.items() if len(intents) > 1} == {}


def test_no_line_annotates_entities() -> None:
    assert [line for _, line in training_lines() if re.search(r"\[[^\]]*\][({]", line)] == []


def test_no_longer_line_is_also_used_for_measuring() -> None:
    measured = {
        plain(json.loads(line)["text"])
        for path in (ROOT / "tests" / "nlu").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    }
    trained = {plain(line) for _, line in training_lines()}
    assert {line for line in measured & trained if len(line.split()) > CHANCE_WORDS} == set()
