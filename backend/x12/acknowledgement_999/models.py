"""What a 999 says (005010X231A1): whether transaction sets were accepted, and what was wrong in them."""

from __future__ import annotations

from typing import NamedTuple


class ElementError(NamedTuple):
    """IK4: ``code`` is IK403 (1 missing, 4 too short, 5 too long, 6 character, 7 code, 8 date, 9 time, 10 exclusion, …)."""

    element: int
    code: str
    component: int | None = None
    repetition: int | None = None
    reference: str = ""
    bad_value: str = ""
    context: tuple[str, ...] = ()


class SegmentError(NamedTuple):
    """IK3: ``position`` counts from 1 at ST; ``code`` is IK304 (1 unrecognised, 2 unexpected, 3 missing, 5 too many, …).

    ``context`` holds CTX texts such as ``CLM01:123456789``.
    """

    segment_id: str
    position: int
    loop: str
    code: str
    context: tuple[str, ...] = ()
    elements: tuple[ElementError, ...] = ()


class SetAcknowledgement(NamedTuple):
    """Loop 2000, AK2: one transaction set. ``outcome`` is IK501: A accepted, E accepted with errors, P partly, R rejected."""

    set_id: str
    control_number: str
    implementation: str
    outcome: str
    codes: tuple[str, ...] = ()
    errors: tuple[SegmentError, ...] = ()

    @property
    def accepted(self) -> bool:
        """A or E: the set goes on."""
        return self.outcome in ("A", "E")


class FunctionalHeader(NamedTuple):
    """AK1: the group answered."""

    code: str
    group_control_number: str
    version: str = ""


class FunctionalTrailer(NamedTuple):
    """AK9: the word on the group, with counts of sets included, received and accepted."""

    outcome: str
    included: int
    received: int
    accepted: int
    codes: tuple[str, ...] = ()
