"""Documented visits for the tests of encounters, scrubbing, credentialing and submission."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from backend.pipeline.encounters.schemas import NewEncounter

NOTED = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
FULL: dict[str, Any] = deepcopy(NewEncounter.model_config["json_schema_extra"]["examples"][0])  # type: ignore[index,call-overload]
FULL["documented_at"] = NOTED.isoformat()
VISIT: dict[str, Any] = {"visit": "established", "decision_making": "low", "diagnoses": ["I10"], "charge": "145.00"}


def service(**changes: Any) -> dict[str, Any]:
    return {"procedure": "93000", "diagnoses": ["I10"], "charge": "80.00", **changes}


def encounter(*services: dict[str, Any], **changes: Any) -> NewEncounter:
    """A visit of Odessa Farrow on 16 March 2026, whose note is complete unless the test changes it."""
    given = {**deepcopy(FULL), "services": list(services) or [VISIT], **changes}
    return NewEncounter.model_validate(given)
