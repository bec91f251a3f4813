"""What an 837 says: professional (005010X222, A1, A2) and institutional (005010X223, A2, A3) in one set of models.

A claim carries its billing provider, subscriber and patient, so it can be worked alone; the writer folds claims with the
same provider and subscriber back into one hierarchy.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backend.x12.parts import (
    Address,
    Adjustment,
    Amount,
    Contact,
    Dates,
    Name,
    Procedure,
    Quantity,
    Reference,
    first_value,
)


class SubmissionHeader(NamedTuple):
    """BHT and loops 1000A, 1000B. ``purpose`` 00 original, 18 reissue; ``claim_or_encounter`` CH or RP."""

    reference: str
    created: date | None
    created_time: str
    submitter: Name
    receiver: Name
    submitter_contacts: tuple[Contact, ...] = ()
    purpose: str = "00"
    claim_or_encounter: str = "CH"


class BillingProvider(NamedTuple):
    """Loop 2000A with 2010AA and the pay-to address of 2010AB. Tax id: REF*EI (employer) or REF*SY (social security)."""

    name: Name
    address: Address
    tax_id: str = ""
    tax_id_qualifier: str = "EI"
    taxonomy: str = ""
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    pay_to_address: Address | None = None

    @property
    def npi(self) -> str:
        """NM109 when NM108 is XX."""
        return self.name.id if self.name.id_qualifier == "XX" else ""


class Payer(NamedTuple):
    """Loop 2010BB: the payer the claim goes to."""

    name: Name
    address: Address | None = None
    references: tuple[Reference, ...] = ()


class Subscriber(NamedTuple):
    """Loops 2000B, 2010BA and 2010BB. ``payer_responsibility`` P, S, T…; ``relationship`` 18 when also the patient.

    ``filing_indicator`` is SBR09: CI commercial, MB Medicare part B, MA part A, MC Medicaid, 16 Medicare Advantage, …
    """

    payer_responsibility: str
    relationship: str
    name: Name
    payer: Payer
    filing_indicator: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    address: Address | None = None
    birth_date: date | None = None
    sex: str = ""
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    """PER of 2010BA: the subscriber's telephone."""


class Patient(NamedTuple):
    """Loops 2000C and 2010CA: the patient when not the subscriber. ``relationship`` is PAT01."""

    relationship: str
    name: Name
    address: Address | None = None
    birth_date: date | None = None
    sex: str = ""
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()


class HealthCareCode(NamedTuple):
    """One composite of HI: diagnosis (ABK, ABF, ABJ, APR), procedure (BBR), occurrence (BH), value (BE), condition (BG)."""

    qualifier: str
    code: str
    format: str = ""
    date: str = ""
    amount: Decimal | None = None
    present_on_admission: str = ""


class ClaimProvider(NamedTuple):
    """Loops 2310 or 2420: a provider named on the claim or line (82 rendering, DN referring, 77 place, 71 attending, …)."""

    name: Name
    taxonomy: str = ""
    address: Address | None = None
    references: tuple[Reference, ...] = ()


class OtherPayer(NamedTuple):
    """Loop 2320 with 2330A and 2330B: another plan, and what it did with this claim.

    AMT*D in ``amounts`` is what it paid.
    """

    payer_responsibility: str
    relationship: str
    filing_indicator: str
    subscriber: Name
    payer: Name
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    amounts: tuple[Amount, ...] = ()
    benefits_assigned: str = "Y"
    release_of_information: str = "Y"
    adjudicated: date | None = None
    references: tuple[Reference, ...] = ()
    outpatient: tuple[str, ...] = ()

    @property
    def paid(self) -> Decimal | None:
        """AMT*D: payer paid amount."""
        for found in self.amounts:
            if found.qualifier == "D":
                return found.amount
        return None


class LineAdjudication(NamedTuple):
    """Loop 2430: what another payer did with this line."""

    payer_id: str
    paid: Decimal
    procedure: Procedure
    units: Decimal | None
    adjustments: tuple[Adjustment, ...] = ()
    adjudicated: date | None = None
    revenue_code: str = ""


class Drug(NamedTuple):
    """Loop 2410: national drug code (11 digits), quantity and unit."""

    code: str
    quantity: Decimal | None = None
    unit: str = ""
    prescription: str = ""


class ServiceLine(NamedTuple):
    """Loop 2400. ``revenue_code`` for institutional lines, ``diagnosis_pointers`` and place for professional ones."""

    number: int
    procedure: Procedure | None
    charge: Decimal
    units: Decimal
    unit: str = "UN"
    revenue_code: str = ""
    place_of_service: str = ""
    diagnosis_pointers: tuple[int, ...] = ()
    emergency: str = ""
    dates: tuple[Dates, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    notes: tuple[Reference, ...] = ()
    drug: Drug | None = None
    providers: tuple[ClaimProvider, ...] = ()
    adjudications: tuple[LineAdjudication, ...] = ()

    @property
    def service_date(self) -> date | None:
        """DTP*472, first day."""
        for found in self.dates:
            if found.qualifier == "472":
                return found.start
        return None

    @property
    def service_end(self) -> date | None:
        """DTP*472, last day."""
        for found in self.dates:
            if found.qualifier == "472":
                return found.end or found.start
        return None


class Claim(NamedTuple):
    """Loop 2300. ``facility_qualifier`` B: ``facility_code`` is a place of service; A: the first two digits of a bill type.

    ``frequency`` is CLM05-3: 1 original, 7 replacement, 8 void. ``codes`` holds every HI composite in order.
    """

    patient_control_number: str
    charge: Decimal
    facility_code: str
    facility_qualifier: str
    frequency: str
    billing_provider: BillingProvider
    subscriber: Subscriber
    patient: Patient | None
    codes: tuple[HealthCareCode, ...] = ()
    lines: tuple[ServiceLine, ...] = ()
    provider_signature: str = "Y"
    assignment: str = "A"
    benefits_assigned: str = "Y"
    release_of_information: str = "Y"
    related_causes: tuple[str, ...] = ()
    accident_state: str = ""
    delay_reason: str = ""
    admission: tuple[str, str, str] | None = None
    dates: tuple[Dates, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    notes: tuple[Reference, ...] = ()
    attachments: tuple[tuple[str, str, str], ...] = ()
    providers: tuple[ClaimProvider, ...] = ()
    other_payers: tuple[OtherPayer, ...] = ()

    @property
    def institutional(self) -> bool:
        """Whether this is an 837I claim."""
        return self.facility_qualifier == "A"

    @property
    def diagnoses(self) -> tuple[HealthCareCode, ...]:
        """Principal first; ICD-10 (ABK, ABF) or ICD-9 (BK, BF)."""
        return tuple(found for found in self.codes if found.qualifier in ("ABK", "ABF", "BK", "BF"))

    @property
    def payer_claim_control_number(self) -> str:
        """REF*F8: the earlier claim this one replaces or voids."""
        return first_value(self.references, "F8")

    @property
    def prior_authorization(self) -> str:
        """REF*G1."""
        return first_value(self.references, "G1")

    @property
    def referral_number(self) -> str:
        """REF*9F."""
        return first_value(self.references, "9F")

    @property
    def person(self) -> Name:
        """Who was treated: the patient, else the subscriber."""
        return self.patient.name if self.patient else self.subscriber.name

    @property
    def service_from(self) -> date | None:
        """Statement period (DTP*434), else the earliest line."""
        statement = [found.start for found in self.dates if found.qualifier == "434" and found.start]
        lines = [line.service_date for line in self.lines if line.service_date]
        return statement[0] if statement else min(lines, default=None)

    @property
    def service_to(self) -> date | None:
        """Statement period (DTP*434), else the latest line."""
        statement = [found.end or found.start for found in self.dates if found.qualifier == "434" and found.start]
        lines = [line.service_end for line in self.lines if line.service_end]
        return statement[0] if statement else max(lines, default=None)
