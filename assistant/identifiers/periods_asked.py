"""Whole months and years, and all since a day, where claims are to be listed: "how many claims for all of august"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.identifiers.calendar_words import year_at
from assistant.identifiers.said_date import CENTURY, SaidDate
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells
from assistant.identifiers.vocabulary import MONTHS

_CLAIMS = r"(?:claims?|clms?|bills?|eobs?|e\s+o\s+bs?|visits?|denials?|charges)"
_LIST = re.compile(
    rf"\b(?:every|all|any|which|what|list|show\s+me|read\s+(?:me|us)|pull(?:\s+up)?|see|run\s+(?:me|us)|give\s+(?:me|us))\b(?:\s+[\w']+){{0,4}}?\s+{_CLAIMS}\b|"
    r"\b(?:everything|anything|whatever|what\s+all)\b|\bhow\s+many\b|\b(?:list|rundown|printout)\b|"
    rf"^\W*{_CLAIMS}\b",
    re.IGNORECASE,
)
_NO_STORY = (
    r"(?:(?!\b(?:since|when|after|before|because|cuz|married|retired|moved|born|died|joined|quit)\b)[^.?!,;]){0,60}$"
)
_LIST_OF_CLAIMS = re.compile(
    r"(?:\b(?:every|all|any|which|what|list\s+of|list|show\s+me|see)\b(?:\s+[\w']+){0,4}?\s+(?:claims?|clms?)\b|^\W*(?:claims|clms)\b)"
    rf"{_NO_STORY}",
    re.IGNORECASE,
)
"""What was paid in a year is asked for taxes; only claims are listed by the days of their services."""
_HOW_MANY_IN = re.compile(
    r"\bhow\s+many\b(?:(?!\b(?:times|sent|mailed|called|call|appeal\w*|letters?|left|days|months|wait\w*|remain\w*|since)\b)[^.?!]){0,80}"
    r"\b(?:in|from|for|during|of)\s+(?:this\s+|last\s+)?$",
    re.IGNORECASE,
)
_NO_REQUEST = (
    r"(?:(?!\b(?:since|when|after|before|because|cuz|sent|mailed|faxed|(?:submitted|filed)(?!\s+(?:for|under)\s)|appealed|paid|expired?|lost|left|changed?|"
    r"stop\w*|letters?|checks?|payments?|deposits?|efts?|eras?|remits?|premiums?|coverage|plans?|benefits|"
    r"departments?|dept|told|said|says|called|(?:came|come)(?!\s+(?:through|thru)\b)|arrived|limits?|address|due|form)\b)[^.?!;]){0,60}?"
)
_STATES = (
    r"(?:open|denied|rejected|pending|pended|paid|unpaid|outstanding|unresolved|appealed|finali[sz]ed|closed|"
    r"bounced)"
)
_LISTED_IN = re.compile(
    r"(?:\b(?:list|listing|rundown|printout|print|pull(?:\s+up)?|show|give|read|run|see|get\s+(?:me|us)|send|email|fax|need|want|look\s+up)\b"
    r"(?:\s+(?:me|us|out|off|up|to))*\s+(?:(?:a\s+)?(?:list|rundown|printout)\s+of\s+)?"
    rf"(?:everything|(?:(?:all|every|any|the|my|his|her|our|their|{_STATES}|of)\s+){{1,5}}(?:{_CLAIMS}|ones|others|rest))|"
    rf"\b(?:list|pull(?:\s+up)?|show|give|send|print|need)\s+(?:(?:me|us)\s+)?{_CLAIMS}|^\W*{_CLAIMS}|"
    r"\b(?:anything|whatever)\s+(?:on\s+file|in\s+the\s+system|(?:you|u)\s+(?:have|got)|pending|open|denied)|"
    rf"\b(?:what|which)\s+(?:\w+\s+)?(?:{_CLAIMS}|ones)|^\W*(?:everything|(?:all|every|any)\s+(?:\w+\s+)?{_CLAIMS})|"
    rf"\b(?:all|any|and|just|only|about)\s+(?:of\s+)?(?:the\s+)?{_STATES}\s+(?:{_CLAIMS}|ones)|"
    rf"^\W*(?:please\s+|pls\s+|can\s+(?:you|u)\s+)?(?:list|pull|show|give)\s+(?:me\s+)?everything)\b{_NO_REQUEST}"
    r"(?:\b(?:in|from|for|during|of|month\s+of)\s+(?:this\s+|last\s+)?|,\s*|(?<=claims\s)|(?<=clms\s)|(?<=visits\s))$",
    re.IGNORECASE,
)
""" "List everything from october", "pull all claims for X Y in september", "what claims came through for may", "i need all the
denied ones from june"."""
_VISITS_AFTER = re.compile(
    r"(?:'?s)?\s+(?:(?:er|e\s+r|office|hospital|clinic|doctor|dental|therapy)\s+)?(?:claims|visits|services|sessions|appointments|appts|infusions)\b",
    re.IGNORECASE,
)
_VISIT_AFTER = re.compile(r"(?:'?s)?\s+(?:claim|visit|service|session|appointment|appt|infusion)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each|any)\s+$", re.IGNORECASE)
""" "List every april claim"."""
_WHOSE = re.compile(
    r"^\W*$|\b(?:every|each|any|unpaid|denied|open|pending|paid)\s+$|\b(?:show\s+me|need|pull(?:\s+up)?|list|get\s+me|see|send\s+me|my|his|her|our|their|the|all|those|these|\w+'s)\s+$",
    re.IGNORECASE,
)
""" "Email me the e o bs for my february visits"."""
_THE_WHOLE = re.compile(
    r"\b(?:all|(?:whole|entire)\s+month|month)\s+of\s+(?:this\s+|last\s+)?$|\b(?:whole|entire)\s+$", re.IGNORECASE
)
_AND_ON = re.compile(r"\s+(?:'?til+|until|to|thru|through|and\s+on|on(?:ward)?s?)\b", re.IGNORECASE)
_HAD_VISITS = re.compile(
    r"\b(?:visits|appointments|sessions|claims|services)\s+(?:in|for|during|from)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_YEARS_BACK = 12
_BEFORE_A_YEAR = frozenset({"in", "for", "from", "during"})


def is_month_asked(text: str, start: int, end: int, day: SaidDate) -> bool:
    """Whether a month alone is the time of the claims asked for: "how many do you show in september", "for all of june"."""
    if day.day is not None or day.fixed or not day.month or _AND_ON.match(text, end):
        return False
    before = text[:start]
    whole = _THE_WHOLE.search(before) is not None and (_LIST.search(before) or _HAD_VISITS.search(before)) is not None
    visits = _VISITS_AFTER.match(text, end) is not None and _WHOSE.search(before) is not None
    visits = visits or (_VISIT_AFTER.match(text, end) is not None and _EVERY.search(before) is not None)
    return whole or visits or _HOW_MANY_IN.search(before) is not None or _LISTED_IN.search(before) is not None


def since_then(text: str, tokens: Sequence[Token], day: SaidDate, today: date) -> SaidDate | None:
    """ "Every claim since july the first": from that day until today; "since christmas" is a while, no such time."""
    start, words = tokens[day.first].start, {t.word for t in tokens[day.first : day.last]}
    told = bool(words & MONTHS.keys()) or "year" in words or "/" in words
    exact = told and day.day is not None and not day.fixed and day.end is None
    if not exact or _SINCE.search(text[:start]) is None or _LIST.search(text[:start]) is None:
        return None
    now = SaidDate(day.first, day.last, today.month, today.day, today.year)
    return replace(day, end=now)


def years_asked(text: str, tokens: Sequence[Token], today: date) -> list[SaidDate]:
    """ "All my claims in 2025", "every claim from twenty twenty four": a whole year that is over."""
    found = []
    for i, token in enumerate(tokens[:-1]):
        at = i + 1 + 2 * ([t.word for t in tokens[i + 1 : i + 3]] in (["the", "year"], ["all", "of"]))
        years = year_at(tokens, at) if token.word in _BEFORE_A_YEAR else []
        year, last = next((one for one in years if one[0] > CENTURY), (0, 0))
        goes_on = last < len(tokens) and (spells(tokens, last) or (tokens[last].glued and tokens[last].word in "-/"))
        if (
            today.year - _YEARS_BACK <= year < today.year
            and not goes_on
            and _LIST_OF_CLAIMS.search(text[: token.start])
        ):
            found.append(SaidDate(at, last, fixed=(date(year, 1, 1), date(year, 12, 31))))
    return found
