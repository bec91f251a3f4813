"""How many are looked at, and what the result says of all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.pipeline.quality.populations import POPULATIONS
from backend.pipeline.quality.rules import Judged, agreement, categories, plan, plans, whole, wilson

DAY = date(2026, 3, 16)


@pytest.mark.parametrize(("population", "size"), [(0, 0), (3, 3), (5, 5), (90, 5), (200, 10), (4000, 25)])
def test_a_stratum_is_sampled_by_share_between_least_and_most(population: int, size: int) -> None:
    rule = plan("denial_triage", DAY)
    assert rule is not None
    assert rule.size(population) == size


def test_every_kind_of_work_has_a_plan_a_population_and_its_errors() -> None:
    kinds = {one.kind for one in plans()}
    assert kinds == set(POPULATIONS) == set(categories())
    assert all(plan(kind, DAY) is not None for kind in kinds)
    assert all(
        one.evidence and one.weight in ("critical", "major", "minor")
        for found in categories().values()
        for one in found
    )


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"), [(0, 20, 0.0, 0.1611), (2, 40, 0.0138, 0.1650), (20, 20, 0.8389, 1.0)]
)
def test_wilsons_interval_is_the_one_in_the_books(wrong: int, judged: int, low: float, high: float) -> None:
    found = wilson(wrong, judged)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_nothing_judged_says_nothing() -> None:
    assert wilson(0, 0) is None
    assert whole([]) is None
    assert agreement([]) is None


def test_one_stratum_nobody_judged_leaves_the_whole_unknown() -> None:
    assert whole([Judged("a", 10, 5, 5, 0), Judged("b", 1000, 5, 0, 0)]) is None


def test_strata_weigh_what_they_stand_for() -> None:
    found = whole([Judged("rare", 10, 5, 5, 5), Judged("common", 990, 10, 10, 0)])
    assert found is not None
    assert found.rate == pytest.approx(0.01)


@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=8))
def test_the_rate_lies_in_its_interval(rows: list[tuple[int, int, int]]) -> None:
    found = whole([Judged(str(place), max(n, j), j, j, min(w, j)) for place, (n, j, w) in enumerate(rows)])
    assert found is not None
    assert 0 <= found.low <= found.rate + 1e-12
    assert found.rate - 1e-12 <= found.high <= 1


def test_agreement_is_the_share_of_equal_words() -> None:
    assert agreement([(True, True), (True, False), (False, False), (True, True)]) == 0.75
