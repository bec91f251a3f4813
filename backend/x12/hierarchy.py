"""The HL tree: numbers in sequence, each parent the level it stands under, the child flag true (TR3 section 2.3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backend.x12.elements import Wrong
from backend.x12.findings import Severity
from backend.x12.parts import PAD, Elements

_PARENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "837": {"20": ("",), "22": ("20",), "23": ("22",)},
    "default": {"20": ("",), "21": ("20",), "19": ("21",), "22": ("19", "21"), "PT": ("19",), "23": ("22",)},
}


class _Seen(NamedTuple):
    number: str
    level: str


class Hierarchy:
    """Follows the levels of one transaction."""

    def __init__(self, kind: str) -> None:
        self._parents = _PARENTS["837" if kind.startswith("837") else "default"]
        self._path: list[_Seen] = []
        self._count = 0
        self._last_flag = ""
        self._newest = ""

    def enter(self, hl: Elements) -> Iterator[Wrong]:
        """One HL segment: what is wrong with it, given those before."""
        e = hl + PAD
        number, parent, level, flag = e[1], e[2], e[3], e[4]
        self._count += 1
        if number != str(self._count):
            yield Wrong(
                "hl_number",
                f"HL01 should be {self._count}: levels are numbered from 1 without a gap.",
                1,
                bad_value=number[:12],
            )
        expected = self._parents.get(level, ("",))
        while self._path and self._path[-1].level not in expected:
            self._path.pop()
        above = self._path[-1] if self._path else None
        if "" in expected:
            if parent:
                yield Wrong("hl_parent", "The top level must not name a parent (HL02).", 2, bad_value=parent[:12])
        elif above is None:
            yield Wrong(
                "hl_parent", f"Level {level[:2]} stands under no level it belongs to.", 2, bad_value=parent[:12]
            )
        elif parent != above.number:
            yield Wrong(
                "hl_parent",
                f"HL02 should be {above.number[:12]}, the level this one stands under.",
                2,
                bad_value=parent[:12],
            )
        if above is not None and self._last_flag == "0" and above.number == self._newest:
            yield Wrong(
                "hl_child_flag", "The level above says it has no levels below it (HL04 is 0).", 4, 0, Severity.WARNING
            )
        self._path.append(_Seen(number, level))
        self._last_flag = flag
        self._newest = number
