"""What people say beside a name while they tell it: its letters, "with a k", "like the month", "no relation"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.name_words import DOUBLED, NOT_NAMES
from assistant.identifiers.ordinary_words import is_no_word
from assistant.identifiers.vocabulary import NATO, SMALL

_LETTER = r"(?:(?:capital|big|double)\s+)?[a-z](?![\w'])(?:\s+(?:as\s+in|for|like)\s+[a-z]{2,})?"
LETTERS = re.compile(
    rf"(?<![\w'])(?P<not>not\s+)?(?P<letters>{_LETTER}(?:\W+(?:(?:then|and)\W+)?{_LETTER}){{2,}})", re.IGNORECASE
)
_WORD_BEFORE = re.compile(
    r"(?<![\w'])(?P<word>[^\W\d_][^\W\d_'-]+)(?:\W+(?:that's|thats|it's|its|spelled|spelt|is|but|one\s+word))*\W*$",
    re.IGNORECASE,
)
_BESIDE = r"(?:an?|the|one|two|no|only|just|\d)"
_ONE = r"[a-z]\b(?:'s)?(?:\s+[a-z]\b(?!\W+[a-z]\b))?"
"""A letter or two, no beginning of a spelled word."""
_ASIDE = re.compile(
    rf"\b(?:with|without)\s+{_BESIDE}\s+{_ONE}(?:\s+(?:and|or|not)\s+(?:{_BESIDE}\s+)?{_ONE})*"
    r"(?:\s+(?:at|on|in)\s+the\s+(?:end|middle|front|beginning)|"
    r"\s+and\s+(?:an?\s+)?[a-z](?:\s+[a-z]\b)*\s+(?:at|on|in)\s+the\s+(?:end|middle|front|beginning))?|"
    r"\b(?:no|two|three|double|one|\d)\s+[a-z]\b(?:'?s\b)?(?=\W+[a-z]\b|\W*$|\W*[,.]|\W+(?:and|first|last)\b)|"
    r"\b(?:just\s+)?like\s+(?:in\s+)?(?:the|a)\s+\w+(?:(?:\s+\w+){0,2}\W*$)?|"
    r"\bno\s+relation\b.*|\bno\s+kidding\b|\bi\s+kid\s+you\s+not\b|\bbelieve\s+it\s+or\s+not\b|"
    r"\b(?:(?:that's|it's|all|as|is)\s+){0,2}(?:one|two|three)\s+words?\b|\ball\s+together\b",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"\b(?:that's\s+)?(?:all\s+)?one\s+word\b", re.IGNORECASE)
_STAMMERED = re.compile(r"(?<![\w'])(?P<word>[^\W\d_]{3,}) (?P=word)(?=\s+[^\W\d_]{3,})", re.IGNORECASE)
_ALIKE = 0.6


def without_asides(text: str, *, asked: bool) -> str:
    """The line with what explains a name blanked, every place kept: "kathryn with a k k a t h r y n poe" → "kathryn … poe".

    Where a name was asked for (`asked`), letters that spell the word before them otherwise, or no word at all, become the word.
    """
    text = _MARKS.sub(_marked, text)
    text = (_ASIDE if asked else _ONE_WORD).sub(_blank, text)
    spelled = text
    text = LETTERS.sub(lambda told: _joined(spelled, told, asked=asked), text)
    return _STAMMERED.sub(_unstammered, _blanked_where_told_again(text))


def _blank(told: re.Match[str]) -> str:
    return " " * len(told.group())


def _unstammered(told: re.Match[str]) -> str:
    """ "Olena olena marchuk" once: no name begins with the same word twice."""
    if told["word"].lower() in DOUBLED:
        return told.group()
    return told.group() if not _may_be_named(told["word"]) else " " * (len(told["word"]) + 1) + told["word"]


_MARKS = re.compile(
    r"(?<![\w'])(?P<one>[^\W\d_]+)\s+(?P<mark>comma|hyphen|dash|apostrophe)\s+(?P<other>[^\W\d_]{2,})(?![\w'])",
    re.IGNORECASE,
)


def _marked(told: re.Match[str]) -> str:
    """ "Okoro comma ngozi", "smith hyphen barrow", "d apostrophe angelo": the mark in place of its name."""
    one, other, mark = told["one"], told["other"], told["mark"].lower()
    said = [w for w in (one, other) if len(w) > 1]
    named = any(_may_be_named(w) for w in said) and not any(w.lower() in {*NOT_NAMES, *NATO, *SMALL} for w in said)
    if not named or (mark == "apostrophe") != (len(one) == 1):
        return told.group()
    if mark == "comma":
        return f"{one},{told.group()[len(one) + 1 :].replace(told['mark'], ' ' * len(mark), 1)}"
    return f"{one}{'-' if mark != 'apostrophe' else chr(39)}{other}".ljust(len(told.group()))


def _may_be_named(word: str) -> bool:
    known = word.lower() in FIRST_NAMES or word.lower() in FAMILY_NAMES
    return known or (is_no_word(word.lower()) and word.lower() not in NOT_NAMES and word.lower() not in NATO)


_TOLD_AGAIN = "\x00"
"""Stands before letters joined to a word while the word before them is still to be blanked."""


def letters_told(letters: str) -> str:
    """The word that letters spell: "a l double l", "p as in peter h a m"."""
    letters = re.sub(r"\s+(?:as\s+in|for|like)\s+[a-z]{2,}", "", letters, flags=re.IGNORECASE)
    letters = re.sub(r"\bdouble\s+(\w)", r"\1 \1", letters, flags=re.IGNORECASE)
    return "".join(re.findall(r"(?<![\w'])[a-z](?!\w)", letters, re.IGNORECASE)).lower()


def _joined(text: str, told: re.Match[str], *, asked: bool) -> str:
    """The letters as a word, as long as before; nothing where they only repeat the word, or tell how it is not spelled."""
    said, blank = told.group(), " " * len(told.group())
    spelled = letters_told(told["letters"])
    if told["not"]:
        return blank if asked else said
    before = _WORD_BEFORE.search(text[: told.start()])
    word = before["word"].lower() if before else ""
    if spelled[:-1] == word and spelled[-1] in "ai":
        return " " * (len(said) - 1) + said[-1]  # "clay c l a y i think"
    if spelled == word:
        return blank
    if not asked:
        return said
    alike = word and word[0] == spelled[0] and SequenceMatcher(None, word, spelled).ratio() > _ALIKE
    mark = _TOLD_AGAIN if alike and word not in NOT_NAMES else ""
    return (mark + spelled).ljust(len(said))


def _blanked_where_told_again(text: str) -> str:
    while _TOLD_AGAIN in text:
        at = text.index(_TOLD_AGAIN)
        before = _WORD_BEFORE.search(text[:at])
        start = before.start("word") if before else at
        text = f"{text[:start]}{' ' * (at + 1 - start)}{text[at + 1 :]}"
    return text
