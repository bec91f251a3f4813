"""Figures said as numbers: "seventeen", "twenty three", "nine hundred four", "three zeros"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.identifiers.letters import Options, Unit
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS, PLURALS, SMALL, TENS, TIMES


def counted(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "three zeros", "two sevens", "three q's"; "one zeros" is nothing."""
    many = tokens[i + 1].word if i + 1 < len(tokens) else ""
    letter = many[0].upper() if many[1:] == "'s" and many[0].isalpha() else ""
    if not letter and many not in PLURALS:
        return None
    count = SMALL.get(tokens[i].word) or (
        int(tokens[i].word) if tokens[i].is_figure and len(tokens[i].word) == 1 else None
    )
    if count is None or not 2 <= count <= 9:
        return None
    text = (letter or PLURALS[many]) * count
    return Unit(i, i + 2, ((text, 0.0),), "letter" if letter else "digit")


def number(tokens: Sequence[Token], i: int) -> Unit | None:
    """Number words, taken as people group them: "oh", "seventeen", "twenty three", "nine hundred", "two thousand five"."""
    word = tokens[i].word
    if (ended := _told_as(tokens, i)) is not None:
        return ended
    if word in DIGITS and not _next_is(tokens, i, "hundred", "thousand"):
        options: Options = ((DIGITS[word], 0.0), ("O", 0.5)) if word == "oh" else ((DIGITS[word], 0.0),)
        if word == "oh" and _next_is(tokens, i, "sorry", "shoot", "darn", "oops"):
            options = (
                *options,
                ("", 0.05),
            )  # "… four oh five oh sorry": an outcry, where the number is whole without it
        return Unit(i, i + 1, options, "digit")
    if word not in SMALL:
        return None
    value, last = SMALL[word], i + 1
    spelled = str(value)
    if word in TENS:
        last = _skip_hyphen(tokens, last)
        if last < len(tokens) and tokens[last].word in DIGITS and DIGITS[tokens[last].word] != "0":
            ones = DIGITS[tokens[last].word]
            if _next_is(tokens, last, "hundred") and not digit_like(tokens, last + 2, at_end=False):
                return Unit(i, last + 2, ((f"{spelled[0]}{ones}00", 0.0), (f"{spelled}{ones}00", 0.1)), "digit")
            if _next_is(tokens, last, "thousand") and not digit_like(tokens, last + 2, at_end=False):
                return Unit(i, last + 2, ((f"{spelled[0]}{ones}000", 0.0),), "digit")
            if hundreds := _hundreds(tokens, i, int(spelled) + int(ones)):
                return hundreds
            if _next_is(tokens, last, "hundred", "thousand"):
                return Unit(i, i + 1, ((spelled, 0.0),), "digit")
            return Unit(i, last + 1, ((spelled[0] + ones, 0.0), (spelled + ones, 0.5)), "digit")
        last = i + 1
    if _next_is(tokens, i, "hundred", "thousand"):
        return _with_scale(tokens, i, value)
    return Unit(i, last, ((spelled, 0.0),), "digit")


_WHOSE = frozenset("our the my your his her their what it".split())


def _told_as(tokens: Sequence[Token], i: int) -> Unit | None:
    """The one's of "… eight five three one's our n p i": a last figure, and "is"."""
    figure = DIGITS.get(tokens[i].word.removesuffix("'s"), "") if tokens[i].word.endswith("'s") else ""
    if not figure or i < _SPELLED or not _next_is(tokens, i, *_WHOSE):
        return None
    spelled = all(digit_like(tokens, k) for k in range(i - _SPELLED, i))
    return Unit(i, i + 1, ((figure, 0.0),), "digit") if spelled else None


_SPELLED = 3


def _hundreds(tokens: Sequence[Token], i: int, count: int) -> Unit | None:
    """ "Seventy seven hundred thirty four twelve": a count of hundreds with a pair or single figures behind it."""
    at = _skip_hyphen(tokens, i + 1) + 1
    if not _next_is(tokens, at - 1, "hundred") or at + 1 >= len(tokens):
        return None
    rest = number(tokens, at + 1)
    if rest is None or tokens[at + 1].word in DIGITS:
        tens, ones = divmod(count, 10)
        apart = (f"{tens}0{ones}00", 0.3)  # "eighty, six hundred, three …"
        return Unit(i, at + 1, ((f"{count}00", 0.0), apart), "digit")
    pair = rest.options[0][0]
    if len(pair) > len("34"):
        return None
    apart, summed = (f"{count}00{pair}", 0.0), (f"{count}{pair}", 0.0)
    goes_on = rest.last < len(tokens) and tokens[rest.last].word in SMALL
    options = (apart, (summed[0], 0.2)) if goes_on else (summed, (apart[0], 0.3))
    return Unit(i, rest.last, options, "digit")


def _skip_hyphen(tokens: Sequence[Token], i: int) -> int:
    return i + 1 if i + 1 < len(tokens) and tokens[i].word == "-" and tokens[i].glued and tokens[i + 1].is_word else i


def _next_is(tokens: Sequence[Token], i: int, *words: str) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].word in words


def _with_scale(tokens: Sequence[Token], i: int, value: int) -> Unit:
    """ "nine hundred", "nine hundred four", "two thousand thirteen", "fifteen hundred": the sum first, then side by side."""
    scale = 100 if tokens[i + 1].word == "hundred" else 1000
    last = i + 2
    if last < len(tokens) and tokens[last].word == "and":
        last += 1
    rest = number(tokens, last) if last < len(tokens) else None
    alone = str(value * scale)
    zeros = str(scale)[1:]
    if rest is None or tokens[last].word in ("oh", "zero"):
        return Unit(i, i + 2, ((alone, 0.0), (str(value) + zeros, 0.0))[:1], "digit")
    text = rest.options[0][0]
    options: list[tuple[str, float]] = []
    one_by_one = len(text) == 1 and rest.last < len(tokens) and tokens[rest.last].word in SMALL | DIGITS
    one_by_one = one_by_one and tokens[last - 1].word != "and"
    if text.isdigit() and int(text) < scale:
        options.append((str(value * scale + int(text)), 0.2 if one_by_one else 0.0))
    options.append((alone + text, 0.0 if one_by_one else 0.3))
    options.sort(key=lambda option: option[1])
    return Unit(i, rest.last, tuple(options), "digit")


def digit_like(tokens: Sequence[Token], i: int, *, at_end: bool = True) -> bool:
    if i < 0:
        return False
    if i >= len(tokens):
        return at_end
    word = tokens[i].word
    return word in DIGITS or word in SMALL or word.isdigit() or word in TIMES
