"""Approved examples as files: training lines as the project writes them, and lines that keep what was learned. Pure."""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TRAINING_FILE = "nlu_data/nlu/learned.yml"
REGRESSION_FILE = "tests/nlu/learned/learned.jsonl"
"""In a folder of its own: what is measured as unseen must not be what was trained on."""
TODAY = "2026-01-02"
"""The day on which regression lines are read, so that they mean the same for ever."""
CHANNELS = {"voice": "phone", "chat": "chat", "sms": "sms"}
_BLOCK = re.compile(r"^- intent: (\S+)$")


@dataclass(frozen=True, slots=True)
class Learned:
    """One approved example."""

    id: str
    text: str
    intent: str
    channel: str
    speaker: str
    expects: str | None
    also: tuple[str, ...]
    entities: tuple[Mapping[str, Any], ...]


def same_words(line: str) -> str:
    """A line as two are compared: without case, apostrophes and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", line.lower().replace("'", ""))) or line.strip()


def training_yaml(examples: Iterable[Learned], known: Mapping[str, str]) -> str:
    """The file of learned training lines. What the project's own lines (words → intent) say already is left out."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    seen = set(known)
    for one in examples:
        words = same_words(one.text)
        if words not in seen:
            seen.add(words)
            by_intent[one.intent].append(one.text)
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for intent, texts in sorted(by_intent.items())
    ]
    return 'version: "3.1"\nnlu:\n' + "".join(blocks) if blocks else 'version: "3.1"\nnlu: []\n'


def read_training(text: str) -> dict[str, str]:
    """Words of each line of a training file → its intent."""
    found: dict[str, str] = {}
    intent = ""
    for line in text.splitlines():
        block = _BLOCK.match(line)
        if block:
            intent = block.group(1)
        elif line.startswith("    - ") and intent:
            found[same_words(line[6:])] = intent
    return found


def regression_jsonl(examples: Iterable[Learned]) -> str:
    """One line an example for ``claimline nlu evaluate``: what was corrected stays corrected, values and all."""
    return "".join(json.dumps(_regression(one), ensure_ascii=False) + "\n" for one in examples)


def _regression(one: Learned) -> dict[str, Any]:
    values: dict[str, list[Any]] = defaultdict(list)
    for entity in one.entities:
        if entity.get("value") is not None:
            values[entity["name"]].append(entity["value"])
    row: dict[str, Any] = {
        "id": one.id,
        "text": one.text,
        "channel": CHANNELS[one.channel],
        "speaker": one.speaker,
        "intent": one.intent,
        "also": list(one.also),
        "entities": {name: found[0] if len(found) == 1 else found for name, found in values.items()},
        "today": TODAY,
    }
    return row | ({"expects": one.expects} if one.expects else {})


def of_regression(row: str) -> Learned:
    """The example behind a regression line, as far as its training line needs it."""
    read = json.loads(row)
    return Learned(read["id"], read["text"], read["intent"], "chat", read["speaker"], read.get("expects"), (), ())


def difference(before: str, after: str, name: str) -> str:
    """A unified diff, as a reviewer of the project would see it."""
    rows: Sequence[str] = list(
        difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=2)
    )
    return "\n".join(rows)
