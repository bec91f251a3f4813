"""Sums of money in figures and words, as decimal strings with two places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import SMALL, TENS

_COUNTED_IN_WRITING = (
    r"(?:claims?|visits?|days?|units?|times|percent|lines?|weeks?|hours?|months?|years?|"
    r"sessions?|miles?|mg|minutes?|of\b)"
)
_FIGURES = re.compile(
    r"(?<![\w.,/-])(?P<j>\d{1,3}(?:\.\d)?)\s+(?:thousand|grand)\b|"
    r"(?<![\w$.,/-])(?!40[13]\s?k)(?P<o>\d{1,3}(?:\.\d)?)k\b(?!\s+(?:run|race|steps))|"
    r"(?:\$|\busd)\s?(?P<a>\d[\d,]*(?:\.\d{1,2})?)(?P<k>k\b|\s+(?:thousand|grand)\b)?|"
    r"(?<![\w.$-])(?P<b>\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+\.\d{2})(?!\d|\.\d|[-/]\d)|"
    r"\b(?:amt|amount|charges?|billed|balance|paid|total)\W{1,3}(?:was|is|of)?\s*(?P<e>\d+\.\d)(?![\d.])|"
    r"\b(?:afford|owes?|pay|paying|can'?t\s+do|cannot\s+do|wants?|asking(?:\s+(?:me|us))?\s+for|bill(?:ed|ing|s)?\s+(?:me|us))\s+(?:(?:me|us|the|that)\s+)?"
    r"(?P<g>(?!20[12]\d)[3-9]\d{2}|(?!20[12]\d)[1-9]\d{3})(?![\w%/-]|\.\d|\s+(?:claims?|visits?|days?|units?|times|percent|lines?|weeks?|hours?)\b)|"
    r"(?<![\w.$/-])(?P<f>\d{2,4})(?=\s+(?:a|per|each|every)\s+(?:month|week|mo|wk)\b|\s+(?:oop|out.of.pocket|deductible)\b)|"
    r"\b(?:allowed|responsibility|(?:got|getting|gave\s+(?:me|us))\s+back|reimbursed(?:\s+(?:me|us))?|short(?:ed)?\s+(?:me|us))\s+(?:only\s+|just\s+)?"
    rf"(?P<l>(?!20[12]\d)\d{{2,4}})(?![\w%/-]|[.,]\d|\s+{_COUNTED_IN_WRITING})|"
    r"\b(?:my|our)\s+(?P<m>\d{2,5})(?=\s+(?:go|gone|went|bucks)\b)|"
    r"(?<![\w.$/-])(?P<n>\d{2,4})(?=\s?/\s?(?:session|visit|month|mo|week|wk|hour|hr|unit)\b)|"
    r"(?:\bthere(?:'s|s|\s+is)\s+)(?P<h>(?!20[12]\d)\d{3,5})(?=\s+for\b)|"
    r"(?<![\w.$/-])(?P<i>\d{1,5}(?:\.\d{2})?)(?=,?\s+not\s+\$?\d[\d,.]*\s*(?:dollars?|bucks)\b)|"
    r"(?<![\w.$-])(?P<c>\d[\d,]*(?:\.\d{1,2})?)\s?(?P<unit>dollars?|usd|bucks|bux|euros?)\b(?:\s*(?:and\s+)?(?P<d>\d{1,2})\s*cents?)?",
    re.IGNORECASE,
)
_SCALE = {"hundred": 100, "thousand": 1000, "grand": 1000}


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A sum at characters [start, end) of the plain text."""

    value: Decimal
    start: int
    end: int


def find_amounts(text: str, tokens: Sequence[Token], *, prices: bool = True) -> list[SaidAmount]:
    """All sums that say they are money: by a sign, by two decimals, by the word dollars or cents; with `prices` also those
    told by the words around them alone."""
    found = []
    for match in _FIGURES.finditer(text):
        value = Decimal(next(match[g] for g in "abcefghijlmno" if match[g]).replace(",", ""))
        value = value * 1000 if match["k"] or match["j"] or match["o"] else value
        found.append(
            SaidAmount(value + Decimal(match["d"] or 0) / 100, match.start("l" if match["l"] else 0), match.end())
        )
    priced = _priced(text, tokens) if prices else []
    for more in (_spoken(tokens), _bare_beside(tokens), priced, _by_the_month(text, tokens), _round_sums(text, tokens)):
        found += [s for s in more if all(s.end <= f.start or s.start >= f.end for f in found)]
    beside = _side_by_side(text, found) if prices else []
    found += [s for s in beside if all(s.end <= f.start or s.start >= f.end for f in found)]
    found = [s for s in found if s.value]  # "$0 paid" names no sum
    return sorted(found, key=lambda said: said.start)


def _spoken(tokens: Sequence[Token]) -> list[SaidAmount]:
    found: list[SaidAmount] = []
    i = 0
    while i < len(tokens):
        if _is_the_one(tokens, i):
            i += 1
            continue
        run, after = _number_words(tokens, i)
        unit = tokens[after].word if after < len(tokens) else ""
        if not run or unit not in ("dollar", "dollars", "bucks", "cents", "cent"):
            i = max(after, i + 1)
            continue
        if unit in ("cents", "cent") and (split := _whole_and_cents(tokens, i, after)) is not None:
            found.append(SaidAmount(split, tokens[i].start, tokens[after].end))
            i = after + 1
            continue
        if unit in ("cents", "cent"):
            cents = Decimal(number_value(run)) / 100
            if all(said.value % 1 != cents for said in found):  # "… and nine cents, who charges nine cents"
                found.append(SaidAmount(cents, tokens[i].start, tokens[after].end))
            i = after + 1
            continue
        value, end = Decimal(number_value(run)), after
        if part := _part_of_a_dollar(tokens, after + 1):
            found.append(SaidAmount(value + part[0], tokens[i].start, tokens[part[1] - 1].end))
            i = part[1]
            continue
        cents, last = _number_words(tokens, after + 1 + (_at(tokens, after + 1) == "and"))
        if (
            cents
            and number_value(cents) < 100
            and (
                _at(tokens, last) in ("cent", "cents", "")
                or (number_value(cents) > 9 and _at(tokens, last) not in _COUNTED)
            )
        ):
            value += Decimal(number_value(cents)) / 100
            end = last if _at(tokens, last) in ("cent", "cents") else last - 1
        found.append(SaidAmount(value, tokens[i].start, tokens[end].end))
        i = end + 1
    return found


def _is_the_one(tokens: Sequence[Token], i: int) -> bool:
    """The one of "that's the one, four hundred twelve dollars"."""
    after = _at(tokens, i + 1)
    pointed = i > 0 and tokens[i].word == "one" and tokens[i - 1].word in ("the", "that", "this", "which")
    return pointed and after in SMALL and _at(tokens, i + 2) in _SCALE


_PARTS: tuple[tuple[str, str], ...] = (
    ("three quarters", "0.75"), ("a quarter", "0.25"), ("a half", "0.50"), ("half", "0.50"), ("a dime", "0.10"),
    ("a nickel", "0.05"), ("a penny", "0.01"),
    ("one penny", "0.01"), ("two dimes", "0.20"), ("two quarters", "0.50"), ("one quarter", "0.25"),
)  # fmt: skip


def _part_of_a_dollar(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """ "and a quarter": the part of a dollar and the token after it."""
    if _at(tokens, i) != "and":
        return None
    for said, part in _PARTS:
        words = said.split()
        if [t.word for t in tokens[i + 1 : i + 1 + len(words)]] == words:
            return Decimal(part), i + 1 + len(words)
    return None


def _whole_and_cents(tokens: Sequence[Token], i: int, after: int) -> Decimal | None:
    """ "one thousand nineteen and forty cents", the word dollars left out."""
    joint = next((k for k in range(after - 1, i, -1) if tokens[k].word == "and"), None)
    if joint is None:
        return None
    whole, _ = _number_words(tokens[:joint], i)
    cents, _ = _number_words(tokens[:after], joint + 1)
    return Decimal(number_value(whole)) + Decimal(number_value(cents)) / 100 if whole and cents else None


def _two_digits(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "eight", "eighteen", "eighty eight" and the token after it."""
    value = SMALL.get(_at(tokens, i))
    if value is None or value == 0:
        return None
    after = i + 1 + (value in TENS.values() and _at(tokens, i + 1) == "-")
    ones = SMALL.get(_at(tokens, after), 0)
    return (value + ones, after + 1) if value >= 20 and 0 < ones < 10 else (value, i + 1)


def _three_digits(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "a hundred forty eight", "sixty five hundred", "four eighteen", "two oh four", "seventy"."""
    head = (1, i + 1) if _at(tokens, i) == "a" else (1, i) if _at(tokens, i) == "hundred" else _two_digits(tokens, i)
    if head is None:
        return None
    if _at(tokens, head[1]) == "hundred":
        rest = _two_digits(tokens, head[1] + 1 + (_at(tokens, head[1] + 1) == "and"))
        return (head[0] * 100 + rest[0], rest[1]) if rest else (head[0] * 100, head[1] + 1)
    if head[0] > 9 or _at(tokens, i) == "a":
        return head if _at(tokens, i) != "a" else None
    if _at(tokens, head[1]) == "oh" and (ones := _two_digits(tokens, head[1] + 1)) and ones[0] < 10:
        return head[0] * 100 + ones[0], ones[1]
    tens = _two_digits(tokens, head[1])
    return (head[0] * 100 + tens[0], tens[1]) if tens and tens[0] > 9 else head


_PAID_BY = frozenset("month week piece dose visit day session year pop shot pill check cheque card wire paper".split())


def _counts(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows is counted rather than paid; "a month", "a check or an e f t" are no counts."""
    return _at(tokens, i) in _COUNTED and not (_at(tokens, i) == "a" and _at(tokens, i + 1) in _PAID_BY)


def price_at(tokens: Sequence[Token], i: int) -> tuple[Decimal, int, bool] | None:
    """The sum said at token i, the token after it and whether cents were said: "two thousand ninety one thirty six" is 2091.36,
    "seven thirty three oh eight" 733.08. Nothing where more digits follow: then it spells a number."""
    if i and tokens[i - 1].is_figure:
        return None
    start = i + (_at(tokens, i) == "a" and _at(tokens, i + 1) == "thousand")
    head = (1, start) if _at(tokens, start) == "thousand" else _three_digits(tokens, i)
    if head is None:
        return None
    if in_pairs := _in_pairs(tokens, i):
        return in_pairs
    value, after = Decimal(head[0]), head[1]
    if _at(tokens, after) in ("thousand", "grand"):
        value, after = value * 1000, after + 1
        rest = _three_digits(tokens, after + (_at(tokens, after) == "and"))
        value, after = (value + rest[0], rest[1]) if rest else (value, after)
    oh = _at(tokens, after) in ("oh", "zero")
    cents = _two_digits(tokens, after + oh)
    said = cents is not None and (cents[0] < 10) == oh
    if cents and said:
        value, after = value + Decimal(cents[0]) / 100, cents[1]
    runs_on = _at(tokens, after) in SMALL or _at(tokens, after) in ("oh", "double", "triple", "hundred", "thousand")
    if said and value < 100 and _at(tokens, after) == "even":
        return value * 100, after + 1, True  # "eighteen seventy five even": no cents
    return None if runs_on else (value, after, said)


def _in_pairs(tokens: Sequence[Token], i: int) -> tuple[Decimal, int, bool] | None:
    """ "Eleven forty seven eighty" is 1147.80; three pairs that may be a day ("ten fifteen twenty five") say no sum."""
    pairs: list[int] = []
    at = i
    while len(pairs) < 3 and (pair := _two_digits(tokens, at)) and pair[0] > 9:
        pairs, at = [*pairs, pair[0]], pair[1]
    runs_on = _at(tokens, at) in SMALL or _at(tokens, at) in ("oh", "double", "triple", "hundred", "thousand")
    if len(pairs) < 3 or runs_on or (pairs[0] <= 12 and pairs[1] <= 31):
        return None
    return Decimal(f"{pairs[0]}{pairs[1]}.{pairs[2]}"), at, True


_PRICED = re.compile(
    r"\b(?:charged?|billed|paid|allowed|pays?|paying|owed?|costs?|balance|amount|total)\s+(?:(?:me|us|them|it|was|is|of|at|for|only|just|about|around|like)\s+){0,2}$|"
    r"\bsent\s+(?:me|us)\s+(?:only\s+|just\s+)?$|\b(?:you|they|u)\s+sent\s+(?:(?:me|us|him|her|them|only|just)\s+){0,2}$|"
    r"\b(?:card|check|cheque|payment|eft)\s+(?:was\s+)?(?:for|of)\s+$|\bordered\b.*\bit\s+was\s+$|\bdid\s+(?:the\s+)?$|"
    r"\bthat's\s+it\s+$",
    re.IGNORECASE,
)
"""Before a price said without the word dollars."""
_SENT = re.compile(r"\b(?:check|cheque|eft|e\s+f\s+t|trace|remit\w*|card)\b", re.IGNORECASE)


def _priced(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """Prices side by side ("charge was nine seventy five"), and the sum after the number of a payment."""
    found: list[SaidAmount] = []
    small: list[SaidAmount] = []
    i = 0
    while i < len(tokens):
        said = price_at(tokens, i)
        before = text[: tokens[i].start]
        led = _PRICED.search(before) is not None
        spelled = i > 0 and (tokens[i - 1].word in SMALL or tokens[i - 1].word in ("oh", "double", "triple"))
        thousands = said is not None and any(t.word == "thousand" for t in tokens[i : said[1]])
        of_payment = thousands and (spelled or _at(tokens, i - 1) == "for") and _SENT.search(before) is not None
        if said is None or _counts(tokens, said[1]) or not ((led and not spelled) or of_payment):
            i += 1
            continue
        priced = SaidAmount(said[0], tokens[i].start, tokens[said[1] - 1].end)
        if (said[0] >= 100 or said[2]) and (said[2] or led):
            found.append(priced)
        elif led and said[0] >= 10:
            small.append(priced)
        i = said[1]
    return found + small if found else []  # "allowed one ninety and paid ninety five"


_SIDE_BY_SIDE = re.compile(
    r"\b(?:billed|charged|allowed|paid|pd|got|owe|expected|sent|pay|gave)\s+(?:(?:me|us|him|her|only|just|out|about|them)\s+){0,2}"
    rf"(?P<sum>(?!20[12]\d)\d{{2,4}})(?![\w%/-]|[.,]\d|\s+{_COUNTED_IN_WRITING})",
    re.IGNORECASE,
)


def _side_by_side(text: str, others: Sequence[SaidAmount]) -> list[SaidAmount]:
    """ "We billed 240 and got 61": figures after two such verbs, or after one beside a sum that shows itself."""
    told = [SaidAmount(Decimal(m["sum"]), m.start("sum"), m.end("sum")) for m in _SIDE_BY_SIDE.finditer(text)]
    return told if len(told) + len(others) > 1 else []


_CAN_PAY = re.compile(r"\b(?:pay|give|afford|manage|do|swing|spare|offer|scrape|send|handle|put)\b", re.IGNORECASE)


def _by_the_month(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "i can give them thirty a month"."""
    found: list[SaidAmount] = []
    for i in range(len(tokens) if _CAN_PAY.search(text) else 0):
        said = _two_digits(tokens, i)
        if said is None or said[0] < 10 or (i and tokens[i - 1].word in (*SMALL, "hundred", "thousand", "oh", "and")):
            continue
        if _at(tokens, said[1]) in ("a", "per", "every", "each") and _at(tokens, said[1] + 1) in ("month", "week"):
            found.append(SaidAmount(Decimal(said[0]), tokens[i].start, tokens[said[1] - 1].end))
    return found


_MONEY_TALK = re.compile(
    r"\b(?:pay\w*|paid|owe[sd]?|bill\w*|costs?|balance|deductible|hand\s+over|asking|left|charge\w*|deposit|afford|at\s+once|money|check|"
    r"dollars?|amounts?|totals?|wants?|a\s+dose|share|spend|spent|copay|short|max\w*|premium|pocket|capped|on\s+the\s+hook|(?:my|his|her|their|our)\s+(?:part|piece)|(?:a|per|each|every)\s+month)\b|"
    r"\bthousand\s+and\s+[efnost]",
    re.IGNORECASE,
)
_COUNTED = frozenset(
    """visits days claims percent units milligrams miles times people calls hours minutes sessions patients weeks months
    years pages lines form forms a b""".split()
)


def _round_sums(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "i can't hand over four thousand at once", "the three hundred eighteen oh seven payment": hundreds and thousands where
    money is spoken of."""
    found: list[SaidAmount] = []
    i = 0 if _MONEY_TALK.search(text) else len(tokens)
    while i < len(tokens):
        run, after = _number_words(tokens, i)
        said = price_at(tokens, i) if set(run) & set(_SCALE) else None
        if said and not _counts(tokens, said[1]):
            spelled = i > 0 and (tokens[i - 1].word in SMALL or tokens[i - 1].word in ("oh", "double", "triple"))
            a_year = run[:2] in (["two", "thousand"], ["nineteen", "hundred"]) and said[0] < 2100 and not said[2]
            if not spelled and not a_year:
                found.append(SaidAmount(said[0], tokens[i].start, tokens[said[1] - 1].end))
                after = said[1]
        i = max(after, i + 1)
    return found


_MONEY_VERBS = frozenset("expected paid pay owe owed billed charged allowed expecting".split())


def _bare_beside(tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "you paid us two hundred dollars, we expected three hundred and five": hundreds after such a verb are money too."""
    if not any(t.word in ("dollar", "dollars", "bucks") for t in tokens):
        return []
    found: list[SaidAmount] = []
    for i, token in enumerate(tokens[:-1]):
        run, after = _number_words(tokens, i + 1)
        plain = token.word in _MONEY_VERBS and run and set(run) & set(_SCALE)
        if plain and _at(tokens, after) not in ("dollar", "dollars", "bucks", "cents", "cent"):
            found.append(SaidAmount(Decimal(number_value(run)), tokens[i + 1].start, tokens[after - 1].end))
    return found


def _at(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].word if i < len(tokens) else ""


def _number_words(tokens: Sequence[Token], i: int) -> tuple[list[str], int]:
    run: list[str] = []
    j = i
    while j < len(tokens):
        word = tokens[j].word
        if word in TENS and word != "twenty" and _at(tokens, j + 1) == word:
            j += 1  # "a hundred and thirty thirty eight dollars": begun twice
            continue
        if (
            word in SMALL
            or word in _SCALE
            or (word == "a" and _at(tokens, j + 1) in _SCALE)
            or (word.isdigit() and run)
        ):
            run.append(word)
        elif not (run and word in ("and", "-") and (_at(tokens, j + 1) in SMALL)):
            break
        elif word == "and" and run[-1] not in _SCALE and _at(tokens, j + 2) in _SCALE:
            break  # "p r one and two hundred dollars": two numbers
        j += 1
    return run, j


def number_value(run: Sequence[str]) -> int:
    """The value of number words: by scale words, else side by side as prices are said ("four twenty" is 420)."""
    total = current = last = 0
    for word in run:
        if word in _SCALE:
            if word == "hundred":
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * _SCALE[word], 0
            last = 0
            continue
        value = 1 if word == "a" else int(word) if word.isdigit() else SMALL[word]
        if last and not (last % 10 == 0 and 20 <= last < 100 and 0 < value < 10):
            current *= 100 if value >= 10 else 10
        current += value
        last = value or last
    return total + current


def _price(run: Sequence[str]) -> Decimal:
    """ "three eighty five fifty" is 385.50, "eighty seven sixteen" 87.16: groups said side by side end in cents."""
    groups: list[str] = []
    for word in run:
        value = 0 if word in _SCALE or word in ("and", "a") else int(word) if word.isdigit() else SMALL[word]
        if groups and 0 < value < 10 and int(groups[-1]) >= 20 and int(groups[-1]) % 10 == 0:
            groups[-1] = str(int(groups[-1]) + value)
        else:
            groups.append(str(value))
    if (
        len(groups) == 3
        and not set(run) & set(_SCALE)
        and len(groups[0]) == 1
        and len(groups[1]) == len(groups[2]) == 2
    ):
        return Decimal(f"{groups[0]}{groups[1]}.{groups[2]}")
    if len(groups) == 2 and not set(run) & set(_SCALE) and len(groups[0]) == len(groups[1]) == 2:
        return Decimal(f"{groups[0]}.{groups[1]}")
    return Decimal(number_value(run))


def _with_oh(tokens: Sequence[Token], i: int) -> SaidAmount | None:
    """ "three oh six eighty" is 306.80, "four oh two" 402."""
    if _at(tokens, i + 1) != "oh" or not all(0 < SMALL.get(_at(tokens, i + k), 0) < 10 for k in (0, 2)):
        return None
    whole = f"{SMALL[tokens[i].word]}0{SMALL[tokens[i + 2].word]}"
    cents, after = _number_words(tokens, i + 3)
    exact = f"{whole}.{number_value(cents)}" if cents and 10 <= number_value(cents) < 100 else whole
    return SaidAmount(Decimal(exact), tokens[i].start, tokens[(after if exact != whole else i + 3) - 1].end)


def bare_amount(tokens: Sequence[Token]) -> SaidAmount | None:
    """A number where a sum was asked for: "fifty a month", "about 120"."""
    for i in range(len(tokens)):
        if (
            tokens[i].is_figure
            and i + 2 < len(tokens)
            and tokens[i + 1].word == "."
            and tokens[i + 2].is_figure
            and tokens[i + 2].glued
        ):
            return SaidAmount(Decimal(f"{tokens[i].word}.{tokens[i + 2].word}"), tokens[i].start, tokens[i + 2].end)
        if said := _with_oh(tokens, i):
            return said
        run, after = _number_words(tokens, i)
        exact = price_at(tokens, i) if "hundred" in run or "thousand" in run else None
        if exact and exact[2]:  # "fourteen hundred thirty two seventy"
            return SaidAmount(exact[0], tokens[i].start, tokens[exact[1] - 1].end)
        if run and run != ["a"]:
            return SaidAmount(_price(run), tokens[i].start, tokens[after - 1].end)
        if tokens[i].is_figure and len(tokens[i].word) <= 6:
            return SaidAmount(Decimal(tokens[i].word), tokens[i].start, tokens[i].end)
    return None
