""" "Only the denied ones", "over five hundred", "from September": what narrows a list of claims. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.heard import Heard
from actions.wording import MONTHS

_OVER = re.compile(
    r"\b(?:over|above|more than|at least|bigger than|larger than|greater than|exceeding|minimum)\b", re.I
)
_UNDER = re.compile(r"\b(?:under|below|less than|at most|smaller than|up to|maximum)\b", re.I)
_BETWEEN = re.compile(r"\bbetween\b(.*\band\b.*)", re.I)
_FIGURE = re.compile(r"\$?\s?(\d[\d,]*(?:\.\d{1,2})?)")
_STAGES = (
    (r"\b(?:denied|denials?)\b", ["denied", "partly_paid"]),
    (r"\b(?:unpaid|not (?:been )?paid)\b", ["denied", "pended", "received", "accepted", "held", "no_payment"]),
    (r"\bpaid\b", ["paid", "partly_paid"]),
    (
        r"\b(?:pending|pended|open(?! (?:an?|any\w*|it|up|another|nothing)\b)|in process|still out)\b",
        ["pended", "received", "accepted", "held"],
    ),
    (r"\brejected\b", ["rejected"]),
)
_MONTH = re.compile(
    rf"\b(?:in|from|of|for|last|this|since)\s+(?:last )?({'|'.join(MONTHS)})(?:\s+(?:of )?(\d{{4}}))?\b", re.I
)
_YEAR = re.compile(r"\b(?:in|from|of|for)\s+(20\d\d)\b", re.I)
_LIST = re.compile(
    r"\b(?:only|just|all|any|anything|every|which|the ones|ones|list|claims|show|what (?:claims|do you have)|"
    r"everything)\b",
    re.I,
)
_THIS_ONE = re.compile(
    r"\bit'?s\b|\bdo you need\b|\b(?:pending|pended|held|denied|rejected) for\b|"
    r"\b(?:this|that|the) claim\b|\bwhy\b|\bwas it\b|\bis it\b|\breasons?\b|\bwhat (?:do|should|can) (?:you|we|i)\b|"
    r"\bhow (?:much|long|do|can)\b|\ball (?:of )?(?:the|these|those|my|your) (?:numbers|amounts|figures)\b",
    re.I,
)


_MONTH_OF_VISIT = re.compile(
    rf"\b(?:in|from|of|back in|during|around|my|the)\s+(?:last )?({'|'.join(MONTHS)})\b(?!\s+\d{{1,2}}\b)(?:,? (?:of )?(20\d\d))?"
    rf"|\b({'|'.join(MONTHS)}),? (?:of )?(20\d\d)\b",
    re.I,
)
_OF_A_VISIT = re.compile(
    r"\b(?:visit|claim|bill|appointment|surgery|stay|trip|one|seen|went|doctor|hospital|er|test|scan|denied|"
    r"refus\w+|paid|eob|statement|letter)\b",
    re.I,
)


def month_span(text: str, today: date) -> dict[str, str] | None:
    """ "My June visit", "the July 2026 claim": the whole month; None where no single month is told of a visit."""
    said = list(_MONTH_OF_VISIT.finditer(text))
    if len(said) != 1 or not _OF_A_VISIT.search(text):
        return None
    name, year = said[0].group(1) or said[0].group(3), said[0].group(2) or said[0].group(4)
    number = next(n for n, month in enumerate(MONTHS, 1) if month.lower() == name.lower())
    found = int(year) if year else today.year - (number > today.month)
    last = calendar.monthrange(found, number)[1]
    return {"start": date(found, number, 1).isoformat(), "end": date(found, number, last).isoformat()}


def narrowed(heard: Heard, today: date) -> dict[str, Any] | None:
    """``{"charge_min", "charge_max", "stages", "date_of_service"}``, what was said of it; None where nothing narrows a list."""
    text = heard.text
    if not _LIST.search(text) or _THIS_ONE.search(text):
        return None
    found: dict[str, Any] = {}
    _amounts(text, heard, found)
    for pattern, stages in _STAGES:
        if re.search(pattern, text, re.I):
            found["stages"] = stages
            break
    span = _span(heard, today)
    if span:
        found["date_of_service"] = span
    return found or None


def _amounts(text: str, heard: Heard, found: dict[str, Any]) -> None:
    said = [str(one) for one in heard.values.get("amount") or []]
    between = _BETWEEN.search(text)
    if between:
        figures = [one.replace(",", "") for one in _FIGURE.findall(between.group(1))]
        sums = sorted({Decimal(one) for one in (*figures, *said) if _is_sum(one)})
        if len(sums) >= 2:
            found["charge_min"], found["charge_max"] = _cents(sums[0]), _cents(sums[-1])
        return
    if not said:
        return
    if _OVER.search(text):
        found["charge_min"] = said[-1]
    elif _UNDER.search(text):
        found["charge_max"] = said[-1]


def _is_sum(text: str) -> bool:
    try:
        return Decimal(text) >= 0
    except InvalidOperation:
        return False


def _cents(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01")))


def _span(heard: Heard, today: date) -> dict[str, str] | None:
    given = heard.values.get("date_of_service") or []
    if len(given) == 1:
        return given[0]
    month = _MONTH.search(heard.text)
    if month:
        number = next(n for n, name in enumerate(MONTHS, 1) if name.lower() == month.group(1).lower())
        year = int(month.group(2)) if month.group(2) else today.year - (number > today.month)
        return {
            "start": date(year, number, 1).isoformat(),
            "end": date(year, number, calendar.monthrange(year, number)[1]).isoformat(),
        }
    year_said = _YEAR.search(heard.text)
    if year_said:
        return {"start": f"{year_said.group(1)}-01-01", "end": f"{year_said.group(1)}-12-31"}
    return None
