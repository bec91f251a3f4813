"""What the world knows of a claim before anybody writes a file about it. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from backend.world.causes import Cause
from backend.world.payers import PayerProfile
from backend.world.people import Person
from backend.world.services import Specialty


def dollars(cents: int) -> Decimal:
    """Cents as an exact amount with two places."""
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Practice:
    """A billing provider: ``number`` runs through the world; ``hospital`` bills on the institutional form."""

    number: int
    name: str
    npi: str
    tax_id: str
    hospital: bool
    specialty: Specialty
    rendering_npi: str
    address: str
    city: str
    state: str
    zip: str
    phone: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A person under a payer's plan. ``subscriber`` is another person where a newborn is seen under the mother's id."""

    person: Person
    payer: PayerProfile
    plan_name: str
    member_id: str
    other_payer: PayerProfile | None
    subscriber: Person | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Money not paid and the payer's reason."""

    group: str
    carc: str
    cents: int


@dataclass(slots=True)
class WorldLine:
    """A service line with what became of it."""

    procedure: str
    revenue_code: str
    modifiers: tuple[str, ...]
    units: int
    day: date
    charge: int
    paid: int = 0
    allowed: int | None = None
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The procedure as people name it; the revenue code where the line has none."""
        return self.procedure or self.revenue_code


@dataclass(slots=True)
class WorldClaim:
    """A claim with its whole life: ``category`` and ``code`` are its last X12 status, ``outcome`` the generator's word.

    ``outcome``: received, accepted, rejected, pended, paid, partly_paid, denied, patient_share, no_payment, reversed,
    corrected.
    """

    number: int
    claim_number: str
    patient_control_number: str
    practice: Practice
    coverage: Coverage
    institutional: bool
    inpatient: bool
    diagnoses: tuple[str, ...]
    place: str
    service_from: date
    service_to: date
    lines: list[WorldLine]
    outcome: str
    received: date
    submitted: date
    finalized: date | None = None
    category: str = ""
    code: str = ""
    entity: str = ""
    cause: Cause | None = None
    authorization: str = ""
    trace_number: str = ""
    method: str = ""
    first_finalized: date | None = None
    """Of a reversed or corrected claim: the day of the payment that was taken back."""
    first_lines: list[WorldLine] = field(default_factory=list)
    first_trace_number: str = ""
    frequency: str = "1"
    """CLM05-3: 7 where it replaces an earlier claim."""
    original_number: str = ""
    """The payer's number of the claim it replaces."""
    voided: bool = False
    """The practice asked for it to be voided (frequency 8)."""

    @property
    def charge(self) -> int:
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    @property
    def allowed(self) -> int | None:
        known = [line.allowed for line in self.lines if line.allowed is not None]
        return sum(known) if known else None

    def share(self, carc: str) -> int:
        """What the patient bears for one reason: 1 deductible, 2 coinsurance, 3 copay."""
        return sum(one.cents for line in self.lines for one in line.adjustments if (one.group, one.carc) == ("PR", carc))

    @property
    def patient_share(self) -> int:
        """All the patient bears (group PR), denied lines included: CLP05."""
        return sum(one.cents for line in self.lines for one in line.adjustments if one.group == "PR")
