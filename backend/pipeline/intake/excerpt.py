"""The places of a file its findings speak of, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from backend.x12.tokens import SegmentStream

AROUND = 2
MOST_CHARACTERS = 300
MOST_PLACES = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it stands in the file; ``number`` counts from 1 at the first of the file."""

    number: int
    text: str


def segments_around(stream: BinaryIO, positions: Iterable[int]) -> list[Segment]:
    """The segments at these positions and their neighbours, in order. Reads no further than the last of them."""
    places = sorted({one for one in positions if one > 0})[:MOST_PLACES]
    wanted = {near for one in places for near in range(max(1, one - AROUND), one + AROUND + 1)}
    found: list[Segment] = []
    number = 0
    last = max(wanted, default=0)
    if not last:
        return found
    for batch in SegmentStream(stream):
        for text in batch.segments:
            number += 1
            if number in wanted:
                found.append(Segment(number, text.strip()[:MOST_CHARACTERS]))
            if number >= last:
                return found
    return found
