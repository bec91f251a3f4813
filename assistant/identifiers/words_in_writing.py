"""Words of a written line that only look like characters: the "w" of "R20440187 w me", the 4 of "auth reqd 4 97153"."""

from __future__ import annotations

import re

from assistant.identifiers.edits import edit_at
from assistant.identifiers.line import Line
from assistant.identifiers.vocabulary import DIGITS, HOMOPHONES

_CODE_LENGTH = 5


def mere_words(line: Line) -> set[int]:
    """In writing, words that merely sound like letters are words."""
    if line.spoken:
        return set()
    return {
        i
        for i, t in enumerate(line.tokens)
        if (
            t.word in HOMOPHONES
            and edit_at(line.tokens, i) is None
            and not _inside_typed(line, i)
            and not (t.word == "for" and i and len(line.tokens[i - 1].word) == 1)
        )
        or _is_a_word_in_figures(line, i)
        or _is_beside_figures(line, i)
        or _is_in_haste(line, i)
    }


def _is_a_word_in_figures(line: Line, i: int) -> bool:
    """The 4 of "records 4 7719340" and of "auth reqd 4 97153"."""
    if line.tokens[i].word not in ("2", "4") or line.tokens[i].glued or not 0 < i < len(line.tokens) - 1:
        return False
    before, after = line.tokens[i - 1], line.tokens[i + 1]
    written = re.match(r"[\w-]*", line.said.text[after.start :])
    long = written is not None and len(written[0]) >= _CODE_LENGTH
    return before.is_word and len(before.word) > 1 and after.is_figure and long and not after.glued


def _is_beside_figures(line: Line, i: int) -> bool:
    """The w of "bundled w 97140" and of "R20440187 w me" (with), the zero of "64483 zero paid"."""
    token = line.tokens[i]
    before = line.tokens[i - 1] if i else None
    nothing = token.word in ("zero", "no") and i + 1 < len(line.tokens) and line.tokens[i + 1].word in _PAID
    if nothing and before is not None and (before.is_figure or before.glued):
        return True  # "61-0098-QF zero paid"
    written = before is not None and (before.is_figure or (before.glued and before.capitals))
    if token.word == "n" and not token.glued and written and before is not None and before.end < token.start:
        return i + 1 < len(line.tokens) and not line.tokens[i + 1].glued  # "K4190227 n K4190228"
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    why = (
        line.said.text[token.start : token.end] in ("y", "u")
        and not token.glued
        and before is not None
        and before.is_figure
    )
    if why and after is not None and after.is_word and len(after.word) > 1 and after.word not in DIGITS:
        return True  # "26177305519 y denied"
    small_w = line.said.text[token.start : token.end] == "w" and not token.glued
    if small_w and after is not None and after.word == "/":
        return True
    then = after.word if after is not None and after.is_word else ""
    if small_w and before is not None and before.is_figure and len(then) > 1 and then not in DIGITS:
        return True
    if token.word == "w":
        small = line.said.text[token.start] == "w" and line.expects is None
        return small and after is not None and after.is_figure and not after.glued and len(after.word) >= _CODE_LENGTH
    if token.word in DIGITS and before is not None and before.word in ("not", "a") and _ends_a_sentence(line, i):
        return True  # "letter O not zero. WQ2284O"
    return token.word in DIGITS and before is not None and before.is_figure and len(before.word) >= _CODE_LENGTH


def _ends_a_sentence(line: Line, i: int) -> bool:
    """Whether a mark stands behind token i, and a number in figures behind that."""
    then = line.tokens[i + 2] if i + 2 < len(line.tokens) else None
    marked = then is not None and line.tokens[i + 1].word in (".", ";", ",", ":") and not then.glued
    return marked and then is not None and re.match(r"\w*\d", line.said.text[then.start :]) is not None


_SHORT_WORDS = re.compile(r"(?:b/c|w/o|c/o)(?![\w/])")
_IN_HASTE = frozenset("n y u r k b c w".split())


def _is_in_haste(line: Line, i: int) -> bool:
    """The n of "H00271946, n file the appeal", the r and the u of "K7710294 r u done": words, where a number is whole."""
    tokens, text = line.tokens, line.said.text
    begun = i - 2 if i > 1 and tokens[i].glued and tokens[i - 1].word == "/" else i
    if _SHORT_WORDS.match(text, tokens[begun].start) and not tokens[begun].glued:
        return True
    first = last = i
    while last < len(tokens) and text[tokens[last].start : tokens[last].end] in _IN_HASTE and not tokens[last].glued:
        last += 1
    while first > 0 and text[tokens[first - 1].start : tokens[first - 1].end] in _IN_HASTE:
        first -= 1
    comma = first > 0 and tokens[first - 1].word == ","
    before = tokens[first - 1 - comma] if first > comma else None
    if (
        last == i
        or last == len(tokens)
        or before is None
        or not (before.is_figure or (before.glued and before.is_word))
    ):
        return False
    if comma and _AND_ANOTHER.match(text, tokens[i].start):
        return True
    word = (
        tokens[last].is_word
        and not tokens[last].glued
        and len(tokens[last].word) > 1
        and tokens[last].word not in DIGITS
    )
    return word and (comma or last - first > 1)


_AND_ANOTHER = re.compile(r"n \w?\d{4}")
""" "J1885 x2, n 96372"."""
_PAID = frozenset("paid pd pay payment pymt pmt allowed balance owed due".split())


def _inside_typed(line: Line, i: int) -> bool:
    """Whether token i is written in one with figures ("8TU4")."""
    before = line.tokens[i].glued and line.tokens[i - 1].is_figure
    after = i + 1 < len(line.tokens) and line.tokens[i + 1].glued and line.tokens[i + 1].is_figure
    return before or after
