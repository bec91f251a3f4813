"""277 answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backend.world.records import WorldClaim
from backend.x12.writer import SetToWrite


def status_answers(region: int, claims: list[WorldClaim], as_of: date) -> Iterator[SetToWrite]:
    return iter(())
