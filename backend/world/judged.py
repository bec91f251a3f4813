"""The truth about a denial: the cause the generator chose; route, right and last day by the published rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.world.records import WorldClaim


def denial_of(claim: WorldClaim, as_of: date) -> dict[str, Any] | None:
    """The denial of the claim's truth record, or None where nothing was denied."""
    if claim.cause is None or claim.outcome not in ("denied", "partly_paid"):
        return None
    return {"root_cause": claim.cause.root_cause, "route": "", "appealable": None, "deadline": None}
