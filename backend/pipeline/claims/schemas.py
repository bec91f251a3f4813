"""The JSON of claims for staff. Amounts are decimal strings, dates ISO."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class ClaimSearch(BaseModel):
    """Which claims. In the body, because numbers of members and claims do not belong into an address."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"claim_number": "2026070100012"}, {"provider_npi": "1234567893"}]},
    )

    claim_number: str | None = Field(None, max_length=50, description="the payer's claim control number or ours")
    provider_npi: str | None = Field(None, pattern=r"^[0-9]{10}$")
    member_id: str | None = Field(None, max_length=80)
    service_from: date | None = None
    service_to: date | None = None
    trace_number: str | None = Field(None, max_length=50)


class ClaimListed(BaseModel):
    claim_id: UUID
    payer_claim_control_number: str
    service_from: date
    service_to: date
    received: date
    stage: str
    charge: str
    paid: str
    patient_last: str


class ClaimList(BaseModel):
    claims: list[ClaimListed]


class HappeningShown(BaseModel):
    day: date
    kind: str
    sentence: str
    status: str
    meaning: str


class ClaimShown(BaseModel):
    """A claim with everything known of it and its whole history."""

    claim: dict[str, Any]
    story: list[HappeningShown]
