"""What an adjudicator knows before deciding: the claim as billed, the cover, the contract, what was used so far. Pure facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.kit.money import ZERO, Money

REVIEW_ABOVE = Money(Decimal("25000.00"))
"""A charge above this is looked at by a person first."""


class Method(StrEnum):
    """How a contract prices a service."""

    FEE = "fee"
    """A fixed amount for each unit."""
    PERCENT_OF_CHARGE = "percent_of_charge"
    PER_DIEM = "per_diem"
    """A fixed amount for each day of a stay, for the whole claim."""
    CASE_RATE = "case_rate"
    """One amount for the whole stay, whatever its length."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One line of a contract's fee schedule, in force from ``start`` to ``stop`` (both included; None is open)."""

    procedure: str
    """HCPCS, revenue code, or ``*`` for whatever has no line of its own."""
    method: Method
    amount: Money = ZERO
    percent: Decimal = Decimal(100)
    start: date = date.min
    stop: date | None = None
    modifier: str = ""
    """A modifier with a price of its own (26, TC); empty for the service without one."""
    id: str = ""
    """Names the line of the contract as evidence."""

    def in_force(self, day: date) -> bool:
        return self.start <= day and (self.stop is None or day <= self.stop)


@dataclass(frozen=True, slots=True)
class Benefit:
    """How a plan shares the cost of a kind of service."""

    covered: bool = True
    copay: Money = ZERO
    """Per visit: taken once a claim, from the first line that has one, and what does not fit there from the next."""
    coinsurance: Decimal = Decimal(0)
    """The patient's part of the allowed amount after deductible and copay, 0 to 1."""
    deductible_applies: bool = True
    needs_authorization: bool = False
    visits_max: int | None = None
    """Per benefit year."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's terms for one benefit year; amounts per person."""

    deductible: Money
    out_of_pocket_max: Money
    benefits: dict[str, Benefit]
    """By kind of service (``office``, ``lab``, ``imaging`` …); ``*`` for the rest."""
    filing_days: int = 365
    """From the service to the day a first claim comes; a corrected one and a next payer's have clocks of their own."""
    prompt_pay_days: int = 30
    interest_percent: Decimal = Decimal(12)
    """A year, simple, from the day after the prompt-pay limit."""
    review_above: Money = REVIEW_ABOVE
    out_of_network_percent: Decimal | None = None
    """Of the charge, for a provider without a contract; None: the plan covers its network only."""
    plan_type: str = "unknown"
    payer_name: str = ""
    """With the plan type: which of the payers' published limits hold (``codes/data/deadlines.toml``)."""

    def benefit(self, kind: str) -> Benefit:
        return self.benefits.get(kind) or self.benefits.get("*") or Benefit()


@dataclass(frozen=True, slots=True)
class Used:
    """What the patient has used in the benefit year before this claim."""

    deductible: Money = ZERO
    out_of_pocket: Money = ZERO
    visits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cover:
    """One span of cover."""

    start: date
    stop: date | None = None

    def in_force(self, day: date) -> bool:
        return self.start <= day and (self.stop is None or day <= self.stop)


@dataclass(frozen=True, slots=True)
class Authorization:
    """An authorization on file for the patient."""

    number: str
    procedure: str
    start: date
    stop: date
    units: int
    """Left to use."""
    id: str = ""
    """Our record; the number where there is none."""

    @property
    def key(self) -> str:
        return self.id or self.number


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One service line: charge, units (days of a stay on a room line), kind of service for the plan's benefits."""

    number: int
    procedure: str
    modifiers: tuple[str, ...]
    kind: str
    day: date
    units: Decimal
    charge: Money


@dataclass(frozen=True, slots=True)
class OtherPayer:
    """What a payer before us decided (2320 loop, or its 835)."""

    paid: Money
    patient_share: Money
    """Left to the patient on the whole claim."""
    lines: Mapping[int, Money] = field(default_factory=dict)
    """Left to the patient by line number, where the claim says it for every line."""
    adds_up: bool = True


@dataclass(frozen=True, slots=True)
class BilledClaim:
    """The claim as the payer received it."""

    received: date
    service_from: date
    service_to: date
    inpatient: bool
    lines: tuple[BilledLine, ...]
    authorization_number: str | None = None
    frequency: str = "1"
    original_on_file: bool = True
    """For frequency 7 and 8: whether the claim it replaces or voids is known."""
    other_payer: OtherPayer | None = None
    other_plan_primary: bool = False
    """Another plan pays first according to our file."""
    billed_as_secondary: bool = False
    """SBR01 says we are not the first to pay."""
    billed_charge: Money | None = None
    """CLM02; the lines' sum where not given."""
    clock_from: date | None = None
    """The day awaited information came: prompt payment counts from it, filing does not."""
    original_told: date | None = None
    """For frequency 7: the day the provider was told the decision it corrects."""

    @property
    def charge(self) -> Money:
        return Money.total(line.charge for line in self.lines)

    @property
    def clock_start(self) -> date:
        """The day prompt payment counts from."""
        return self.clock_from or self.received

    @property
    def days(self) -> int:
        return max(1, (self.service_to - self.service_from).days)


class Network(StrEnum):
    """How the billing provider stands to the payer on the day of service."""

    IN = "in"
    OUT = "out"
    """Never had a contract."""
    ENDED = "ended"
    """Has one, not in force on that day."""


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line decided before, and paid or left to the patient: what duplicates and overlaps are seen by."""

    procedure: str
    day: date
    charge: Money
    same_provider: bool
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """Everything on file that bears on the decision."""

    cover: tuple[Cover, ...]
    plan: Plan
    rates: tuple[Rate, ...]
    network: Network = Network.IN
    used: Used = Used()
    authorizations: tuple[Authorization, ...] = ()
    paid_before: frozenset[PaidLine] = frozenset()
    bundles: frozenset[tuple[str, str]] = frozenset()
    """(comprehensive, component): the component is part of the comprehensive service of the same day."""
    conflicts: tuple[str, ...] = ()
    """What on our file contradicts the claim; a sentence each."""
    two_plan_years: bool = False
    """Its covered lines fall into two plans or two benefit years; ``plan`` is that of the first of them."""
    cleared: frozenset[str] = frozenset()
    """Reasons a person looked at and let pass."""
    overturned: frozenset[tuple[int, str]] = frozenset()
    """Line and code of each denial an appeal has removed."""
    paid_earlier: Money = ZERO
    """By the decision this one takes the place of: no interest is owed on it again."""
