"""The small typed parts all transaction sets share. Immutable, equal by value; amounts are Decimal, days are date.

NamedTuple rather than frozen dataclass: a dataclass sets each field through ``object.__setattr__``, which alone would
cost a third of the time a remittance takes to read (decision 0030).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backend.x12.values import amount, day, days, optional_amount

Elements = list[str]
"""One segment, split at the element separator; index 0 is the segment identifier."""

PAD = [""] * 24


class Name(NamedTuple):
    """NM1: a person (``kind`` 1) or an organisation (``kind`` 2) in a role (``entity``, NM101)."""

    entity: str
    kind: str = "1"
    last: str = ""
    first: str = ""
    middle: str = ""
    suffix: str = ""
    id_qualifier: str = ""
    id: str = ""
    prefix: str = ""


class Address(NamedTuple):
    """N3 and N4."""

    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


class Reference(NamedTuple):
    """REF: qualifier and identification."""

    qualifier: str
    value: str
    description: str = ""


class Contact(NamedTuple):
    """PER: function, name, and up to three numbers as (qualifier, number): TE, EM, FX, EX, UR."""

    function: str
    name: str = ""
    numbers: tuple[tuple[str, str], ...] = ()


class Amount(NamedTuple):
    """AMT: qualifier and amount."""

    qualifier: str
    amount: Decimal


class Quantity(NamedTuple):
    """QTY: qualifier and quantity."""

    qualifier: str
    quantity: Decimal


class Dates(NamedTuple):
    """DTM or DTP: qualifier and one day, or the first and the last day of a range. ``time`` is HHMM where given."""

    qualifier: str
    start: date | None
    end: date | None = None
    time: str = ""


class Adjustment(NamedTuple):
    """One of up to six adjustments of a CAS segment: charged minus paid, explained."""

    group: str
    reason: str
    amount: Decimal
    quantity: Decimal | None = None


class Procedure(NamedTuple):
    """The composite medical procedure identifier (SV101, SVC01): HC:99213:25 and its like."""

    qualifier: str
    code: str
    modifiers: tuple[str, ...] = ()
    description: str = ""


class ClaimStatus(NamedTuple):
    """One of up to three composites of STC: 277 category code, status code, and whom it concerns."""

    category: str
    code: str
    entity: str = ""


def name(e: Elements) -> Name:
    """NM1."""
    if len(e) < 10:
        e = e + PAD
    return Name(e[1], e[2], e[3], e[4], e[5], e[7], e[8], e[9], e[6])


def adjustments(e: Elements) -> list[Adjustment]:
    """CAS: group code, then reason, amount and quantity up to six times."""
    count = len(e)
    if count == 4:
        return [Adjustment(e[1], e[2], amount(e[3]))]
    e = e + PAD
    return [
        Adjustment(e[1], e[at], amount(e[at + 1]), optional_amount(e[at + 2]))
        for at in range(2, min(count, 20), 3)
        if e[at] or e[at + 1]
    ]


def procedure(text: str, component: str) -> Procedure:
    """SV101, SV202, SVC01, SVD03."""
    parts = text.split(component)
    count = len(parts)
    if count == 2:
        return Procedure(parts[0], parts[1])
    if count == 1:
        return Procedure(parts[0], "")
    return Procedure(
        parts[0],
        parts[1],
        tuple(modifier for modifier in parts[2:6] if modifier),
        parts[6] if count > 6 else "",
    )


def reference(e: Elements) -> Reference:
    """REF."""
    count = len(e)
    if count == 3:
        return Reference(e[1], e[2])
    e = e + PAD
    return Reference(e[1], e[2], e[3])


def money(e: Elements) -> Amount:
    """AMT."""
    return Amount(e[1], amount(e[2])) if len(e) > 2 else Amount(e[1] if len(e) > 1 else "", amount(""))


def quantity(e: Elements) -> Quantity:
    """QTY."""
    return Quantity(e[1], amount(e[2])) if len(e) > 2 else Quantity(e[1] if len(e) > 1 else "", amount(""))


def dtm(e: Elements) -> Dates:
    """DTM: always one day in 5010."""
    return Dates(e[1], day(e[2])) if len(e) > 2 else Dates(e[1] if len(e) > 1 else "", None)


def dtp(e: Elements) -> Dates:
    """DTP: D8, RD8, DT or TM as DTP02 says."""
    if len(e) < 4:
        return Dates(e[1] if len(e) > 1 else "", None)
    text = e[3]
    if e[2] == "RD8":
        start, end = days(text)
        return Dates(e[1], start, end)
    if e[2] == "TM":
        return Dates(e[1], None, None, text)
    return Dates(e[1], day(text), None, text[8:] if e[2] == "DT" else "")


def contact(e: Elements) -> Contact:
    """PER."""
    e = e + PAD
    return Contact(e[1], e[2], tuple((e[at], e[at + 1]) for at in (3, 5, 7) if e[at] or e[at + 1]))


def address(n3: Elements, n4: Elements) -> Address:
    """N3 with N4; either may be empty."""
    a, b = n3 + PAD, n4 + PAD
    return Address(a[1], a[2], b[1], b[2], b[3], b[4])


def statuses(e: Elements, component: str) -> tuple[ClaimStatus, ...]:
    """STC01, STC10 and STC11."""
    found = []
    for at in (1, 10, 11):
        if at < len(e) and e[at]:
            parts = e[at].split(component)
            found.append(ClaimStatus(parts[0], parts[1] if len(parts) > 1 else "", parts[2] if len(parts) > 2 else ""))
    return tuple(found)


def first_value(references: Sequence[Reference], qualifier: str) -> str:
    """The first reference with that qualifier, or empty."""
    for found in references:
        if found.qualifier == qualifier:
            return found.value
    return ""
