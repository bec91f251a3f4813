"""Who calls in a script: claims of the generated world that fit what the script is about. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from backend.codes.claim_status import REJECTED
from backend.integrations.twilio.script import values_of, wanted_claim

Row = Mapping[str, Any]
OTHERS_MAX = 6
ADULT_BEFORE = "2005"
TOLD_BY_PEOPLE = ("908", "994", "803", "867", "H0", "H2")
"""Procedures of the classes of care that only a person may tell of, as the generated world bills them."""


def outcome_of(row: Row) -> str:
    """``paid``, ``partly_paid``, ``denied``, ``patient_share``, ``rejected``, ``pended``, ``received`` or ``other``."""
    category, paid = str(row["status"]["category"]), float(row["paid"])
    if category in REJECTED:
        return "rejected"
    if category[0] in "PR":
        return "pended"
    if category[0] == "A":
        return "received"
    if category.startswith("F3") or paid < 0:
        return "other"
    if paid > 0:
        return "partly_paid" if row["denial"] else "paid"
    if row["denial"]:
        return "denied"
    return "patient_share" if float(row["patient_responsibility"]["total"]) > 0 else "other"


def castable(rows: Sequence[Row]) -> list[Row]:
    """Claims of adults, the only one of that member on its day, that the line may tell: their callers have no choice to make."""
    days = Counter((row["member"]["id"], row["service_from"]) for row in rows)
    return [
        row
        for row in rows
        if row["member"]["dob"] < ADULT_BEFORE
        and days[row["member"]["id"], row["service_from"]] == 1
        and not any(line["procedure"].startswith(TOLD_BY_PEOPLE) for line in row["lines"])
    ]


def cast(rows: Sequence[Row], outcome: str, nth: int = 0) -> dict[str, str]:
    """The values of a claim that stands so; ``_2`` to ``_6`` are other patients of the same provider."""
    able = castable(rows)
    fitting = [row for row in able if outcome_of(row) == outcome and (row["payment"] or outcome != "paid")]
    if not fitting:
        raise LookupError(f"this world has no claim that is {outcome}")
    first = fitting[nth % len(fitting)]
    values = values_of(first)
    seen, place = {first["member"]["id"]}, 1
    for row in able:
        if row["provider"]["npi"] == first["provider"]["npi"] and row["member"]["id"] not in seen:
            seen.add(row["member"]["id"])
            place += 1
            values |= {f"{name}_{place}": value for name, value in values_of(row).items()}
            if place == OTHERS_MAX:
                break
    return values


def filled(lines: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The lines of a script with a fitting claim's values; notes stay as they are."""
    values = cast(rows, wanted_claim(lines) or "paid")
    return [line if line.startswith("//") else line.format_map(values) for line in lines]
