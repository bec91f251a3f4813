"""From added-up lists to figures with their definitions. Pure: sums in, figures out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.pipeline.reporting.schemas import Figure, ListRef, Unit

ZERO = Decimal(0)
_DATA = Path(__file__).parent / "data" / "definitions.json"


@cache
def definitions() -> dict[str, dict[str, Any]]:
    """Title, definition, source and aim of every figure, by key."""
    found: dict[str, dict[str, Any]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one payer and slice of a list, added up."""

    basis: str
    payer: str
    payer_id: UUID | None
    slice: str
    hit: bool
    count: int
    amount: Decimal
    measure: Decimal
    measured: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Some rows of a list added up."""

    count: int = 0
    amount: Decimal = ZERO
    measure: Decimal = ZERO
    measured: int = 0


@dataclass(frozen=True, slots=True)
class Lists:
    """The groups of a report, to be added up as a figure needs."""

    groups: Sequence[Group]
    spread: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    previous: dict[str, Decimal] = field(default_factory=dict)
    """Values of the month before as published, by figure."""

    def of(self, basis: str) -> list[Group]:
        return [one for one in self.groups if one.basis == basis]

    def total(
        self, basis: str, *, payer: UUID | None = None, slices: Iterable[str] = (), hit: bool | None = None
    ) -> Sum:
        wanted = frozenset(slices)
        found = [
            one
            for one in self.of(basis)
            if (payer is None or one.payer_id == payer)
            and (not wanted or one.slice in wanted)
            and (hit is None or one.hit == hit)
        ]
        return Sum(
            sum(one.count for one in found), sum((one.amount for one in found), ZERO),
            sum((one.measure for one in found), ZERO), sum(one.measured for one in found),
        )  # fmt: skip

    def payers(self, *bases: str) -> list[tuple[UUID | None, str]]:
        """Payers in some lists, by name."""
        found = {(one.payer_id, one.payer) for one in self.groups if one.basis in bases}
        return sorted(found, key=lambda one: (one[1], str(one[0])))

    def slices(self, *bases: str) -> list[str]:
        return sorted({one.slice for one in self.groups if one.basis in bases})


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """``part`` as percent of ``whole``; None of nothing."""
    return None if not whole else (100 * Decimal(part) / Decimal(whole)).quantize(Decimal("0.01"))


def shown(value: Decimal | int | None, unit: Unit) -> str:
    """A number as people read it."""
    if value is None:
        return "not measured"
    exact = Decimal(value)
    if unit == "percent":
        return f"{_rounded(exact, '0.1')} %"
    if unit == "money":
        return f"{'-' if exact < 0 else ''}${abs(exact):,.2f}"
    if unit == "count":
        return f"{exact:,.0f}"
    return f"{_rounded(exact, '0.1')} {unit}"


def _rounded(value: Decimal, step: str) -> str:
    return f"{value.quantize(Decimal(step), ROUND_HALF_UP):,}"


def changed(now: Decimal | None, before: Decimal | None, unit: Unit) -> str | None:
    """The difference to the month before, with its sign."""
    if now is None or before is None:
        return None
    difference = now - before
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return f"{sign}{shown(abs(difference), unit).replace(' %', ' points')}"


def figure(
    key: str,
    unit: Unit,
    value: Decimal | int | None,
    lists: Lists,
    *,
    before: Decimal | None = None,
    made_of: str = "",
    claims: ListRef | None = None,
    missing: str = "Nothing of the kind happened this month.",
) -> Figure:
    """A figure with its definition. A value of None is not measured, for the reason ``missing``; it is never zero."""
    said = definitions()[key]
    exact = None if value is None else Decimal(value)
    earlier = before if before is not None else lists.previous.get(key)
    aim = said["target"]
    return Figure(
        key=key, title=said["title"], unit=unit, value=None if exact is None else str(exact), display=shown(value, unit),
        before=None if earlier is None else shown(earlier, unit), change=changed(exact, earlier, unit),
        target=None if aim is None else f"{aim[0]} {shown(Decimal(aim[1]), unit)}",
        met=None if aim is None or exact is None else _met(exact, aim), definition=said["definition"],
        source=said["source"], made_of=made_of, not_measured=missing if exact is None else None,
        claims=claims if exact is not None else None,
    )  # fmt: skip


def _met(value: Decimal, aim: Sequence[str]) -> bool:
    return value >= Decimal(aim[1]) if aim[0] == "at least" else value <= Decimal(aim[1])


def rate(
    key: str,
    basis: str,
    lists: Lists,
    what: str,
    *,
    before: Decimal | None = None,
    missing: str = "Nothing of the kind happened this month.",
) -> Figure:
    """Hits of all in a list, in percent."""
    hits, whole = lists.total(basis, hit=True).count, lists.total(basis).count
    made_of = f"{hits:,} of {whole:,} {what}" if whole else ""
    claims = ListRef(basis=basis)
    return figure(
        key, "percent", share(hits, whole), lists, before=before, made_of=made_of, claims=claims, missing=missing
    )


def median(key: str, basis: str, unit: Unit, lists: Lists, *, missing: str) -> Figure:
    """The middle of a list's measures, with how long nine tenths took."""
    found = lists.spread.get(basis)
    made_of = f"90 % within {shown(found[1], unit)}; {lists.total(basis).measured:,} measured" if found else ""
    middle = found[0] if found else None
    return figure(key, unit, middle, lists, made_of=made_of, claims=ListRef(basis=basis), missing=missing)
