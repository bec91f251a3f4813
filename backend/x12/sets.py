"""Which folder reads which transaction set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from backend.x12.acknowledgement_277ca.reading import AcknowledgementAssembler
from backend.x12.acknowledgement_999.reading import FunctionalAssembler
from backend.x12.acknowledgement_ta1.reading import InterchangeAssembler
from backend.x12.claim_837.reading import ClaimAssembler
from backend.x12.delimiters import Delimiters
from backend.x12.eligibility_270_271.reading import EligibilityAssembler
from backend.x12.parts import Elements
from backend.x12.remittance_835.reading import RemittanceAssembler
from backend.x12.status_276_277.reading import StatusAssembler


class Assembler(Protocol):
    """Turns the blocks of one transaction into models, carrying what came before (provider, subscriber)."""

    starts: frozenset[str]

    def header(self, segments: list[Elements], delimiters: Delimiters) -> Any: ...

    def level(self, segments: list[Elements]) -> str:
        """What the block is: the level of a record, or empty for context that only later records need."""
        ...

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        """Keeps the block as context if it is that, and returns what builds its model when asked."""
        ...

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> Any: ...


ASSEMBLERS: dict[str, Callable[[], Assembler]] = {
    "835": RemittanceAssembler,
    "837P": ClaimAssembler,
    "837I": ClaimAssembler,
    "277CA": AcknowledgementAssembler,
    "999": FunctionalAssembler,
    "270": partial(EligibilityAssembler, inquiry=True),
    "271": EligibilityAssembler,
    "276": partial(StatusAssembler, inquiry=True),
    "277": StatusAssembler,
    "TA1": InterchangeAssembler,
}


def assembler_for(kind: str) -> Assembler | None:
    """A fresh assembler for one transaction, or None for a set we do not speak."""
    make = ASSEMBLERS.get(kind)
    return make() if make is not None else None
