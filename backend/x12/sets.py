"""Which folder reads which transaction set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from backend.x12.acknowledgement_277ca.reading import AcknowledgementAssembler
from backend.x12.acknowledgement_999.reading import FunctionalAssembler
from backend.x12.acknowledgement_ta1.reading import InterchangeAssembler
from backend.x12.claim_837.reading import ClaimAssembler
from backend.x12.eligibility_270_271.reading import EligibilityAssembler
from backend.x12.remittance_835.reading import RemittanceAssembler
from backend.x12.status_276_277.reading import StatusAssembler

ASSEMBLERS: dict[str, Callable[[], Any]] = {
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


def assembler_for(kind: str) -> Any:
    """A fresh assembler for one transaction, or None for a set we do not speak."""
    make = ASSEMBLERS.get(kind)
    return make() if make is not None else None
