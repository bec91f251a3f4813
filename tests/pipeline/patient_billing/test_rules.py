"""What happens next on an account, as a table; instalments and shares to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import Money
from backend.pipeline.patient_billing.rules import AccountFacts, instalments, next_step, share_out
from backend.pipeline.patient_billing.terms import terms_of

TODAY = date(2026, 6, 1)
TERMS = terms_of("1234567893", TODAY)
AGO = lambda days: TODAY - timedelta(days=days)  # noqa: E731
IN = lambda days: TODAY + timedelta(days=days)  # noqa: E731
SITUATIONS: list[tuple[dict[str, Any], str, str, str, date]] = [
    # the cycle: first statement, then 30, 60 and 90 days after it, then a person is asked
    ({}, "statement", "cycle", "system", IN(30)),
    ({"notices": 1, "first": AGO(29), "next": IN(1)}, "none", "cycle", "system", IN(1)),
    ({"notices": 1, "first": AGO(30)}, "statement", "cycle", "system", IN(30)),
    ({"notices": 3, "first": AGO(90)}, "statement", "cycle", "system", IN(30)),
    ({"notices": 4, "first": AGO(119), "last": AGO(29), "next": IN(1)}, "none", "cycle", "system", IN(1)),
    ({"notices": 4, "first": AGO(120), "last": AGO(30)}, "recommend_referral", "recommended", "supervisor", IN(7)),
    ({"notices": 4, "first": AGO(120), "last": AGO(30), "balance": "49.99"},
     "recommend_write_off", "recommended", "supervisor", IN(7)),
    # a late run never sends two on one day, and keeps the distance
    ({"notices": 1, "first": AGO(75)}, "statement", "cycle", "system", IN(30)),
    # small balances are asked for twice, not for ever
    ({"balance": "9.99", "notices": 2, "first": AGO(60)}, "write_off_small", "settled", "system", TODAY),
    ({"balance": "9.99", "notices": 1, "first": AGO(30)}, "statement", "cycle", "system", IN(30)),
    ({"balance": "10.00", "notices": 2, "first": AGO(60)}, "statement", "cycle", "system", IN(30)),
    # paid, or more than paid
    ({"balance": "0.00", "notices": 2, "first": AGO(60)}, "settle", "settled", "system", TODAY),
    ({"balance": "-5.00"}, "settle", "settled", "system", TODAY),
    ({"state": "plan", "balance": "0.00"}, "keep_plan", "settled", "system", TODAY),
    # paid, while an agency still has older charges: they stay somebody's to ask about
    ({"balance": "0.00", "notices": 1, "first": AGO(9), "agency": "500.00", "next": IN(21)},
     "settle", "referred", "biller", IN(90)),
    ({"state": "plan", "balance": "0.00", "agency": "500.00"}, "keep_plan", "referred", "biller", IN(90)),
    ({"state": "recommended", "balance": "0.00", "agency": "500.00"}, "settle", "referred", "biller", IN(90)),
    ({"state": "settled", "balance": "-5.00", "agency": "500.00"}, "settle", "referred", "biller", IN(90)),
    ({"balance": "9.99", "notices": 2, "first": AGO(60), "agency": "500.00"},
     "write_off_small", "referred", "biller", IN(90)),
    # settled before, owes anew: a cycle of its own
    ({"state": "settled", "notices": 0, "next": AGO(200)}, "statement", "cycle", "system", IN(30)),
    # stopped: no statement, a person has it
    ({"state": "disputed", "next": TODAY}, "none", "disputed", "biller", TODAY),
    ({"state": "disputed", "balance": "0.00", "next": TODAY}, "none", "disputed", "biller", TODAY),
    ({"state": "hardship", "next": TODAY}, "none", "hardship", "supervisor", TODAY),
    ({"state": "returned_mail", "next": TODAY}, "none", "returned_mail", "registration", TODAY),
    ({"state": "recommended", "next": TODAY}, "none", "recommended", "supervisor", TODAY),
    ({"state": "referred", "balance": "0.00", "agency": "12.00", "next": IN(1)}, "none", "referred", "biller", IN(1)),
    # the agency had its time: it is asked, and has as long again
    ({"state": "referred", "balance": "0.00", "agency": "12.00"}, "ask_agency", "referred", "biller", IN(90)),
    ({"state": "referred", "balance": "0.00", "agency": "12.00", "next": AGO(400)},
     "ask_agency", "referred", "biller", IN(90)),
    ({"state": "referred", "balance": "0.00"}, "settle", "settled", "system", TODAY),
    ({"state": "referred", "notices": 4, "first": AGO(200)}, "statement", "cycle", "system", IN(30)),
    # a stop that waits for nobody's word ends on its day: documents that did not come, a recommendation refused
    ({"state": "hardship", "owner": "biller", "next": IN(1)}, "none", "hardship", "biller", IN(1)),
    ({"state": "hardship", "owner": "biller"}, "statement", "cycle", "system", IN(30)),
    ({"state": "hardship", "owner": "biller", "balance": "0.00"}, "settle", "settled", "system", TODAY),
    ({"state": "hardship", "owner": "supervisor", "next": AGO(9)}, "none", "hardship", "supervisor", AGO(9)),
    ({"state": "recommended", "owner": "biller", "next": IN(1)}, "none", "recommended", "biller", IN(1)),
    ({"state": "recommended", "owner": "biller", "notices": 4, "first": AGO(150)}, "statement", "cycle", "system", IN(30)),
    # plans: one missed payment is waited for, two end it
    ({"state": "plan", "missed": 0, "due": IN(4)}, "none", "plan", "system", IN(15)),
    ({"state": "plan", "missed": 1, "due": AGO(20)}, "none", "plan", "system", TODAY),
    ({"state": "plan", "missed": 2, "due": AGO(50)}, "break_plan", "cycle", "biller", TODAY),
    ({"state": "plan", "due": None}, "keep_plan", "cycle", "system", TODAY),
]  # fmt: skip


@pytest.mark.parametrize(("given", "act", "state", "owner", "next_date"), SITUATIONS)
def test_account_has_one_step_one_owner_one_date(
    given: dict[str, Any], act: str, state: str, owner: str, next_date: date
) -> None:
    facts = AccountFacts(
        given.get("state", "cycle"), Money.of(given.get("balance", "120.00")), given.get("notices", 0), given.get("first"),
        given.get("last"), given.get("next", TODAY), given.get("owner", "system"), given.get("missed", 0),
        next_instalment=given.get("due"), with_agency=Money.of(given.get("agency", "0.00")),
    )  # fmt: skip
    step = next_step(facts, TERMS, TODAY)
    assert (step.act, step.state, step.owner, step.next_date) == (act, state, owner, next_date)


def test_a_whole_cycle_asks_four_times_at_0_30_60_90_and_then_a_person() -> None:
    account, days = AccountFacts("cycle", Money.of("80.00"), 0, None, None, TODAY), []
    for offset in range(200):
        day = TODAY + timedelta(days=offset)
        step = next_step(account, TERMS, day)
        if step.act == "statement":
            days.append(offset)
            first = account.first_notice_on or day
            account = AccountFacts("cycle", account.balance, step.notice, first, day, step.next_date)
        elif step.act != "none":
            assert (step.act, offset) == ("recommend_referral", 120)
            break
    assert days == [0, 30, 60, 90]


amounts = st.integers(min_value=1, max_value=10**8).map(lambda cents: Money.of(f"{cents // 100}.{cents % 100:02d}"))


@given(amounts, st.integers(min_value=1, max_value=24), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_instalments_sum_to_the_total_and_fall_a_month_apart(total: Money, count: int, first: date) -> None:
    parts = instalments(total, count, first)
    assert Money.total(amount for _, amount in parts) == total
    assert len(parts) == count
    for (one, _), (other, _) in pairwise(parts):
        assert (other.year * 12 + other.month) - (one.year * 12 + one.month) == 1
        assert other.day in (first.day, 28, 29, 30)


@given(amounts, st.lists(amounts, max_size=8))
def test_money_is_spread_to_the_cent_and_never_beyond_what_is_owed(amount: Money, owed: list[Money]) -> None:
    named = [(str(n), one) for n, one in enumerate(owed)]
    shares, left = share_out(amount, named)
    assert Money.total(part for _, part in shares) + left == amount
    assert all(part <= dict(named)[key] for key, part in shares)
    assert left == Money.zero() or Money.total(part for _, part in shares) == Money.total(owed)
