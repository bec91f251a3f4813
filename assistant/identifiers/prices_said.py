"""Prices said without the word dollars: "two thousand ninety one thirty six" is 2091.36, "eleven forty seven eighty" 1147.80."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.identifiers.number_words import three_digits, two_digits, word_at
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import SMALL

_HUNDREDS_BELOW = 30
_SHOP_CENTS = frozenset({95, 98, 99})
_CHEAP = frozenset("copay copays coinsurance prescription prescriptions pill pills refill each apiece vitamins".split())
_JUST_BEFORE = 5
_LEAST_EVEN = 10
_EVEN_SO = frozenset("though if when after while with more the a".split())
_YEARS = range(1900, 2100)


def in_two_pairs(first: int, second: int) -> Decimal:
    """ "Fourteen seventy five" is 1475, "eighty two fifteen" 82.15: hundreds are said so up to the twenties, and a price of
    a shop ("nineteen ninety nine") ends so."""
    hundreds = 10 < first < _HUNDREDS_BELOW and second not in _SHOP_CENTS
    return Decimal(first * 100 + second) if hundreds else Decimal(first) + Decimal(second) / 100


def may_be_a_day(value: Decimal) -> bool:
    """Whether a number may be month and day, or a year: "eight twelve", "nineteen sixty one"."""
    month, day = divmod(int(value), 100)
    return value == int(value) and ((1 <= month <= 12 and 1 <= day <= 31) or int(value) in _YEARS)


def price_at(tokens: Sequence[Token], i: int) -> tuple[Decimal, int, bool] | None:
    """The sum said at token i, the token after it and whether cents were said: "two thousand ninety one thirty six" is 2091.36,
    "seven thirty three oh eight" 733.08. Nothing where more digits follow: then it spells a number."""
    if i and tokens[i - 1].is_figure:
        return None
    start = i + (word_at(tokens, i) == "a" and word_at(tokens, i + 1) == "thousand")
    if (head := (1, start) if word_at(tokens, start) == "thousand" else three_digits(tokens, i)) is None:
        return None
    if pairs := _in_pairs(tokens, i):
        return pairs
    value, after = Decimal(head[0]), head[1]
    if word_at(tokens, after) in ("thousand", "grand"):
        value, after = value * 1000, after + 1
        rest = three_digits(tokens, after + (word_at(tokens, after) == "and"))
        value, after = (value + rest[0], rest[1]) if rest else (value, after)
    oh = word_at(tokens, after) in ("oh", "zero")
    cents = two_digits(tokens, after + oh)
    said = cents is not None and (cents[0] < 10) == oh
    if cents and said:
        in_pairs = two_digits(tokens, i) == head and after == head[1] and not oh and not _is_cheap(tokens, i)
        value = in_two_pairs(head[0], cents[0]) if in_pairs else value + Decimal(cents[0]) / 100
        after = cents[1]
    exactly = word_at(tokens, after) == "even" and word_at(tokens, after + 1) not in _EVEN_SO
    if exactly and (said or value >= _LEAST_EVEN):
        return (value * 100 if said and value < 100 else value), after + 1, True  # "forty seven fifty even": no cents
    return None if _runs_on(tokens, after) else (value, after, said)


def _runs_on(tokens: Sequence[Token], i: int) -> bool:
    return word_at(tokens, i) in SMALL or word_at(tokens, i) in _GOES_ON


_GOES_ON = frozenset({"oh", "double", "triple", "hundred", "thousand", "dash", "hyphen"})


def _is_cheap(tokens: Sequence[Token], i: int) -> bool:
    """Whether a copay or a prescription is spoken of just before: its twelve fifty is hardly a thousand."""
    return any(token.word in _CHEAP for token in tokens[max(0, i - _JUST_BEFORE) : i])


def _in_pairs(tokens: Sequence[Token], i: int) -> tuple[Decimal, int, bool] | None:
    """ "Eleven forty seven eighty" is 1147.80; three pairs that may be a day ("ten fifteen twenty five") say no sum."""
    pairs: list[int] = []
    at = i
    while len(pairs) < 3 and (pair := _pair(tokens, at, middle=len(pairs) == 1)):
        pairs, at = [*pairs, pair[0]], pair[1]
    if len(pairs) < 3 or _runs_on(tokens, at):
        return None
    taken = (
        word_at(tokens, i - 1) in _TAKEN and pairs[2] not in _YEARS_JUST_PAST
    )  # "took back twelve oh six seventy five"
    if pairs[0] <= 12 and pairs[1] <= 31 and not taken:
        return None
    return Decimal(f"{pairs[0]}{pairs[1]:02d}.{pairs[2]}"), at, True


_TAKEN = frozenset({"back", "recouped", "deducted", "withheld", "owe", "owed", "owes", "charged", "allowed"})
_YEARS_JUST_PAST = range(20, 30)


def _pair(tokens: Sequence[Token], i: int, *, middle: bool) -> tuple[int, int] | None:
    """ "forty seven"; "oh two" in the middle of "fourteen oh two fifty"."""
    oh = middle and word_at(tokens, i) in ("oh", "zero")
    pair = two_digits(tokens, i + oh)
    return pair if pair and (pair[0] < 10) == oh else None
