"""Money is exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import ZERO, Money

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(Money.of)


@given(st.lists(amounts, max_size=30))
def test_total_is_the_sum_in_any_order(many: list[Money]) -> None:
    assert Money.total(many) == Money.total(reversed(many))
    assert Money.total(many).amount == sum((one.amount for one in many), Decimal(0))


@given(amounts, amounts)
def test_what_is_added_can_be_taken_away(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert one - one == ZERO


@pytest.mark.parametrize("text", ["1.005", "abc", "", "NaN", "1e-3"])
def test_inexact_or_senseless_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        Money.of(text)


def test_half_a_cent_rounds_up_away_from_zero() -> None:
    assert Money.rounded(Decimal("2.345")) == Money.of("2.35")
    assert Money.rounded(Decimal("-2.345")) == Money.of("-2.35")


def test_amount_for_people_has_a_sign_before_the_dollar() -> None:
    assert Money.of("-1240").spoken == "-$1,240.00"
