"""Eligibility as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.pipeline.eligibility.schedule import APPOINTMENT_SHOWN, MOST_ROWS, NewAppointment


class Schedule(BaseModel):
    """Visits to put on the schedule."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"appointments": [APPOINTMENT_SHOWN]}]})

    appointments: list[NewAppointment] = Field(min_length=1, max_length=MOST_ROWS)


class ProblemShown(BaseModel):
    """A row that was not taken: its place from 1, the field and what is wrong with it; never the value."""

    row: int
    field: str
    code: str


class ScheduleTaken(BaseModel):
    """How many visits are on the schedule now, and which rows were not taken."""

    taken: int
    problems: list[ProblemShown] = []


class FrontDeskVisit(BaseModel):
    """One visit, with what to do before it."""

    appointment_id: UUID
    number: str
    time: str
    patient: str
    payer: str
    outcome: str
    findings: list[str]
    what_to_do: str
    plan: str
    copay: str
    deductible_left: str


class Asked(BaseModel):
    """The question is on its way to the payer."""

    state: Literal["asked"] = "asked"


class FrontDeskReport(BaseModel):
    """A day at the front desk."""

    day: date
    counts: dict[str, int]
    visits: list[FrontDeskVisit]
