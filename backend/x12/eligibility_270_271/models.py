"""What a 270 asks and a 271 answers (005010X279A1): is this person covered, for what, at whose cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backend.x12.parts import Address, Dates, Name, Procedure, Reference, first_value


class EligibilityHeader(NamedTuple):
    """BHT. ``purpose`` 13 request, 11 response, 01 cancellation."""

    reference: str
    created: date | None
    created_time: str
    purpose: str = "13"


class Person(NamedTuple):
    """Loops 2100C (subscriber) or 2100D (dependent). ``relationship`` is INS02 of the dependent."""

    name: Name
    birth_date: date | None = None
    sex: str = ""
    address: Address | None = None
    references: tuple[Reference, ...] = ()
    relationship: str = ""

    @property
    def group_number(self) -> str:
        """REF*6P, else REF*1L."""
        return first_value(self.references, "6P") or first_value(self.references, "1L")


class Parties(NamedTuple):
    """Payer (level 20), provider who asks (level 21), subscriber, and the dependent when the question is about one."""

    payer: Name
    provider: Name
    subscriber: Person | None
    dependent: Person | None = None


class Trace(NamedTuple):
    """TRN: ``kind`` 1 the asker's own, 2 a returned one."""

    kind: str
    number: str
    originator: str = ""


class EligibilityInquiry(NamedTuple):
    """One person asked after. ``service_types`` are EQ01 (30 is health benefit plan coverage)."""

    parties: Parties
    traces: tuple[Trace, ...] = ()
    service_types: tuple[str, ...] = ()
    dates: tuple[Dates, ...] = ()
    procedure: Procedure | None = None


class Rejection(NamedTuple):
    """AAA: why a question could not be answered (AAA03, e.g. 75 not found, 72 invalid id), and what to do (AAA04)."""

    reason: str
    follow_up: str = ""
    valid_request: str = "N"


class Benefit(NamedTuple):
    """EB with what follows it. ``code`` EB01: 1 active, 6 inactive, A co-insurance, B co-payment, C deductible, G maximum, …

    ``in_network`` is EB12: Y, N, W (does not matter) or empty; ``percent`` is a fraction of one.
    """

    code: str
    coverage_level: str = ""
    service_types: tuple[str, ...] = ()
    insurance_type: str = ""
    plan: str = ""
    period: str = ""
    amount: Decimal | None = None
    percent: Decimal | None = None
    quantity_qualifier: str = ""
    quantity: Decimal | None = None
    authorization_required: str = ""
    in_network: str = ""
    procedure: Procedure | None = None
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()
    messages: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    entities: tuple[Name, ...] = ()


class EligibilityResponse(NamedTuple):
    """The answer about one person, or a rejection of the whole question (then ``parties.subscriber`` may be None)."""

    parties: Parties
    traces: tuple[Trace, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    dates: tuple[Dates, ...] = ()
    benefits: tuple[Benefit, ...] = ()

    @property
    def active(self) -> bool:
        """Any benefit with EB01 of 1 to 5: cover in force."""
        return any(found.code in ("1", "2", "3", "4", "5") for found in self.benefits)
