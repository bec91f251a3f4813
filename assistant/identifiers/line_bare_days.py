"""Days said as numbers alone, amid talk: two in one breath, a stay, a day of the last years, the day of what is spoken of."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.identifiers import dates
from assistant.identifiers.day_lists import numbers_side_by_side, pair_of_days
from assistant.identifiers.days_in_numbers import stay_in_numbers
from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.line import Line
from assistant.identifiers.line_dates import DATE_SLOTS, LEAVE, SOON, YET_TO_COME, add_date, date_label, is_besides
from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.shapes import CHECKS, is_numbered_as_procedure
from assistant.identifiers.units import spells, unit_at
from assistant.identifiers.vocabulary import FIGURES_SAID, SMALL, TIMES

_YEARS_BACK = 2


def hear_days_in_numbers(line: Line) -> None:
    """Before the days that show themselves: two days in one breath, a stay."""
    _hear_pairs(line)
    _hear_stays(line)


def _hear_pairs(line: Line) -> None:
    """ "Eleven two and eleven five of this year"."""
    for i in range(len(line.tokens) if line.spoken and line.expects in (None, "date_of_service") else 0):
        pair = None if i in line.taken else pair_of_days(line.tokens, i, line.today)
        if pair and not any(k in line.taken for k in range(i, pair[1].last)):
            for day in pair:
                add_date(line, day, "date_of_service")


_NO_DAYS = re.compile(
    r"\b(?:codes?|lines?|pages?|levels?|modifiers?|steps?|grades?|rooms?|open|hours?|numbers?)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NO_DAYS_AFTER = re.compile(
    r"\s+(?:a\s?m|p\s?m|o'?clock|hundred|thousand|dollars?|percent|in\s+the\s+\w+ing)\b", re.IGNORECASE
)


def _hear_stays(line: Line) -> None:
    """ "Inpatient stay seven thirteen through seven seventeen": two days of one month, or of two that follow one another."""
    for i in range(len(line.tokens) if line.spoken and line.expects in (None, "date_of_service") else 0):
        stay = stay_in_numbers(line.tokens, i) if line.tokens[i].word in ("through", "thru") else None
        served = stay.as_service(line.today) if stay else None
        if (
            stay is None
            or served is None
            or served[1] > line.today
            or any(k in line.taken for k in range(stay.first, stay.last))
        ):
            continue
        start, end = line.tokens[stay.first].start, line.tokens[stay.last - 1].end
        if not _NO_DAYS.search(line.said.text[:start]) and not _NO_DAYS_AFTER.match(line.said.text, end):
            add_date(line, stay, "date_of_service")


_INSIDE_A_NUMBER = frozenset({"hundred", "thousand", *TIMES})
_HAPPENED_THEN = re.compile(
    r"\b(?:denied|paid|mailed|appealed|submitted|sent|filed|received|processed|effective|termed|called|posted|finali[sz]ed|"
    r"due|since|until|issued|cashed|cleared|expired|resubmitted|faxed)\s+(?:(?:it|them|that|this|on|by|in|back)\s+)*$",
    re.IGNORECASE,
)
""" "The check cleared ten three twenty six": as in writing, no day of service."""
_OF_AN_ID = re.compile(
    r"\b(?:end(?:s|ing)|begin(?:s|ning)|starts?|number|digits|id|code|extension|room|suite)\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_IS_THE = re.compile(r"\W*(?:(?:is|was|that's|it's|as)\s+)?(?:(?:the|my|our|your|his|her|their)\s+)?", re.IGNORECASE)


def hear_bare_days(line: Line) -> None:
    """ "Checking status six twenty two twenty twenty six": month, day and a year just past, said as numbers alone."""
    if not line.spoken or line.expects in DATE_SLOTS or line.expects in CHECKS:
        return
    i = 0
    while i < len(line.tokens):
        day = _bare_day(line, i)
        if day is not None:
            label = date_label(line, day, [day], 0)
            start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
            happened = _HAPPENED_THEN.search(line.said.text[:start]) is not None
            if happened or (label and label.name == "other_date") or is_besides(line, day):
                line.take(start, end)
            else:
                add_date(line, day, label.name if label else None)
        i = day.last if day else i + 1


def _bare_day(line: Line, i: int) -> SaidDate | None:
    """A day of the last years at token i, where nothing spelled stands beside it and no label calls it a number."""
    if i in line.taken or not (line.tokens[i].word in SMALL or line.tokens[i].word == "oh"):
        return None
    article = i > 0 and line.tokens[i - 1].word == "a" and not spells(line.tokens, i - 2)
    inside = i > 0 and (spells(line.tokens, i - 1) or line.tokens[i - 1].word in _INSIDE_A_NUMBER)
    day = dates.numbers_as_days(line.tokens, i, line.today) if article or not inside else None
    served = day.as_service(line.today) if day else None
    if day is None or served is None or any(k in line.taken for k in range(i, day.last)):
        return None
    before = line.said.text[: line.tokens[i].start]
    label = line.label_before(line.tokens[i].start, words=3)
    numbered = (label is not None and label.name in CHECKS) or _OF_AN_ID.search(before) or _is_called_an_id(line, day)
    ahead = timedelta(days=SOON) if LEAVE.search(line.said.text) else timedelta()
    recent = line.today.year - _YEARS_BACK <= served[0].year and served[0] <= line.today + ahead
    return None if numbered or not recent or _goes_on_spelling(line, day.last) else day


def _goes_on_spelling(line: Line, i: int) -> bool:
    """Whether token i goes on with a number; the i of "… twenty six i need to know" is the caller."""
    if i >= len(line.tokens) or not spells(line.tokens, i):
        return False
    a_word = line.tokens[i].word in ("i", "a") and i + 1 < len(line.tokens)
    return not a_word or spells(line.tokens, i + 1)


def _is_called_an_id(line: Line, day: SaidDate) -> bool:
    """Whether a label of an identifier follows that has no value of its own: "six twelve twenty five is my zip"."""
    linked = _IS_THE.match(line.said.text, line.tokens[day.last - 1].end)
    label = next((b for b in line.labels if linked and b.start == linked.end() and b.name in CHECKS), None)
    after = [i for i, t in enumerate(line.tokens) if label and t.start >= label.end][:2]
    return label is not None and not any(spells(line.tokens, i) for i in after)


_WHAT_WAS_DONE = (
    r"(?:denied|deny|denial|responsibility|visit|shots?|scan|m\s*r\s*i|c\s*t|x\s?ray|surgery|labs?|blood\s?work|e\s*o\s*b|"
    r"therapy|session|eval|infusion|test|ultrasound|colonoscopy|mammogram|procedure|stay|copay|coinsurance|deductible)"
)
_OF_WHAT = re.compile(rf"\b{_WHAT_WAS_DONE}\s+(?:for|on)\s+$", re.IGNORECASE)
_NO_SUM_AFTER = re.compile(
    r"\s*(?:a\s?m\b|p\s?m\b|o'?clock|hundred|thousand|dollars?|percent|cents|even\b|minutes|units|visits|days|weeks|in\s+the\s+\w+ing|"
    r"each|apiece|total|per\b)",
    re.IGNORECASE,
)


def hear_days_of_what_is_told(line: Line) -> None:
    """ "What did you allow on ninety seven one ten for eight nineteen", "the copay on X Y for nine oh eight": month and day of
    what was done; after what was billed or paid such numbers are a sum."""
    if not line.spoken or line.expects is not None or YET_TO_COME.search(line.said.text):
        return
    for i in range(1, len(line.tokens)):
        if i in line.taken:
            continue
        called = not spells(line.tokens, i - 1)
        told = line.tokens[i - 1].word in ("for", "on") and i > 1 and _is_told(line, i - 1)
        if not (told or called):
            continue
        days = [
            d
            for d in numbers_side_by_side(line.tokens, i)
            if (told and _ends_there(line, d.last))
            or (called and _CALLED_A_DAY.match(line.said.text, line.tokens[d.last - 1].end))
        ]
        day = max(days, key=lambda d: d.last, default=None)
        served = day.as_service(line.today) if day else None
        if day and served and served[0] <= line.today and not any(k in line.taken for k in range(i, day.last)):
            add_date(line, day, "date_of_service")


_CALLED_A_DAY = re.compile(
    rf"\s+(?:date\s+of\s+service|d\s?o\s?s|service\s+date)\b(?!\W*(?:(?:is|was|of|the|on)\s+)*(?:\d|{FIGURES_SAID}|ten|"
    r"eleven|twelve|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b)",
    re.IGNORECASE,
)
""" "The oh nine oh two date of service"."""
_ABOUT = ("on", "for", "patient")


def _is_told(line: Line, preposition: int) -> bool:
    """Whether a procedure, a person or what was done stands before the "for"."""
    if any(f.name == "procedure_code" and f.end == line.tokens[preposition - 1].end for f in line.found):
        return True
    last, first = line.tokens[preposition - 1].word, line.tokens[preposition - 2].word
    about = preposition > 2 and line.tokens[preposition - 3].word in _ABOUT
    if first in FIRST_NAMES and (last in FAMILY_NAMES or about):
        return True
    before = line.said.text[: line.tokens[preposition].end + 1]
    return _OF_WHAT.search(before) is not None or (
        _PRICED.search(before) is not None and _ends_a_procedure(line, preposition)
    )


_PRICED = re.compile(
    r"\b(?:pay|pays|paid|allow\w*|den(?:y|ied|ial)|cover\w*|bill\w*|process\w*|reimburs\w*|reduced?|cut|bundled?)\b",
    re.IGNORECASE,
)
_CODE = 5


def _ends_a_procedure(line: Line, last: int) -> bool:
    """Whether the five figures of a procedure and no more are said right before token `last`."""
    for first in range(max(1, last - _CODE), last):
        text, i = "", first
        while i < last and (unit := unit_at(line.tokens, i)) is not None and unit.kind == "digit":
            text, i = text + unit.options[0][0], unit.last
        if i == last and is_numbered_as_procedure(text) and not spells(line.tokens, first - 1):
            return True
    return False


def _ends_there(line: Line, i: int) -> bool:
    if i >= len(line.tokens):
        return True
    if line.tokens[i].word in TIMES:
        return False
    goes_on = spells(line.tokens, i) and not (line.tokens[i].word in ("i", "a") and i + 1 < len(line.tokens))
    return not goes_on and _NO_SUM_AFTER.match(line.said.text, line.tokens[i - 1].end) is None
