"""Identifiers: our own, and the check digit of the national provider identifier."""

from __future__ import annotations

import os
import secrets
import time
from uuid import UUID, uuid4


def new_id() -> UUID:
    """A random id for a record; carries no meaning and no time."""
    return uuid4()


def new_ordered_id() -> UUID:
    """An id that sorts by the millisecond it was made in (RFC 9562, version 7), otherwise random.

    For rows that come by the thousand and bear their time anyway: their indexes grow at the end and not everywhere.
    """
    milliseconds, chance = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10))
    return UUID(int=milliseconds << 80 | 7 << 76 | (chance >> 68) << 64 | 2 << 62 | chance & (1 << 62) - 1)


def new_token() -> str:
    """An unguessable bearer token (256 bits, URL-safe)."""
    return secrets.token_urlsafe(32)


def npi_check_digit(first_nine: str) -> str:
    """The tenth digit of an NPI: Luhn over the prefix 80840 and the first nine digits (45 CFR 162.406)."""
    total = 0
    for place, digit in enumerate(reversed("80840" + first_nine)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def npi_is_valid(npi: str) -> bool:
    """Ten ASCII digits of which the last is the check digit."""
    return len(npi) == 10 and npi.isascii() and npi.isdigit() and npi_check_digit(npi[:9]) == npi[9]
