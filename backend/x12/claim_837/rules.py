"""What an 837 must hold beyond its guide's tables: sums, diagnoses and their pointers, codes, check digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from backend.x12.code_checks import DIAGNOSES, CodeChecks
from backend.x12.delimiters import Delimiters
from backend.x12.elements import Wrong
from backend.x12.findings import Severity
from backend.x12.hierarchy import Hierarchy
from backend.x12.parts import Elements, dtp
from backend.x12.values import ZERO, amount, write_amount

At = tuple[int, Wrong]
_FREQUENCIES = {
    "B": frozenset("1678"),
    "A": frozenset("0123456789ABCDEFGHIJKMOPQ"),
}
"""Claim frequency codes (NUBC, third digit of the bill type): professional, institutional."""


class ClaimRules:
    """Follows one 837."""

    def __init__(self, checks: CodeChecks, delimiters: Delimiters, kind: str) -> None:
        self._checks = checks
        self._component = delimiters.component
        self._hierarchy = Hierarchy(kind)

    def block(self, segments: Sequence[Elements], level: str) -> Iterator[At]:
        if segments[0][0] == "HL":
            for wrong in self._hierarchy.enter(segments[0]):
                yield 0, wrong
        if level == "claim":
            yield from self._claim(segments)
        for at, e in enumerate(segments):
            if e[0] == "NM1" and len(e) > 9 and e[8] == "XX":
                for wrong in self._checks.npi(e[9], 9):
                    yield at, wrong

    def close(self) -> Iterator[tuple[str, Wrong]]:
        return iter(())

    def _claim(self, segments: Sequence[Elements]) -> Iterator[At]:
        total, lines, on, diagnoses = ZERO, 0, None, 0
        for e in segments:
            kind = e[0]
            if kind == "SV1" and len(e) > 2:
                total += amount(e[2])
                lines += 1
            elif kind == "SV2" and len(e) > 3:
                total += amount(e[3])
                lines += 1
            elif kind == "DTP" and len(e) > 3 and e[1] in ("434", "472") and on is None:
                on = dtp(e).start
        clm = segments[0]
        if lines and len(clm) > 2 and amount(clm[2]) != total:
            text = f"The claim charges {clm[2][:20]}, its lines {write_amount(total)} in all."
            yield 0, Wrong("claim_charge", text, 2, bad_value=clm[2][:20])
        if len(clm) > 5:
            for wrong in self._facility(clm[5], on):
                yield 0, wrong
        for at, e in enumerate(segments):
            if e[0] == "HI":
                for number, text in enumerate(e[1:], start=1):
                    parts = text.split(self._component)
                    if parts[0] in DIAGNOSES and len(parts) > 1:
                        diagnoses += 1
                        for wrong in self._checks.diagnosis(parts[0], parts[1], on, number):
                            yield at, wrong
            elif e[0] == "SV1":
                for wrong in self._professional(e, diagnoses, on):
                    yield at, wrong
            elif e[0] == "DTP" and len(e) > 3 and e[2] == "RD8" and e[3][9:17] < e[3][:8]:
                yield at, Wrong("invalid_date", "The range of dates ends before it begins.", 3, bad_value=e[3][:20])

    def _facility(self, text: str, on: date | None) -> Iterator[Wrong]:
        """CLM05: place of service or bill type, and frequency."""
        parts = text.split(self._component)
        if len(parts) < 3:
            return
        allowed = _FREQUENCIES.get(parts[1])
        if allowed is not None and parts[2] and parts[2] not in allowed:
            yield Wrong("unknown_code", f"{parts[2][:5]} is no claim frequency code.", 5, 3, bad_value=parts[2][:5])
        if parts[1] == "B" and parts[0]:
            yield from self._checks.published("place_of_service", parts[0], on, 5, component=1)

    def _professional(self, e: Elements, diagnoses: int, on: date | None) -> Iterator[Wrong]:
        """SV105 place of service; SV107 points at diagnoses that are there."""
        if len(e) > 5 and e[5]:
            yield from self._checks.published("place_of_service", e[5], on, 5)
        if len(e) > 7 and e[7] and diagnoses:
            for number, pointer in enumerate(e[7].split(self._component), start=1):
                if pointer.isascii() and pointer.isdigit() and not 1 <= int(pointer[:6]) <= diagnoses:
                    text = f"Diagnosis pointer {pointer[:4]} points at no diagnosis of the claim."
                    yield Wrong("diagnosis_pointer", text, 7, number, Severity.ERROR, pointer[:4])
