"""Element text to values and back. Reading never raises: what cannot be read is zero or None, and the check names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

ZERO = Decimal(0)
ValueT = TypeVar("ValueT")
_CACHE_MAX = 20_000
_CACHED_LENGTH_MAX = 32
"""Longer than any number or date can be, so that a hostile file cannot fill the memory with them."""

_AMOUNT = re.compile(r"-?(?:\d{1,18}(?:\.\d{0,12})?|\.\d{1,12})")


class _Known(dict[str, ValueT]):
    """Values by their text, read when first met. Looking one up is a claim's commonest act: no call stands before it."""

    def __init__(self, read: Callable[[str], ValueT]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> ValueT:
        if len(text) > _CACHED_LENGTH_MAX:
            return self[""]
        if len(self) >= _CACHE_MAX:
            self.clear()
        value = self[text] = self._read(text)
        return value


def _amount(text: str) -> Decimal:
    return Decimal(text) if _AMOUNT.fullmatch(text) and text.isascii() else ZERO


def _day(text: str) -> date | None:
    if not (text.isascii() and text.isdigit()) or len(text) not in (6, 8, 12, 14):
        return None
    if len(text) == 6:
        text = ("19" if text[:2] > "69" else "20") + text
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


amount: Callable[[str], Decimal] = _Known(_amount).__getitem__
"""A monetary amount or quantity (X12 type R or N0). Zero when empty or unreadable."""
day: Callable[[str], date | None] = _Known(_day).__getitem__
"""A date written CCYYMMDD, YYMMDD or CCYYMMDDHHMM; None when it is no date of the calendar."""


def optional_amount(text: str) -> Decimal | None:
    """Like ``amount``, but None when the element is empty: absent is not zero."""
    return amount(text) if text else None


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
