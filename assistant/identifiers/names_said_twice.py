"""Words that are names because the line itself says so elsewhere: "this is joy … joy X", "winter that's my last name"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.name_words import DOUBLED
from assistant.identifiers.tokens import Token

_INTRODUCED = (
    r"\b(?:name\s+is|name's|this\s+is|i'm|im|i\s+am|it's|its|called|(?:my|our|his|her)\s+(?:\w+\s+)?(?:son|daughter|boy|girl|baby|wife|husband|"
    r"mother|mom|father|dad|sister|brother|kid|child))\s+{word}\b"
)
_OF_THE_FAMILY = (
    r"\b(?:last|family|sur)\s*name(?:'s|\s+is|\s+was)?\s+{word}\b|"
    r"\b{word}\W+(?:that's|is|it's|as)\s+(?:\w+\s+){{0,2}}?(?:last|family|sur)\s*name\b"
)
_TOLD_APART = re.compile(r"\W+(?:not|like\s+(?:the|a|an|in)|spelled|with\s+(?:an?|two|one|no))\b", re.IGNORECASE)


def is_said_twice(tokens: Sequence[Token], i: int) -> bool:
    """ "Ashok ashok in accounts receivable": the same word follows at once."""
    again = i + 1 < len(tokens) and tokens[i].word == tokens[i + 1].word
    return again and len(tokens[i].word) > 2 and tokens[i].word not in DOUBLED


def is_introduced(text: str, start: int, word: str) -> bool:
    """Whether a word was given as a name before it is said once more with the family's."""
    if word not in text[:start].lower():
        return False  # a pattern for every word would drive all others from the cache
    return re.search(_INTRODUCED.format(word=re.escape(word)), text[:start], re.IGNORECASE) is not None


def is_told_family(text: str, start: int, end: int) -> bool:
    """Whether the line tells that this word is the last name: "under winter that's my last name … paula winter"."""
    word, elsewhere = text[start:end], f"{text[:start]}\n{text[end:]}"
    if word.lower() not in elsewhere.lower():
        return False
    return re.search(_OF_THE_FAMILY.format(word=re.escape(word)), elsewhere, re.IGNORECASE) is not None


def is_told_apart(text: str, end: int) -> bool:
    """ "Mark deer not dear", "rose wood like the tree": only names are told from other words."""
    return _TOLD_APART.match(text, end) is not None
