"""The facts of a claim as others read them: immutable, each with the record it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from backend.kit.money import Money
from backend.pipeline.claims.stage import Stage


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: the record (``remittance 6f…/CLP 3``), the field (``CLP04``), when it was recorded."""

    record: str
    field: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Money not paid: group (CO, PR, OA, PI), adjustment reason code, amount.

    ``denied`` is triage's word at posting; None where nobody has judged it.
    """

    group: str
    carc: str
    amount: Money
    denied: bool | None = None


@dataclass(frozen=True, slots=True)
class LineSnapshot:
    """A service line as billed, and as decided where it is."""

    number: int
    procedure: str
    modifiers: tuple[str, ...]
    service_date: date | None
    charge: Money
    paid: Money
    allowed: Money | None
    adjustments: tuple[Adjustment, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """The check or transfer a claim was paid with. ``amount_total`` is the whole of it, ``method`` EFT, CHK or NON."""

    trace_number: str
    method: str
    date: date
    amount_total: Money


@dataclass(frozen=True, slots=True)
class Share:
    """What the patient bears (group PR), by kind; ``total`` is their sum."""

    deductible: Money
    coinsurance: Money
    copay: Money
    other: Money
    total: Money


@dataclass(frozen=True, slots=True)
class DenialSnapshot:
    """One denial with what can be done about it. Once its work is closed it has no route and no next step."""

    denial_id: UUID
    root_cause: str
    route: str | None
    appealable: bool
    responsible: str
    next_step: str | None
    amount: Money
    carc: str
    group: str
    remarks: tuple[str, ...]
    deadline: date | None
    deadline_rule: str | None
    deadline_source: str | None


@dataclass(frozen=True, slots=True)
class StepDay:
    """The last day for the next step of the worst denial, where the step is not the appeal: a corrected claim's, say."""

    route: str
    day: date
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class AppealSnapshot:
    """An appeal of the claim: of those in progress the one with the nearest last day, else the latest."""

    appeal_id: UUID
    number: str
    level: str
    state: str
    opened: date
    decision_due: date | None
    outcome: str = ""
    """overturned, partly_overturned, upheld or dismissed; empty while open."""


@dataclass(frozen=True, slots=True)
class ClaimSnapshot:
    """Everything that is known of a claim at this moment. ``evidence`` is keyed by field name (``paid``)."""

    claim_id: UUID
    payer_claim_control_number: str
    patient_control_number: str
    payer_name: str
    plan_type: str
    member_id: str
    patient_first: str
    patient_last: str
    patient_dob: date
    patient_zip: str
    patient_phone: str
    provider_name: str
    provider_npi: str
    provider_tax_id: str
    stage: Stage
    status_category: str
    status_code: str
    service_from: date
    service_to: date
    received: date
    finalized: date | None
    charge: Money
    allowed: Money | None
    paid: Money
    share: Share
    payment: Payment | None
    lines: tuple[LineSnapshot, ...]
    denials: tuple[DenialSnapshot, ...]
    """Those still worked on, worst first."""
    rejections: tuple[str, ...]
    """Why the payer returned it before adjudication, in plain words."""
    appeal: AppealSnapshot | None
    sensitive: bool
    evidence: Mapping[str, Evidence]
    adjustments: tuple[Adjustment, ...] = ()
    """Those of the whole claim, beside the lines' own."""
    remarks: tuple[str, ...] = ()
    """Remark codes of the whole claim (MIA, MOA)."""
    settled: tuple[DenialSnapshot, ...] = ()
    """Denials the payer has not taken back although the practice closed its work on them: reason and right stand."""
    step_day: StepDay | None = None
    """Beside the last day to appeal, which may be another denial's: it counts for what is to be done next."""
    appeals: tuple[AppealSnapshot, ...] = ()
    """All in progress, the nearest last day first; one for each standing of the denials (decision 0279)."""


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """What picks claims: a provider or a member at least, and whatever else is known.

    ``claim_number`` is the payer's claim control number or the practice's account number. ``service_from`` and
    ``service_to`` bound the day of service; one of them alone means that day.
    """

    provider_npi: str | None = None
    member_id: str | None = None
    date_of_birth: date | None = None
    claim_number: str | None = None
    service_from: date | None = None
    service_to: date | None = None
    trace_number: str | None = None
    charge_min: Money | None = None
    charge_max: Money | None = None
    stages: tuple[str, ...] = ()
    limit: int = 100


@dataclass(frozen=True, slots=True)
class ClaimHeadline:
    """A claim in a list."""

    claim_id: UUID
    payer_claim_control_number: str
    service_from: date
    service_to: date
    received: date
    stage: Stage
    charge: Money
    paid: Money
    patient_last: str


@dataclass(frozen=True, slots=True)
class PaymentFloor:
    """A provider's totals: decided but not paid out yet (Medicare's "payment floor"), and not decided yet."""

    claims: int
    amount: Money
    undecided_claims: int
    undecided_charge: Money


@dataclass(frozen=True, slots=True)
class ClaimLabel:
    """How a claim is named in a work list: the payer's number, ours where it gave none, and whose claim it is."""

    claim_id: UUID
    number: str
    payer_name: str
    provider_name: str


@dataclass(frozen=True, slots=True)
class MemberIdentity:
    """A person who may be meant by a member id."""

    member_id: str
    first: str
    last: str
    dob: date
    zip: str
    phone: str


@dataclass(frozen=True, slots=True)
class ProviderIdentity:
    """A billing provider on file."""

    npi: str
    name: str
    tax_id: str
