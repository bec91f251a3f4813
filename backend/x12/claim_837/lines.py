"""Loops 2400 to 2430 of an 837, and the small groups of segments that follow a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend.x12.claim_837.models import ClaimProvider, Drug, LineAdjudication, ServiceLine
from backend.x12.parts import (
    PAD,
    Address,
    Adjustment,
    Contact,
    Dates,
    Elements,
    Reference,
    address,
    adjustments,
    contact,
    dtp,
    money,
    name,
    procedure,
    quantity,
    reference,
)
from backend.x12.values import amount, optional_amount


class Group:
    """The segments after an NM1: address, references, contacts, dates."""

    __slots__ = ("_segments", "contacts", "dates", "references")

    def __init__(self, segments: Sequence[Elements]) -> None:
        self._segments = segments
        self.references: tuple[Reference, ...] = tuple(reference(e) for e in segments if e[0] == "REF")
        self.contacts: tuple[Contact, ...] = tuple(contact(e) for e in segments if e[0] == "PER")
        self.dates: tuple[Dates, ...] = tuple(dtp(e) for e in segments if e[0] == "DTP")

    def first(self, kind: str) -> Elements:
        """The first segment of that kind, or an empty one."""
        return next((e for e in self._segments if e[0] == kind), [kind])

    @property
    def address(self) -> Address | None:
        """N3 with N4, when there is either."""
        n3, n4 = self.first("N3"), self.first("N4")
        return address(n3, n4) if len(n3) > 1 or len(n4) > 1 else None


def read_provider(segments: Sequence[Elements]) -> ClaimProvider:
    """Loops 2310 and 2420."""
    group = Group(segments)
    prv = group.first("PRV") + PAD
    return ClaimProvider(name(segments[0]), prv[3], group.address, group.references)


def split_lines(segments: Sequence[Elements]) -> tuple[Sequence[Elements], list[Sequence[Elements]]]:
    """The claim without its lines, and the segments of each line from LX on (from SV1 or SV2 where LX is missing)."""
    starts: list[int] = []
    opened = False
    for at, e in enumerate(segments):
        if e[0] == "LX":
            starts.append(at)
            opened = True
        elif e[0] in ("SV1", "SV2"):
            if not opened:
                starts.append(at)
            opened = False
    if not starts:
        return segments, []
    ends = [*starts[1:], len(segments)]
    return segments[: starts[0]], [segments[start:end] for start, end in zip(starts, ends, strict=True)]


def read_line(segments: Sequence[Elements], component: str) -> ServiceLine:
    """Loop 2400 and below."""
    lists: dict[str, list[Any]] = {kind: [] for kind in _READERS}
    providers: list[list[Elements]] = []
    adjudications: list[list[Elements]] = []
    drug: list[Elements] = []
    service: Elements = ["SV1"]
    target: list[Elements] | None = None
    lx = segments[0] if segments[0][0] == "LX" else ["LX"]
    for e in segments:
        kind = e[0]
        if kind == "SVD":
            target = [e]
            adjudications.append(target)
        elif kind == "NM1":
            target = [e]
            providers.append(target)
        elif kind == "LIN":
            target = drug = [e]
        elif target is not None:
            target.append(e)
        elif kind in lists:
            lists[kind].append(_READERS[kind](e))
        elif kind in ("SV1", "SV2"):
            service = e
    return _line(lx, service, component, lists, providers, adjudications, drug)


_READERS: dict[str, Any] = {"DTP": dtp, "REF": reference, "AMT": money, "QTY": quantity, "NTE": reference}


def _line(
    lx: Elements,
    service: Elements,
    component: str,
    lists: dict[str, list[Any]],
    providers: list[list[Elements]],
    adjudications: list[list[Elements]],
    drug: list[Elements],
) -> ServiceLine:
    institutional = service[0] == "SV2"
    sv = service + PAD
    code, rest = (sv[2], sv[3:]) if institutional else (sv[1], sv[2:])
    number = lx[1] if len(lx) > 1 and lx[1].isascii() and lx[1].isdigit() else "0"
    return ServiceLine(
        int(number[:9]),
        procedure(code, component) if code else None,
        amount(rest[0]),
        amount(rest[2]),
        rest[1],
        sv[1] if institutional else "",
        "" if institutional else sv[5],
        () if institutional else _pointers(sv[7], component),
        "" if institutional else sv[9],
        tuple(lists["DTP"]),
        tuple(lists["REF"]),
        tuple(lists["AMT"]),
        tuple(lists["QTY"]),
        tuple(lists["NTE"]),
        _drug(drug) if drug else None,
        tuple(read_provider(found) for found in providers),
        tuple(_adjudication(found, component) for found in adjudications),
    )


def _pointers(text: str, component: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(component) if part.isascii() and part.isdigit() and len(part) < 4)


def _drug(segments: Sequence[Elements]) -> Drug:
    """Loop 2410."""
    lin = segments[0] + PAD
    ctp = next((e for e in segments if e[0] == "CTP"), ["CTP"]) + PAD
    ref = next((e for e in segments if e[0] == "REF"), ["REF"]) + PAD
    return Drug(lin[3], optional_amount(ctp[4]), ctp[5], ref[2])


def _adjudication(segments: Sequence[Elements], component: str) -> LineAdjudication:
    """Loop 2430."""
    svd = segments[0] + PAD
    adjusted: list[Adjustment] = []
    when = None
    for e in segments[1:]:
        if e[0] == "CAS":
            adjusted += adjustments(e)
        elif e[0] == "DTP" and when is None:
            when = dtp(e).start
    units = optional_amount(svd[5])
    return LineAdjudication(svd[1], amount(svd[2]), procedure(svd[3], component), units, tuple(adjusted), when, svd[4])
