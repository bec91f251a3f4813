"""Batches as JSON."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel


class SubmissionShown(BaseModel):
    """One 837 batch and the word on it."""

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
