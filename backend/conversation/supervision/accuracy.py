"""Whether what was said of a claim is what the record held at that moment. Pure.

Every amount and every day in an answer that rests on a claim has to stand in the record as it was then, and every piece
of evidence has to name a record that was there and had not been replaced. What the caller said first may be said back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_AMOUNT = re.compile(r"(-?)\$\s?(\d[\d,]*(?:\.\d{1,2})?)")
_SPOKEN_AMOUNT = re.compile(r"(minus )?(\d[\d,]*) dollars?(?: and (\d{1,2}) cents?)?")
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class RecordThen:
    """What was known of the claims of a turn when it was answered."""

    amounts: frozenset[Decimal]
    days: frozenset[date]
    standing: Mapping[str, datetime] = field(default_factory=dict)
    """Record name → since when it is there; records replaced by then are missing."""
    books_differ: bool = False
    """The ledger's payments of a claim are not what its standing remittance says."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer: its words, what it rests on, and what the caller had said until then."""

    number: int
    at: datetime
    text: str
    evidence: Sequence[Mapping[str, Any]]
    heard: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How many facts were looked at, and what does not hold: (turn, what) pairs; never the values."""

    facts: int = 0
    wrong: tuple[tuple[int, str], ...] = ()

    def __add__(self, other: Checked) -> Checked:
        return Checked(self.facts + other.facts, self.wrong + other.wrong)


def check(spoken: Spoken, record: RecordThen) -> Checked:
    """One answer against the record of its moment; answers without evidence of a claim say nothing of one."""
    if not any(one.get("record") for one in spoken.evidence):
        return Checked()
    amounts = amounts_in(spoken.text) - amounts_in(spoken.heard)
    days = days_in(spoken.text) - days_in(spoken.heard) - {spoken.at.date()}
    wrong = [(spoken.number, "an amount the record did not hold") for one in amounts if one not in record.amounts]
    wrong += [(spoken.number, "a day the record did not hold") for one in days if one not in record.days]
    names = {str(one["record"]) for one in spoken.evidence if one.get("record")}
    for name in names:
        since = record.standing.get(name)
        if since is None or since > spoken.at:
            wrong.append((spoken.number, "evidence that did not stand then"))
    if record.books_differ:
        wrong.append((spoken.number, "a payment the ledger does not hold"))
    return Checked(len(amounts) + len(days) + len(names), tuple(wrong))


def amounts_in(text: str) -> set[Decimal]:
    """Every amount of money in an answer, however the channel says it; nothing is no amount."""
    found = set()
    for sign, digits in _AMOUNT.findall(text):
        found.add(Decimal(f"{sign}{digits.replace(',', '')}").quantize(Decimal("0.01")))
    for minus, dollars, cents in _SPOKEN_AMOUNT.findall(text):
        value = Decimal(f"{dollars.replace(',', '')}.{(cents or '0').zfill(2)}")
        found.add(-value if minus else value)
    return {abs(one) for one in found if one}


def days_in(text: str) -> set[date]:
    """Every whole date in an answer."""
    written = [(int(year), _MONTHS.index(month) + 1, int(day)) for month, day, year in _DAY.findall(text)]
    written += [(int(year), int(month), int(day)) for month, day, year in _NUMERIC.findall(text)]
    return {made for one in written if (made := _day(*one)) is not None}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def with_sums(groups: Iterable[Sequence[Decimal]]) -> frozenset[Decimal]:
    """The amounts and the sum of each group, without signs: how a part of a bill is told."""
    found: set[Decimal] = set()
    for group in groups:
        found |= {abs(one) for one in group}
        found.add(abs(sum(group, Decimal(0))))
    return frozenset(one.quantize(Decimal("0.01")) for one in found)
