"""What a note may hold: every text of it may stand on a claim, and no file carries its own separators."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.encounters.service import read_lines
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from tests.pipeline.encounters.visits import FULL, encounter


@pytest.mark.parametrize(
    ("part", "field", "text"),
    [
        ("patient", "address", "12 Quay Street, Apt:4"),
        ("practice", "name", "Tidewater * Clinic"),
        ("insurance", "plan", "Harbor ~ Choice"),
        ("insurance", "member_id", "H004^12877"),
        ("physician", "last_name", "Ash\x07grove"),
    ],
)
def test_text_no_file_can_carry_is_refused_when_the_note_comes_in(part: str, field: str, text: str) -> None:
    given: dict[str, Any] = deepcopy(FULL)
    given[part][field] = text
    with pytest.raises(ValidationError) as refused:
        NewEncounter.model_validate(given)
    assert [one["loc"] for one in refused.value.errors()] == [(part, field)]


@pytest.mark.parametrize("changes", [{"number": "V:1"}, {"authorization_number": "A*1"}])
def test_number_no_file_can_carry_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        encounter(**changes)


def test_line_of_a_file_names_the_field_and_not_its_value() -> None:
    bad = encounter().model_copy(update={"number": "V:1"}).model_dump_json()
    good, problems = read_lines(bad)
    assert good == []
    assert [(one.row, one.field, one.code) for one in problems] == [(1, "number", "value_error")]


@pytest.mark.parametrize("field", ["authorization_number", "referral_number", "member_id", "patient_last_name"])
def test_correction_brings_in_no_separator_either(field: str) -> None:
    with pytest.raises(ValidationError):
        ClaimCorrection.model_validate({"reason": "told: by phone", field: "A:77"})
    assert ClaimCorrection.model_validate({"reason": "told: by phone", field: "A77"}).reason == "told: by phone"
