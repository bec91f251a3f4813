"""Segments grouped at the places where something begins: an envelope, a level, a claim. One block is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator

from backend.x12.delimiters import Delimiters
from backend.x12.parts import Elements
from backend.x12.tokens import Batch, SegmentStream

SEGMENTS_MAX = 50_000
"""A single claim, level or header longer than this is refused with its position."""

ENVELOPE = frozenset(("ISA", "IEA", "GS", "GE", "ST", "SE", "TA1"))
_INNER = ("CLP", "LX", "PLB", "HL", "CLM", "AK2", "AK9", "TRN")


_NO_PARTS: list[tuple[int, Batch, int]] = []


class Block:
    """Consecutive segments. ``first`` is the position of the first one in the file, counting from 1."""

    __slots__ = ("_elements", "_parts", "batch", "first", "id", "offset_in_batch", "overflow", "raws", "segments")

    def __init__(self, id: str, segments: list[str], raws: list[str] | None, batch: Batch, at: int, first: int) -> None:
        self.id = id
        self.segments = segments
        self.raws = raws
        self.batch = batch
        self.offset_in_batch = at
        self.first = first
        self.overflow = False
        self._elements: list[Elements] | None = None
        self._parts: list[tuple[int, Batch, int]] = _NO_PARTS

    @property
    def delimiters(self) -> Delimiters:
        return self.batch.delimiters

    @property
    def elements(self) -> list[Elements]:
        """Each segment split at the element separator; split once and kept."""
        found = self._elements
        if found is None:
            separator = self.batch.delimiters.element
            found = self._elements = [segment.split(separator) for segment in self.segments]
        return found

    @property
    def raw(self) -> str:
        """The text exactly as read, with terminators, line breaks and blanks."""
        if self.raws is not None:
            return "".join(self.raws)
        joiner = self.batch.joiner
        return joiner.join(self.segments) + joiner if self.segments else ""

    @property
    def raw_bytes(self) -> bytes:
        """The bytes exactly as read."""
        return self.raw.encode(self.batch.encoding)

    def ahead(self, count: int = 2000) -> list[str]:
        """The segments from its first one on, as far as they have been read (what a header alone does not tell)."""
        return self.batch.segments[self.offset_in_batch : self.offset_in_batch + count]

    def offset(self, index: int) -> int:
        """Position in the file of the first byte of one of its segments (computed only when asked for)."""
        for start, batch, at in reversed(self._parts):
            if index >= start:
                return batch.start(at + index - start)
        return self.batch.start(self.offset_in_batch + index)

    def extend(self, other: Block) -> None:
        """Takes in the segments that follow, which did not begin anything of their own."""
        if len(self.segments) + len(other.segments) > SEGMENTS_MAX:
            self.overflow = True
            return
        same = other.batch.joiner == self.batch.joiner
        if self.raws is not None or other.raws is not None or not same:
            joiner = self.batch.joiner
            mine = self.raws if self.raws is not None else [segment + joiner for segment in self.segments]
            theirs = other.raws
            if theirs is None:
                theirs = [segment + other.batch.joiner for segment in other.segments]
            self.raws = mine + theirs
        if other.batch is not self.batch or self._parts:
            self._parts = [*self._parts, (len(self.segments), other.batch, other.offset_in_batch)]
        self.segments = self.segments + other.segments
        self._elements = None


def blocks(stream: SegmentStream) -> Iterator[Block]:
    """Every block of the file in order; those with a problem have id ``!`` and end it."""
    first = 1
    for batch in stream:
        if batch.problem:
            yield Block("!", [], batch.raws or None, batch, 0, first)
            return
        segments, raws = batch.segments, batch.raws
        if not segments:
            continue
        element = batch.delimiters.element
        starts = {(start + element)[:3] for start in (*ENVELOPE, *_INNER)}
        cuts = [at for at, segment in enumerate(segments) if segment[:3] in starts]
        if not cuts or cuts[0] != 0:
            cuts.insert(0, 0)
        cuts.append(len(segments))
        start = 0
        for end in cuts[1:]:
            part = segments[start:end]
            yield Block(
                part[0].partition(element)[0], part, None if raws is None else raws[start:end], batch, start, first
            )
            first += end - start
            start = end
