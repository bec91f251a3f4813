"""The one that is a pronoun and no digit: "the second one four four oh nine", "it's a long one nine double zero"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.identifiers.shapes import npi_is_valid
from assistant.identifiers.tokens import Token
from assistant.identifiers.typed_units import plain_letters
from assistant.identifiers.vocabulary import DIGITS, NATO, TIMES

_TOGETHER, _BEGUN = 5, 3
_NPI = 10
_A_PAUSE = 4  # so many characters of a line, blanked, are "hang on"
_BEFORE_ONE = frozenset({"last", "first", "next", "this", "that", "other", "new", "another", "right", "correct", "old"})
_ORDINALS = frozenset("first second third fourth last next other".split())
_TAKES_BACK = frozenset({"scratch", "strike", "make", "forget", "drop", "cancel", "like"})
_HOW = frozenset("long short big weird funny tricky real easy different strange".split())
_BEFORE_HOW = frozenset({"a", "long", "real", "really"})


def is_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """The one of "the last one 989251381819": figures that stand together have no word for a digit before them."""
    given = 0 < i < len(tokens) - 1 and tokens[i].word == "one" and tokens[i - 1].word in ("us", "me")
    if given and tokens[i + 1].start - tokens[i].end > _A_PAUSE:
        return True  # "they gave us one hang on zulu charlie …"
    if 0 < i < len(tokens) - 1 and tokens[i].word == "one" and _is_the_one(tokens, i):
        return True
    return (
        0 < i < len(tokens) - 1
        and tokens[i].word == "one"
        and tokens[i - 1].word in _BEFORE_ONE
        and written_together(tokens, i + 1) >= _TOGETHER
    )


def written_together(tokens: Sequence[Token], i: int) -> int:
    """How many characters are written in one from token i on, where figures are among them: "989251381819", "M0882415"."""
    last = i + 1
    while last < len(tokens) and tokens[last].glued and (tokens[last].is_figure or plain_letters(tokens[last].word)):
        last += 1
    figures = any(t.is_figure for t in tokens[i:last])
    return tokens[last - 1].end - tokens[i].start if figures else 0


def _is_the_one(tokens: Sequence[Token], i: int) -> bool:
    """Whether the one at token i, with more said after it, stands for what is numbered."""
    before = tokens[i - 1].word
    if _is_first_of_two(tokens, i):
        return True
    if before in ("other", "another"):
        spoken = [t.word in DIGITS for t in tokens[i + 1 : i + 1 + _TOGETHER]]
        if len(spoken) == sum(spoken) == _TOGETHER:
            return True
    if before in _HOW:
        article = i > 1 and tokens[i - 2].word in _BEFORE_HOW
        return article and _symbols(tokens, i + 1) >= _TOGETHER
    if before in ("this", "that"):
        return (
            tokens[i - 2].word not in _TAKES_BACK and _symbols(tokens, i + 1) >= _TOGETHER and not _is_an_npi(tokens, i)
        )
    return before in _ORDINALS and _was_begun_so(tokens, i)


_TWO, _OTHERS = frozenset({"two", "three", "four", "five"}), ("other", "another", "second", "next", "last")


def _is_first_of_two(tokens: Sequence[Token], i: int) -> bool:
    """The one of "calling on two one is eight seven oh three one the other's …"."""
    counted = tokens[i - 1].word in _TWO and not (i > 1 and _is_symbol(tokens[i - 2].word))
    named = tokens[i + 1].word == "is" and any(t.word.removesuffix("'s") in _OTHERS for t in tokens[i + 1 :])
    return counted and named


def _was_begun_so(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number said before token i began as what follows it: "four four oh nine … second one four four oh nine …"."""
    begun = [t.word for t in tokens[i + 1 : i + 1 + _BEGUN]]
    if len(begun) < _BEGUN or not all(_is_symbol(word) for word in begun):
        return False
    starts = (
        k for k in range(i - _BEGUN) if not k or not _is_symbol(tokens[k - 1].word) or tokens[k - 1].word == "one"
    )
    return any([t.word for t in tokens[k : k + _BEGUN]] == begun for k in starts)


def _is_an_npi(tokens: Sequence[Token], i: int) -> bool:
    """Whether figures said one by one from token i on are a provider's: "this one eight eight five …"."""
    said = [DIGITS.get(t.word, "") for t in tokens[i : i + _NPI]]
    return npi_is_valid("".join(said))


def _symbols(tokens: Sequence[Token], i: int) -> int:
    last = i
    while last < len(tokens) and _is_symbol(tokens[last].word):
        last += 1
    return last - i


def _is_symbol(word: str) -> bool:
    return word in DIGITS or word in TIMES or word in NATO or (len(word) == 1 and word.isalpha())
