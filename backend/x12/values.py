"""Element text to values and back. Reading never raises: what cannot be read is zero or None, and the check names it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)
_CACHE_MAX = 20_000
_CACHED_LENGTH_MAX = 32
"""Longer than any number or date can be, so that a hostile file cannot fill the memory with them."""

_AMOUNT = re.compile(r"-?(?:\d{1,18}(?:\.\d{0,12})?|\.\d{1,12})")
_amounts: dict[str, Decimal] = {"": ZERO}
_dates: dict[str, date | None] = {"": None}


def amount(text: str) -> Decimal:
    """A monetary amount or quantity (X12 type R or N0). Zero when empty or unreadable."""
    value = _amounts.get(text)
    if value is None:
        if len(text) > _CACHED_LENGTH_MAX:
            return ZERO
        if len(_amounts) >= _CACHE_MAX:
            _amounts.clear()
        value = Decimal(text) if _AMOUNT.fullmatch(text) and text.isascii() else ZERO
        _amounts[text] = value
    return value


def optional_amount(text: str) -> Decimal | None:
    """Like ``amount``, but None when the element is empty: absent is not zero."""
    return amount(text) if text else None


def day(text: str) -> date | None:
    """A date written CCYYMMDD, YYMMDD or CCYYMMDDHHMM; None when it is no date of the calendar."""
    try:
        return _dates[text]
    except KeyError:
        if len(text) > _CACHED_LENGTH_MAX:
            return None
        if len(_dates) >= _CACHE_MAX:
            _dates.clear()
        value = _dates[text] = _day(text)
        return value


def _day(text: str) -> date | None:
    if not (text.isascii() and text.isdigit()) or len(text) not in (6, 8, 12, 14):
        return None
    if len(text) == 6:
        text = ("19" if text[:2] > "69" else "20") + text
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def days(text: str) -> tuple[date | None, date | None]:
    """Both ends of a date or of a range CCYYMMDD-CCYYMMDD (formats D8, DT and RD8)."""
    start, _, end = text.partition("-")
    first = day(start)
    return first, (day(end) if end else first)


def write_amount(value: Decimal) -> str:
    """As the guides ask (appendix B.1.1.3.1.2): no trailing zeros, no point without decimals, minus when negative."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-", "-0") else text


def write_day(value: date) -> str:
    """CCYYMMDD."""
    return value.strftime("%Y%m%d") if value.year >= 1000 else f"{value.year:04d}{value.month:02d}{value.day:02d}"


def write_days(start: date, end: date | None) -> tuple[str, str]:
    """Format qualifier and text: ``D8`` without an end, ``RD8`` with one, even the same day (DTP*434 asks for a range)."""
    if end is None:
        return "D8", write_day(start)
    return "RD8", f"{write_day(start)}-{write_day(end)}"
