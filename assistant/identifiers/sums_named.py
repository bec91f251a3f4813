"""Sums that are called so by the words around them: "that eighty eight fifty receipt", "one line at six hundred"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.identifiers.days_in_numbers import numbers_as_day
from assistant.identifiers.number_words import SCALE, word_at
from assistant.identifiers.prices_said import may_be_a_day
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS, SMALL
from assistant.identifiers.written_sums import I_OWE

MONEY_TALK = re.compile(
    r"\b(?:pay\w*|paid|owe[sd]?|bill\w*|costs?|balance|deductible|hand\s+over|asking|left|charg\w*|took\s+back|tak(?:en|ing)\s+back|recoup\w*|overpa\w*|and\s+(?:some\s+)?change|deposit|afford|at\s+once|money|check|"
    r"dollars?|amounts?|totals?|wants?|a\s+dose|outstanding|responsibility|statement|waiting\s+on|columns?|collections|discount|explanation|share|spend|spent|copay|short|max\w*|premium|pocket|capped|on\s+the\s+hook|(?:my|his|her|their|our)\s+(?:part|piece)|(?:a|per|each|every)\s+month)\b|"
    r"\bfor\s+(?:one|an?|two|three)\s+(?:night|day|hour|bed|room|ride|pill|test|shot|scan|band\W?aid)s?\b|\bkidding\b|\brobbery\b|"
    r"\bthousand\s+and\s+[efnost]",
    re.IGNORECASE,
)

_PAPER_OF_A_SUM = re.compile(
    r"\s+(?:payment|check|receipt|deposit|copay|co-pay|balance|charge|bill|refund|eft|e\s+f\s+t|remit)\b|"
    r"\s+(?:that\s+)?(?:y'all|you|they|you\s+all|you\s+guys)\s+(?:say\s+)?(?:(?:you|they)\s+)?(?:already\s+)?(?:paid|sent|owe|billed|charged)\b|"
    r"\s+(?:(?:has|have|ever|already|finally)\s+){0,2}(?:cleared|bounced|went\s+through|gone\s+through|was\s+deposited|got\s+deposited)\b|"
    r"\s+(?:go|goes|going|count|counts|appl(?:y|ies|ied))\s+(?:to|toward|towards|against|on)\b|\s+(?:each|apiece)\b|\s+(?:that's\s+|still\s+)?(?:outstanding|past\s+due|owed|unpaid|owing)\b",
    re.IGNORECASE,
)
"""After a sum: "the fourteen oh two fifty payment", "the six eighteen twenty two you say you paid"."""
_WHAT_I_OWE = re.compile(I_OWE, re.IGNORECASE)
""" "Is the three twelve what i really have to pay"."""
_YEARS_BACK = 3


def _is_a_recent_day(tokens: Sequence[Token], i: int, today: date) -> bool:
    """Whether "eight twelve twenty six" may be a day just past."""
    day = numbers_as_day(tokens, i)
    served = day.as_service(today) if day else None
    return served is not None and today.year - _YEARS_BACK <= served[0].year and served[0] <= today


_ALL_OF_IT = re.compile(
    r"\b(?:pay|owe|want|cover|charge[ds]?)\b(?:\s+\w+){0,4}\s+(?:whole|full|entire)\s+$", re.IGNORECASE
)
""" "I got to pay the whole seventy five"."""
_CHARGE = re.compile(r"\s+(?:deductible|copay|co-?pay|co\s+pay|premium|coinsurance|late\s+fee|refund)\b", re.IGNORECASE)
_ON_A_PAPER = re.compile(
    r"\s+(?:printed\s+|listed\s+|written\s+|sitting\s+)?(?:on|in)\s+(?:it|here|there|(?:the|my|this|that|your)\s+\w+)\b|"
    r"\s+(?:at\s+the\s+bottom|under|as\s+(?:my|the|what)|listed)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:has|got|have|with|says|shows?|showing|there's|see|printed|lists?|reads?)\s+(?:a\s+)?$", re.IGNORECASE
)
""" "The statement has one twelve forty on it"."""
_AT_A_PRICE = re.compile(r"\bat\s+$", re.IGNORECASE)
_BILLED_FOR = re.compile(r"\b(?:lines?|units?|billed|charged?|sessions?|codes?)\b", re.IGNORECASE)


def is_a_named_sum(text: str, tokens: Sequence[Token], i: int, said: tuple[Decimal, int, bool], today: date) -> bool:
    """Whether the words around a price say that it is one: "that eighty eight fifty receipt", "one line at six hundred"."""
    before, after = text[: tokens[i].start], text[tokens[said[1] - 1].end :]
    if said[0] >= 10 and word_at(tokens, i - 1) in ("a", "the", "my", "our", "that", "this") and _CHARGE.match(after):
        return True
    exact = said[2] or (said[0] > 100 and not may_be_a_day(said[0]))
    if exact and _MINE.match(after) and not _is_a_recent_day(tokens, i, today):
        return True
    if exact and _ASKED_OF.search(before) and not _of_a_day(after, said[0]) and not _is_a_recent_day(tokens, i, today):
        return True
    if said[2] and tokens[said[1] - 1].word == "even" and _EVEN.match(after) and not (i and _spelled_before(tokens, i)):
        return True
    if said[0] >= 10 and _ALL_OF_IT.search(before) and re.match(r"\W*(?:$|and\b|but\b|myself\b|by\b)", after):
        return True
    if said[2] and _ON_A_PAPER.match(after) and _HAS.search(before) and MONEY_TALK.search(text):
        return not _is_a_recent_day(tokens, i, today)
    if word_at(tokens, i - 1) in ("the", "that", "this") and said[0] >= 10 and _WHAT_I_OWE.match(after):
        return True
    if (
        word_at(tokens, i - 1) in ("the", "that", "this", "my", "our", "a", "showing", "show", "shows", "have", "got")
        and said[2]
    ):
        return _PAPER_OF_A_SUM.match(after) is not None and not _of_a_day(after, said[0])
    scaled = any(t.word in SCALE for t in tokens[i : said[1]])
    each = re.match(r"\s+(?:each|apiece)\b", after) is not None
    closed = re.match(r"\W*(?:$|and\b|each\b|apiece\b|,|per\b|a\s+(?:unit|piece|line)\b)", after) is not None
    priced = _AT_A_PRICE.search(before) is not None and _BILLED_FOR.search(before) is not None
    return priced and closed and (scaled or said[2] or each)


_MINE = re.compile(
    r"\s+(?:really\s+|actually\s+|isn't\s+|is\s+not\s+|is\s+)*(?:mine|on\s+me|my\s+(?:responsibility|share|part|portion|problem))\b",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    r"\b(?:disput(?:e|ing)|waive|contest(?:ing)?|refund|write\s+off|forgive|adjust|knock\s+off|question(?:ing)?|owes?)\s+(?:that|this|the)\s+$|"
    r"\b(?:gotta|got\s+to|have\s+to|supposed\s+to|need\s+to)\s+pay\s+(?:that|this|the)\s+$",
    re.IGNORECASE,
)
""" "I'm disputing that one sixty eight", "can you waive that thirty eight fifty"."""
_EVEN = re.compile(r"\W*(?:$|(?:not|you|u|and|but|on|for|that's|is|was|they|i|we)\b)", re.IGNORECASE)
""" "It's two eighteen even not two eighty"."""


def _spelled_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure or a letter is spelled right before token i."""
    word = tokens[i - 1].word
    return word in SMALL or word in DIGITS or (len(word) == 1 and word not in ("a", "i"))


_DATED = re.compile(r"\s+(?:remit|eft|e\s+f\s+t|check|statement|bill|payment)\b", re.IGNORECASE)


def _of_a_day(after: str, value: Decimal) -> bool:
    """Whether "the eleven twelve remit" is rather named by its day."""
    return may_be_a_day(value) and _DATED.match(after) is not None
