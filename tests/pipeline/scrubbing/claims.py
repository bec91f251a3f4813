"""Claims about to be billed, for the tests of scrubbing."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.kit.money import Money
from backend.pipeline.scrubbing.edits import edits
from backend.pipeline.scrubbing.facts import Finding, Past, ScrubClaim, ScrubLine
from backend.pipeline.scrubbing.rules import scrub

DAY = date(2026, 3, 16)
TODAY = date(2026, 3, 17)


def line(procedure: str = "99213", **changes: Any) -> ScrubLine:
    base: dict[str, Any] = {
        "number": 1,
        "procedure": procedure,
        "modifiers": (),
        "units": 1,
        "place": "",
        "day": DAY,
        "charge": Money.of("145.00"),
        "pointers": (1,),
    }
    return ScrubLine(**{**base, **changes})


def claim(*lines: ScrubLine, **changes: Any) -> ScrubClaim:
    """A clean office visit of a woman of 45, unless the test changes it. Lines are numbered as they stand."""
    from dataclasses import replace

    numbered = tuple(replace(one, number=at) for at, one in enumerate(lines or (line(),), 1))
    base: dict[str, Any] = {
        "payer_identifier": "HHP01",
        "payer_name": "Harbor Health Plan",
        "plan_type": "commercial",
        "form": "P",
        "frequency": "1",
        "original_claim_number": "",
        "member_id": "H00412877",
        "patient_last": "Farrow",
        "date_of_birth": date(1980, 5, 17),
        "sex": "F",
        "billing_npi": "1770002313",
        "billing_zip": "440010100",
        "tax_id": "123456789",
        "taxonomy": "207Q00000X",
        "rendering_npi": "1770002313",
        "place": "11",
        "diagnoses": ("I10",),
        "authorization_number": "",
        "service_from": DAY,
        "service_to": DAY,
        "charge": Money.total(one.charge for one in numbered),
        "lines": numbered,
    }
    return ScrubClaim(**{**base, **changes})


def found(one: ScrubClaim, past: Past | None = None, today: date = TODAY) -> list[Finding]:
    return list(scrub(one, edits(), past or Past(), today))


def names(one: ScrubClaim, past: Past | None = None, today: date = TODAY) -> list[tuple[str, int | None]]:
    return [(each.edit, each.line) for each in found(one, past, today)]
