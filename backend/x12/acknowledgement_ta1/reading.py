"""TA1 segments, which stand between ISA and GS and belong to no transaction set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from backend.x12.acknowledgement_ta1.models import InterchangeAcknowledgement
from backend.x12.delimiters import Delimiters
from backend.x12.parts import PAD, Elements
from backend.x12.values import day


def read_ta1(e: Elements) -> InterchangeAcknowledgement:
    """TA101-TA105."""
    e = e + PAD
    return InterchangeAcknowledgement(e[1], day(e[2]), e[3], e[4], e[5])


class InterchangeAssembler:
    """Each TA1 is one record."""

    starts = frozenset(("TA1",))

    def header(self, segments: list[Elements], delimiters: Delimiters) -> None:
        return None

    def level(self, segments: list[Elements]) -> str:
        return "interchange" if segments[0][0] == "TA1" else ""

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        return partial(read_ta1, segments[0])

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> None:
        return None
