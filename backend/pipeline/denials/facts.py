"""What triage is told and what it answers: plain frozen values, no database in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.codes.knowledge import NOT_DENIALS, Responsible, RootCause, Route
from backend.kit.money import Money


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    """One adjustment of a remittance (835 CAS) with what is known of its claim.

    ``charge`` is of the service line, or of the claim for a claim-level adjustment. ``claim_status`` is CLP02,
    ``frequency`` CLM05-3. The two ``…_on_file`` are None where nobody knows.
    """

    group: str
    carc: str
    remarks: tuple[str, ...]
    amount: Money
    charge: Money
    claim_status: str
    plan_type: str
    service_from: date | None
    remittance_date: date
    frequency: str = "1"
    authorization_on_file: bool | None = None
    other_plan_on_file: bool | None = None
    payer: str | None = None
    line_number: int | None = None
    procedure: str = ""

    @property
    def whole_charge(self) -> bool:
        """Whether the adjustment takes the whole charge: nothing at all was allowed."""
        return self.charge.amount > 0 and self.amount >= self.charge


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day to act, the rule behind it and where the rule stands."""

    date: date
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Triage:
    """Why, what next, and by when (DESIGN section 6). ``deadline_unknown`` says why no day can be named."""

    is_denial: bool
    root_cause: RootCause
    route: Route
    appealable: bool
    responsible: Responsible
    next_step: str
    deadline: LastDay | None
    deadline_unknown: str | None = None

    def __post_init__(self) -> None:
        assert self.is_denial is (self.root_cause not in NOT_DENIALS)
