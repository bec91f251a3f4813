"""Words that look or sound like a letter and only lead to a number: "k its 88…", "call w it 901 …", "would be november …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.identifiers.tokens import Token

_WOULD = frozenset("would should will must could might that'd it'd that'll it'll gonna gotta".split())
_TO_BE = frozenset("supposed going has have needs need ought got wants gotta".split())
_WITH_WHAT = frozenset("it them this that us me him her the my your ur info news questions".split())
_ALL_RIGHT = frozenset({"k", "y"})
_THEN_TELLS = frozenset(
    "its it's it thats that's so my the here heres here's i im i'm sure this sorry is hers his".split()
)
_MARKS = frozenset({",", ".", "!", "…", ";"})


def is_said_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is no character: the k of agreement, the w of "with", the be of "would be"."""
    word, after = tokens[i].word, tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return False
    if word == "be" and i:
        return tokens[i - 1].word in _WOULD or (i > 1 and tokens[i - 1].word == "to" and tokens[i - 2].word in _TO_BE)
    if word == "w" and i and not (tokens[i].glued or after.glued):
        return after.word in _WITH_WHAT
    return word in _ALL_RIGHT and i == 0 and _agrees(tokens, after)


def _agrees(tokens: Sequence[Token], after: Token) -> bool:
    """Whether the first word only says yes: talk follows, or a mark and then a number whose own letters are written to it."""
    if after.word in _THEN_TELLS:
        return True
    behind = [t for t in tokens[2:4] if after.word in _MARKS]
    if behind and behind[0].word in _THEN_TELLS:
        return True
    return len(behind) == len(("u", "8820147")) and behind[0].is_word and behind[1].is_figure and behind[1].glued
