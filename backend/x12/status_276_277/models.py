"""What a 276 asks and a 277 answers (005010X212): the status of one claim."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backend.x12.parts import ClaimStatus, Dates, Name, Procedure, Reference, first_value


class StatusHeader(NamedTuple):
    """BHT."""

    reference: str
    created: date | None
    created_time: str


class Person(NamedTuple):
    """Loops 2000D and 2100D (subscriber) or 2000E and 2100E (dependent)."""

    name: Name
    birth_date: date | None = None
    sex: str = ""


class Parties(NamedTuple):
    """Whom a status is about, and between whom: payer (PR), information receiver (41), provider (1P), and the person."""

    payer: Name
    receiver: Name
    provider: Name
    subscriber: Person
    dependent: Person | None = None


class InquiryLine(NamedTuple):
    """Loop 2210 of a 276."""

    procedure: Procedure
    charge: Decimal
    revenue_code: str = ""
    units: Decimal | None = None
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()


class StatusInquiry(NamedTuple):
    """Loop 2200D or 2200E of a 276: one claim asked after. ``charge`` is AMT*T3."""

    parties: Parties
    trace_number: str
    references: tuple[Reference, ...] = ()
    charge: Decimal | None = None
    dates: tuple[Dates, ...] = ()
    lines: tuple[InquiryLine, ...] = ()

    @property
    def payer_claim_control_number(self) -> str:
        """REF*1K."""
        return first_value(self.references, "1K")

    @property
    def patient_control_number(self) -> str:
        """REF*EJ."""
        return first_value(self.references, "EJ")


class StatusAnswer(NamedTuple):
    """STC: ``finalized`` is STC06, ``payment_date`` STC08, ``trace_number`` STC09."""

    statuses: tuple[ClaimStatus, ...]
    effective: date | None
    charge: Decimal | None = None
    paid: Decimal | None = None
    finalized: date | None = None
    payment_date: date | None = None
    trace_number: str = ""
    action: str = ""
    message: str = ""


class StatusLine(NamedTuple):
    """Loop 2220 of a 277."""

    procedure: Procedure
    charge: Decimal
    paid: Decimal
    revenue_code: str = ""
    units: Decimal | None = None
    answers: tuple[StatusAnswer, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()


class StatusResponse(NamedTuple):
    """Loop 2200D or 2200E of a 277: what the payer says of one claim. ``trace_number`` repeats the inquiry's."""

    parties: Parties
    trace_number: str
    answers: tuple[StatusAnswer, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()
    lines: tuple[StatusLine, ...] = ()

    @property
    def payer_claim_control_number(self) -> str:
        """REF*1K."""
        return first_value(self.references, "1K")

    @property
    def patient_control_number(self) -> str:
        """REF*EJ."""
        return first_value(self.references, "EJ")
