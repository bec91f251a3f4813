"""Days that are taken back while they are told, and days told by what was done on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.identifiers.calendar_words import month_at, year_at
from assistant.identifiers.said_date import CENTURY, SaidDate
from assistant.identifiers.text import before_it
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells
from assistant.identifiers.vocabulary import DIGITS, MONTHS, ORDINALS, SMALL, WEEKDAYS

_WHOSE = r"(?:my|his|her|the|our|their)\s+(?:\w+\s+)?\w+"
_ITS = r"(?:mine|his|hers|her's|yours|theirs|(?:the|my|his|her|our)\s+(?:\w+\s+)?\w+'s|it|the\s+(?:right|correct|real)\s+one)"
_BEGUN_AGAIN = re.compile(
    rf"\b(?:that's|thats|that\s+is|that\s+was|that\s+one's|was)\s+{_WHOSE}\b(?:\W+\w+){{0,4}}?\W+{_ITS}(?:'s|\s+is|\s+was|\s+would\s+be)\b\W*|"
    r"\b(?:no|wait|sorry|scratch)\b(?:\W+[a-z']+){0,4}?\W+(?:that\s+can't\s+be\s+right|that's\s+(?:wrong|not\s+(?:it|right|mine))|that\s+isn't\s+(?:it|right))\b"
    r"(?:\W+[a-z']+){0,4}?\W+(?:it's|its|it\s+is|mine\s+is|is)\b\W*",
    re.IGNORECASE,
)


_NUMBER = "|".join([*MONTHS, *WEEKDAYS, *ORDINALS, *SMALL, *DIGITS, "yesterday", "today", "last"])
_TALK = rf"(?:\W+(?!(?:{_NUMBER})\b)[a-z']+)"
_WRONG_PLACE = re.compile(
    rf"\b(?:no|nope|wait|sorry|oh|oops|whoops|shoot|hang\s+on|hold\s+on|scratch\s+that|my\s+bad)\b{_TALK}{{0,4}}?\W+"
    rf"(?:(?:reading|looking\s+at|gave\s+you|read\s+you|told\s+you|on|that's|thats|that\s+is|that\s+was){_TALK}{{0,5}}?\W+"
    r"(?:dates?|line|paper|column|page|row|stamp|chart|claim|patient|one|wrong\s+\w+|birthday|bill|statement|letter|visit)\b|"
    rf"(?:that's|thats|that\s+is|that\s+was)\s+when\b){_TALK}{{0,10}}\W*",
    re.IGNORECASE,
)
""" "Nine fourteen twenty six no i'm reading the post date sorry …", "wait that's when they mailed it it was …"."""


def read_from_the_wrong_place(text: str, start: int, end: int) -> int:
    """Where the day begins that is told after "no i'm reading the post date sorry", or `start`."""
    return max((told.end() for told in _WRONG_PLACE.finditer(text, start, end)), default=start)


def begun_again(text: str, start: int, end: int) -> int:
    """Where the day begins that counts: after "that's my husband's mine is", "no that can't be right it's"; else `start`."""
    return max((told.end() for told in _BEGUN_AGAIN.finditer(text, start, end)), default=start)


_SAID_BEFORE = re.compile(r"\bi\s+(?:said|put|wrote|typed|gave|told\s+you)\s+(?:the\s+|it\s+was\s+)?$", re.IGNORECASE)
_NO_MORE = re.compile(
    r"\W*(?:before|earlier|didn't\s+i|but|by\s+mistake|the\s+first\s+time|last\s+time)\b", re.IGNORECASE
)


_PUT_RIGHT = re.compile(
    r"\b(?:correction|corrected|is|it's|its|was|should\s+be|meant|actually|sorry|oops|wrong|typo)\b[^?!]*\d",
    re.IGNORECASE,
)


def was_said_before(text: str, start: int, end: int) -> bool:
    """ "DOS is 9/2/26, I put 9/20 before", "i said july nineteenth didn't i": what is said no more."""
    told = _SAID_BEFORE.search(text[:start])
    ends = told is not None and not text[end:].strip(" .)") and "meant" not in text[told.start() :]
    return told is not None and (
        _NO_MORE.match(text, end) is not None or (ends and _PUT_RIGHT.search(text[: told.start()]) is not None)
    )


_BY_A_PAPER = re.compile(
    r"\b(?:bill|statement|letter|paper|e\s?o\s?b|notice|check|envelope)(?:'s)?\s+(?:\w+\s+){0,2}?(?:says?|said|is|was|shows?|dated|has)\s+"
    r"(?:dated\s+)?(?:the\s+)?$|\b(?:it|paper)\s+says\s+(?:the\s+)?$|\bdated\s+(?:the\s+)?$|"
    r"\bdate\s+on\s+(?:the|my|this|it)\s*(?:\w+\s+)?(?:is|says|was)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SERVED_THEN = re.compile(
    r"\b(?:seen|went|visit|service|appointment|came\s+in|was\s+(?:there|in)|treated|surgery|actually\s+(?:was|on))\b",
    re.IGNORECASE,
)


def is_only_printed(text: str, start: int, end: int, others: Sequence[int]) -> bool:
    """The first of "the statement says october fifth but the visit was september twenty ninth"; the `others` begin there."""
    last = max((other for other in others if other >= end), default=0)
    return (
        end <= last
        and _BY_A_PAPER.search(before_it(text, start)) is not None
        and _SERVED_THEN.search(text, end, last) is not None
    )


_VISIT = r"(?:er|e\s+r|emergency(?:\s+room)?|office|hospital|clinic|doctor|dr|urgent\s+care|dental|eye)"
_VISITED = (
    r"(?:visit|visits|appointment|appt|surgery|procedure|stay|claim|bill|x\W?ray|mri|scan|test|labs?|bloodwork|"
    r"ambulance(?:\s+\w+)?)"
)
_AFTER_IT = re.compile(
    rf"(?:'s)?\s+(?:{_VISIT}\s+)?(?:visits?|appointments?|appts?|surger(?:y|ies)|procedures?|stays?)\b", re.IGNORECASE
)
_BEFORE_IT = re.compile(
    rf"\b{_VISITED}\s+(?:was|from|of)\s+(?:(?:the|this|on)\s+)?$|\b(?:visit|claim|bill)\s+on\s+$|\b(?:another|other|second|that|this|the)\s+(?:one|1)\s+from\s+$|"
    r"\b(?:process|processed|pay|paid|deny|denied|go\s+through|status)\s+(?:\w+\s+)?for\s+$|"
    r"\b(?:i|we|he|she|they)\s+(?:went|came\s+in|was\s+seen|were\s+seen|was\s+there|were\s+there)(?:\s+in)?\s+"
    r"(?:(?:on|the)\s+)*(?:\w+day\s+and\s+)?$|"
    r"\b(?:claim|clm|#)\W*(?=\S*\d)[\w-]+\s+from\s+$",
    re.IGNORECASE,
)

_TREATMENT = (
    r"(?:shots?|stitches|teeth|tooth|eyes|x\W?rays?|mri|m\s+r\s+i|ct|scan|labs?|blood(?:\s?work)?|surgery|procedure|operation|"
    r"vaccines?|physical|check\W?up|cleaning|filling|crown|biopsy|colonoscopy|mammogram|ultrasound|injections?|infusion|cast|"
    r"knee|hip|shoulder|appointment|appt|visit)"
)
_PLACE = (
    r"(?:ambulance|er|e\s+r|emergency(?:\s+room)?|urgent\s+care|hospital|clinic|dentist|doctor'?s?|dr|doc|lab|therapy)"
)
_DONE = (
    r"(?:(?:done|looked\s+at|checked|pulled|drawn|taken|out|put\s+(?:on|in)|fixed)\s+)?(?:(?:back|just)\s+)?(?:on\s+)?"
)
_TREATED_THEN = re.compile(
    rf"\b(?:went|taken|rushed|rode|came)\s+(?:back\s+)?(?:to|in|into|by|over\s+to)\s+(?:(?:the|an?|my|his|her|our)\s+)?(?:\w+\s+)?{_PLACE}\s+{_DONE}$|"
    rf"\b(?:had|got)\s+(?:my|his|her|our|an?|the|some)\s+(?:\w+\s+){{0,2}}?{_TREATMENT}\s+{_DONE}$|"
    rf"\b(?:the|my|those|his|her)\s+(?:\w+\s+)?{_TREATMENT}\s+(?:that\s+)?(?:i|we|he|she|they|my\s+\w+)\s+(?:got|had)\s+{_DONE}$",
    re.IGNORECASE,
)
""" "The stitches i got wednesday", "had my teeth looked at this past friday", "my dad went by ambulance christmas eve"."""
_OPEN_THEN = re.compile(r"\bopen\s+(?:on\s+)?$", re.IGNORECASE)
_THAT_VISIT = re.compile(r"\b(?:for|about|on)\s+that\s+(?:visit|appointment|trip|stay)\b", re.IGNORECASE)
_ROUGHLY = re.compile(r"\bago$", re.IGNORECASE)


def is_of_a_visit(text: str, start: int, end: int) -> bool:
    """ "Yesterday's ER visit", "the x ray from easter sunday", "visit was last fri": a day and what was done then."""
    if _AFTER_IT.match(text, end) or _BEFORE_IT.search(text[:start]):
        return True
    if _ROUGHLY.search(text[:end]):
        return False  # "i just had the surgery three weeks ago"
    opened = _OPEN_THEN.search(text[:start]) is not None and _THAT_VISIT.search(text, end) is not None
    return opened or _TREATED_THEN.search(text[:start]) is not None


_NEAR = 10


def with_year_told_apart(tokens: Sequence[Token], day: SaidDate) -> SaidDate:
    """ "October thirteenth it was a friday actually nineteen sixty seven", "june the tenth and the year is fifty two"."""
    if day.year is not None or day.day is None or day.fixed or day.end:
        return day
    for k in range(day.last, min(day.last + _NEAR, len(tokens))):
        if month_at(tokens, k):
            break
        named = tokens[k].word == "year"
        at = k + 1 + (named and k + 1 < len(tokens) and tokens[k + 1].word in ("is", "was", "of", "being"))
        told = year_at(tokens, at) if named else [year for year in year_at(tokens, k) if year[0] > CENTURY]
        ends = [year for year in told if not spells(tokens, year[1])]
        if ends and (named or not spells(tokens, k - 1)):
            return replace(day, year=ends[0][0])
    return day


def with_year_in_contrast(tokens: Sequence[Token], day: SaidDate) -> SaidDate:
    """ "I meant 2024 not 2026, jan 9", "nineteen thirty nine not nineteen ninety nine october twenty first",
    "not nineteen fifteen i said nineteen fifty march the eleventh"."""
    if day.year is not None or day.day is None or day.fixed or day.end:
        return day
    for k in (k for k, token in enumerate(tokens) if token.word == "not"):
        meant = [year for i in range(max(0, k - _YEAR_WORDS), k) for year, last in year_at(tokens, i) if last == k]
        refused = [told for told in year_at(tokens, k + 1) if told[0] > CENTURY]
        after = refused[0][1] if refused else len(tokens)
        anew = range(after + 1, min(after + _YEAR_WORDS, len(tokens)) if after < day.first else 0)
        meant += [year_at(tokens, i)[0][0] for i in anew if year_at(tokens, i) and not spells(tokens, i - 1)]
        if refused and (whole := [year for year in meant if year > CENTURY]):
            return replace(day, year=whole[0])
    return day


_YEAR_WORDS = 5
