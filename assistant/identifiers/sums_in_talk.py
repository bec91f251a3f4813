"""Sums that a way of talking tells: one by one, before and after, put right while they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.identifiers.number_words import SCALE, word_at
from assistant.identifiers.prices_said import may_be_a_day, price_at
from assistant.identifiers.text import before_it
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import CORRECTIONS, DIGITS, NATO, SMALL
from assistant.identifiers.written_sums import SaidAmount

Price = tuple[Decimal, int, bool]
_BILLS = re.compile(
    r"\b(?:bills?|charges?|co\W?pays?|payments?|statements?|invoices?|balances?|receipts?|checks?)\b", re.IGNORECASE
)
_ONE_FOR = re.compile(
    r"\b(?:one|another|other|first|second|third|last)(?:\s+(?:one|bill))?(?:\s+(?:was|is|came))?\s+(?:for|to)\s+$",
    re.IGNORECASE,
)
_PAID_THE = re.compile(
    r"\b(?:i|we|he|she)\s+(?:already\s+)?(?:paid|gave|handed|sent)\s+(?:(?:them|you|him|her)\s+)?(?:the|my|that|those)\s+$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\s+(?:at|to|when|up\s?front|already|on\s+the\s+spot|that\s+day|in\s+(?:cash|person))\b", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:went|go|goes|gone|dropped|jumped|changed|rose|fell|came|moved)\s+(?:(?:up|down|over)\s+)?from\s+(?:about\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s+(?:(?:all\s+the\s+way|clear)\s+)?(?:(?:up|down|over|back)\s+)?to\s+(?:(?:only|about|like)\s+)?", re.IGNORECASE
)
_WANTED = re.compile(
    r"\b(?:wants?|owes?|billed|charged|charging|pay|paying|asking(?:\s+for)?|says?|said|is|was)\s+(?:(?:me|us|him|her|you|it's|i\s+owe)\s+)*$",
    re.IGNORECASE,
)
_REALLY = re.compile(r"\b(?:if\s+)?it'?s\s+(?:really|actually)\s+$", re.IGNORECASE)
_LEAST, _SURE, _TALK, _SPELLED = 10, 100, 9, 5


def sums_in_talk(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """The sums that what is said around them tells, in the order they stand."""
    found = [*_one_by_one(text, tokens), *_before_and_after(text, tokens), *_said_again(text, tokens)]
    for i in range(len(tokens)):
        said = _price(tokens, i)
        if said is None:
            continue
        before, end = text[: tokens[i].start], tokens[said[1] - 1].end
        paid = _PAID_THE.search(before) and _WHERE.match(text, end)
        really = _REALLY.search(before) and _BILLS.search(text) and said[0] >= _SURE and not may_be_a_day(said[0])
        if paid or really or _of_a_claim(text, tokens, i, said):
            found.append(_sum(tokens, i, said))
    return sorted(found, key=lambda one: one.start)


def _price(tokens: Sequence[Token], i: int) -> Price | None:
    """The price that begins at token i, of at least ten, and not inside another."""
    if i and (tokens[i - 1].word in SMALL or tokens[i - 1].word in ("oh", "hundred", "thousand", "double", "triple")):
        return None
    said = price_at(tokens, i) if i < len(tokens) else None
    return said if said and said[0] >= _LEAST else None


def _sum(tokens: Sequence[Token], i: int, said: Price) -> SaidAmount:
    return SaidAmount(said[0], tokens[i].start, tokens[said[1] - 1].end)


def _one_by_one(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "Three bills, one for eighty five even one for two forty and one for thirty one seventy five"."""
    if not _BILLS.search(text):
        return []
    told = [
        _sum(tokens, i, said)
        for i in range(1, len(tokens))
        if _ONE_FOR.search(text[: tokens[i].start]) and (said := _price(tokens, i)) is not None
    ]
    return told if len(told) > 1 else []


def _before_and_after(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "My bill went from a hundred eighteen down to twenty two fifty"."""
    if not _BILLS.search(text):
        return []
    for i in range(1, len(tokens)):
        first = _price(tokens, i) if _FROM.search(text[: tokens[i].start]) else None
        joint = _TO.match(text, tokens[first[1] - 1].end) if first else None
        at = next((k for k, t in enumerate(tokens) if joint and t.start >= joint.end()), len(tokens))
        second = _price(tokens, at)
        if first and second and joint and "down" in joint[0].lower() and second[0] > first[0] and second[2]:
            second = (second[0] / 100, second[1], True)  # "… down to twenty two fifty"
        if first and second:
            return [_sum(tokens, i, first), _sum(tokens, at, second)]
    return []


def _said_again(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "They want seven twenty four no it's seven forty two nineteen", "i owe sixty four twenty no hold on sixty four seventy":
    both, and the later one stands."""
    for i in range(1, len(tokens)):
        first = _price(tokens, i)
        if (
            first is None
            or not CORRECTIONS.at(tokens, first[1])
            or not _WANTED.search(before_it(text, tokens[i].start))
        ):
            continue
        for at in range(first[1] + 1, min(first[1] + _TALK, len(tokens))):
            again = _price(tokens, at) if tokens[at].word == tokens[i].word else None
            if again and again[2]:
                return [_sum(tokens, i, first), _sum(tokens, at, again)]
    return []


def _of_a_claim(text: str, tokens: Sequence[Token], i: int, said: Price) -> bool:
    """Whether a claim's number stands before, and "for" between: "… oh nine one eight for four hundred twelve sixty"."""
    scaled = any(t.word in SCALE for t in tokens[i : said[1]])
    if (
        not scaled
        or not said[2]
        or word_at(tokens, i - 1) != "for"
        or not re.search(r"\bclaims?\b", text, re.IGNORECASE)
    ):
        return False
    first = i - 1
    while first and (
        tokens[first - 1].word in DIGITS or tokens[first - 1].word in NATO or len(tokens[first - 1].word) == 1
    ):
        first -= 1
    return i - 1 - first >= _SPELLED
