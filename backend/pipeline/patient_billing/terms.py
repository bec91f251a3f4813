"""The terms a practice bills its patients on: effective-dated data (``data/terms.json``), a practice's own before the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backend.codes.effective import ANY, EffectiveRule, read_rules
from backend.kit.money import Money

_DATA = Path(__file__).parent / "data" / "terms.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(EffectiveRule):
    """One practice's terms. Days count from the first statement of a cycle unless told otherwise."""

    practices: tuple[str, ...]
    """NPIs, or ``*``."""
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
    confirmed: bool

    def fits(self, npi: str, day: date) -> bool:
        return self.in_force(day) and (ANY in self.practices or npi in self.practices)


def all_terms() -> tuple[Terms, ...]:
    """Every row of the data file."""
    return read_rules(_DATA, Terms)


def terms_of(npi: str, day: date, known: Sequence[Terms] | None = None) -> Terms:
    """The terms in force for a practice on a day; there are always those for all."""
    fitting = [one for one in (all_terms() if known is None else known) if one.fits(npi, day)]
    assert fitting, "one row holds for every practice"
    return max(fitting, key=lambda one: (ANY not in one.practices, one.effective_from))
