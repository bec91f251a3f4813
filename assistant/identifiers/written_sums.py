"""Sums in figures that say they are money: by a sign, by two decimals, by the word beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

COUNTED_IN_WRITING = (
    r"(?:claims?|visits?|days?|units?|times|percent|lines?|weeks?|hours?|months?|years?|"
    r"sessions?|miles?|mg|minutes?|of\b)"
)
I_OWE = (
    r"\s+(?:really\s+|actually\s+)?(?:what|(?:that\s+)?(?=(?:i|we)\b))\s*(?:i|we)\s+(?:(?:really|actually|still|even)\s+)?"
    r"(?:have\s+to\s+pay|gotta\s+pay|got\s+to\s+pay|need\s+to\s+pay|must\s+pay|owe|am\s+supposed\s+to\s+pay|should\s+pay)\b"
)
_FIGURES = re.compile(
    r"(?<![\w.,/-])(?P<j>\d{1,3}(?:\.\d)?)\s+(?:thousand|grand)\b|"
    r"(?<![\w$.,/-])(?!40[13]\s?k)(?P<o>\d{1,3}(?:\.\d)?)k\b(?!-\d|\s+(?:run|race|steps))|"
    r"(?:\$|\busd)\s?(?P<a>\d[\d,]*(?:\.\d{1,2})?)(?P<k>k\b|\s+(?:thousand|grand)\b)?|"
    r"(?:(?<![\w.$-])|(?<=\s-)|(?<=\(-)|(?<=^-))(?P<b>\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+\.\d{2})(?!\d|\.\d|[-/]\d)|"
    r"\b(?:amt|amount|charges?|billed|balance|paid|total)\W{1,3}(?:was|is|of)?\s*(?P<e>\d+\.\d)(?![\d.])|"
    r"\b(?:afford|don'?t\s+have(?=\s+\d[^?]*\bpay)|owes?|pay|paying|can'?t\s+do|cannot\s+do|wants?|asking(?:\s+(?:me|us))?\s+for|bill(?:ed|ing|s)?\s+(?:me|us))\s+(?:(?:me|us|the|that)\s+)?"
    r"(?P<g>(?!20[12]\d)[3-9]\d{2}|(?!20[12]\d)[1-9]\d{3})(?![\w%/-]|\.\d|\s+(?:claims?|visits?|days?|units?|times|percent|lines?|weeks?|hours?)\b)|"
    r"\b(?:i|we)\s+(?:(?:should|shud|shd|shld|only|just|still|really|now)\s+)*owe\s+(?:u\s+|you\s+|only\s+)?(?P<t>\d{2})(?![\w%/.-])|"
    r"(?<![\w.$/-])(?P<f>\d{2,4})(?=\s+(?:a|per|each|every)\s+(?:month|week|mo|wk)\b|\s+(?:oop|out.of.pocket|deductible|up\W?front)\b)|"
    r"\b(?:allowed|responsibility|(?:got|getting|gave\s+(?:me|us))\s+back|reimbursed(?:\s+(?:me|us))?|short(?:ed)?\s+(?:me|us))\s+(?:only\s+|just\s+)?"
    rf"(?P<l>(?!20[12]\d)\d{{2,4}})(?![\w%/-]|[.,]\d|\s+{COUNTED_IN_WRITING})|"
    r"\b(?:i|we|she|he|they|(?:wife|husband|son|daughter|mom|dad|mother|father)(?:\s+already)?)\s+(?:(?:already|have|had|only|just)\s+)?paid\s+(?:(?:them|you|him|her)\s+)?"
    rf"(?P<p>(?!20[12]\d)\d{{2,4}})(?=\s+(?:at\s+(?:the|my|check|their)|up\s?front|out\s+of\s+pocket|oop|cash|in\s+cash|when|that\s+day|already|by\s+(?:card|check)|with\s+(?:my|a)|to\s+(?:the|my|her|his)|copay)\b)|"
    r"\b(?:the|that|those)\s+(?P<q>(?!20[12]\d)\d{2,4})(?=\s+(?:i|we|my\s+\w+|she|he)\s+(?:already\s+|just\s+)?(?:paid|gave|sent|put\s+down|shelled\s+out)\b)|"
    rf"\b(?:the|that|this)\s+(?P<r>(?!20[12]\d)\d{{2,4}})(?={I_OWE})|"
    rf"\b(?:chrg|chgs?|charges?|amt|amount|bal|balance|(?:contract(?:ed)?|fee\s+schedule|negotiated|our)\s+rate)\W{{0,2}}\s*(?:was\s+|is\s+|of\s+)?(?P<s>(?!20[12]\d)\d{{2,4}})(?![\w%/-]|[.,]\d|\s+{COUNTED_IN_WRITING})|"
    r"\b(?:my|our|his|her|this|the|total)\s+(?:\w+\s+)?(?:bill|invoice|copay|co-?pay|deductible|ded|premium|coinsurance|total)\s+(?:is|was|says|came\s+to|comes\s+to|went\s+to)\s+"
    rf"(?:(?:only|now|still|like|about|at)\s+)?(?P<v>(?!20[12]\d)[1-9]\d{{1,3}})(?![\w%/-]|[.,]\d|\s+{COUNTED_IN_WRITING})|"
    r"\b(?:dr|doctor|doc|hospital|clinic|lab|dentist|er)\s+(?:billed|charged)\s+(?:(?:me|us|him|her|only|just)\s+){0,2}"
    rf"(?P<w>(?!20[12]\d|83[57]\b)[1-9]\d{{1,3}})(?![\w%/-]|[.,]\d|\s+{COUNTED_IN_WRITING})|"
    r"(?:^|\b(?:the|an?|this|that|my|our|his|her|another|your)\s+)(?P<u>(?!20[12]\d|83[57]\b)[1-9]\d{1,3}|\d{1,2},\d{3})(?=\s+(?:bill|balance|charge|copay|co-?pay|fee|invoice|bal|deductible)s?\b)|"
    r"\b(?:my|our)\s+(?P<m>\d{2,5})(?=\s+(?:go|gone|went|bucks)\b)|"
    r"(?<![\w.$/-])(?P<n>\d{2,4})(?=\s?/\s?(?:session|visit|month|mo|week|wk|hour|hr|unit)\b)|"
    r"(?:\bthere(?:'s|s|\s+is)\s+)(?P<h>(?!20[12]\d)\d{3,5})(?=\s+for\b)|"
    r"(?<![\w.$/-])(?P<i>\d{1,5}(?:\.\d{2})?)(?=,?\s+not\s+\$?\d[\d,.]*\s*(?:dollars?|bucks)\b)|"
    r"(?<![\w.$-])(?P<c>\d[\d,]*(?:\.\d{1,2})?)\s?(?:(?<=\s)(?:extra|more|whole|additional|some|odd|measly|lousy|damn|freaking)\s+)?(?P<unit>dollars?|usd|bucks|bux|euros?)\b(?:\s*(?:and\s+)?(?P<d>\d{1,2})\s*cents?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A sum at characters [start, end) of the plain text."""

    value: Decimal
    start: int
    end: int


_WAS_BILLED = re.compile(
    r"\b(?:was|got|were|been|get|gets|getting|being)\s+(?:billed|charged)\s+(?:(?:only|another|like|about)\s+)?"
    rf"(?P<sum>(?!20[12]\d|83[57]\b)\d{{2,4}})(?![\w%/-]|[.,]\d|\s+{COUNTED_IN_WRITING})",
    re.IGNORECASE,
)
_HAVE_TO_PAY = re.compile(
    r"\b(?:(?:gotta|got\s+(?:to|2)|(?:have|has|had|need|needs|supposed|expected|going|forced|made\s+(?:me|us)|makes?\s+(?:me|us)|want\s+(?:me|us))\s+(?:to|2)|must|"
    r"should|gonna|do|did)\s+(?:(?:i|we|still|even|now|already|really|actually)\s+){0,2}(?:pay|owe|fork\s+over|cough\s+up)|"
    r"(?:am|are|i'm|im|we're|were|was|keep|been|still|end(?:ed)?\s+up)\s+(?:(?:i|we|still|even|now|really|actually)\s+){0,2}paying)\s+"
    r"(?:(?:u|you|them|him|her|only|just|like|about|another)\s+){0,2}(?P<sum>(?!20[12]\d|83[57]\b)[1-9]\d{1,3})"
    r"(?=\s+(?:for|4|every|each|just\s+(?:to|for|2)|to\s+(?:see|get|talk|have)|out\s+of|at\s+the|if|when|on\s+(?:top|a|my|this|the)|a\s+(?:pop|visit|time))\b|"
    r"\s*[?!;]|[.,]?\s*$|[.,]\s)",
    re.IGNORECASE,
)
""" "Why do i gotta pay 75 for a 5 min visit", "am i really paying 40 every time"."""
_OUT_OF = re.compile(
    r"\b(?:deductible|ded|oop|max|out.of.pocket)\b[^?!]{0,40}?(?<![\w$.,/-])(?P<sum>\d{2,5}(?:\.\d{1,2})?)\s+(?:out\s+)?of\s+(?:my\s+|the\s+)?"
    r"(?P<whole>\d{3,5}(?:\.\d{2})?)(?![\w%/-])",
    re.IGNORECASE,
)
_AND_NOT = re.compile(
    r"\b(?:copay|charged?|pay(?:ing)?|owe|bill(?:ed)?)\b[^?!]{0,60}?(?<![\w$.,/-])(?P<sum>\d{2,4})\s*,?\s+(?:and\s+)?(?:not|instead\s+of|vs\.?)\s+"
    r"(?P<whole>\d{2,4})(?![\w%/-]|[.,]\d)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:deductible|ded|oop(?:\s+max)?|out.of.pocket(?:\s+max)?)\s+(?:of\s+|is\s+|was\s+)?(?P<sum>(?!20[12]\d)\d{2,5})"
    r"(?=\s+(?:(?:is|was|already|has|been|all|fully)\s+){0,3}(?:met|satisfied|reached|paid)\b)",
    re.IGNORECASE,
)
_OF_CODES = re.compile(r"\b(?:codes?|carc|cpt|reason|denied|denial|(?:co|pr|oa|pi)[- ]?\d)", re.IGNORECASE)


_LISTED = re.compile(
    r"\b(?:bills?|copays?|charges?|payments?|amounts?|receipts?)\s*[:=-]+\s*(?P<sums>\$?\d+(?:\.\d{2})?(?:\s*(?:,|&|and|\+|n)\s*\$?\d+(?:\.\d{2})?)+)"
    r"(?![\w/-])",
    re.IGNORECASE,
)


def _listed(text: str) -> list[SaidAmount]:
    """ "3 bills: 45, 129.80 & 16.25": with one that shows its cents all of them are sums."""
    found: list[SaidAmount] = []
    for row in _LISTED.finditer(text):
        at = row.start("sums")
        told = list(re.finditer(r"\d+(?:\.\d{2})?", row["sums"]))
        if "." in row["sums"] or "$" in row["sums"]:
            found += [SaidAmount(Decimal(m[0]), at + m.start(), at + m.end()) for m in told]
    return found


def _compared(text: str) -> list[SaidAmount]:
    """ "Billed 3200 for a chair", "deductible met of 412.6 out of 1500", "this copay, why 140 and not 40",
    "deductible 1500 met"."""
    pairs = [*_OUT_OF.finditer(text), *([] if _OF_CODES.search(text) else _AND_NOT.finditer(text))]
    told = [(m, group) for m in pairs for group in ("sum", "whole")]
    told += [(m, "sum") for single in (_WAS_BILLED, _MET, _HAVE_TO_PAY) for m in single.finditer(text)]
    return [SaidAmount(Decimal(m[group]), m.start(group), m.end(group)) for m, group in told]


def written_sums(text: str) -> list[SaidAmount]:
    """The sums in figures, in the order they stand."""
    found: list[SaidAmount] = []
    for match in _FIGURES.finditer(text):
        value = Decimal(next(match[g] for g in "abcefghijlmnopqrstuvw" if match[g]).replace(",", ""))
        value = value * 1000 if match["k"] or match["j"] or match["o"] else value
        found.append(SaidAmount(value + Decimal(match["d"] or 0) / 100, match.start(_where(match)), match.end()))
    found += [s for s in _listed(text) if all(s.end <= f.start or s.start >= f.end for f in found)]
    return found + [s for s in _compared(text) if all(s.end <= f.start or s.start >= f.end for f in found)]


def _where(match: re.Match[str]) -> str | int:
    """The group that holds the sum alone, where words stand before it."""
    return next((group for group in "lpqrstuvw" if match[group]), 0)


_TOLD_OF = (
    r"(?:billed|bild|charge?d|chrgd|charges|allowed|paid|pd|got|owe|expected|sent|pay|gave|copay|cover(?:ed|s)?|wants?|"
    r"(?:bill|hospital|statement|invoice|app|website|site|page|portal|receipt|paper|letter|notice|clinic|card|insurance|office|dentist|doctor|dr|other|one|eob|era|he|she|it|they|u|you)"
    r"\s+(?:(?:now|then|still)\s+)?(?:says?|shows?|said|told(?:\s+(?:me|us))?|tells?(?:\s+(?:me|us))?|have)|was\s+told|thought\s+(?:it\s+was|i\s+owed)|owed|(?:they|he|she|clinic|office|desk|dentist|hospital)\s+(?:took|collected))"
)
_WAS = (
    r"(?:copay|co-?pay|coinsurance|deductible|ded|bal|balance|bill|total|fee|charge|price|premium|responsibility|share|contract|rate|allowable|allowance|fee\s+(?:sched(?:ule)?)|chrg|amt|amount|allowed|eob)\s*"
    r"(?:was|is|of|says|were|used\s+to\s+be|:|=)|(?:used|supposed|sposed)\s+(?:to|2)\s+be|should(?:\s+be|\s+have\s+been|\s*(?:ve|a)\s+been)|"
    r"start(?:ed|s)?\s+(?:w|with|at|as|out\s+at|out\s+as)|(?:(?:now|then|n|and|plus|still|y|why)\s+)+another|(?:says?|said)\s+(?:it'?s|it\s+is|its)|now(?:\s+(?:it'?s|it\s+is|its))?"
)
_SIDE_BY_SIDE = re.compile(
    rf"\b(?:(?:{_TOLD_OF})\s+(?:(?:me|us|him|her|only|just|out|about|them|another|an\s+extra)\s+){{0,2}}|"
    r"(?:paid|pd|gave|owe|sent)\s+(?:dr\.?\s+\w+|doctor\s+\w+|(?:the|my|that|this|his|her)\s+\w+)\s+(?:just\s+|only\s+)?|"
    rf"(?:{_WAS})\s+(?:(?:only|just|about|like|always)\s+)?)"
    rf"(?P<sum>(?!20[12]\d)\d{{2,4}})(?![\w%/-]|[.,]\d|\s+{COUNTED_IN_WRITING})",
    re.IGNORECASE,
)


_OF_A_NUMBER_OF = re.compile(r"\b(?:visit|session|day|unit|quantity|qty|age)s?\s+(?:limit|max|count)\b", re.IGNORECASE)


def side_by_side(text: str, others: Sequence[SaidAmount]) -> list[SaidAmount]:
    """ "We billed 240 and got 61", "copay was 25 they charged 60", "started w 480 u paid 310": figures after two such words, or
    after one beside a sum that shows itself."""
    if _OF_A_NUMBER_OF.search(text):
        return []
    told = [SaidAmount(Decimal(m["sum"]), m.start("sum"), m.end("sum")) for m in _SIDE_BY_SIDE.finditer(text)]
    return told if len(told) + len(others) > 1 else []
