"""Where somebody's clock stands: their address on file, else the number they gave, else the setting. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from backend.codes.time_zones import zone_of_number, zone_of_zip
from backend.conversation.outreach.rules import in_full

Source = Literal["told", "address", "number", "setting"]


@dataclass(frozen=True, slots=True)
class Where:
    """A zone (IANA name), and how it is known."""

    zone: str
    source: Source


def where(zip_code: str | None, number: str | None, day: date, otherwise: str) -> Where:
    """The address goes before the number: a mobile number keeps the area code of where it was bought."""
    if zip_code and (zone := zone_of_zip(zip_code, day)) is not None:
        return Where(zone, "address")
    full = in_full(number) if number else None
    if full and (zone := zone_of_number(full)) is not None:
        return Where(zone, "number")
    return Where(otherwise, "setting")
