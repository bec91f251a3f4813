"""The walk through a guide: which loop and which use of a segment each segment is, and what is missing or too many.

Claims of one sender repeat a few shapes, so the walk of a block is remembered by the place it began at and the
sequence of segment identifiers and qualifiers; most blocks cost one look-up. Whatever is known of the place is one tuple
of frames, ``(loop, order, counts at that order)``, counts being kept only as far as they decide anything.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from backend.x12.delimiters import Delimiters
from backend.x12.guide import UNBOUNDED, Guide, LoopRule, SegmentRule

_REMEMBERED_MAX = 200_000
"""Segments in all remembered walks together: some sixteen megabytes."""

_KEY_MAX = 24
_WALK_MAX = 2_000

Counts = tuple[tuple[int, int], ...]
Frame = tuple[int, int, Counts]
Place = tuple[Frame, ...]
Key = str
"""Segment identifier, and after a star its qualifier where uses are told apart by it."""


class Misplaced(NamedTuple):
    """A structural fault at a segment of the block (``at``), and the loop and name of the use it concerns."""

    at: int
    code: str
    segment_id: str
    loop: str
    name: str
    allowed: int = 0


class Walk:
    """What became of a block: the use of each segment (None when unknown), the faults, and where it left off."""

    __slots__ = ("faults", "place", "plans", "rules")

    def __init__(self, rules: tuple[SegmentRule | None, ...], faults: tuple[Misplaced, ...], place: Place) -> None:
        self.rules = rules
        self.faults = faults
        self.place = place
        self.plans: dict[Delimiters, Any] = {}
        """How to check the elements of such a block, per set of separators; kept by the checker."""


class Walker:
    """Walks blocks through one guide. Shared by all transactions of a kind: it remembers walks, never a transaction.

    ``starts`` are the segments that begin a block of their own.
    """

    def __init__(self, guide: Guide, starts: frozenset[str]) -> None:
        self.guide = guide
        self.start: Place = ((guide.root.number, 0, ()),)
        self._walks: dict[tuple[Place, tuple[Key, ...], bool], Walk] = {}
        self._remembered = 0
        self._hierarchy = {
            loop.number: min(
                (child.order for child in loop.children if isinstance(child, LoopRule) and child.trigger.id in starts),
                default=0,
            )
            for loop in guide.loops
        }

    def walk(self, place: Place, keys: tuple[Key, ...], settle: bool) -> Walk:
        """The walk of one block. ``settle`` when it is whole: what its loop still requires is then missing."""
        token = (place, keys, settle)
        found = self._walks.get(token)
        if found is None:
            found = _Pass(self, place).run(keys, settle)
            if len(keys) <= _WALK_MAX and max(map(len, keys), default=0) <= _KEY_MAX:
                self._remember(token, found)
        return found

    def _remember(self, token: tuple[Place, tuple[Key, ...], bool], found: Walk) -> None:
        self._remembered += len(token[1])
        if self._remembered > _REMEMBERED_MAX:
            self._walks.clear()
            self._remembered = len(token[1])
        self._walks[token] = found

    def forget(self) -> None:
        """Drops what was remembered, and the patterns compiled for it."""
        self._walks.clear()
        self._remembered = 0
        for loop in self.guide.loops:
            for child in loop.children:
                if isinstance(child, SegmentRule):
                    child.patterns.clear()

    def settles_at(self, loop: int) -> int:
        """The order at which claims and child levels begin, or 0 when there are none."""
        return self._hierarchy[loop]


class _Pass:
    """One walk, not remembered yet."""

    def __init__(self, walker: Walker, place: Place) -> None:
        self.walker = walker
        self.loops = walker.guide.loops
        self.frames: list[Frame] = list(place)
        self.faults: list[Misplaced] = []
        self.index = 0

    def run(self, keys: tuple[Key, ...], settle: bool) -> Walk:
        rules: list[SegmentRule | None] = []
        opened = len(self.frames)
        for self.index, key in enumerate(keys):
            rules.append(self._place(key))
            if self.index == 0:
                opened = len(self.frames)
        self.index = len(keys)
        if settle and keys:
            self._settle(opened)
        return Walk(tuple(rules), tuple(self.faults), tuple(self.frames))

    def _place(self, text: Key) -> SegmentRule | None:
        id, _, qualifier = text.partition("*")
        key = (id, qualifier)
        for attempt in (self._forward, self._overflow, self._backward, self._unopened, self._by_id):
            rule = attempt(key)
            if rule is not None:
                return rule
        code = "unexpected_segment" if id in self.walker.guide.segment_ids else "unknown_segment"
        self.faults.append(Misplaced(self.index, code, id, self.loops[self.frames[-1][0]].id, ""))
        return None

    def _candidates(self, depth: int, key: tuple[str, str]) -> list[int]:
        loop = self.loops[self.frames[depth][0]]
        found = loop.index.get(key[0])
        if not found:
            return []
        if key[0] not in self.walker.guide.qualified:
            return found
        return [
            at for at in found if (qualifiers := loop.children[at].trigger.qualifiers) is None or key[1] in qualifiers
        ]

    def _forward(self, key: tuple[str, str]) -> SegmentRule | None:
        for depth in range(len(self.frames) - 1, -1, -1):
            number, order, counts = self.frames[depth]
            loop = self.loops[number]
            for at in self._candidates(depth, key):
                child = loop.children[at]
                if child.order > order or (child.order == order and dict(counts).get(at, 0) < child.repeat):
                    return self._take(depth, at)
        return None

    def _overflow(self, key: tuple[str, str]) -> SegmentRule | None:
        for depth in range(len(self.frames) - 1, -1, -1):
            number, order, counts = self.frames[depth]
            loop = self.loops[number]
            for at in self._candidates(depth, key):
                child = loop.children[at]
                if child.order == order and dict(counts).get(at, 0) >= child.repeat:
                    what = child.id if isinstance(child, LoopRule) else loop.id
                    self.faults.append(Misplaced(self.index, "too_many", key[0], what, child.name, child.repeat))
                    return self._take(depth, at)
        return None

    def _backward(self, key: tuple[str, str]) -> SegmentRule | None:
        for depth in range(len(self.frames) - 1, 0, -1):
            number, order, _ = self.frames[depth]
            loop = self.loops[number]
            for at in self._candidates(depth, key):
                child = loop.children[at]
                if child.order < order and child is not loop.children[0]:
                    missed = ("missing_segment", key[0], loop.id, child.name)
                    self.faults = [fault for fault in self.faults if fault[1:5] != missed]
                    self.faults.append(Misplaced(self.index, "out_of_order", key[0], loop.id, child.name))
                    if isinstance(child, SegmentRule):
                        self._close_to(depth)
                        return child
                    self._close_to(depth)
                    self._open(child)
                    return child.trigger
        return None

    def _unopened(self, key: tuple[str, str]) -> SegmentRule | None:
        """A loop whose opening segment is missing: its other segments still tell which loop it is."""
        for depth in range(len(self.frames) - 1, -1, -1):
            number, order, _ = self.frames[depth]
            loop = self.loops[number]
            for at, child in enumerate(loop.children):
                if not isinstance(child, LoopRule) or child.order < order or key[0] not in child.index:
                    continue
                self.frames.append((child.number, 0, ()))
                fits = [found for found in self._candidates(len(self.frames) - 1, key) if found]
                self.frames.pop()
                if fits and key[0] != child.trigger.id:
                    self._advance(depth, at)
                    trigger = child.trigger
                    self.faults.append(Misplaced(self.index, "missing_segment", trigger.id, child.id, trigger.name))
                    self._open(child)
                    return self._take(len(self.frames) - 1, fits[0])
        return None

    def _by_id(self, key: tuple[str, str]) -> SegmentRule | None:
        """The right segment with a qualifier that is not in the guide; the check of its elements will say so."""
        for ahead in (True, False):
            for depth in range(len(self.frames) - 1, -1, -1):
                number, order, _ = self.frames[depth]
                loop = self.loops[number]
                for at in loop.index.get(key[0], ()):
                    child = loop.children[at]
                    if isinstance(child, SegmentRule) and (child.order >= order) is ahead and at:
                        if ahead:
                            return self._take(depth, at)
                        self._close_to(depth)
                        return child
        return None

    def _take(self, depth: int, at: int) -> SegmentRule:
        self._advance(depth, at)
        child = self.loops[self.frames[depth][0]].children[at]
        if isinstance(child, LoopRule):
            self._open(child)
            return child.trigger
        return child

    def _open(self, loop: LoopRule) -> None:
        first = loop.children[0]
        self.frames.append((loop.number, first.order, ((0, 1),)))

    def _advance(self, depth: int, at: int) -> None:
        """Moves a frame to a child, closing what lay deeper and naming what was passed over."""
        self._close_to(depth)
        number, order, counts = self.frames[depth]
        child = self.loops[number].children[at]
        if child.order != order:
            self._missing(depth, child.order)
            counts = ()
        had = dict(counts)
        ceiling = child.repeat if child.repeat < UNBOUNDED else 1
        had[at] = min(had.get(at, 0) + 1, max(ceiling, 1))
        self.frames[depth] = (number, child.order, tuple(sorted(had.items())))

    def _close_to(self, depth: int) -> None:
        while len(self.frames) - 1 > depth:
            self._missing(len(self.frames) - 1, UNBOUNDED)
            self.frames.pop()

    def _missing(self, depth: int, until: int) -> None:
        """Required children from where the frame stands up to an order, not counting that order itself."""
        number, order, counts = self.frames[depth]
        loop = self.loops[number]
        seen = dict(counts)
        for at, child in enumerate(loop.children):
            if child.usage != "R" or not order <= child.order < until:
                continue
            if child.order == order and seen.get(at):
                continue
            trigger = child.trigger
            where = child.id if isinstance(child, LoopRule) else loop.id
            self.faults.append(Misplaced(self.index, "missing_segment", trigger.id, where, child.name))

    def _settle(self, opened: int) -> None:
        """The block is over: close what it opened, except that a level stays open for the levels below it."""
        depth = opened - 1
        if depth <= 0:
            return
        levels = self.walker.settles_at(self.frames[depth][0]) if depth < len(self.frames) else 0
        self._close_to(depth)
        if depth >= len(self.frames):
            return
        if levels:
            number, order, _ = self.frames[depth]
            if order < levels:
                self._missing(depth, levels)
                self.frames[depth] = (number, levels, ())
            return
        self._close_to(depth - 1)
