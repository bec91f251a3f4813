"""The shared parts as outgoing segments: the mirror of ``parts``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from backend.x12.parts import (
    Address,
    Adjustment,
    Amount,
    ClaimStatus,
    Contact,
    Dates,
    Name,
    Procedure,
    Quantity,
    Reference,
)
from backend.x12.values import write_amount, write_day, write_days
from backend.x12.writer import Outgoing


def text(value: Decimal | None) -> str:
    """An amount, or nothing."""
    return "" if value is None else write_amount(value)


def nm1(name: Name) -> Outgoing:
    return (
        "NM1",
        name.entity,
        name.kind,
        name.last,
        name.first,
        name.middle,
        name.prefix,
        name.suffix,
        name.id_qualifier,
        name.id,
    )


def address(where: Address | None) -> Iterator[Outgoing]:
    """N3 and N4, those that hold something."""
    if where is None:
        return
    if where.line1 or where.line2:
        yield ("N3", where.line1, where.line2)
    if any(where[2:]):
        yield ("N4", where.city, where.state, where.postal_code, where.country)


def ref(found: Reference) -> Outgoing:
    return ("REF", found.qualifier, found.value, found.description)


def nte(found: Reference) -> Outgoing:
    return ("NTE", found.qualifier, found.value)


def per(found: Contact) -> Outgoing:
    return ("PER", found.function, found.name, *(part for pair in found.numbers for part in pair))


def amt(found: Amount) -> Outgoing:
    return ("AMT", found.qualifier, write_amount(found.amount))


def qty(found: Quantity) -> Outgoing:
    return ("QTY", found.qualifier, write_amount(found.quantity))


def dtm(found: Dates) -> Outgoing:
    return ("DTM", found.qualifier, write_day(found.start) if found.start else "")


def dtp(found: Dates) -> Outgoing:
    if found.start is None:
        return ("DTP", found.qualifier, "TM", found.time)
    if found.time:
        return ("DTP", found.qualifier, "DT", write_day(found.start) + found.time)
    return ("DTP", found.qualifier, *write_days(found.start, found.end))


def cas(adjustments: Iterable[Adjustment]) -> Iterator[Outgoing]:
    """One segment per run of the same group code, six adjustments at most in each."""
    waiting: list[str] = []
    group = ""
    for found in adjustments:
        if found.group != group or len(waiting) == 18:
            if waiting:
                yield ("CAS", group, *waiting)
            group, waiting = found.group, []
        waiting += (found.reason, write_amount(found.amount), text(found.quantity))
    if waiting:
        yield ("CAS", group, *waiting)


def procedure(found: Procedure | None) -> tuple[str, ...]:
    """The composite, modifiers in their four places before the description."""
    if found is None:
        return ()
    modifiers = (*found.modifiers, "", "", "", "")[:4]
    return (found.qualifier, found.code, *modifiers, found.description)


def status(found: ClaimStatus) -> tuple[str, ...]:
    return (found.category, found.code, found.entity)
