"""A name put right while it is said: "mary smith no it's smythe", "tatum, bobbie with an i e"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.name_words import NOT_NAMES, SaidName, proper
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import SMALL

_BESIDE_LETTERS = frozenset({"a", "an", "the", "and", "two", "no", "one", "not"})
_AT_ITS_END = (["at", "the", "end"], ["on", "the", "end"])


def told_apart(tokens: Sequence[Token]) -> set[int]:
    """The tokens of "… tatum bobbie with an i e": a word of the name said once more, and its letters."""
    told: set[int] = set()
    for k in range(2, len(tokens)):
        again = any(t.word == tokens[k - 1].word for t in tokens[: k - 1])
        if tokens[k].word not in ("with", "without", "spelled") or not again or tokens[k - 1].word in NOT_NAMES:
            continue
        if tokens[k - 2].word in FIRST_NAMES and tokens[k - 1].word in FAMILY_NAMES:
            continue  # "it's bloom not broom kathryn bloom with a k"
        j = k + 1
        while j < len(tokens) and (
            tokens[j].word in _BESIDE_LETTERS or (len(tokens[j].word) == 1 and tokens[j].is_word)
        ):
            j += 1
        if any(len(t.word) == 1 for t in tokens[k + 1 : j]):
            j += 3 * ([t.word for t in tokens[j : j + 3]] in _AT_ITS_END)
            told.update(range(k - 1, j))
    return told | _told_by_its_parts(tokens)


def _told_by_its_parts(tokens: Sequence[Token]) -> set[int]:
    """The tokens of "wheelock like wheel and lock"."""
    for k in range(1, len(tokens) - 3):
        one, joint, other = (t.word for t in tokens[k + 1 : k + 4])
        alike = SequenceMatcher(None, tokens[k - 1].word, one + other).ratio() > _SOUNDS_ALIKE
        if tokens[k].word == "like" and joint in ("and", "then") and alike:
            return set(range(k, k + 4))
    return set()


_PUT_RIGHT = re.compile(
    r"\b(?:no|sorry|wait|actually|oops|i\s+mean|i\s+meant|rather)\W+(?:(?:no|wait|sorry|actually)\W+)*"
    r"(?:(?:it's|its|that's|it\s+is|the|his|her|my|last|first|name|name's|is|should\s+be)\W+)*(?P<word>[a-z][a-z'-]+)"
    r"(?=\W*$|\W+(?:with|without|spelled|like|not)\b|\W+[a-z]\b(?:\W+[a-z]\b)+)",
    re.IGNORECASE,
)
_SOUNDS_ALIKE = 0.55


def with_one_put_right(text: str, name: SaidName) -> SaidName:
    """ "Mary smith no it's smythe with a y": the one word said anew stands for the one it sounds like."""
    told = _PUT_RIGHT.search(text, name.end)
    words = name.value.split()
    if told is None or len(words) < 2 or told["word"].lower() in NOT_NAMES or told["word"].lower() in SMALL:
        return name
    likeness = [(SequenceMatcher(None, told["word"].lower(), w.lower()).ratio(), k) for k, w in enumerate(words)]
    alike, at = max(likeness)
    if alike < _SOUNDS_ALIKE or words[at].lower() == told["word"].lower():
        return name
    words[at] = proper(told["word"])
    return SaidName(" ".join(words), name.start, told.end("word"), name.kind, name.score)
