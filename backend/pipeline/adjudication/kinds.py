"""Which kind of service a line is, as plans' benefits name it. Pure; the ranges are data."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "kinds.json"
OTHER = "other"
INPATIENT_BILLS = frozenset({"11", "12", "18", "21", "41"})
"""First two digits of the type of bill: hospital inpatient, swing bed, skilled nursing, religious institution (NUBC)."""


@cache
def _ranges() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=65536)
def kind_of(procedure: str, revenue_code: str = "", *, inpatient: bool = False) -> str:
    """The kind of a procedure; of a line without one, of its revenue code. All lines of a stay are the stay."""
    if inpatient:
        return "inpatient"
    data = _ranges()
    for kind in ("preventive", "cosmetic"):
        if procedure in data[kind]:
            return kind
    by_revenue = _in(data["revenue"], revenue_code.zfill(4)) if revenue_code else None
    if by_revenue == "emergency":
        return by_revenue
    return _in(data["procedures"], procedure) or by_revenue or OTHER


def is_inpatient(form: str, bill_type: str) -> bool:
    """Whether an institutional claim is for a stay."""
    return form == "I" and bill_type[:2] in INPATIENT_BILLS


def _in(ranges: list[list[str]], code: str) -> str | None:
    return next((kind for first, last, kind in ranges if len(code) == len(first) and first <= code <= last), None)
