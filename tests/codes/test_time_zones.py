"""Whose clock counts: known places, places on a boundary, numbers that belong to no place."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from backend.codes import time_zones
from backend.codes.effective import read_rules

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("zip_code", "zone"),
    [
        ("10025", "America/New_York"),
        ("60614", "America/Chicago"),
        ("80203", "America/Denver"),
        ("79912", "America/Denver"),
        ("85004", "America/Phoenix"),
        ("94110", "America/Los_Angeles"),
        ("99501", "America/Anchorage"),
        ("96813", "Pacific/Honolulu"),
        ("00901", "America/Puerto_Rico"),
    ],
)
def test_an_address_has_the_clock_of_its_place(zip_code: str, zone: str) -> None:
    assert time_zones.zone_of_zip(zip_code, TODAY) == zone


@pytest.mark.parametrize("zip_code", ["57501", "37347", "47586", "86515", "", "12", "ABCDE"])
def test_where_a_boundary_runs_through_or_nothing_is_known_nothing_is_guessed(zip_code: str) -> None:
    assert time_zones.zone_of_zip(zip_code, TODAY) is None


def test_before_the_rows_are_in_force_nothing_is_known() -> None:
    assert time_zones.zone_of_zip("10025", date(2010, 1, 1)) is None


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        ("+13035550142", "America/Denver"),
        ("+12125550100", "America/New_York"),
        ("+16025550100", "America/Phoenix"),
        ("+12085550100", None),
        ("+18005550100", None),
        ("+15550100", None),
        ("anonymous", None),
    ],
)
def test_a_number_has_the_clock_of_its_area_code_where_it_has_one(number: str, zone: str | None) -> None:
    assert time_zones.zone_of_number(number) == zone


def test_no_prefix_lies_in_two_zones_and_every_zone_exists() -> None:
    rows = read_rules(time_zones._DATA, time_zones.ZipZone)
    for prefix in (f"{one:03d}" for one in range(1000)):
        assert sum(one.holds(prefix) for one in rows) <= 1, prefix
    assert {ZoneInfo(one.zone).key for one in rows} == {one.zone for one in rows}


def test_zones_are_named_as_people_name_them() -> None:
    assert time_zones.spoken_zone("America/Denver", TODAY) == "Mountain Time"
    assert time_zones.spoken_zone("America/Boise", TODAY) == "Boise time"
