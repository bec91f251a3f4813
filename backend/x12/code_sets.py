"""Code lists a check needs. The published ones come from the caller; diagnoses and check digits are looked up here."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Protocol

from backend.kit.ids import npi_is_valid

ICD10_BEGINS = date(2015, 10, 1)
"""First date of service on which diagnoses are coded in ICD-10-CM (45 CFR 162.1002)."""

ICD10_EDITION_ENDS = date(2026, 9, 30)
"""Last date of service of the table (release of April 2026, fiscal year 2026); later codes may be new: only doubted."""

_WIDTH = 7


class CodeSets(Protocol):
    """Published code lists with their dates, handed in by the caller.

    Lists asked for: ``carc``, ``rarc``, ``claim_status``, ``status_category``, ``place_of_service``. ``on_date`` None asks
    whether the code was ever in force. The answer None means: no opinion.
    """

    def is_known(self, code_list: str, code: str, on_date: date | None) -> bool | None: ...


class _Table(Sequence[bytes]):
    """Sorted codes in one piece of memory (half a megabyte instead of ten)."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed) // _WIDTH

    def __getitem__(self, at: int) -> bytes:  # type: ignore[override]
        return self._packed[at * _WIDTH : at * _WIDTH + _WIDTH]


@cache
def _diagnoses() -> _Table:
    return _Table(gzip.decompress((resources.files("backend.x12") / "icd10cm.bin.gz").read_bytes()))


@lru_cache(maxsize=8192)
def diagnosis_exists(code: str) -> bool:
    """Whether it is a complete ICD-10-CM code, written without the point. Categories that need more digits are not."""
    if not code.isascii() or not 3 <= len(code) <= _WIDTH:
        return False
    table = _diagnoses()
    wanted = code.upper().encode().ljust(_WIDTH)
    at = bisect_left(table, wanted)
    return at < len(table) and table[at] == wanted


npi_passes = lru_cache(maxsize=8192)(npi_is_valid)
"""The check digit of a national provider identifier, remembered: the same few providers fill a file."""
