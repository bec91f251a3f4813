"""A claim taken apart: sums to the cent, who bears what, and what does not add up is never explained."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import Money
from backend.pipeline.claims.explanation import (
    ORDER,
    Decision,
    Explanation,
    Mismatch,
    NotDecided,
    explain,
    part_of,
    take_apart,
)
from backend.pipeline.claims.snapshot import Adjustment, LineSnapshot, Share
from backend.pipeline.claims.stage import Advice, position

ZERO = Money.zero()
CODES = ("1", "2", "3", "23", "24", "45", "66", "94", "96", "100", "187", "197", "204", "225", "253", "29", "ZZ9")
cents = st.integers(-20_000, 90_000).map(lambda number: Money(Decimal(number).scaleb(-2).quantize(Decimal("0.01"))))
groups = st.sampled_from(("CO", "PR", "OA", "PI", "CR"))
adjustments = st.builds(Adjustment, groups, st.sampled_from(CODES), cents, st.sampled_from((True, False, None)))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision that adds up, of any number of lines."""
    lines = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        own, paid = tuple(draw(st.lists(adjustments, max_size=5))), draw(cents)
        lines.append(line(own, paid, charge=Money.total(one.amount for one in own) + paid, number=number))
    whole = tuple(draw(st.lists(adjustments, max_size=3)))
    paid = Money.total(one.paid for one in lines) if lines else draw(cents)
    taken = Money.total(one.amount for one in (*whole, *(each for one in lines for each in one.adjustments)))
    return Decision(taken + paid, paid, whole, tuple(lines))


def line(
    own: tuple[Adjustment, ...], paid: Money, *, charge: Money, number: int = 1, remarks: tuple[str, ...] = ()
) -> LineSnapshot:
    return LineSnapshot(number, "99213", (), date(2026, 3, 3), charge, paid, None, own, remarks)


def adjustment(code: str, amount: str, denied: bool | None = None) -> Adjustment:
    group, carc = code.split("-")
    return Adjustment(group, carc, Money.of(amount), denied)


def decided(charge: str, paid: str, *codes: tuple[str, str]) -> Explanation:
    own = tuple(adjustment(*one) for one in codes)
    found = take_apart(
        Decision(Money.of(charge), Money.of(paid), (), (line(own, Money.of(paid), charge=Money.of(charge)),))
    )
    assert isinstance(found, Explanation)
    return found


@given(decisions())
def test_parts_of_claim_and_of_each_line_are_the_charge(decision: Decision) -> None:
    found = take_apart(decision)
    assert isinstance(found, Explanation)
    assert Money.total(part.amount for part in found.parts) == decision.charge
    assert [Money.total(part.amount for part in one.parts) for one in found.lines] == [
        one.charge for one in decision.lines
    ]
    assert found.total(*ORDER) == decision.charge
    assert found.total("plan_paid") == decision.paid


@given(decisions(), cents.filter(bool))
def test_charge_that_is_off_is_a_mismatch_of_just_that(decision: Decision, off: Money) -> None:
    changed = Decision(decision.charge + off, decision.paid, decision.adjustments, decision.lines)
    assert take_apart(changed) == Mismatch("claim", off)


@given(decisions().filter(lambda one: one.lines), cents.filter(bool))
def test_line_that_is_off_is_named(decision: Decision, off: Money) -> None:
    last = decision.lines[-1]
    broken = line(last.adjustments, last.paid, charge=last.charge + off, number=last.number)
    changed = Decision(decision.charge, decision.paid, decision.adjustments, (*decision.lines[:-1], broken))
    assert take_apart(changed) == Mismatch(f"line {last.number}", off)


@given(decisions())
def test_share_is_the_one_the_claim_keeps(decision: Decision) -> None:
    found = take_apart(decision)
    assert isinstance(found, Explanation)
    all_of_it = (*decision.adjustments, *(each for one in decision.lines for each in one.adjustments))
    judged = tuple((one.group, one.carc, one.amount.amount, bool(one.denied)) for one in all_of_it)
    kept = position([], [Advice("a", "1", date(2026, 3, 9), 1, Decimal(0), Decimal(0), None, judged)])
    shares: defaultdict[str, Decimal] = defaultdict(Decimal)
    for part in found.parts:
        if part.group == "PR":
            shares[part.kind] += part.amount.amount
    assert shares["deductible"] == kept.deductible
    assert shares["coinsurance"] == kept.coinsurance
    assert shares["copay"] == kept.copay
    assert shares["other_share"] + shares["not_covered"] == kept.other_share
    assert found.owed.amount == sum((kept.deductible, kept.coinsurance, kept.copay, kept.other_share), Decimal(0))


@given(adjustments)
def test_patient_is_never_billed_for_what_group_forbids(one: Adjustment) -> None:
    part = part_of(one)
    if one.carc != "100":
        wanted = {"CO": "no", "PI": "no", "PR": "yes", "OA": "depends", "CR": "depends"}[one.group]
        assert part.may_bill == wanted
    assert (part.bearer == "patient") is (one.group == "PR" or one.carc == "100")


def test_it_is_told_from_what_is_owed_back_to_the_bill() -> None:
    found = decided("300.00", "160.00", ("CO-45", "90.00"), ("PR-3", "20.00"), ("PR-1", "30.00"))
    assert [(part.kind, str(part.amount)) for part in found.parts] == [
        ("deductible", "30.00"),
        ("copay", "20.00"),
        ("discount", "90.00"),
        ("plan_paid", "160.00"),
    ]
    assert str(found.owed) == "50.00"


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("CO-45", "discount", "agreed discount"),
        ("CO-24", "discount", "agreed discount"),
        ("CO-1", "discount", "agreed discount"),
        ("CO-253", "payment_adjustment", "federal payment cut (sequestration)"),
        ("OA-23", "other_payer", "another plan's part"),
        ("OA-187", "payment_adjustment", "paid from a health spending account"),
        ("CO-94", "payment_adjustment", "rate above the charge"),
        ("CO-197", "not_covered", "not covered"),
        ("PR-204", "not_covered", "not covered"),
        ("OA-109", "not_covered", "not covered"),
        ("PR-45", "other_share", "other patient's share"),
        ("PR-66", "deductible", "deductible"),
        ("CR-45", "payment_adjustment", "payment adjustment"),
        ("CO-ZZ9", "not_covered", "not covered"),
    ],
)
def test_each_part_is_named_as_what_it_is(code: str, kind: str, name: str) -> None:
    part = part_of(adjustment(code, "10.00"))
    assert (part.kind, part.name) == (kind, name)


def test_what_posting_judged_goes_before_the_code_alone() -> None:
    assert part_of(adjustment("CO-59", "10.00", denied=True)).kind == "not_covered"
    assert part_of(adjustment("CO-54", "10.00", denied=False)).kind == "discount"


def test_not_covered_and_left_to_the_patient_counts_once() -> None:
    found = decided("100.00", "0.00", ("PR-204", "60.00"), ("CO-197", "40.00"))
    assert (str(found.owed), str(found.not_covered_by_patient)) == ("60.00", "40.00")


@pytest.mark.parametrize(
    ("code", "remark", "answer"),
    [
        ("PR-2", "N781", "no"),
        ("PR-96", "M27", "no"),
        ("PR-45", "N830", "depends"),
        ("PR-2", "N830", "yes"),
        ("PR-2", "N130", "yes"),
        ("CO-45", "N130", "no"),
    ],
)
def test_law_that_protects_the_patient_goes_before_the_group(code: str, remark: str, answer: str) -> None:
    assert part_of(adjustment(code, "10.00"), (remark,)).may_bill == answer


def test_payment_sent_to_the_patient_is_collected_there() -> None:
    part = part_of(adjustment("OA-100", "80.00"))
    assert (part.name, part.bearer, part.may_bill) == ("paid to the patient", "patient", "yes")


def test_reversal_is_taken_apart_with_the_other_sign() -> None:
    found = decided("-300.00", "-160.00", ("CO-45", "-90.00"), ("PR-1", "-50.00"))
    assert str(found.owed) == "-50.00"


def snapshot(**changes: Any) -> Any:
    """The fields of a claim's snapshot that an explanation reads."""
    share = Share(ZERO, ZERO, ZERO, ZERO, ZERO)
    told = {"stage": "paid", "charge": Money.of("100.00"), "paid": Money.of("60.00"), "share": share, "remarks": ()}
    own = (adjustment("CO-45", "40.00"),)
    return SimpleNamespace(**{**told, "adjustments": own, "lines": (), **changes})


def test_decided_claim_is_explained_from_claim_level_alone() -> None:
    found = explain(snapshot())
    assert isinstance(found, Explanation)
    assert str(found.total("discount")) == "40.00"


@pytest.mark.parametrize("stage", ["received", "accepted", "pended", "rejected", "held", "reversed"])
def test_nothing_is_explained_before_a_decision_stands(stage: str) -> None:
    assert explain(snapshot(stage=stage, paid=ZERO, adjustments=())) == NotDecided(stage)


def test_share_kept_elsewhere_that_differs_is_a_mismatch() -> None:
    share = Share(Money.of("5.00"), ZERO, ZERO, ZERO, Money.of("5.00"))
    assert explain(snapshot(share=share)) == Mismatch("share", Money.of("5.00"))


def test_denied_claim_without_its_remittance_is_left_to_a_person() -> None:
    assert explain(snapshot(stage="denied", paid=ZERO, adjustments=())) == Mismatch("claim", Money.of("100.00"))
