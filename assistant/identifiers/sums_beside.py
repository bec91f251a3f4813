"""Sums told by the code, the day or the sum they stand beside: "c o forty five for eighty two fifteen", "july thirtieth for one
sixty nine twenty", "four hundred, make that four forty"."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.identifiers.days_in_numbers import numbers_as_day
from assistant.identifiers.line import Line
from assistant.identifiers.line_dates import DATE_SLOTS
from assistant.identifiers.money import find_amounts, is_counted
from assistant.identifiers.number_words import SCALE, two_digits, word_at
from assistant.identifiers.prices_said import may_be_a_day, price_at
from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.shapes import is_numbered_as_procedure
from assistant.identifiers.sums_named import MONEY_TALK
from assistant.identifiers.units import spells, unit_at

_OF_A_CODE = re.compile(
    r"\s+(?:was|is|for|of|at|took|takes)\s+(?:(?:only|just|like|about|another|the\s+other|the\s+remaining|it\s+was)\s+)*",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(r"\s+(?:(?:was|it\s+was|it's|and)\s+)?for\s+(?:(?:only|just|like|about)\s+)*", re.IGNORECASE)
_CLOSED = re.compile(
    r"\W*(?:$|(?:and|then|but|so|or|which|that|that's|even|on|in|is|was|did|it|they|why|what|can|plus|please|patient|billed|paid|i|we|"
    r"you|he|she|came|went|got|d\s?o\s?s|dated?|from|c\s?o|p\s?r|o\s?a|p\s?i|next|line)\b)",
    re.IGNORECASE,
)
_CLAIM_FOR = re.compile(r"\b(?:claim|clm|charge|visit|line)\s+(?:that\s+(?:was|is)\s+)?for\s+$", re.IGNORECASE)
_PLAINLY = re.compile(
    r"\b(?:charges?|amount|total|balance|bill|copay|payment)\s+(?:(?:was|were|is|of|came\s+to|for|on|it)\s+){1,3}$",
    re.IGNORECASE,
)
""" "Eight four and the charge was three seventy one": a sum, though a day was asked for."""
_PUT_RIGHT = re.compile(
    r"\b(?:make\s+(?:that|it)|no\s+wait|wait\s+no|scratch\s+that|strike\s+that|i\s+mean|i\s+meant|sorry|correction|actually|excuse\s+me)\s+"
    r"(?:(?:no|it's|it\s+was|it\s+is|that's|they\s+said)\s+){0,2}$",
    re.IGNORECASE,
)
_NEAR = 6  # so many words after a sum it is put right
_LEAST = 10
_SURE = 100
_CODE = 5
_HOURS, _MINUTES = 13, 60
_DAYS_TALK = re.compile(r"\b(?:dates?|days?|visits?|d\s?o\s?s|service|seen|went)\b", re.IGNORECASE)


def hear_sums_beside(line: Line) -> None:
    """Adds the sums of a line that only what stands beside them tells, and the days told by their sums."""
    if not line.spoken and line.expects in (None, "amount"):
        _hear_written_after(line)
    if not line.spoken or line.expects not in (None, "amount", *DATE_SLOTS):
        return
    for code in [f for f in line.found if f.name in ("adjustment_code", "remark_code")]:
        _hear_after(line, code.end, _OF_A_CODE, small=True)
    for day in line.days:
        if day.day is not None or day.fixed:
            _hear_after(line, line.tokens[day.last - 1].end, _OF_A_DAY, small=False)
    if line.expects in DATE_SLOTS:
        _hear_plainly_told(line)
    else:
        _hear_what_a_claim_is_for(line)
        _hear_priced_procedures(line)
        _hear_prices_for(line)
        _hear_put_right(line)
        _hear_days_of_procedures(line)
    _hear_days_with_sums(line)


def _token_at(line: Line, place: int) -> int:
    return next((i for i, t in enumerate(line.tokens) if t.start >= place), len(line.tokens))


def _price(line: Line, i: int) -> tuple[Decimal, int, bool] | None:
    """The sum of at least ten at token i that nothing else has taken and nothing is counted by."""
    said = price_at(line.tokens, i) if i < len(line.tokens) else None
    if said is None or said[0] < _LEAST or is_counted(line.tokens, said[1]):
        return None
    end = line.tokens[said[1] - 1].end
    taken = any(k in line.taken and not line.in_label(k) for k in range(i, said[1]))
    return None if taken or not _CLOSED.match(line.said.text, end) else said


def _hear_after(line: Line, end: int, led: re.Pattern[str], *, small: bool) -> None:
    lead = led.match(line.said.text, end)
    i = _token_at(line, lead.end()) if lead else len(line.tokens)
    said = _price(line, i)
    if said is None:
        return
    scaled = any(t.word in SCALE for t in line.tokens[i : said[1]])
    if may_be_a_day(said[0]) and not scaled:
        return
    if not small and not scaled and _may_be_an_hour(said[0]) and not MONEY_TALK.search(line.said.text):
        return  # "march fourth for one forty five"
    if said[2] or scaled or said[0] >= 100 or small:
        _add(line, said, i)


def _may_be_an_hour(value: Decimal) -> bool:
    """Whether "one forty five", "ten forty" or "twelve thirty" may be a time of the day."""
    hundreds = int(value) if value == int(value) else 0
    return value < _HOURS or (0 < hundreds < _HOURS * _SURE and hundreds % _SURE < _MINUTES)


def _add(line: Line, said: tuple[Decimal, int, bool], i: int) -> None:
    line.add("amount", f"{said[0]:.2f}", line.tokens[i].start, line.tokens[said[1] - 1].end, 0.85)


def _hear_what_a_claim_is_for(line: Line) -> None:
    """ "Following up on a claim for twenty two fifty": a price with two groups, where no day can be meant."""
    for i in range(1, len(line.tokens)):
        if not _CLAIM_FOR.search(line.said.text[: line.tokens[i].start]):
            continue
        said = _price(line, i)
        if said and said[2] and not may_be_a_day(said[0]) and not numbers_as_day(line.tokens, i):
            _add(line, said, i)


def _hear_priced_procedures(line: Line) -> None:
    """ "Ninety nine two fourteen for one eighty five": five figures numbered as procedures, and what was charged."""
    for i in range(2, len(line.tokens) - 1):
        if line.tokens[i].word not in ("for", "at"):
            continue
        first = next((k for k in range(max(0, i - _CODE), i - 1) if _is_procedure(line, k, i)), None)
        said = _price(line, i + 1) if first is not None else None
        if first is None or said is None or not (said[2] or (said[0] >= _SURE and not may_be_a_day(said[0]))):
            continue
        digits = _digits(line, first, i)
        line.add("procedure_code", digits, line.tokens[first].start, line.tokens[i - 1].end, 0.8)
        _add(line, said, i + 1)


_WHOLE_SUM = re.compile(r"\s*[:=]?\s*(?P<sum>\d{1,5})(?=\s*(?:$|[,;+&]|(?:co|pr|oa|pi)\W?\d))", re.IGNORECASE)
_EXACT_SUM = re.compile(r"\s*[:=]?\s*\$?\d+\.\d{2}\b")


def _hear_written_after(line: Line) -> None:
    """The 40 of "PR1 88.20 PR3 40 CO45 131.80": a round sum behind its code, where another code has its sum."""
    told = [f for f in line.found if f.name == "adjustment_code" and "-" in str(f.value)]
    if not any(_EXACT_SUM.match(line.said.text, code.end) for code in told):
        return
    for code in told:
        said = _WHOLE_SUM.match(line.said.text, code.end)
        if said and not line.is_taken(*said.span("sum")):
            line.add("amount", f"{Decimal(said['sum']):.2f}", *said.span("sum"), 0.8)


_FOR_THE = re.compile(r"\bfor\s+(?:an?|the|that|this)\s+$", re.IGNORECASE)
_LONGEST_PRICE = 5


def _hear_prices_for(line: Line) -> None:
    """ "One thirty two for the nine nine two one three and twenty six for the eight five oh two five"."""
    for code in [f for f in line.found if f.name == "procedure_code"]:
        led = _FOR_THE.search(line.said.text[: code.start])
        if led is None or not MONEY_TALK.search(line.said.text):
            continue
        at = _token_at(line, led.start())
        for i in range(max(0, at - _LONGEST_PRICE), at):
            said = price_at(line.tokens, i) if i == 0 or not spells(line.tokens, i - 1) else None
            free = said is not None and said[1] == at and not any(k in line.taken for k in range(i, at))
            if said and free and said[0] >= _LEAST:
                _add(line, said, i)
                break


def _is_procedure(line: Line, first: int, last: int) -> bool:
    """Whether tokens [first, last) say the five figures of a procedure, and no figure stands before them."""
    if first in line.taken or (first > 0 and spells(line.tokens, first - 1) and line.tokens[first - 1].word != "a"):
        return False
    if line.label_before(line.tokens[first].start, words=2) is not None:
        return False
    return is_numbered_as_procedure(_digits(line, first, last))


def _digits(line: Line, first: int, last: int) -> str:
    text = ""
    while first < last:
        unit = unit_at(line.tokens, first)
        if unit is None or unit.kind != "digit" or unit.last > last:
            return ""
        text, first = text + unit.options[0][0], unit.last
    return text if len(text) == _CODE else ""


def _hear_plainly_told(line: Line) -> None:
    for said in find_amounts(line.said.text, line.tokens, today=line.today):
        if _PLAINLY.search(line.said.text[: said.start]) and not line.is_taken(said.start, said.end):
            line.add("amount", f"{said.value:.2f}", said.start, said.end, 0.85)


def _hear_put_right(line: Line) -> None:
    """ "Four hundred up front make that four forty": the sum said after a correction stands for the one before it."""
    for i in range(1, len(line.tokens)):
        before = line.said.text[: line.tokens[i].start]
        right = _PUT_RIGHT.search(before)
        earlier = next(
            (f for f in reversed(line.found) if right and f.name == "amount" and f.end <= right.start()), None
        )
        if right is None or earlier is None or len(before[earlier.end : right.start()].split()) > _NEAR:
            continue
        said = price_at(line.tokens, i)
        if said is None or is_counted(line.tokens, said[1]) or any(k in line.taken for k in range(i, said[1])):
            continue
        old = Decimal(str(earlier.value))
        if old / 5 <= said[0] <= old * 5 and said[0] >= _LEAST:
            _add(line, said, i)
            return


def _month_and_day(line: Line, first: int, last: int) -> date | None:
    """The day just past that tokens [first, last) tell as month and day: "six twenty four"."""
    month, day = two_digits(line.tokens, first), None
    if month is not None:
        at = month[1] + (word_at(line.tokens, month[1]) == "oh")
        day = two_digits(line.tokens, at)
    if month is None or day is None or day[1] != last or month[0] > 12:
        return None
    served = SaidDate(first, last, month[0], day[0]).as_service(line.today)
    return served[0] if served else None


_ON_A_DAY = re.compile(r"\s+(?:for|on|from|of)\s+", re.IGNORECASE)
_ALLOWED_ON = re.compile(
    r"\b(?:allow(?:ed)?|pay|status|denied|deny|cover(?:ed)?|happened|doing)\b[^?!]{0,30}\b(?:on|for|with|to)\s+(?:(?:the|a|my|our)\s+)?$",
    re.IGNORECASE,
)


def _hear_days_of_procedures(line: Line) -> None:
    """ "What'd you allow on ninety seven one ten for eight nineteen": who asks for the sum names the day."""
    for code in [f for f in line.found if f.name == "procedure_code"]:
        lead = _ON_A_DAY.match(line.said.text, code.end)
        if lead is None or not _ALLOWED_ON.search(line.said.text[: code.start]):
            continue
        first = _token_at(line, lead.end())
        ends = [
            last for last in range(first + 2, min(first + 5, len(line.tokens)) + 1) if _month_and_day(line, first, last)
        ]
        last = ends[-1] if ends else first
        day = _month_and_day(line, first, last) if ends else None
        if (
            day
            and _CLOSED.match(line.said.text, line.tokens[last - 1].end)
            and not line.taken & set(range(first, last))
        ):
            line.add("date_of_service", day.isoformat(), line.tokens[first].start, line.tokens[last - 1].end, 0.75)


def _hear_days_with_sums(line: Line) -> None:
    """ "Six twenty four for eighty three forty four and six twenty five for ninety one dollars": days told by their sums."""
    told: list[tuple[int, int, date, int]] = []
    for i, token in enumerate(line.tokens):
        if token.word != "for" or i < 2:
            continue
        days = [(k, day) for k in range(max(0, i - 4), i - 1) if (day := _month_and_day(line, k, i)) is not None]
        summed = (
            next((f for f in line.found if f.name == "amount" and f.start == line.tokens[i + 1].start), None)
            if (i + 1 < len(line.tokens))
            else None
        )
        said = None if summed else _price(line, i + 1)
        if not days or not (summed or (said and said[2] and not may_be_a_day(said[0]))):
            continue
        first, day = days[0]
        inside = first > 0 and spells(line.tokens, first - 1)
        if inside or any(k in line.taken and not line.in_label(k) for k in range(first, i)):
            continue
        told.append((first, i, day, 0 if summed else i + 1))
    if len(told) > 1 or (told and (line.expects in DATE_SLOTS or _DAYS_TALK.search(line.said.text))):
        for first, last, day, price in told:
            line.add("date_of_service", day.isoformat(), line.tokens[first].start, line.tokens[last - 1].end, 0.75)
            if price and (said := _price(line, price)):
                _add(line, said, price)
