"""The 999s: every 837 of the world was well formed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from backend.world.records import WorldClaim
from backend.x12.acknowledgement_999.models import FunctionalHeader, SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement
from backend.x12.writer import GUIDES, SetToWrite


def functional_acknowledgements(region: int, claims: list[WorldClaim]) -> Iterator[SetToWrite]:
    """One 999 per 837 file: each set in it accepted."""
    for number, (kind, institutional) in enumerate((("837P", False), ("837I", True)), 1):
        days = sorted({one.submitted for one in claims if one.institutional == institutional and one.frequency == "1"})
        sets = [
            SetAcknowledgement("837", f"{place:04d}", GUIDES[kind], "A") for place, _ in enumerate(groupby(days), 1)
        ]
        if sets:
            yield acknowledgement(FunctionalHeader("HC", str(region * 2 + number), GUIDES[kind]), sets)
