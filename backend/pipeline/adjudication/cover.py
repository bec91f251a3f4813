"""Which days a claim needs cover on, and what denies a day without. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from backend.pipeline.adjudication.terms import BilledClaim, Cover

Refusal = tuple[str, str, str | None]
"""Group, CARC, remark that denies."""


def days_asked(inpatient: bool, first: date, lines: Iterable[date]) -> list[date]:
    """The days a claim has to be covered on, in order: a stay on the day of admission, any other on each line's (0276)."""
    return [first] if inpatient else sorted(set(lines)) or [first]


def uncovered_days(claim: BilledClaim, cover: Sequence[Cover]) -> dict[date, Refusal]:
    """Days of lines in no span of cover, with what denies them; where no day is covered, the first says why for all."""
    asked = days_asked(claim.inpatient, claim.service_from, (line.day for line in claim.lines))
    found = [day for day in asked if not any(span.in_force(day) for span in cover)]
    if len(found) < len(asked):
        return {day: _why(day, cover) for day in found}
    return {line.day: _why(asked[0], cover) for line in claim.lines}


def _why(day: date, cover: Sequence[Cover]) -> Refusal:
    """CARC 31 nobody's member, 27 after cover ended, 26 before it began; all the patient's."""
    if not cover:
        return ("PR", "31", None)
    ended = any(span.stop and span.stop < day for span in cover)
    return ("PR", "27" if ended else "26", None)
