"""A hospital's encounter becomes an institutional claim."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.submission import service
from backend.x12 import read
from tests.pipeline.encounters.visits import NOTED, encounter
from tests.pipeline.submission.claims import NOW, files, ready

STAY = {"type": "3", "source": "1", "inpatient": True, "statement_to": "2026-03-19"}
ROOM: dict[str, Any] = {"revenue_code": "0120", "units": 3, "charge": "5400.00"}
DRUGS: dict[str, Any] = {"revenue_code": "0250", "charge": "812.50"}


def test_stay_leaves_as_an_institutional_claim(session: Session) -> None:
    given = {"form": "I", "admission": STAY, "place_of_service": "11", "diagnoses": ["J18.9", "I10"]}
    ready(session, encounter(ROOM, DRUGS, number="H1", **given))
    assert [one.form for one in service.submit_ready(session, NOW)] == ["I"]
    (file,) = files(session, "837")
    assert file.kind == "837I"
    records, findings = [], []
    for transaction in read(file.content):
        records += list(transaction.records())
        findings += transaction.findings
    (record,) = records
    claim = record.model
    assert not record.findings
    assert not findings
    assert (claim.facility_code, claim.admission, claim.charge) == ("11", ("3", "1", "01"), Decimal("6212.50"))
    assert [(one.revenue_code, one.procedure, one.unit, one.units) for one in claim.lines] == [
        ("0120", None, "DA", 3), ("0250", None, "UN", 1),
    ]  # fmt: skip
    assert [one.code for one in claim.diagnoses] == ["J189", "I10"]
    assert (str(claim.service_from), str(claim.service_to)) == ("2026-03-16", "2026-03-19")


def test_facility_record_without_a_diagnosis_is_asked_about(session: Session) -> None:
    outpatient = {**STAY, "inpatient": False, "statement_to": "2026-03-16"}
    given = encounter(
        {**DRUGS, "procedure": "J1885"}, number="H2", form="I", admission=outpatient, place_of_service="13"
    )
    (taken,) = take_encounters(session, [given], NOTED)
    assert (taken.state, taken.queries) == ("queried", 1)


@pytest.mark.parametrize("changes", [{"form": "I"}, {"admission": STAY}, {"form": "I", "admission": STAY}])
def test_half_institutional_encounter_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        encounter({"procedure": "93000", "diagnoses": ["I10"], "charge": "80.00"}, **changes)
