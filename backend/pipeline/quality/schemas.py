"""The JSON of quality. Shares run from 0 to 1."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "eligibility", "coding", "scrubbing", "adjudication", "posting", "denial_triage", "appeals", "follow_up", "patient_billing",
]  # fmt: skip


class EstimateShown(BaseModel):
    """An error rate and the interval it lies in with 95 % confidence."""

    rate: float
    low: float
    high: float


class StratumShown(BaseModel):
    name: str
    population: int
    sampled: int
    judged: int
    wrong: int
    estimate: EstimateShown | None = Field(description="none while nobody has judged one")


class SampleShown(BaseModel):
    """A month's sample of one kind of work with its result."""

    id: UUID
    kind: Kind
    month: date
    since: date
    until: date = Field(description="the first day not drawn from")
    seed: str = Field(description="makes the random order: anybody can draw the same again")
    drawn_at: datetime
    drawn_by: str
    strata: list[StratumShown]
    whole: EstimateShown | None = Field(description="of all the work, strata weighted by what they stand for")
    categories: dict[str, int]
    agreement: float | None
    open_checks: int


class SamplesListed(BaseModel):
    samples: list[SampleShown]


class DrawSample(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "denial_triage", "month": "2026-10"}]}
    )

    kind: Kind
    month: str = Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")


class CheckShown(BaseModel):
    """A piece of work to judge; it does not say whose it was."""

    id: UUID
    sample_id: UUID
    stratum: str
    subject_kind: str
    subject_id: UUID
    claim_id: UUID | None
    shown: dict[str, Any]
    state: str
    owner: str
    due: date


class VerdictShown(BaseModel):
    reviewer: str
    correct: bool
    category: str | None
    evidence: str
    decided_at: datetime


class CheckWhole(CheckShown):
    """The same with its kind and what was said of it."""

    kind: Kind
    verdicts: list[VerdictShown] = Field(description="others' are shown once you have judged")


class ChecksListed(BaseModel):
    checks: list[CheckShown]


class NewVerdict(BaseModel):
    """Right, or wrong with a category and where it shows."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"category": None, "evidence": ""},
                {"category": "route_wrong", "evidence": "CARC 16 with N265: correct and resubmit, not appeal"},
            ]
        },
    )

    category: str | None = Field(None, max_length=60)
    evidence: str = Field("", max_length=2000)


class CategoryShown(BaseModel):
    code: str
    title: str
    weight: Literal["critical", "major", "minor"]
    evidence: str


class CategoriesListed(BaseModel):
    categories: dict[str, list[CategoryShown]]


class CaseShown(BaseModel):
    """One reason work waits for a person."""

    queue: str
    reason: str
    found_in: list[str]
    case: str | None = Field(description="kind of case; none: mapped to nobody")
    person: str | None
    why: str | None


class CoverageShown(BaseModel):
    whole: bool = Field(description="whether every case goes to somebody")
    unmapped: int
    cases: list[CaseShown]
