"""Who may bill whom for which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.pipeline.credentialing.rules import WHY, Application, due_day, standing, worst

DAY = date(2026, 3, 16)
NEXT = DAY + timedelta(days=1)


def confirmed(start: date, stop: date | None = None) -> Application:
    return Application("confirmed", start, stop)


@pytest.mark.parametrize(
    ("applications", "expected"),
    [
        ([], "not_on_file"),
        ([Application("requested")], "requested"),
        ([Application("refused")], "refused"),
        ([Application("refused"), Application("requested")], "requested"),
        ([confirmed(DAY)], "enrolled"),
        ([confirmed(DAY, DAY)], "enrolled"),
        ([confirmed(NEXT)], "not_yet"),
        ([confirmed(date(2020, 1, 1), DAY - timedelta(days=1))], "ended"),
        ([confirmed(date(2020, 1, 1), date(2025, 12, 31)), Application("requested")], "requested"),
        ([confirmed(date(2020, 1, 1), date(2025, 12, 31)), confirmed(date(2026, 1, 1))], "enrolled"),
        ([Application("refused"), confirmed(date(2026, 1, 1))], "enrolled"),
    ],
)
def test_standing_on_a_day(applications: list[Application], expected: str) -> None:
    assert standing(applications, DAY, DAY) == expected


def test_services_of_several_days_need_one_span_over_all() -> None:
    assert standing([confirmed(date(2026, 1, 1), DAY)], DAY, NEXT) == "ended"
    assert standing([confirmed(date(2026, 1, 1), NEXT)], DAY, NEXT) == "enrolled"


def test_claim_waits_for_whoever_is_furthest_from_enrolled() -> None:
    assert worst({"1": "enrolled", "2": "requested"}) == "requested"
    assert worst({"1": "not_on_file", "2": "requested"}) == "not_on_file"
    assert worst({"1": "enrolled"}) == "enrolled"


def test_every_reason_to_hold_has_its_sentence() -> None:
    assert set(WHY) == {"requested", "not_yet", "ended", "refused", "not_on_file"}


@pytest.mark.parametrize(
    ("served", "next_date", "due"),
    [
        (DAY, DAY + timedelta(days=14), DAY + timedelta(days=14)),
        (DAY, DAY - timedelta(days=3), DAY),
        (DAY, None, DAY + timedelta(days=2)),
        (DAY - timedelta(days=75), DAY + timedelta(days=14), DAY - timedelta(days=75) + timedelta(days=90 - 7)),
        (DAY - timedelta(days=120), DAY + timedelta(days=14), DAY),
    ],
)
def test_held_claim_comes_up_before_its_time_to_file_ends(served: date, next_date: date | None, due: date) -> None:
    assert due_day("commercial", "Cigna Health", served, next_date, DAY) == due
