"""What the sets built on levels must hold beyond their tables: the HL tree, status codes, check digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend.x12.code_checks import CodeChecks
from backend.x12.delimiters import Delimiters
from backend.x12.elements import Wrong
from backend.x12.hierarchy import Hierarchy
from backend.x12.parts import Elements
from backend.x12.values import day

At = tuple[int, Wrong]


class LevelRules:
    """Follows one 270, 271, 276, 277 or 277CA."""

    def __init__(self, checks: CodeChecks, delimiters: Delimiters, kind: str) -> None:
        self._checks = checks
        self._component = delimiters.component
        self._hierarchy = Hierarchy(kind)

    def block(self, segments: Sequence[Elements], level: str) -> Iterator[At]:
        if segments[0][0] == "HL":
            for wrong in self._hierarchy.enter(segments[0]):
                yield 0, wrong
        for at, e in enumerate(segments):
            if e[0] == "STC":
                for wrong in self._status(e):
                    yield at, wrong
            elif e[0] == "NM1" and len(e) > 9 and e[8] == "XX":
                for wrong in self._checks.npi(e[9], 9):
                    yield at, wrong

    def _status(self, e: Elements) -> Iterator[Wrong]:
        on = day(e[2]) if len(e) > 2 else None
        for at in (1, 10, 11):
            if at < len(e) and e[at]:
                parts = e[at].split(self._component)
                yield from self._checks.published("status_category", parts[0], on, at, component=1)
                if len(parts) > 1 and parts[3:4] != ["RX"]:
                    yield from self._checks.published("claim_status", parts[1], on, at, component=2)

    def close(self) -> Iterator[tuple[str, Wrong]]:
        return iter(())
