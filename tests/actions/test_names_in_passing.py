"""One name alone that is not the patient's proves nothing, wherever a line tells it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.heard import read


def _values(text: str, name: str, expects: str | None = None) -> dict[str, list[Any]]:
    start = text.lower().index(name.lower())
    entity = {"entity": "person_name", "value": name, "start": start, "end": start + len(name)}
    return read({"text": text, "intent": {"name": "inform", "confidence": 1.0}, "entities": [entity]}, expects).values


@pytest.mark.parametrize(
    "text",
    [
        "this is rosalie over in billing",
        "hi its rosalie at elm street dental",
        "you're speaking with rosalie at the front desk",
        "call me back and ask for rosalie",
        "your rep rosalie told me it was paid",
        "someone named rosalie said so",
        "i'm the office manager rosalie",
        "this is nurse rosalie from doctor haas's",
        "did you get it from Rosalie in AR",
        "rosalie from the surgeon's office",
        "this is mrs rosalie again",
        "i was on with a mister rosalie",
        "lupe from doctor rosalie's office",
        "an mri with dr rosalie",
        "dr. Rosalie said it was covered",
        "my doctor is rosalie",
    ],
)
def test_a_caller_a_colleague_or_a_doctor_is_not_taken_for_the_patient(text: str) -> None:
    assert "person_name" not in _values(text, "rosalie")


@pytest.mark.parametrize(
    ("text", "expects"),
    [("the claim is for my little girl rosalie", None), ("last name rosalie", None), ("it's rosalie", "last_name")],
)
def test_a_patient_told_by_one_name_still_is(text: str, expects: str | None) -> None:
    assert _values(text, "rosalie", expects)["person_name"] == ["rosalie"]
