"""Enrolments as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class EnrolmentRequest(BaseModel):
    """An application that went to a payer."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"npi": "1770002313", "payer_identifier": "HHP01"}]}
    )

    npi: str = Field(pattern=r"^[0-9]{10}$")
    payer_identifier: str = Field(min_length=2, max_length=80)


class EnrolmentDecision(BaseModel):
    """The payer's word."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"decision": "confirmed", "effective_from": "2026-03-01"}]}
    )

    decision: Literal["confirmed", "refused"]
    effective_from: date | None = None
    effective_to: date | None = None


class EnrolmentEnd(BaseModel):
    """The last day."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"last_day": "2026-12-31"}]})

    last_day: date


class EnrolmentMade(BaseModel):
    id: UUID


class ClaimsChecked(BaseModel):
    """What became of the claims that waited."""

    ready: int
    held: int


class EnrolmentShown(BaseModel):
    """One provider with one payer."""

    id: UUID
    npi: str
    payer_identifier: str
    payer_name: str
    requested_on: date
    state: str
    effective_from: date | None
    effective_to: date | None
    owner: str
    next_date: date | None


class EnrolmentList(BaseModel):
    enrolments: list[EnrolmentShown]
