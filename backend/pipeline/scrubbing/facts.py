"""What scrubbing knows of a claim and of what went before it. Pure facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from backend.kit.money import Money

Severity = Literal["blocks", "warns"]
BilledBefore = tuple[str, tuple[str, ...], date]
"""Procedure, modifiers, day."""


@dataclass(frozen=True, slots=True)
class ScrubLine:
    """A service line about to be billed; ``pointers`` count the claim's diagnoses from 1."""

    number: int
    procedure: str
    modifiers: tuple[str, ...]
    units: int
    place: str
    day: date
    charge: Money
    pointers: tuple[int, ...]

    @property
    def key(self) -> BilledBefore:
        return self.procedure, tuple(sorted(self.modifiers)), self.day


@dataclass(frozen=True, slots=True)
class ScrubClaim:
    """A claim about to be billed."""

    payer_identifier: str
    payer_name: str
    plan_type: str
    form: str
    frequency: str
    original_claim_number: str
    member_id: str
    patient_last: str
    date_of_birth: date
    sex: str
    billing_npi: str
    billing_zip: str
    tax_id: str
    taxonomy: str
    rendering_npi: str
    place: str
    diagnoses: tuple[str, ...]
    authorization_number: str
    service_from: date
    service_to: date
    charge: Money
    lines: tuple[ScrubLine, ...]
    other_plan: bool = False
    """Another plan stands on the claim."""


@dataclass(frozen=True, slots=True)
class DenialRate:
    """How one payer decided one service in the past year; ``carc`` is the code it denied with most often."""

    denied: int
    decided: int
    carc: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What was billed before for this patient by this provider, and how the payer decided such services."""

    billed: frozenset[BilledBefore] = frozenset()
    rates: Mapping[str, DenialRate] = field(default_factory=dict)
    """By procedure."""
    cover: Literal["covered", "not_covered", "unknown"] = "unknown"
    """What the payer said of the day of service."""
    other_plans: tuple[str, ...] = ()
    """Payers named beside the one billed."""
    original_told: date | None = None
    """The day the payer told its decision on the claim this one corrects."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or risky: where, why, how it is fixed, by whom, and on whose word."""

    edit: str
    kind: str
    severity: Severity
    line: int | None
    element: str
    sentence: str
    fix: str
    owner: str
    source: str

    @property
    def key(self) -> tuple[str, int | None, str]:
        return self.edit, self.line, self.element


@dataclass(frozen=True, slots=True)
class Correction:
    """Something put right without a person, because only one answer is possible."""

    edit: str
    line: int | None
    field: str
    before: Any
    after: Any
    sentence: str
