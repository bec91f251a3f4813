"""Appointments as they come in: one by one by the API, or a schedule as a CSV file. Pure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.config import JsonDict

from backend.kit.ids import npi_is_valid

MOST_ROWS = 5000


APPOINTMENT_SHOWN: JsonDict = {
    "number": "A-20418",
    "provider_npi": "1770002313",
    "provider_name": "Tidewater Clinic",
    "provider_tax_id": "123456789",
    "payer_identifier": "HRB01",
    "payer_name": "Harborlight Health Insurance",
    "plan": "Harborlight Choice PPO",
    "member_id": "H00412877",
    "first_name": "Odessa",
    "last_name": "Farrow",
    "date_of_birth": "1980-05-17",
    "sex": "F",
    "day": "2026-03-17",
    "time": "09:30",
}
"""What a visit on the schedule looks like, for the OpenAPI document."""


class NewAppointment(BaseModel):
    """One visit on the schedule."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, json_schema_extra={"examples": [APPOINTMENT_SHOWN]}
    )

    number: str = Field(min_length=1, max_length=40)
    provider_npi: str = Field(pattern=r"^[0-9]{10}$")
    provider_name: str = Field(min_length=1, max_length=60)
    provider_tax_id: str = Field(pattern=r"^[0-9]{9}$")
    payer_identifier: str = Field(min_length=2, max_length=80)
    payer_name: str = Field(min_length=1, max_length=60)
    plan: str = Field(default="", max_length=60)
    member_id: str = Field(min_length=2, max_length=80)
    first_name: str = Field(min_length=1, max_length=35)
    last_name: str = Field(min_length=1, max_length=60)
    date_of_birth: date
    sex: str = Field(default="U", pattern="^[FMU]$")
    day: date
    time: str = Field(default="", pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")
    service_type: str = Field(default="30", pattern=r"^[A-Z0-9]{1,2}$")
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was not taken: its number from 1, the field, a code."""

    row: int
    field: str
    code: str


def read_schedule(text: str) -> tuple[list[NewAppointment], list[RowProblem]]:
    """Rows of a CSV whose first line names the fields of :class:`NewAppointment`; a bad row is named, the others go on."""
    good: list[NewAppointment] = []
    problems: list[RowProblem] = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 1):
        if number > MOST_ROWS:
            problems.append(RowProblem(number, "", "too_many_rows"))
            break
        try:
            one = NewAppointment.model_validate({key: value for key, value in row.items() if value not in (None, "")})
        except ValidationError as wrong:
            problems += [RowProblem(number, ".".join(map(str, each["loc"])), each["type"]) for each in wrong.errors()]
            continue
        if npi_is_valid(one.provider_npi):
            good.append(one)
        else:
            problems.append(RowProblem(number, "provider_npi", "check_digit"))
    return good, problems
