"""Words of everyday English and of claims: what is none of them, beside a name, is a name too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("ordinary_words.txt")
_SHORTEST = 3
_INFLECTIONS = ("s", "es", "d", "ed", "ing")
_OF_MEDICINE = ("ology", "itis", "ectomy", "oscopy", "plasty", "mab", "zole", "pril", "statin")


@cache
def ordinary_words() -> frozenset[str]:
    """The whole words of the sentence encoder and the commoner ones of the training lines, known names left out."""
    return frozenset(_FILE.read_text(encoding="utf-8").split())


def is_no_word(word: str) -> bool:
    """Whether a word is so strange that only a name explains it; endings of words and of drugs count as words."""
    known = ordinary_words()
    if len(word) < _SHORTEST or not word.isalpha() or word in known:
        return False
    inflected = any(word.endswith(end) and word.removesuffix(end) in known for end in _INFLECTIONS)
    return not inflected and not word.endswith(_OF_MEDICINE)
