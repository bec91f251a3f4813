"""One name put in the place of another: "it's marisol not marisa", "not Annalisa. It is spelled Anneliese", "my name's wrong,
it's hollis"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.identifiers.known_names import ALSO_WORDS, KNOWN_NAMES
from assistant.identifiers.name_words import MISTER_OR_MISS, NOT_NAMES, SaidName, proper
from assistant.identifiers.ordinary_words import is_no_word, ordinary_words

_TITLE = rf"(?:{MISTER_OR_MISS}\.?\s+)?"
_IS = (
    r"(?:it's|its|it\s+is|name's|name\s+is|i'm|im|i\s+am|should\s+be|supposed\s+to\s+be|i\s+said|i\s+meant|i\s+(?:need|want)(?:ed)?|make\s+(?:it|that))\s+"
    rf"(?:spelled\s+|just\s+)?{_TITLE}"
)
_WITH = r"(?:\s+(?:with\s+|w/?\s*)(?:an?\s+)?\w+(?:\s+\w)*?)?"
_SAID = (
    re.compile(
        rf"\b{_IS}(?P<right>[a-z][a-z'-]+){_WITH}\W+not\s+{_TITLE}(?P<wrong>[a-z][a-z'-]+)(?:\s[a-z]+)?{_WITH}\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:not|isn't|ain't)\s+{_TITLE}(?P<wrong>[a-z][a-z'-]+){_WITH}\W+{_IS}(?P<right>[a-z][a-z'-]+){_WITH}(?:(?:\s+[a-z]\b){{2,}})?\W*$",
        re.IGNORECASE,
    ),
)
_TOLD_WRONG = re.compile(
    rf"\b(?:name\b(?:\s+\w+){{0,3}}?|spell(?:ed|ing|t)?\b(?:\s+\w+){{0,3}}?)\s+(?:wrong|mixed\s+up|messed\s+up|misspelled|incorrect(?:ly)?)\W+"
    rf"(?:no\W+)?(?P<told>{_IS})?(?P<right>[a-z][a-z'-]+)(?!\s+not\b)\b{_WITH}(?P<letters>(?:\W+[a-z]\b){{2,}})?\W*$",
    re.IGNORECASE,
)
_BY_A_LETTER = re.compile(
    rf"\b{_IS}(?P<right>[a-z][a-z'-]+)\s+with\s+an?\s+(?P<letter>[a-z])\b(?:\s+[a-z]\b(?!\s+[a-z]\b))?(?:\s+(?:and\s+)?not\s+(?:with\s+)?(?:an?\s+)?[a-z]\b|"
    r"(?P<letters>(?:\s+[a-z]\b){3,})|\s+(?:as\s+in|like)\s+\w+|\s+(?:at|in)\s+the\s+\w+)*\W*$",
    re.IGNORECASE,
)
""" "It's vandermeer with a v not a b", "it's delacroix with an x d e l …"."""
_WANTED = re.compile(r"\bi\s+(?:need|want)", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"\b(?:drug|medicine|medication|prescription|pills?|brand|code|street|city|town|plan|insurance|company|hospital|clinic)\b",
    re.IGNORECASE,
)
_MEDICINE = re.compile(r"(?:one|ine|cin|pam|lol|ide|ate|vir|tan|zam|mide)$")
_ALIKE, _RATHER_ALIKE, _MISHEARD = 0.6, 0.5, 0.8


_ALL_TOLD = re.compile(
    rf"^\W*(?:(?:no|nope|sorry|oops)\W+)*not\s+{_TITLE}(?P<wrong>[a-z][a-z'-]+)(?:\s*[,.;:!-]+|\s+but)\s+(?:{_IS})?(?P<right>[a-z][a-z'-]+)\W*$",
    re.IGNORECASE,
)
""" "Not kaleo, KALANI": where a name was asked for, that is all of it."""


def in_its_place(text: str, *, asked: bool = False) -> SaidName | None:
    """The one name that is meant, where a line names it and the one that is not; nothing where either may be another word."""
    all_told = _ALL_TOLD.match(text) if asked else None
    if all_told and _may_be(all_told["right"].lower()) and _may_be(all_told["wrong"].lower()):
        return SaidName(proper(all_told["right"]), *all_told.span("right"), "whole", 0.75)
    for pattern in _SAID:
        told = pattern.search(text)
        wanted = told is not None and _WANTED.search(told[0]) is not None
        known = told is not None and told["right"].lower() in KNOWN_NAMES
        if told and (known or not wanted) and _are_names(told["right"].lower(), told["wrong"].lower()):
            return SaidName(proper(told["right"]), *told.span("right"), "whole", 0.75)
    for pattern in (_TOLD_WRONG, _BY_A_LETTER):
        told = pattern.search(text)
        if told and _may_be(told["right"].lower()) and not _NOT_A_PERSON.search(text) and _is_plain(told):
            return SaidName(proper(told["right"]), *told.span("right"), "whole", 0.75)
    return None


def _is_plain(told: re.Match[str]) -> bool:
    """Whether the letter told is one of the word, its letters belong to it, or it was said that this is how it should be."""
    word, parts = told["right"].lower(), told.groupdict()
    letters = "".join(re.findall(r"[a-z]", (parts["letters"] or "").lower()))
    if letters:
        return SequenceMatcher(None, word, letters).ratio() >= _ALIKE
    return parts["letter"].lower() in word if parts.get("letter") else parts["told"] is not None


def _are_names(right: str, wrong: str) -> bool:
    known = right in KNOWN_NAMES or wrong in KNOWN_NAMES
    if is_no_word(right) and right not in NOT_NAMES and wrong in ALSO_WORDS and right[0] == wrong[0]:
        return not _MEDICINE.search(right)  # "it's bohumil not bill"
    likeness = SequenceMatcher(None, right, wrong).ratio()
    alike = likeness >= _ALIKE
    if (
        likeness > _RATHER_ALIKE
        and right != wrong
        and (_may_be(right) or _may_be(wrong))
        and {right, wrong} <= KNOWN_NAMES
    ):
        return True  # "brown not braun"
    if likeness >= _MISHEARD and right[:2] == wrong[:2] and is_no_word(right) and right not in NOT_NAMES:
        return (
            right != wrong
            and not right.startswith(wrong)
            and not wrong.startswith(right)
            and not _MEDICINE.search(right)
        )  # "arsenault not arsenal"
    if right == wrong or not (_may_be(right) and _may_be(wrong)):
        return False
    return known or (alike and not (_MEDICINE.search(right) and _MEDICINE.search(wrong)))


def _may_be(word: str) -> bool:
    known = word in KNOWN_NAMES and word not in ALSO_WORDS and word not in ordinary_words()
    return word not in NOT_NAMES and (known or is_no_word(word))
