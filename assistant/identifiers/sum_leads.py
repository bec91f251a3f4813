"""Words after which a price said without the word dollars is a sum even where it is small and alone: "a charge of sixty four",
"cut down to twenty eight fifty", "how did you come up with three eighteen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.identifiers.prices_said import may_be_a_day
from assistant.identifiers.written_sums import SaidAmount

_MONEY_NOUN = r"(?:charge|bill|balance|fee|copay|co\s?pay|payment|refund|credit|deposit|premium|surcharge|invoice)"
_SHARE = (
    r"(?:responsibility|share|portion|balance|amount(?:\s+due)?|total|charges?|deductible|copay|coinsurance|allowance|"
    r"(?:my|his|her|their|our|patient'?s?|member'?s?)\s+part)"
)
_ALMOST = r"(?:(?:only|just|about|like|around|another|exactly|a|the|that|this)\s+){0,2}"
_OF_A_SUM = re.compile(
    rf"\b(?:an?|the|another|this|that|her|his|my|our)\s+(?:\w+\s+)?{_MONEY_NOUN}\s+of\s+{_ALMOST}$|"
    rf"(?<!\bin )\b(?:refund|balance|payment|copay|deposit)\s+of\s+{_ALMOST}$|"
    rf"\bin\s+the\s+amount\s+of\s+{_ALMOST}$|"
    r"\b(?:cut|reduced?|knocked|brought|dropped|lowered|marked|negotiated|slashed|whittled|repriced|priced|adjusted|taken)\s+"
    rf"(?:(?:it|this|that|them|us|me|the\s+\w+)\s+)?(?:down\s+)?(?:to|at)\s+{_ALMOST}$|"
    rf"\b(?:come|came|coming)\s+up\s+with\s+{_ALMOST}$|\bwhere(?:'d|\s+did|\s+do)\s+(?:you|they|y'all|u)\s+(?:\w+\s+)?get\s+{_ALMOST}$|"
    rf"\b{_SHARE}\b(?:\s+(?!dates?\b|days?\b|codes?\b|d\s?o\s?s\b|lines?\b|service\b|number\b|visits?\b)[a-z']+){{0,5}}?\s+"
    rf"(?:shows?|says|reads|lists|showing|comes\s+to|came\s+to|went\s+to)\s+(?:as\s+|up\s+as\s+)?{_ALMOST}$",
    re.IGNORECASE,
)
"""Where these stand no day can be meant."""
_OR_A_DAY = re.compile(
    rf"\b(?:an?|another)\s+(?:\w+\s+)?{_MONEY_NOUN}\s+for\s+{_ALMOST}$|"
    rf"\b(?:you|u|y'all|they|it|insurance|plan|company)\s+(?:(?:guys|all|folks|people|only|just|already|never)\s+){{0,2}}covered\s+{_ALMOST}$|"
    rf"\b(?:i|we|he|she)\s+(?:(?:still|only|really|now|supposedly)\s+)?owe[sd]?\s+(?:(?:you|them|him|y'all)\s+)?{_ALMOST}$",
    re.IGNORECASE,
)
_WOULD_BE_FOR = re.compile(
    r"\b(?:it|that|which|one)(?:'d|\s+(?:would|should|ought\s+to|was\s+supposed\s+to|is\s+supposed\s+to))\s+(?:be|have\s+been)\s+for\s+$",
    re.IGNORECASE,
)
_A_PAYMENT = re.compile(r"\b(?:check|cheque|eft|e\s+f\s+t|payment|deposit|remit\w*|refund|card)\b", re.IGNORECASE)
""" "See if the check got mailed, it would be for one twelve"."""
_PAYS_THAT = re.compile(
    r"\b(?:send|sent|sending|mail|mailed|pay|paid|paying|issued?|refund|refunded|appl(?:y|ied)|post|posted|collect|collected|took|take|"
    r"release|released|wire|wired|deposit|deposited)\s+(?:(?:me|us|him|her|them|out|back|over|toward|towards)\s+){0,2}(?:that|the|this|my|our|her|his)\s+$",
    re.IGNORECASE,
)
""" "Did you ever send that ninety six forty to the hospital"."""
_PAID_FOR = re.compile(
    r"\b(?:paid|spent|gave|put\s+down|shelled\s+out|laid\s+out)\b(?:\s+(?:cash|money|out\s+of\s+(?:my\s+)?(?:own\s+)?pocket|up\s?front|myself|"
    r"by\s+(?:card|check)|them|him|her|the\s+\w+)){0,3}\s+for\s+(?:an?|the|my|his|her|our|their|this|that|some|new)\s+(?:\w+\s+){1,2}?$",
    re.IGNORECASE,
)
""" "I paid cash money for my boot eighty nine ninety five"."""
_SAYS_IT = re.compile(
    rf"\b(?:disput(?:e|ing)|contest(?:ing)?|(?:over|under)\s?paid(?:\s+(?:me|us|him|her|it))?(?:\s+by)?|shorted\s+(?:me|us)|to\s+collections\s+for)\s+{_ALMOST}$|"
    rf"\b(?:statement|bill|e\s?o\s?b|invoice|receipt|letter|notice|website|portal|app)\s+(?:says|shows|said|reads|is\s+for|was\s+for)\s+(?:i\s+owe\s+)?{_ALMOST}$|"
    rf"\b(?:was|were|been)\s+told\s+(?:it\s+was\s+|i\s+owed?\s+)?{_ALMOST}$|\b(?:can'?t|cannot|couldn't|can|could)\s+(?:\w+\s+)?afford\s+{_ALMOST}$|"
    rf"\bwhy(?:'s|\s+is|\s+was)\s+(?:my|his|her|our|their)\s+(?:\w+\s+)?(?:share|part|portion|copay|bill|balance|responsibility)\s+{_ALMOST}$",
    re.IGNORECASE,
)
""" "My statement says forty seven ninety two", "i can't afford three sixteen seventy five"."""
_RESPONSIBLE = re.compile(r"\b(?:patient|pt)\s+resp\w*\s+$", re.IGNORECASE)
_HAVE_TO_PAY = re.compile(
    r"\b(?:gotta|got\s+to|have\s+to|had\s+to|has\s+to|need\s+to|supposed\s+to|must|should|am\s+i|are\s+we|was\s+i|were\s+we|did\s+i|i\s+(?:was|got)|"
    r"(?:makes?|made|making)\s+(?:me|us))\s+(?:(?:still|really|even|now|being|get)\s+){0,2}(?:pay|paying|charged|billed|owe)\s+(?:(?:you|them|like|about|another)\s+)?$",
    re.IGNORECASE,
)
_WHAT_FOR = re.compile(
    r"\s+(?:for|every|each|just\s+(?:to|for)|to\s+(?:see|talk|get)|up\s?front|out\s+of\s+(?:my\s+)?pocket|at\s+the|when|a\s+(?:pop|visit|time))\b(?!\s+(?:service|date))|\s*\?",
    re.IGNORECASE,
)
""" "Why do i gotta pay seventy five for a five minute visit"."""
_GOES_ON = re.compile(
    r"\W*(?:percent|percentage|minutes?|milligrams?|or\s+(?:so\s+)?(?:days|visits)|year|and\s+a\s+half\s+(?:hours?|years?|months?))\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:wants?|wanted|wanting|trying\s+to\s+get|gets?|got|squeez\w+)"
    r"\s+(?:(?:another|like|about|a)\s+)?$",
    re.IGNORECASE,
)
_OUT_OF_ME = re.compile(r"\W+(?:more\s+)?(?:out\s+of|off\s+of|from)\s+(?:me|us|him|her|my|our)\b", re.IGNORECASE)
""" "The lab wants eighty nine fifty out of me"."""
_SHARED = 100


def is_firmly_led(before: str, after: str, said: tuple[Decimal, int, bool]) -> bool:
    """Whether the words before a price make it a sum by themselves."""
    value, exact = said[0], said[2]
    if value < _LEAST or _GOES_ON.match(after):
        return False
    if _OF_A_SUM.search(before) or (_WANTED.search(before) and _OUT_OF_ME.match(after)):
        return True
    if _WOULD_BE_FOR.search(before) and _A_PAYMENT.search(before):
        return True
    if may_also_be_a_day(value) or _is_a_split(value):
        return False
    if _HAVE_TO_PAY.search(before) and _WHAT_FOR.match(after):
        return True
    if (exact or value >= _LEAST * _LEAST) and _SAYS_IT.search(before):
        return True
    exactly = (
        _RESPONSIBLE.search(before) is not None
        or _PAYS_THAT.search(before) is not None
        or _PAID_FOR.search(before) is not None
    )
    return _OR_A_DAY.search(before) is not None or (exact and exactly)


_LEAST = 10


def may_also_be_a_day(value: Decimal) -> bool:
    """Whether "ten fifteen" or "nine twelve" might be a day as well."""
    return may_be_a_day(value) or (value != int(value) and may_be_a_day(value * 100))


def _is_a_split(value: Decimal) -> bool:
    """Whether "eighty twenty" tells who bears which part."""
    whole, cents = divmod(value, 1)
    return cents > 0 and whole % 10 == 0 and whole + cents * 100 == _SHARED


_LESS = re.compile(
    r"\b(?:cut|reduced?|knocked|brought|dropped|lowered|marked|slashed|repriced|adjusted|allowed|allow|paid|pay|covered|sent)\b"
    r"(?:\s+(?:it|this|that|us|me|down|to|at|only|just)){0,4}\s+$",
    re.IGNORECASE,
)
_PAIRS = re.compile(r"(?:eleven|twelve|\w+teen|twenty)(?:[ -]\w+)?[ -]\w+(?:[ -]\w+)?", re.IGNORECASE)
_SCALED = re.compile(r"\b(?:hundred|thousand|dollars?|bucks)\b", re.IGNORECASE)


def not_above_the_charge(text: str, sums: Sequence[SaidAmount]) -> list[SaidAmount]:
    """The "twenty eight fifty" of "cut down to twenty eight fifty when we bill seventy five" is 28.50: what is paid or allowed
    is no more than what was charged."""
    charged = max((s.value for s in sums if s.value < _LEAST * _SHARED), default=Decimal(0))
    settled = []
    for one in sums:
        said = text[one.start : one.end]
        pairs = _PAIRS.fullmatch(said) and not _SCALED.search(said) and one.value >= _LEAST * _SHARED
        less = pairs and one.value / _SHARED < charged and _LESS.search(text[: one.start])
        settled.append(replace(one, value=one.value / _SHARED) if less else one)
    return settled
