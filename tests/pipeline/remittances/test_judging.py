"""Adjustments judged in classes: the same root cause as triage of each by itself."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from backend.codes import knowledge
from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.triage import triage
from backend.pipeline.posting.entries import account_of, advice_entries, payment_entries
from backend.pipeline.remittances.advice import ClaimContext, imbalance, judge
from backend.x12.parts import Adjustment, Name, Procedure
from backend.x12.remittance_835.models import ClaimPayment, LinePayment

PLANS = ("commercial", "erisa", "medicare", "medicare_advantage", "medicaid", "unknown")


def test_a_class_is_judged_like_each_of_its_members() -> None:
    chance = random.Random(5)
    codes = [one.code for one in knowledge.all_carc()]
    remarks = [one.code for one in knowledge.all_rarc()]
    for _ in range(20_000):
        group, carc = chance.choice(("CO", "PR", "OA", "PI")), chance.choice(codes)
        told = tuple(chance.sample(remarks, chance.randint(0, 2)))
        charge = Decimal(chance.randint(100, 90000)) / 100
        amount = chance.choice((charge, charge / 2, Decimal("0.01"), -charge)).quantize(Decimal("0.01"))
        status, plan = chance.choice(("1", "2", "3", "4", "19", "22", "23", "25")), chance.choice(PLANS)
        paid_on = date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
        context = ClaimContext(plan, paid_on - timedelta(days=40), "1", chance.choice((True, False, None)), None, "P")
        charge = charge.quantize(Decimal("0.01"))
        [found] = judge([Adjustment(group, carc, amount)], told, charge, status, paid_on, context)
        direct = triage(
            AdjustmentFacts(
                group=group, carc=carc, remarks=told, amount=Money(amount), charge=Money(charge), claim_status=status,
                plan_type=plan, service_from=context.service_from, remittance_date=paid_on,
                authorization_on_file=context.authorization_on_file,
            )
        )  # fmt: skip
        assert (found.root_cause, found.is_denial) == (direct.root_cause, direct.is_denial)
        assert (found.facts is not None) == direct.is_denial


def test_entries_sum_to_zero_for_any_amounts() -> None:
    chance = random.Random(6)
    context = ClaimContext("commercial", date(2026, 1, 1), "1", None, None, None)
    codes = ["45", "1", "2", "3", "97", "197", "253", "23", "29", "50"]
    for _ in range(2_000):
        amounts = [Decimal(chance.randint(-50000, 50000)) / 100 for _ in range(chance.randint(0, 5))]
        adjustments = [
            Adjustment(chance.choice(("CO", "PR", "OA")), chance.choice(codes), amount) for amount in amounts
        ]
        paid = (Decimal(chance.randint(-50000, 50000)) / 100).quantize(Decimal("0.01"))
        judged = judge(adjustments, (), Decimal("1000.00"), "1", date(2026, 2, 2), context)
        first = chance.choice((None, Decimal("1000.00")))
        entries = advice_entries(paid, judged, [account_of(one) for one in judged], first_charge=first)
        assert sum((one.amount for one in entries), Decimal(0)) == 0
        plb = [("WO", paid), ("L6", -paid)]
        assert sum((one.amount for one in payment_entries(paid, plb)), Decimal(0)) == 0


def claim(charge: str, paid: str, line_adjustment: str, claim_adjustment: str = "0") -> ClaimPayment:
    line = LinePayment(
        Procedure("HC", "99213"), Decimal("100.00"), Decimal("60.00"),
        adjustments=(Adjustment("CO", "45", Decimal(line_adjustment)),),
    )  # fmt: skip
    whole = (Adjustment("OA", "23", Decimal(claim_adjustment)),) if claim_adjustment != "0" else ()
    total, amount = Decimal(charge), Decimal(paid)
    return ClaimPayment("A", "1", total, amount, Decimal(0), "12", "N", Name("QC"), adjustments=whole, lines=(line,))


def test_lines_and_claims_that_do_not_add_up_are_named() -> None:
    assert imbalance(claim("100.00", "60.00", "40.00")) is None
    assert imbalance(claim("100.00", "50.00", "40.00", "10.00")) is None
    assert "line 1" in (imbalance(claim("100.00", "60.00", "40.01")) or "")
    assert "claim" in (imbalance(claim("100.00", "61.00", "40.00")) or "")
