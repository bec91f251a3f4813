"""Words of everyday English and of claims: what is none of them, beside a name, is a name too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES

_FILE = Path(__file__).with_name("ordinary_words.txt")
_SHORTEST, _SLIPPED = 3, 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_INFLECTIONS = ("s", "es", "d", "ed", "ing")
_CLIPPED = frozenset({"goin", "doin", "phonin", "faxin", "emailin", "textin", "dialin", "inquirin"})
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
    if is_clipped(word):
        return False
    inflected = any(word.endswith(end) and word.removesuffix(end) in known for end in _INFLECTIONS)
    return not inflected and not word.endswith(_OF_MEDICINE)


def is_clipped(word: str) -> bool:
    """Whether a word is said without its g: "callin", "checkin"; "rollin" is somebody too."""
    spoken = word in _CLIPPED or (
        len(word) >= _SLIPPED
        and word.endswith("in")
        and word not in ordinary_words()
        and f"{word}g" in ordinary_words()
    )
    return spoken and word not in FIRST_NAMES and word not in FAMILY_NAMES


def is_a_slip(word: str) -> bool:
    """Whether a strange word is one slip of the finger away from an ordinary one: "paymnt", "recieved"."""
    if len(word) < _SLIPPED or not is_no_word(word):
        return False
    known = ordinary_words()
    for i in range(len(word)):
        head, tail = word[:i], word[i + 1 :]
        near = {head + tail, head + word[i + 1 : i + 2] + word[i] + word[i + 2 :]}
        near |= {made for letter in _LETTERS for made in (head + letter + word[i:], head + letter + tail)}
        if not near.isdisjoint(known):
            return True
    return False
