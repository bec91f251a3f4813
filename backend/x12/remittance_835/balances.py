"""The three balances of a remittance (005010X221A1 section 1.10.2), and its code lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from backend.x12.code_checks import CodeChecks
from backend.x12.elements import Wrong
from backend.x12.findings import Severity
from backend.x12.parts import Elements
from backend.x12.values import ZERO, amount, day, write_amount

At = tuple[int, Wrong]
"""Index of the segment in the block, and what is wrong with it."""


def claim_balances(segments: Sequence[Elements]) -> Iterator[At]:
    """Line: SVC02 less its CAS is SVC03. Claim: CLP03 less every CAS is CLP04. Lines: the SVC02 add up to CLP03."""
    lines = adjusted = own = ZERO
    svc: Elements = []
    svc_at = 0
    for at, e in enumerate(segments):
        kind = e[0]
        if kind == "CAS":
            adjusted += _sum_of(e)
        elif kind == "SVC":
            if svc:
                yield from _line(svc, svc_at, adjusted)
                own += adjusted
            else:
                own = adjusted
            adjusted = ZERO
            svc, svc_at = e, at
            if len(e) > 2:
                lines += amount(e[2])
    if svc:
        yield from _line(svc, svc_at, adjusted)
    own += adjusted
    clp = segments[0]
    if len(clp) < 5:
        return
    charge, paid = amount(clp[3]), amount(clp[4])
    if charge - own != paid:
        sums = f"charge {clp[3][:20]} less adjustments {write_amount(own)} is not the paid {clp[4][:20]}"
        text = f"The claim does not balance: {sums}."
        yield 0, Wrong("claim_balance", text, 4, bad_value=clp[4][:20])
    if svc and lines != charge:
        text = f"The lines charge {write_amount(lines)} in all, the claim {clp[3][:20]}."
        yield 0, Wrong("claim_charge", text, 3, 0, Severity.WARNING, clp[3][:20])


def _sum_of(cas: Elements) -> Decimal:
    count = len(cas)
    if count < 7:
        return amount(cas[3]) if count > 3 else ZERO
    total = ZERO
    for at in range(3, min(count, 20), 3):
        if cas[at]:
            total += amount(cas[at])
    return total


def _line(svc: Elements, at: int, adjusted: Decimal) -> Iterator[At]:
    if len(svc) < 4:
        return
    if amount(svc[2]) - adjusted != amount(svc[3]):
        sums = f"charge {svc[2][:20]} less adjustments {write_amount(adjusted)} is not the paid {svc[3][:20]}"
        text = f"The line does not balance: {sums}."
        yield at, Wrong("line_balance", text, 3, bad_value=svc[3][:20])


class RemittanceRules:
    """Follows one 835: sums what the claims and PLB say, and looks up its codes."""

    def __init__(self, checks: CodeChecks) -> None:
        self._checks = checks
        self._paid = ZERO
        self._adjusted = ZERO
        self._stated: Decimal | None = None
        self._on: date | None = None

    def block(self, segments: Sequence[Elements], level: str) -> Iterator[At]:
        if level == "header":
            self._header(segments)
        if level == "claim":
            clp = segments[0]
            if len(clp) > 4:
                self._paid += amount(clp[4])
            yield from claim_balances(segments)
        for at, e in enumerate(segments):
            look = _LOOKS.get(e[0])
            if look is not None:
                for wrong in look(self, e):
                    yield at, wrong

    def _header(self, segments: Sequence[Elements]) -> None:
        for e in segments:
            if e[0] == "BPR" and len(e) > 2:
                self._stated = amount(e[2])
                self._on = day(e[16]) if len(e) > 16 else None

    def close(self) -> Iterator[tuple[str, Wrong]]:
        """BPR02 is the sum of CLP04 less the sum of PLB; told at the BPR segment."""
        due = self._paid - self._adjusted
        if self._stated is not None and self._stated != due:
            sums = f"BPR02 is {write_amount(self._stated)}, claims less PLB come to {write_amount(due)}"
            text = f"The remittance does not balance: {sums}."
            yield "BPR", Wrong("transaction_balance", text, 2, bad_value=write_amount(self._stated))

    def _cas(self, e: Elements) -> Iterator[Wrong]:
        for at in range(2, min(len(e), 20), 3):
            if e[at]:
                yield from self._checks.published("carc", e[at], self._on, at)

    def _lq(self, e: Elements) -> Iterator[Wrong]:
        if len(e) > 2 and e[1] == "HE":
            yield from self._checks.published("rarc", e[2], self._on, 2, Severity.WARNING)

    def _mia(self, e: Elements) -> Iterator[Wrong]:
        for at in (5, 20, 21, 22, 23):
            if at < len(e) and e[at]:
                yield from self._checks.published("rarc", e[at], self._on, at, Severity.WARNING)

    def _moa(self, e: Elements) -> Iterator[Wrong]:
        for at in range(3, min(len(e), 8)):
            if e[at]:
                yield from self._checks.published("rarc", e[at], self._on, at, Severity.WARNING)

    def _plb(self, e: Elements) -> Iterator[Wrong]:
        for at in range(4, min(len(e), 15), 2):
            self._adjusted += amount(e[at])
        return iter(())

    def _nm1(self, e: Elements) -> Iterator[Wrong]:
        if len(e) > 9 and e[8] == "XX":
            yield from self._checks.npi(e[9], 9)

    def _n1(self, e: Elements) -> Iterator[Wrong]:
        if len(e) > 4 and e[3] == "XX":
            yield from self._checks.npi(e[4], 4)


_LOOKS: dict[str, Any] = {
    "CAS": RemittanceRules._cas,
    "LQ": RemittanceRules._lq,
    "MIA": RemittanceRules._mia,
    "MOA": RemittanceRules._moa,
    "PLB": RemittanceRules._plb,
    "NM1": RemittanceRules._nm1,
    "N1": RemittanceRules._n1,
}
