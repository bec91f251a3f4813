"""A day typed wrong and put right in the same line."""

from __future__ import annotations

from typing import Any

import pytest

from actions.heard import read
from actions.typed_days import put_right


@pytest.mark.parametrize(
    "text",
    [
        "04/24/2002, sorry I mean 06/03/2002",
        "04/24/2002 no wait 06/03/2002",
        "04/24/2002, actually 06/03/2002",
        "dob 4/24/2002 oops, it's 6/3/2002",
        "2002-04-24 sorry i meant 2002-06-03",
        "04-24-2002... typo, should be 06-03-2002",
        "born 04/24/2002 — my bad, the dob is 06/03/2002",
        "sorry the DOB is 06/03/2002 I gave you 04/24/2002",
        "it's 06/03/2002, not 04/24/2002",
        "04/24/2002 is the dob no wait 06/03/2002",
        "dos 04/24/2002, sorry, dos is 06/03/2002",
        "dob 04/24/2002 sorry 06/03/2002 dos 05/04/2026",
    ],
)
def test_the_words_between_two_days_tell_which_one_holds(text: str) -> None:
    right = put_right(text)
    assert right is not None
    assert right.day == "2002-06-03"


@pytest.mark.parametrize(
    "text",
    [
        "dob 04/24/2002 dos 06/03/2026",
        "06/03/2026 and 06/10/2026",
        "from 06/03/2026 to 06/10/2026",
        "either 04/24/2002 or 06/03/2002",
        "04/24/2002, sorry, the claim is 12345678",
        "04/24/2002 no wait 13/45/2002",
        "dob 04/24/2002 no dos is 05/04/2026",
        "dos 05/04/2026, sorry, dob 04/24/2002",
        "04/24/2002, sorry, the date of service is 05/04/2026",
        "dob 04/24/2002, dos, oops, 05/04/2026",
        "dob 04/24/2002 sorry 05/04/2026 is the dos",
        "dob is 04/24/2002, not 05/04/2026 dos",
    ],
)
def test_two_days_that_are_both_meant_stay_two(text: str) -> None:
    assert put_right(text) is None


def entity(name: str, value: Any, text: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": len(text)}


def test_a_birth_date_put_right_is_the_one_heard() -> None:
    text = "04/24/2002, sorry I mean 06/03/2002"
    message = {"text": text, "intent": {"name": "inform"}, "entities": [entity("date_of_birth", "2006-04-24", text)]}
    assert read(message).one("date_of_birth") == "2002-06-03"


def test_a_day_of_service_put_right_is_one_day() -> None:
    text = "05/24/2026... typo, 06/03/2026"
    found = [
        {"entity": "date_of_service", "value": "2026-05-24", "start": 0, "end": 10},
        {"entity": "date_of_service", "value": "2026-06-03", "start": 20, "end": 30},
    ]
    message = {"text": text, "intent": {"name": "inform"}, "entities": found}
    assert read(message).values["date_of_service"] == [{"start": "2026-06-03", "end": "2026-06-03"}]


def test_a_day_of_service_beside_a_birth_date_leaves_both_as_said() -> None:
    text = "dob 04/24/2002 no dos is 05/04/2026"
    found = [
        {"entity": "date_of_birth", "value": "2002-04-24", "start": 4, "end": 14},
        {"entity": "date_of_service", "value": "2026-05-04", "start": 25, "end": 35},
    ]
    heard = read({"text": text, "intent": {"name": "inform"}, "entities": found})
    assert heard.one("date_of_birth") == "2002-04-24"
    assert heard.values["date_of_service"] == [{"start": "2026-05-04", "end": "2026-05-04"}]
