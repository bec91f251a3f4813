"""Days told by their week, by a holiday's weekend, by the one before, beside relatives, and put right on the way; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 23)


def values(text: str, name: str, expects: str | None = None, channel: str = "voice") -> list[object]:
    return [f.value for f in extract(text, expects=expects, channel=channel, today=TODAY) if f.name == name]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the week of september fourteenth", {"start": "2026-09-14", "end": "2026-09-20"}),
        ("week of the sixteenth of july", {"start": "2026-07-13", "end": "2026-07-19"}),
        ("the week that started november ninth", {"start": "2026-11-09", "end": "2026-11-15"}),
        ("it was six twelve through six fifteen", {"start": "2026-06-12", "end": "2026-06-15"}),
        ("december twenty eighth into the new year till january second", {"start": "2025-12-28", "end": "2026-01-02"}),
        ("labor day weekend the saturday", "2026-09-05"),
        ("the sunday of memorial day weekend", "2026-05-24"),
        ("not this past tuesday the one before", "2026-11-10"),
        ("the thursday before last", "2026-11-12"),
        ("two wednesdays ago", "2026-11-11"),
        ("the day before the fourth of july", "2026-07-03"),
        ("election day", "2026-11-03"),
        ("presidents day the holiday monday", "2026-02-16"),
        ("the month was august and the day was the ninth", "2026-08-09"),
        ("i believe it was march", {"start": "2026-03-01", "end": "2026-03-31"}),
        ("february tenth twenty twenty four oh no five twenty twenty five", "2025-02-10"),
    ],
)
def test_days_of_service_told_at_length(text: str, told: object) -> None:
    assert values(text, "date_of_service", "date_of_service") == [told]


def test_several_days_after_their_month() -> None:
    told = ["2026-04-02", "2026-04-09", "2026-04-23"]
    assert values("april second ninth and twenty third", "date_of_service", "date_of_service") == told
    assert values("march second third visit", "date_of_service") == ["2026-03-02"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i had my knee scan done last thursday did you get it", ["2026-11-19"]),
        ("my mom went by ambulance new year's eve and it was denied", ["2025-12-31"]),
        ("the stitches she got tuesday are not on there", ["2026-11-17"]),
        ("i just had the surgery three weeks ago", []),
        ("my wife passed away on june third and the bills keep coming", []),
    ],
)
def test_a_day_of_treatment_told_in_passing(text: str, told: list[object]) -> None:
    assert values(text, "date_of_service") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("may ninth that was a sunday nineteen fifty four", "1954-05-09"),
        ("june the tenth and the year was forty eight", "1948-06-10"),
        ("eight fourteen no fifteen sixty two", "1962-08-15"),
        ("three seven forty nine no that's my sister mine's six two fifty one", "1951-06-02"),
        ("12/9/26", "1926-12-09"),
        ("4/18/62 haha i mean 63", "1963-04-18"),
    ],
)
def test_days_of_birth_told_in_pieces(text: str, told: str) -> None:
    assert values(text, "date_of_birth", "date_of_birth") == [told]


def test_each_of_a_family_has_a_day_of_birth() -> None:
    text = "my husband dale is four nineteen sixty two and the baby is tess eight two twenty five"
    assert values(text, "date_of_birth") == ["1962-04-19", "2025-08-02"]
