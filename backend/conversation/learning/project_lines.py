"""The project's own training and measuring lines, read once and again when they change."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from backend.conversation.learning.lines import TRAINING_FILE, read_training, same_words
from backend.integrations.rasa.workshop import HELD_OUT
from backend.settings import PROJECT

OFTEN = 3
"""A word that many lines use is a word of the language; one that stands in a line or two may be a name."""
CHANCE_WORDS = 6
"""Up to so many words two authors may well write the same line."""


@dataclass(frozen=True, slots=True)
class ProjectLines:
    """``own``: words of a line → its intent, without the file of learned lines; ``held_out``: longer measuring lines."""

    own: Mapping[str, str]
    known_words: frozenset[str]
    intents: frozenset[str]
    held_out: frozenset[str]


def project_lines() -> ProjectLines:
    """As they stand now."""
    training = sorted((PROJECT / "nlu_data" / "nlu").glob("*.yml"))
    measuring = sorted(HELD_OUT.glob("*.jsonl"))
    return _read(tuple((path, path.stat().st_mtime_ns) for path in [*training, *measuring]))


@lru_cache(maxsize=2)
def _read(files: tuple[tuple[Path, int], ...]) -> ProjectLines:
    own: dict[str, str] = {}
    words: Counter[str] = Counter()
    held_out = set()
    for path, _ in files:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            lines = [same_words(json.loads(line)["text"]) for line in text.splitlines() if line.strip()]
            held_out |= {line for line in lines if len(line.split()) > CHANCE_WORDS}
        elif path != PROJECT / TRAINING_FILE:
            own |= read_training(text)
            for line in text.splitlines():
                words.update({one.removesuffix("'s") for one in re.findall(r"[a-z]+(?:'[a-z]+)?", line.lower())})
    known = frozenset(word for word, count in words.items() if count >= OFTEN)
    return ProjectLines(own, known, frozenset(own.values()), frozenset(held_out))
