"""Days told by holidays, by lists and by what was settled on, and numbers with what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)
SERVED, BORN = "date_of_service", "date_of_birth"


def heard(text: str, name: str, *, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "expects", "days"),
    [
        pytest.param("election day in the morning", SERVED, ["2026-11-03"], id="election day"),
        pytest.param("it was black friday", SERVED, ["2025-11-28"], id="black friday"),
        pytest.param("april fools' day nineteen seventy two", BORN, ["1972-04-01"], id="an apostrophe at the end"),
        pytest.param("the day after christmas in fifty eight", BORN, ["1958-12-26"], id="beside a day of a year"),
        pytest.param("the monday before last", SERVED, ["2026-11-09"], id="the one before last"),
        pytest.param("i saw her the monday before last october twelfth", None, ["2026-10-12"], id="told exactly"),
        pytest.param("nineteen sixty three november four", BORN, ["1963-11-04"], id="the year before november"),
        pytest.param("the third of may forty one i'm eighty five years old", BORN, ["1941-05-03"], id="an age"),
        pytest.param("ten six i think or wait it was the eighth", SERVED, ["2026-10-08"], id="put right"),
        pytest.param(
            "i slipped on march the second and was seen on the fourth so put the fourth", SERVED, ["2026-03-04"], id="put"
        ),
        pytest.param("therapy in june the third and the tenth", None, ["2026-06-03", "2026-06-10"], id="listed after"),
        pytest.param("october fifth and the second visit", SERVED, ["2026-10-05"], id="a visit counted"),
        pytest.param(
            "june fourth and the ninth of july", SERVED, ["2026-06-04", "2026-07-09"], id="each of its month"
        ),
        pytest.param("the ambulance on new year's day eight hundred ten dollars", None, ["2026-01-01"], id="before a sum"),
        pytest.param("a letter about it came yesterday", None, [], id="the day a paper came"),
    ],
)  # fmt: skip
def test_a_day_by_its_name_or_its_neighbour(text: str, expects: str | None, days: list[str]) -> None:
    assert heard(text, expects or SERVED, expects=expects) == days
