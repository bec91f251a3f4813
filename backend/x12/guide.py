"""Implementation guides as data: loops, segments, elements, requirement, repeats and code values, read from ``guide.txt``.

A line is indented by its depth and begins with its kind: ``L`` loop and ``S`` segment (id, usage, repeats, order), ``=`` a
loop seen before, ``X`` syntax notes, ``E`` element and ``e`` component (usage, type, shortest, longest, codes), ``C``
composite. Usage is R required, S situational, N not used. Siblings with the same order may come in any sequence.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

UNBOUNDED = 1 << 30


class ElementRule:
    """One element, or with ``components`` one composite."""

    __slots__ = ("codes", "components", "external", "longest", "name", "repeat", "shortest", "type", "usage")

    def __init__(self, usage: str, name: str) -> None:
        self.usage = usage
        self.name = name
        self.type = "AN"
        self.shortest = 1
        self.longest = 256
        self.codes: frozenset[str] | None = None
        self.external = ""
        self.repeat = 1
        self.components: list[ElementRule] | None = None


class SegmentRule:
    """One use of a segment in a loop. ``qualifiers`` are the values that tell it from other uses of the same segment."""

    __slots__ = ("elements", "id", "loop", "name", "order", "patterns", "qualifiers", "repeat", "syntax", "usage")

    def __init__(self, id: str, usage: str, repeat: int, order: int, name: str, loop: LoopRule) -> None:
        self.id = id
        self.usage = usage
        self.repeat = repeat
        self.order = order
        self.name = name
        self.loop = loop
        self.elements: list[ElementRule] = []
        self.syntax: list[tuple[str, tuple[int, ...]]] = []
        self.qualifiers: frozenset[str] | None = None
        self.patterns: dict[Any, Any] = {}

    @property
    def trigger(self) -> SegmentRule:
        return self


class LoopRule:
    """A loop. Its first segment opens it."""

    __slots__ = ("children", "id", "index", "name", "number", "order", "repeat", "usage")

    def __init__(self, id: str, usage: str, repeat: int, order: int, name: str) -> None:
        self.id = id
        self.usage = usage
        self.repeat = repeat
        self.order = order
        self.name = name
        self.children: list[SegmentRule | LoopRule] = []
        self.index: dict[str, list[int]] = {}
        self.number = -1

    @property
    def trigger(self) -> SegmentRule:
        """The segment that opens the loop."""
        return self.children[0].trigger


class Guide:
    """One implementation guide."""

    def __init__(self, root: LoopRule) -> None:
        self.root = root
        self.loops: list[LoopRule] = []
        self.segment_ids: set[str] = set()
        self._number(root)
        self.qualified = self._qualified()

    def _number(self, loop: LoopRule) -> None:
        if loop.number >= 0:
            return
        loop.number = len(self.loops)
        self.loops.append(loop)
        for at, child in enumerate(loop.children):
            loop.index.setdefault(child.trigger.id, []).append(at)
            if isinstance(child, LoopRule):
                self._number(child)
            else:
                self.segment_ids.add(child.id)

    def _qualified(self) -> frozenset[str]:
        """Segments told apart by a value and not by their place alone."""
        uses: dict[str, set[frozenset[str] | None]] = {}
        for loop in self.loops:
            for child in loop.children:
                if isinstance(child, SegmentRule):
                    uses.setdefault(child.id, set()).add(child.qualifiers)
        return frozenset(id for id, found in uses.items() if len(found) > 1)


def parse(text: str) -> Guide:
    """A guide from its table."""
    root: LoopRule | None = None
    loops: list[tuple[int, LoopRule]] = []
    known: dict[str, LoopRule] = {}
    segment: SegmentRule | None = None
    composite: ElementRule | None = None
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        body = line.lstrip(" ")
        depth = len(line) - len(body)
        fields, _, name = body.partition(" | ")
        words = fields.split(" ")
        kind = words[0]
        if kind in "LS=":
            while loops and loops[-1][0] >= depth:
                loops.pop()
            parent = loops[-1][1] if loops else None
        if kind == "L":
            loop = LoopRule(words[1], words[2], _repeat(words[3]), int(words[4]), name)
            known[loop.id] = loop
            loops.append((depth, loop))
            if parent is None:
                root = loop
            else:
                parent.children.append(loop)
        elif kind == "=":
            assert parent is not None
            twin = LoopRule(words[1], words[2], _repeat(words[3]), int(words[4]), name)
            twin.children = known[words[1]].children
            parent.children.append(twin)
        elif kind == "S":
            assert parent is not None
            segment = SegmentRule(words[1], words[2], _repeat(words[3]), int(words[4]), name, parent)
            parent.children.append(segment)
        elif segment is not None:
            composite = _element(kind, words, name, segment, composite)
    assert root is not None
    guide_loops = Guide(root)
    return guide_loops


def _element(
    kind: str, words: list[str], name: str, segment: SegmentRule, composite: ElementRule | None
) -> ElementRule | None:
    if kind == "X":
        segment.syntax = [
            (note[0], tuple(int(note[at : at + 2]) for at in range(1, len(note), 2))) for note in words[1:]
        ]
        return composite
    rule = ElementRule(words[1], name)
    if kind == "C":
        rule.components = []
        _extras(rule, words[2:])
    else:
        rule.type, rule.shortest, rule.longest = words[2], int(words[3]), int(words[4])
        _extras(rule, _joined(words[5:]))
    if kind == "e":
        assert composite is not None
        assert composite.components is not None
        composite.components.append(rule)
        if len(composite.components) == 1 and len(segment.elements) == 1 and rule.codes:
            segment.qualifiers = rule.codes
        return composite
    segment.elements.append(rule)
    at = 3 if segment.id == "HL" else 1
    if len(segment.elements) == at and rule.codes and rule.usage == "R":
        segment.qualifiers = rule.codes
    return rule if kind == "C" else None


def _joined(words: list[str]) -> list[str]:
    """Code values may hold a blank: what follows ``=`` belongs together up to the next mark."""
    joined: list[str] = []
    for word in words:
        if word[:1] in "=@" or (word[:1] == "x" and word[1:].replace("*", "1").isdigit()) or not joined:
            joined.append(word)
        else:
            joined[-1] += " " + word
    return joined


def _extras(rule: ElementRule, words: list[str]) -> None:
    for word in words:
        if word[0] == "=":
            rule.codes = frozenset(word[1:].split(","))
        elif word[0] == "@":
            rule.external = word[1:]
        elif word[0] == "x":
            rule.repeat = _repeat(word[1:])


def _repeat(text: str) -> int:
    return UNBOUNDED if text == "*" else int(text)


_TABLES = {
    "835": ("remittance_835", "guide.txt"),
    "837P": ("claim_837", "guide_professional.txt"),
    "837I": ("claim_837", "guide_institutional.txt"),
    "277CA": ("acknowledgement_277ca", "guide.txt"),
    "277": ("status_276_277", "guide_277.txt"),
    "276": ("status_276_277", "guide_276.txt"),
    "270": ("eligibility_270_271", "guide_270.txt"),
    "271": ("eligibility_270_271", "guide_271.txt"),
    "999": ("acknowledgement_999", "guide.txt"),
}


@cache
def guide_for(kind: str) -> Guide | None:
    """The guide of a kind of transaction, loaded the first time it is asked for."""
    table = _TABLES.get(kind)
    if table is None:
        return None
    folder, name = table
    return parse((resources.files(f"backend.x12.{folder}") / name).read_text("utf-8"))
