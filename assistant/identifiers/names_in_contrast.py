"""One name put in the place of another: "it's marisol not marisa", "not Annalisa. It is spelled Anneliese", "my name's wrong,
it's hollis"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.identifiers.known_names import ALSO_WORDS, FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.name_words import NOT_NAMES, SaidName, proper
from assistant.identifiers.ordinary_words import is_no_word, ordinary_words

_IS = r"(?:it's|its|it\s+is|name's|name\s+is|i'm|should\s+be)\s+(?:spelled\s+)?"
_WITH = r"(?:\s+with\s+an?\s+\w+(?:\s+\w)*)?"
_SAID = (
    re.compile(rf"\b{_IS}(?P<right>[a-z][a-z'-]+){_WITH}\W+not\s+(?P<wrong>[a-z][a-z'-]+){_WITH}\W*$", re.IGNORECASE),
    re.compile(
        rf"\bnot\s+(?P<wrong>[a-z][a-z'-]+){_WITH}\W+{_IS}(?P<right>[a-z][a-z'-]+){_WITH}(?:(?:\s+[a-z]\b){{2,}})?\W*$",
        re.IGNORECASE,
    ),
)
_TOLD_WRONG = re.compile(
    rf"\bname\b(?:\s+\w+){{0,3}}?\s+(?:wrong|mixed\s+up|messed\s+up|misspelled|incorrect)\W+(?:no\W+)?{_IS}(?P<right>[a-z][a-z'-]+)(?!\s+not\b)\b{_WITH}\W*$",
    re.IGNORECASE,
)
_ALIKE = 0.6


def in_its_place(text: str) -> SaidName | None:
    """The one name that is meant, where a line names it and the one that is not; nothing where either may be another word."""
    for pattern in _SAID:
        told = pattern.search(text)
        if told and _are_names(told["right"].lower(), told["wrong"].lower()):
            return SaidName(proper(told["right"]), *told.span("right"), "whole", 0.75)
    told = _TOLD_WRONG.search(text)
    if told and _may_be(told["right"].lower()):
        return SaidName(proper(told["right"]), *told.span("right"), "whole", 0.75)
    return None


def _are_names(right: str, wrong: str) -> bool:
    if right == wrong or not (_may_be(right) and _may_be(wrong)):
        return False
    return bool({right, wrong} & (FIRST_NAMES | FAMILY_NAMES)) or SequenceMatcher(None, right, wrong).ratio() >= _ALIKE


def _may_be(word: str) -> bool:
    known = word in (FIRST_NAMES | FAMILY_NAMES) - ALSO_WORDS and word not in ordinary_words()
    return word not in NOT_NAMES and (known or is_no_word(word))
