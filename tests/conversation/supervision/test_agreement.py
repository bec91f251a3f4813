"""Cohen's kappa against worked examples."""

from __future__ import annotations

import pytest

from backend.conversation.supervision.agreement import agreements, band_of, kappa


def pairs(*counts: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(one, other) for one, other, count in counts for _ in range(count)]


def test_worked_example_of_fifty_proposals() -> None:
    found = kappa(pairs(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)))
    assert found == pytest.approx(0.4)


def test_full_agreement_is_one_and_full_disagreement_is_below_zero() -> None:
    assert kappa(pairs(("a", "a", 5), ("b", "b", 5))) == 1
    assert kappa(pairs(("a", "b", 5), ("b", "a", 5))) == -1


def test_chance_alone_is_zero() -> None:
    assert kappa(pairs(("a", "a", 1), ("a", "b", 1), ("b", "a", 1), ("b", "b", 1))) == 0


@pytest.mark.parametrize("same", [[], [("a", "a")] * 3])
def test_where_chance_explains_all_there_is_no_kappa(same: list[tuple[str, str]]) -> None:
    assert kappa(same) is None


@pytest.mark.parametrize(
    ("total", "band"), [(100, "excellent"), (90, "excellent"), (89, "good"), (50, "weak"), (0, "failed")]
)
def test_bands(total: int, band: str) -> None:
    assert band_of(total) == band


def test_each_pair_of_scorers_stands_for_itself() -> None:
    scored = [[("Sam", 95), ("Rui", 92)], [("Rui", 40), ("Sam", 80)], [("Sam", 95)], [("Ida", 0), ("Sam", 0)]]
    found = {one.scorers: (one.conversations, one.same) for one in agreements(scored)}
    assert found == {("Rui", "Sam"): (2, 1), ("Ida", "Sam"): (1, 1)}
