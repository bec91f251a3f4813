"""A documented encounter as it comes in, and what is shown of it."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic.config import JsonDict

from backend.kit.ids import npi_is_valid

Side = Literal["left", "right", "bilateral"]
DecisionMaking = Literal["straightforward", "low", "moderate", "high"]
_ICD = r"^[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$"


def writable(text: str) -> str:
    """A text an 837 can carry. Raises ValueError where it holds a separator (``* : ~ ^``) or a control character."""
    if not text.isprintable() or not SEPARATORS.isdisjoint(text):
        raise ValueError("a character no file may carry")
    return text


SEPARATORS = frozenset("*:~^")
"""What our files divide segments, elements, components and repetitions by; X12 has no way to escape one."""


class _Strict(BaseModel):
    """Everything in a note may stand on a claim, so no text may hold what no file can carry."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*")
    @classmethod
    def _writable(cls, value: Any) -> Any:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                writable(text)
        return value


class Place(_Strict):
    """N3 and N4."""

    address: str = Field(min_length=1, max_length=55)
    city: str = Field(min_length=2, max_length=30)
    state: str = Field(pattern="^[A-Z]{2}$")
    zip: str = Field(pattern=r"^[0-9]{5}([0-9]{4})?$")


class Practice(Place):
    """The billing provider (837 loop 2010AA); its ZIP code has nine digits."""

    npi: str
    name: str = Field(min_length=1, max_length=60)
    tax_id: str = Field(pattern=r"^[0-9]{9}$")
    taxonomy: str = Field(default="", pattern=r"^([0-9A-Z]{10})?$")
    phone: str = Field(default="", pattern=r"^([0-9]{10})?$")
    zip: str = Field(pattern=r"^[0-9]{9}$")

    @field_validator("npi")
    @classmethod
    def _checked(cls, npi: str) -> str:
        if not npi_is_valid(npi):
            raise ValueError("check digit")
        return npi


class Physician(_Strict):
    """Who treated and documented (837 loop 2310B)."""

    npi: str
    first_name: str = Field(min_length=1, max_length=35)
    last_name: str = Field(min_length=1, max_length=60)
    taxonomy: str = Field(default="", pattern=r"^([0-9A-Z]{10})?$")

    @field_validator("npi")
    @classmethod
    def _checked(cls, npi: str) -> str:
        if not npi_is_valid(npi):
            raise ValueError("check digit")
        return npi


class Patient(Place):
    """Who was treated."""

    first_name: str = Field(min_length=1, max_length=35)
    last_name: str = Field(min_length=1, max_length=60)
    date_of_birth: date
    sex: Literal["F", "M", "U"]
    phone: str = Field(default="", pattern=r"^([0-9]{10})?$")


class Insurance(_Strict):
    """The plan billed first. ``subscriber`` only where the patient is not the subscriber."""

    payer_identifier: str = Field(min_length=2, max_length=80)
    payer_name: str = Field(min_length=1, max_length=60)
    filing_indicator: str = Field(pattern=r"^[0-9A-Z]{2}$")
    plan: str = Field(default="", max_length=60)
    group_number: str = Field(default="", max_length=50)
    member_id: str = Field(min_length=2, max_length=80)
    insurance_type: str = Field(default="", pattern=r"^(12|13|14|15|16|41|42|43|47)?$")
    """SBR05: why Medicare pays second, where it does."""
    relationship: str = Field(default="18", pattern=r"^(01|18|19|20|21|39|40|53|G8)$")
    subscriber: Patient | None = None


class Admission(_Strict):
    """A stay, or an outpatient day at a hospital, as the institutional form says it (837I CL1 and DTP 434, 435)."""

    type: str = Field(pattern=r"^[1-9]$")
    source: str = Field(pattern=r"^[0-9A-Z]$")
    status: str = Field(default="01", pattern=r"^[0-9]{2}$")
    """Patient status at the end of the statement: 01 discharged home."""
    inpatient: bool = False
    statement_to: date
    """The last day of the statement, the discharge of a stay."""


class Service(_Strict):
    """One service as documented. An office visit may leave the code open: its level follows from ``decision_making``."""

    procedure: str = Field(default="", pattern=r"^([0-9A-Z]{5})?$")
    revenue_code: str = Field(default="", pattern=r"^([0-9]{4})?$")
    """Of an institutional line; some have no procedure beside it."""
    visit: Literal["new", "established"] | None = None
    decision_making: DecisionMaking | None = None
    minutes: int | None = Field(default=None, ge=1, le=1440)
    side: Side | None = None
    units: int = Field(default=1, ge=1, le=999)
    modifiers: list[str] = Field(default=[], max_length=4)
    diagnoses: list[str] = Field(default=[], max_length=4)
    day: date | None = None
    place: str = Field(default="", pattern=r"^([0-9]{2})?$")
    charge: Decimal = Field(gt=0, max_digits=12, decimal_places=2)
    """For the service as documented; where coding settles code or units, ``fees`` of the encounter go first."""

    @field_validator("diagnoses")
    @classmethod
    def _codes(cls, codes: list[str]) -> list[str]:
        return [plain_diagnosis(one) for one in codes]


VISIT_SHOWN: JsonDict = {
    "number": "V-88213",
    "service_date": "2026-03-16",
    "documented_at": "2026-03-16T15:40:00Z",
    "signed": True,
    "place_of_service": "11",
    "practice": {
        "npi": "1770002313", "name": "Tidewater Clinic", "tax_id": "123456789", "taxonomy": "207Q00000X",
        "phone": "4405550100", "address": "12 Quay Street", "city": "Marlow", "state": "OH",
        "zip": "440010100",
    },
    "physician": {"npi": "1770002313", "first_name": "Morgan", "last_name": "Ashgrove"},
    "patient": {
        "first_name": "Odessa", "last_name": "Farrow", "date_of_birth": "1980-05-17", "sex": "F",
        "phone": "4405550123", "address": "4 Elm Row", "city": "Marlow", "state": "OH", "zip": "44001",
    },
    "insurance": {
        "payer_identifier": "HHP01", "payer_name": "Harbor Health Plan", "filing_indicator": "CI",
        "plan": "Harbor Choice PPO", "member_id": "H00412877",
    },
    "services": [
        {"visit": "established", "decision_making": "low", "diagnoses": ["I10"], "charge": "145.00"}
    ],
    "fees": {"99213": "145.00"},
}  # fmt: skip
"""What an encounter looks like, for the OpenAPI document."""


class NewEncounter(_Strict):
    """A visit whose note is closed."""

    model_config = ConfigDict(json_schema_extra={"examples": [VISIT_SHOWN]})

    number: str = Field(min_length=1, max_length=20)
    """CLM01: at most 20 characters come back from every payer."""
    service_date: date
    documented_at: datetime
    signed: bool
    place_of_service: str = Field(pattern=r"^[0-9]{2}$")
    practice: Practice
    physician: Physician
    patient: Patient
    insurance: Insurance
    secondary: Insurance | None = None
    """The plan that pays second."""
    form: Literal["P", "I"] = "P"
    """I: the facility bills, on the institutional form; ``place_of_service`` holds the first two digits of the type of bill."""
    admission: Admission | None = None
    diagnoses: list[str] = Field(default=[], max_length=12)
    """Of the whole encounter, principal first; an institutional claim points from no line to a diagnosis."""
    services: list[Service] = Field(min_length=1, max_length=50)
    authorization_number: str = Field(default="", max_length=50)
    referral_number: str = Field(default="", max_length=50)
    fees: dict[str, Decimal] = {}
    """The practice's charges for one unit, by code."""

    @field_validator("diagnoses")
    @classmethod
    def _codes(cls, codes: list[str]) -> list[str]:
        return [plain_diagnosis(one) for one in codes]

    @model_validator(mode="after")
    def _whole(self) -> NewEncounter:
        if (self.form == "I") != (self.admission is not None):
            raise ValueError("an institutional encounter, and no other, has an admission")
        if self.form == "I" and not all(one.revenue_code for one in self.services):
            raise ValueError("an institutional service has a revenue code")
        return self

    @field_validator("documented_at")
    @classmethod
    def _aware(cls, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError("time zone")
        return at


def plain_diagnosis(code: str) -> str:
    """An ICD-10-CM code as the 837 takes it: capitals, no dot. Raises ValueError where it has not that form."""
    code = code.strip().upper()
    if not re.match(_ICD, code):
        raise ValueError("not an ICD-10 code")
    return code.replace(".", "")


class Encounters(BaseModel):
    """Encounters to take in."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"encounters": [VISIT_SHOWN]}]})

    encounters: list[NewEncounter] = Field(min_length=1, max_length=500)


class EncounterTaken(BaseModel):
    """What became of one: coded, queried, stopped, or already_billed (then nothing was changed)."""

    number: str
    id: UUID
    state: str
    queries: int


class RowProblem(BaseModel):
    """Why a line of a file was not taken."""

    row: int
    field: str
    code: str


class EncountersTaken(BaseModel):
    encounters: list[EncounterTaken]
    problems: list[RowProblem] = []


class CodingQueryShown(BaseModel):
    """A question to a physician."""

    id: UUID
    encounter_id: UUID
    encounter_number: str
    physician_npi: str
    service: int
    gap: str
    missing: str
    needed: str
    choices: list[str]
    asked_at: datetime
    due: datetime
    state: str
    answer: str | None


class CodingQueries(BaseModel):
    queries: list[CodingQueryShown]


class QueryAnswer(BaseModel):
    """The physician's word, entered by whoever asked."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"answer": "moderate"}]})

    answer: str = Field(min_length=1, max_length=60)


class PatternShown(BaseModel):
    """What one physician's notes keep leaving out."""

    physician_npi: str
    gap: str
    queries: int
    encounters: int
    percent: int
    unanswered: int
    hours_to_answer: float | None
    """Median; none where nothing was answered."""
    advice: str


class LeftOutShown(BaseModel):
    """Services one physician documented that were not billed, and why."""

    physician_npi: str
    reason: str
    services: int
    why: str


class LagShown(BaseModel):
    """Days from the visit to the claim leaving, for one practice."""

    provider_npi: str
    claims: int
    median_days: float
    ninety_percent_within_days: int


class DocumentationReport(BaseModel):
    """How notes become claims: patterns and services not billed by physician, charge lag by practice."""

    patterns: list[PatternShown]
    left_out: list[LeftOutShown]
    charge_lag: list[LagShown]
