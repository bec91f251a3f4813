"""Claims before they leave, as JSON."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator

from backend.pipeline.encounters.schemas import plain_diagnosis, writable


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class LineCorrection(_Strict):
    """What changes on one service line; fields left out stay."""

    number: int = Field(ge=1)
    remove: bool = False
    procedure: str | None = Field(default=None, pattern="^[0-9A-Z]{5}$")
    modifiers: list[Annotated[str, Field(pattern="^[0-9A-Z]{2}$")]] | None = Field(default=None, max_length=4)
    units: int | None = Field(default=None, ge=1, le=999)
    charge: Decimal | None = Field(default=None, gt=0, max_digits=12, decimal_places=2)
    pointers: list[int] | None = Field(default=None, min_length=1, max_length=4)


class ClaimCorrection(_Strict):
    """What a person puts right on a claim that did not leave, or came back rejected; fields left out stay."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reason": "Separate visit documented",
                    "authorization_number": "A7741",
                    "lines": [{"number": 1, "modifiers": ["25"]}],
                }
            ]
        }
    )

    reason: str = Field(min_length=3, max_length=200)
    authorization_number: str | None = Field(default=None, max_length=50)
    referral_number: str | None = Field(default=None, max_length=50)
    place_of_service: str | None = Field(default=None, pattern=r"^[0-9]{2}$")
    diagnoses: list[str] | None = Field(default=None, min_length=1, max_length=12)
    member_id: str | None = Field(default=None, min_length=2, max_length=80)
    patient_first_name: str | None = Field(default=None, min_length=1, max_length=35)
    patient_last_name: str | None = Field(default=None, min_length=1, max_length=60)
    patient_date_of_birth: date | None = None
    patient_sex: Literal["F", "M", "U"] | None = None
    lines: list[LineCorrection] = []

    @field_validator("diagnoses")
    @classmethod
    def _codes(cls, codes: list[str] | None) -> list[str] | None:
        return [plain_diagnosis(one) for one in codes] if codes is not None else None

    @field_validator("authorization_number", "referral_number", "member_id", "patient_first_name", "patient_last_name")
    @classmethod
    def _writable(cls, text: str | None) -> str | None:
        return None if text is None else writable(text)


class Replacement(ClaimCorrection):
    """A decided claim billed again with a correction, or taken back altogether."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"reason": "Modifier added after denial", "lines": [{"number": 1, "modifiers": ["25"]}]}]
        }
    )

    void: bool = False


class ReplacementRequest(_Strict):
    """Whoever billed a returned claim was asked for a corrected one."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"way": "phone", "owner": "biller", "expected_by": "2026-07-15"}]}
    )

    way: Literal["phone", "portal", "letter", "fax", "email"]
    owner: str = Field(min_length=1, max_length=60, description="who sees that it comes: a role or a sign-in name")
    expected_by: date = Field(description="within thirty days; never later than the last day to file it")


class ReplacementAsked(BaseModel):
    """What was asked for, by whom, and by when it is looked after."""

    name: str
    way: str
    by: date


class ReplacementRequested(BaseModel):
    """The work that sees to it."""

    claim_id: UUID
    owner: str
    due: date


class FindingShown(BaseModel):
    """What scrubbing found, how it is fixed and by whom."""

    id: UUID
    edit: str
    kind: str
    severity: str
    line_number: int | None
    element: str
    sentence: str
    fix: str
    owner: str
    source: str
    correction: dict[str, Any] | None
    found_on: date
    state: str
    accepted_by: str | None
    accepted_reason: str | None


class BilledLine(BaseModel):
    """A service line as it stands; ``pointers`` count the claim's diagnoses from 1."""

    number: int
    procedure: str
    modifiers: list[str]
    units: str
    charge: str
    pointers: list[str]


class Billed(BaseModel):
    """What stands on a claim of what a person can correct; empty where nothing does."""

    member_id: str
    patient_first_name: str
    patient_last_name: str
    patient_date_of_birth: date
    patient_sex: str
    authorization_number: str
    referral_number: str
    place_of_service: str
    diagnoses: list[str]
    lines: list[BilledLine]


class FindingList(BaseModel):
    """What was found, where the claim stands on its way out, and what can be done with it from there."""

    findings: list[FindingShown]
    state: str | None = Field(None, description="on its way out; none: we never billed it")
    possible: list[str] = Field([], description="correct, correct_member_id, take_off, send_again, replace, ask_sender")
    replaced_by: UUID | None = Field(default=None, description="the claim that takes its place, or takes it back")
    billed: Billed | None = Field(
        default=None, description="what stands on it now, where a person can correct or replace it"
    )
    asked: ReplacementAsked | None = Field(
        default=None, description="of one that came by file and was returned: who asked its sender for a corrected one"
    )


class Scrubbed(BaseModel):
    """Where the claim stands after scrubbing."""

    claim_id: UUID
    state: str
    blocking: int
    warnings: int
    corrected: int


class Acceptance(_Strict):
    """Why a finding may pass."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "Payer confirmed by telephone, reference 4471"}]}
    )

    reason: str = Field(min_length=10, max_length=200)


class OutgoingShown(BaseModel):
    """A claim on its way out, and where it waits."""

    claim_id: UUID
    patient_control_number: str
    payer: str
    service_from: date
    charge: str
    state: str
    built_on: date
    changed_at: datetime
    attempts: int


class OutgoingList(BaseModel):
    """``counts`` by state over all claims; ``claims`` those asked for."""

    counts: dict[str, int]
    claims: list[OutgoingShown]
