"""Where somebody's clock stands: by the ZIP code of their address, or by the area code of their number. Pure.

Zones of ZIP codes follow the boundaries of 49 CFR part 71; a ZIP prefix that a boundary runs through has no row, and
nothing is guessed for it. Zones of numbers are those of libphonenumber's metadata for the numbering plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import phonenumbers
from phonenumbers import timezone as numbering

from backend.codes.effective import EffectiveRule, read_rules

_DATA = Path(__file__).parent / "data" / "zip_time_zones.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipZone(EffectiveRule):
    """The ZIP prefixes (first three digits, single or ``from-to``) of one zone."""

    zone: str
    """IANA name."""
    spoken: str
    """As people call it: ``Mountain Time``."""
    prefixes: tuple[str, ...]

    def holds(self, prefix: str) -> bool:
        return any(
            first <= prefix <= (last or first) for first, _, last in (one.partition("-") for one in self.prefixes)
        )


def zone_of_zip(zip_code: str, day: date) -> str | None:
    """The zone of an address; None where its prefix lies in two zones or is none."""
    prefix = zip_code[:3]
    if len(prefix) != 3 or not prefix.isdigit():
        return None
    return next((one.zone for one in _rows(day) if one.holds(prefix)), None)


def zone_of_number(number: str) -> str | None:
    """The zone of a number in full (E.164); None for one that belongs to no place, or to several zones."""
    try:
        zones = numbering.time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    known = [one for one in zones if one != numbering.UNKNOWN_TIMEZONE]
    return known[0] if len(known) == 1 else None


def spoken_zone(zone: str, day: date) -> str:
    """How people call the zone: ``Eastern Time``; an unusual one by its own name."""
    named = next((one.spoken for one in _rows(day) if one.zone == zone), None)
    return named or f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def _rows(day: date) -> list[ZipZone]:
    return [one for one in read_rules(_DATA, ZipZone) if one.in_force(day)]
