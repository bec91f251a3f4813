"""Figures from sums: division by nothing, signs, aims, and what is not measured."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from backend.pipeline.reporting import charts
from backend.pipeline.reporting.figures import Group, Lists, changed, definitions, figure, rate, share, shown
from backend.pipeline.reporting.schemas import Chart, Point

ONE, OTHER = uuid4(), uuid4()


def group(basis: str, hit: bool, count: int, amount: str = "0", payer=ONE, part: str = "x") -> Group:
    return Group(basis, "Payer", payer, part, hit, count, Decimal(amount), Decimal(0), 0)


def test_a_rate_is_hits_of_all_with_the_division_beside_it() -> None:
    lists = Lists([group("clean", True, 97), group("clean", False, 3)])
    found = rate("clean_claim_rate", "clean", lists, "claims sent")
    assert (found.value, found.display, found.made_of, found.met) == ("97.00", "97.0 %", "97 of 100 claims sent", True)
    assert found.target == "at least 95.0 %"


def test_nothing_of_nothing_is_not_measured() -> None:
    found = rate("clean_claim_rate", "clean", Lists([]), "claims sent", missing="No claim left.")
    assert (found.value, found.display, found.not_measured, found.met, found.claims) == (
        None, "not measured", "No claim left.", None, None,
    )  # fmt: skip


def test_zero_that_was_measured_is_zero() -> None:
    lists = Lists([group("decided", False, 50)])
    assert rate("denial_rate", "decided", lists, "claims").display == "0.0 %"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("1234.5", "money", "$1,234.50"), ("-0.05", "money", "-$0.05"), ("12.345", "percent", "12.3 %"), ("7", "days", "7.0 days"),
     ("1200", "count", "1,200"), (None, "money", "not measured")],
)  # fmt: skip
def test_numbers_read_as_people_write_them(value, unit, text) -> None:
    assert shown(None if value is None else Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("now", "before", "text"), [("12", "10", "+2.0 points"), ("8", "10", "−2.0 points"), ("8", "8", "±0.0 points")]
)
def test_change_carries_its_sign(now: str, before: str, text: str) -> None:
    assert changed(Decimal(now), Decimal(before), "percent") == text
    assert changed(Decimal(now), None, "percent") is None


def test_sums_are_picked_by_payer_slice_and_hit() -> None:
    lists = Lists(
        [group("a", True, 1, "1.00"), group("a", False, 2, "2.00", OTHER), group("a", True, 4, "4.00", OTHER, "y")]
    )
    assert lists.total("a").amount == Decimal("7.00")
    assert lists.total("a", payer=OTHER).count == 6
    assert lists.total("a", payer=OTHER, hit=True).count == 4
    assert lists.total("a", slices=["y"]).count == 4
    assert share(1, 0) is None


def test_every_figure_says_what_it_means_and_where_it_comes_from() -> None:
    for key, said in definitions().items():
        assert said["title"], key
        assert said["definition"].endswith("."), key
        assert said["source"], key
        assert figure(key, "count", 1, Lists([])).definition == said["definition"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_drawn_without_scripts_styles_or_other_origins(scheme) -> None:
    chart = Chart(
        key="ageing", title="Ages", alternative="said", unit="money",
        points=[Point(label="0-30", group="payers", value=10), Point(label="31-60", group="patients", value=5)],
    )  # fmt: skip
    drawn = charts.svg(chart, scheme)
    assert drawn.startswith("<svg")
    assert not any(part in drawn for part in ("<script", "<style", "style=", "href=", "url("))
    assert "0-30" in drawn
    assert charts.png(chart).startswith(b"\x89PNG")
