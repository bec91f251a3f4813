"""The terms a practice bills its patients on: effective-dated data (``data/terms.json``), a practice's own before the rest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from backend.kit.money import Money

_DATA = Path(__file__).parent / "data" / "terms.json"
ANY = "*"
_AMOUNTS = ("small_balance", "approval_threshold", "referral_least", "instalment_least")


@dataclass(frozen=True, slots=True)
class Terms:
    """One practice's terms. Days count from the first statement of a cycle unless told otherwise."""

    practices: tuple[str, ...]
    """NPIs, or ``*``."""
    effective_from: date
    effective_to: date | None
    """The last day."""
    notice_days: tuple[int, ...]
    """When each statement of a cycle goes out."""
    pay_within_days: int
    review_after_days: int
    """After the last statement: then a person is asked what becomes of the balance."""
    small_balance: Money
    """Up to here a balance is written off by the practice's own rule once it was asked for often enough."""
    small_balance_notices: int
    approval_threshold: Money
    """Above it only a named approver of the practice decides on a write-off, referral or help."""
    referral_least: Money
    """Below it a write-off is recommended rather than a referral to collection."""
    approval_days: int
    grace_days: int
    """After an instalment's day, before it counts as missed."""
    missed_most: int
    """So many missed instalments end a plan."""
    instalment_least: Money
    months_most: int
    document_days: int
    """For a hardship application to be complete."""
    answer_days: int
    """For a dispute to be answered."""
    address_days: int
    """For a returned statement's address to be found."""
    source: str
    confirmed: bool

    def fits(self, npi: str, day: date) -> bool:
        in_force = self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)
        return in_force and (ANY in self.practices or npi in self.practices)


@cache
def all_terms() -> tuple[Terms, ...]:
    """Every row of the data file."""
    return tuple(_terms(row) for row in json.loads(_DATA.read_text(encoding="utf-8")))


def _terms(row: dict[str, Any]) -> Terms:
    stop = row["effective_to"]
    amounts = {name: Money.of(row[name]) for name in _AMOUNTS}
    return Terms(
        **{
            **row,
            **amounts,
            "practices": tuple(row["practices"]),
            "notice_days": tuple(row["notice_days"]),
            "effective_from": date.fromisoformat(row["effective_from"]),
            "effective_to": date.fromisoformat(stop) if stop else None,
        }
    )


def terms_of(npi: str, day: date, known: Sequence[Terms] | None = None) -> Terms:
    """The terms in force for a practice on a day; there are always those for all."""
    fitting = [one for one in (all_terms() if known is None else known) if one.fits(npi, day)]
    assert fitting, "one row holds for every practice"
    return max(fitting, key=lambda one: (ANY not in one.practices, one.effective_from))
