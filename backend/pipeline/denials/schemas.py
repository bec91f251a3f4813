"""What staff see and say of denials and their patterns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.codes import knowledge
from backend.models.denial import Denial, DenialPattern
from backend.pipeline.claims.snapshot import ClaimLabel


class DenialShown(BaseModel):
    """A denial in its queue. ``days_left`` is negative once the last day has passed."""

    id: UUID
    claim_id: UUID
    line_number: int | None
    procedure: str
    group_code: str
    carc: str
    remarks: list[str]
    amount: Decimal
    root_cause: str
    route: str
    appealable: bool
    responsible: str
    next_step: str
    deadline: date | None
    deadline_rule: str | None
    deadline_source: str | None
    deadline_unknown: str | None
    checklist: list[dict[str, Any]]
    expected_value: Decimal
    priority: int
    skill: str
    owner: str
    next_date: date
    state: str
    outcome: str
    claim_number: str
    payer_name: str
    provider_name: str
    reason: str
    days_left: int | None

    @classmethod
    def of(cls, denial: Denial, label: ClaimLabel, today: date) -> DenialShown:
        """From the record."""
        code = knowledge.carc(denial.carc)
        told: dict[str, Any] = {
            "amount": denial.amount.amount,
            "expected_value": denial.expected_value.amount,
            "claim_number": label.number,
            "payer_name": label.payer_name,
            "provider_name": label.provider_name,
            "reason": code.biller if code else "",
            "days_left": (denial.deadline - today).days if denial.deadline else None,
        }
        return cls(**{name: getattr(denial, name) for name in cls.model_fields if name not in told}, **told)


class Waiting(BaseModel):
    """What is open with one skill: how many, the money, and how many were to be looked at before today."""

    model_config = ConfigDict(from_attributes=True)

    skill: str
    count: int
    amount: Decimal
    late: int


class Queue(BaseModel):
    """Open denials, the most pressing first, and what is open with each skill."""

    denials: list[DenialShown]
    waiting: list[Waiting]


class Assigned(BaseModel):
    """Who has it, and when it is looked at next."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"owner": "bo@example.test", "next_date": "2026-03-25"}]}
    )

    owner: str = Field(min_length=1, max_length=120)
    next_date: date


class Settled(BaseModel):
    """What came of it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"outcome": "paid", "recovered": "184.20"}]}
    )

    outcome: Literal["corrected", "paid", "partly_paid", "billed", "upheld", "written_off", "closed_as_duplicate"]
    recovered: Decimal | None = Field(default=None, ge=0, max_digits=14, decimal_places=2)


class PatternShown(BaseModel):
    """A pattern, the money in it, who can fix it and whether the fix worked."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    month: date
    payer_id: UUID
    provider_id: UUID
    payer_name: str
    provider_name: str
    reason: str
    root_cause: str
    carc: str
    scope: str
    scope_value: str
    denied: int
    billed: int
    past_denied: int
    past_billed: int
    expected: str
    p_value: str
    amount: Decimal
    cause: str
    fixer: str
    state: str
    fixed_on: date | None
    after_denied: int | None
    after_billed: int | None
    worked: bool | None

    @classmethod
    def of(cls, pattern: DenialPattern, names: Mapping[UUID, str]) -> PatternShown:
        """From the record, with the names of payers and providers."""
        code = knowledge.carc(pattern.carc)
        told: dict[str, Any] = {
            "amount": pattern.amount.amount,
            "payer_name": names[pattern.payer_id],
            "provider_name": names[pattern.provider_id],
            "reason": code.biller if code else "",
        }
        return cls(**{name: getattr(pattern, name) for name in cls.model_fields if name not in told}, **told)


class Patterns(BaseModel):
    """The patterns of a month and those standing since before it, the dearest first."""

    patterns: list[PatternShown]


class Fixed(BaseModel):
    """The day from which the fix should show."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"effective": "2026-04-01"}]})

    effective: date
