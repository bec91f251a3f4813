"""Sums of money in figures and words, as decimal strings with two places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import SMALL

_FIGURES = re.compile(
    r"(?:\$|\busd)\s?(?P<a>\d[\d,]*(?:\.\d{1,2})?)(?P<k>k\b)?|"
    r"(?<![\w.$-])(?P<b>\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+\.\d{2})(?!\d|\.\d|[-/]\d)|"
    r"\b(?:amt|amount|charges?|billed|balance|paid|total)\W{1,3}(?:was|is|of)?\s*(?P<e>\d+\.\d)(?![\d.])|"
    r"\b(?:afford|owes?|pay|paying|can'?t\s+do|cannot\s+do|wants?|asking(?:\s+(?:me|us))?\s+for|bill(?:ed|ing|s)?\s+(?:me|us))\s+(?:me\s+|us\s+)?"
    r"(?P<g>(?!20[12]\d)[3-9]\d{2}|(?!20[12]\d)[1-9]\d{3})(?![\w%/.-]|\s+(?:claims?|visits?|days?|units?|times|percent|lines?|weeks?|hours?)\b)|"
    r"(?<![\w.$/-])(?P<f>\d{2,4})(?=\s+(?:a|per|each|every)\s+(?:month|week|mo)\b)|"
    r"(?<![\w.$-])(?P<c>\d[\d,]*(?:\.\d{1,2})?)\s?(?P<unit>dollars?|usd|bucks)\b(?:\s*(?:and\s+)?(?P<d>\d{1,2})\s*cents?)?",
    re.IGNORECASE,
)
_SCALE = {"hundred": 100, "thousand": 1000, "grand": 1000}


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A sum at characters [start, end) of the plain text."""

    value: Decimal
    start: int
    end: int


def find_amounts(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """All sums that say they are money: by a sign, by two decimals, by the word dollars or cents."""
    found = []
    for match in _FIGURES.finditer(text):
        value = Decimal(
            (match["a"] or match["b"] or match["c"] or match["e"] or match["f"] or match["g"]).replace(",", "")
        )
        value = value * 1000 if match["k"] else value
        found.append(SaidAmount(value + Decimal(match["d"] or 0) / 100, match.start(), match.end()))
    spoken = [
        s for s in (*_spoken(tokens), *_bare_beside(tokens)) if all(s.end <= f.start or s.start >= f.end for f in found)
    ]
    taken = found + spoken
    rounds = [s for s in _round_sums(text, tokens) if all(s.end <= f.start or s.start >= f.end for f in taken)]
    return sorted(taken + rounds, key=lambda said: said.start)


def _spoken(tokens: Sequence[Token]) -> list[SaidAmount]:
    found: list[SaidAmount] = []
    i = 0
    while i < len(tokens):
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
            found.append(SaidAmount(Decimal(number_value(run)) / 100, tokens[i].start, tokens[after].end))
            i = after + 1
            continue
        value, end = Decimal(number_value(run)), after
        if part := _part_of_a_dollar(tokens, after + 1):
            found.append(SaidAmount(value + part[0], tokens[i].start, tokens[part[1] - 1].end))
            i = part[1]
            continue
        cents, last = _number_words(tokens, after + 1 + (_at(tokens, after + 1) == "and"))
        if cents and number_value(cents) < 100 and (_at(tokens, last) in ("cent", "cents") or not _at(tokens, last)):
            value += Decimal(number_value(cents)) / 100
            end = last if _at(tokens, last) else last - 1
        found.append(SaidAmount(value, tokens[i].start, tokens[end].end))
        i = end + 1
    return found


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


_MONEY_TALK = re.compile(
    r"\b(?:pay\w*|paid|owe[sd]?|bill\w*|costs?|balance|deductible|hand\s+over|asking|left|charge\w*|deposit|afford|at\s+once|money|check|"
    r"dollars?|share|spend|spent|copay|short|max\w*)\b",
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
        if run and set(run) & set(_SCALE) and run[0] not in _SCALE and _at(tokens, after) not in _COUNTED:
            value = Decimal(number_value(run))
            cents = SMALL.get(_at(tokens, after + 1), 0) if _at(tokens, after) in ("oh", "zero") else 0
            runs_on = not cents and _at(tokens, after) in ("oh", *SMALL)
            spelled = runs_on or (i > 0 and tokens[i - 1].word in SMALL)
            a_year = run[:2] == ["two", "thousand"] and value < 2100
            if not spelled and not a_year:
                end = after + 2 if cents else after
                found.append(SaidAmount(value + Decimal(cents) / 100, tokens[i].start, tokens[end - 1].end))
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
        if (
            word in SMALL
            or word in _SCALE
            or (word == "a" and _at(tokens, j + 1) in _SCALE)
            or (word.isdigit() and run)
        ):
            run.append(word)
        elif not (run and word in ("and", "-") and (_at(tokens, j + 1) in SMALL)):
            break
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
        if run and run != ["a"]:
            return SaidAmount(_price(run), tokens[i].start, tokens[after - 1].end)
        if tokens[i].is_figure and len(tokens[i].word) <= 6:
            return SaidAmount(Decimal(tokens[i].word), tokens[i].start, tokens[i].end)
    return None
