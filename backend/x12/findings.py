"""What was found wrong in a file: values with coordinates, collected, never raised."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """``error`` holds back the claim (or the file, when it stands outside any claim); ``warning`` holds back nothing."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One thing wrong, where it is, and a sentence a biller understands.

    ``snip`` is the WEDI SNIP level: 1 syntax, 2 guide, 3 balance, 4 situation, 5 code set, 7 trading partner.
    ``segment`` counts from 1 at the first segment of the file, ``in_transaction`` from 1 at ST (0 outside a
    transaction), ``offset`` is the first byte of the segment. A missing segment stands where it should have been.
    ``element`` is as the guide writes it: ``CLP03``, ``SVC01-1``, or empty for the whole segment.
    ``bad_value`` holds codes, counts and amounts only, never a name or an identifier of a person.
    """

    severity: Severity
    snip: int
    code: str
    text: str
    segment: int
    in_transaction: int = 0
    offset: int = 0
    segment_id: str = ""
    loop: str = ""
    element: str = ""
    bad_value: str = ""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything in it holds back what it concerns."""
    return any(finding.severity is Severity.ERROR for finding in findings)
