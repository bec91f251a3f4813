"""Batches as JSON."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class SubmissionShown(BaseModel):
    """One 837 batch and the word on it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "00000000-0000-4000-8000-000000000001",
                    "control_number": 41,
                    "payer": "Harbor Health Plan",
                    "form": "P",
                    "claims": 212,
                    "charge": "48210.00",
                    "submitted_at": "2026-03-16T19:15:00Z",
                    "acknowledged": "A",
                    "acknowledged_on": "2026-03-16",
                }
            ]
        }
    )

    id: UUID
    control_number: int
    payer: str
    form: str
    claims: int
    charge: str
    submitted_at: datetime
    acknowledged: str
    """A accepted, E with errors, P partly, R rejected; empty while no 999 came."""
    acknowledged_on: date | None


class SubmissionList(BaseModel):
    submissions: list[SubmissionShown]


class RatesShown(BaseModel):
    """Of claims built in these days that left: how many no person touched, and how many were never rejected."""

    submitted: int
    clean: int
    clean_percent: str
    accepted: int
    accepted_percent: str
