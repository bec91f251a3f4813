"""Adjudication, situation by situation; every dollar of the charge is accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.rules import adjudicate, balances
from backend.pipeline.adjudication.terms import (
    Authorization,
    Benefit,
    BilledClaim,
    BilledLine,
    Context,
    Cover,
    Method,
    OtherPayer,
    Plan,
    Rate,
    Used,
)

DAY, TODAY = date(2026, 3, 3), date(2026, 3, 20)
PLAN = Plan(
    deductible=Money.of("500"),
    out_of_pocket_max=Money.of("2000"),
    benefits={
        "office": Benefit(copay=Money.of("30"), deductible_applies=False),
        "imaging": Benefit(coinsurance=Decimal("0.20"), needs_authorization=True),
        "therapy": Benefit(visits_max=2, deductible_applies=False),
        "cosmetic": Benefit(covered=False),
        "*": Benefit(coinsurance=Decimal("0.20")),
    },
)
CONTEXT = Context(
    cover=(Cover(date(2026, 1, 1)),),
    plan=PLAN,
    rates=(Rate("99213", Method.FEE, Money.of("92.40")), Rate("*", Method.PERCENT_OF_CHARGE, percent=Decimal(60))),
    in_network=True,
    provider_enrolled=True,
)


def line(procedure: str = "99213", kind: str = "office", charge: str = "140", number: int = 1, **more) -> BilledLine:
    return BilledLine(
        number, procedure, more.pop("modifiers", ()), kind, more.pop("day", DAY), more.pop("units", 1), Money.of(charge)
    )


def claim(*lines: BilledLine, **more) -> BilledClaim:
    made = BilledClaim(
        received=date(2026, 3, 5), service_from=DAY, service_to=DAY, inpatient=False, lines=lines or (line(),)
    )
    return replace(made, **more)


def codes(decision) -> list[tuple[str, str, str]]:
    return [(one.group, one.carc, str(one.amount)) for each in decision.lines for one in each.adjustments]


def test_office_visit_takes_the_copay_and_the_contract_discount() -> None:
    decided = adjudicate(claim(), CONTEXT, TODAY)
    assert codes(decided) == [("CO", "45", "47.60"), ("PR", "3", "30.00")]
    assert decided.paid == Money.of("62.40")


def test_deductible_comes_before_coinsurance() -> None:
    decided = adjudicate(claim(line("70551", "scan", "1000")), CONTEXT, TODAY)
    assert codes(decided) == [("CO", "45", "400.00"), ("PR", "1", "500.00"), ("PR", "2", "20.00")]
    assert (decided.deductible, decided.coinsurance) == (Money.of("500"), Money.of("20"))


def test_nothing_is_asked_beyond_the_out_of_pocket_maximum() -> None:
    almost = replace(CONTEXT, used=Used(deductible=Money.of("500"), out_of_pocket=Money.of("1995")))
    decided = adjudicate(claim(line("70551", "scan", "1000")), almost, TODAY)
    assert decided.patient_share == Money.of("5")
    assert decided.paid == Money.of("595")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"cover": ()}, ("PR", "31")),
        ({"cover": (Cover(date(2025, 1, 1), date(2025, 12, 31)),)}, ("PR", "27")),
        ({"cover": (Cover(date(2026, 6, 1)),)}, ("PR", "26")),
        ({"provider_enrolled": False}, ("CO", "B7")),
        ({"paid_before": frozenset({("99213", DAY, Money.of("140"))})}, ("CO", "18")),
    ],
)
def test_what_is_on_file_denies(change: dict, expected: tuple[str, str]) -> None:
    decided = adjudicate(claim(), replace(CONTEXT, **change), TODAY)
    assert [(one.group, one.carc) for one in decided.lines[0].adjustments] == [expected]
    assert decided.paid == ZERO


def test_late_claim_is_denied_and_the_last_day_is_still_in_time() -> None:
    plan = replace(PLAN, filing_days=90)
    on_last_day = claim(received=date(2026, 6, 1))
    assert adjudicate(on_last_day, replace(CONTEXT, plan=plan), TODAY).paid > ZERO
    assert (
        codes(adjudicate(replace(on_last_day, received=date(2026, 6, 2)), replace(CONTEXT, plan=plan), TODAY))[0][1]
        == "29"
    )


def test_another_plan_pays_first() -> None:
    decided = adjudicate(claim(other_plan_primary=True), CONTEXT, TODAY)
    assert decided.lines[0].adjustments[0].carc == "22"


def test_second_payer_never_pays_more_than_the_first_left() -> None:
    other = OtherPayer(paid=Money.of("80"), patient_share=Money.of("20"))
    decided = adjudicate(claim(other_plan_primary=True, other_payer=other), CONTEXT, TODAY)
    assert decided.paid == Money.of("20")
    assert ("OA", "23", "42.40") in codes(decided)


@pytest.mark.parametrize(
    ("on_file", "number", "expected"),
    [
        ((), None, "197"),
        ((Authorization("A1", "70551", DAY, DAY, 1),), "A2", "15"),
        ((Authorization("A1", "70551", date(2026, 1, 1), date(2026, 2, 1), 1),), "A1", "197"),
        ((Authorization("A1", "70551", DAY, DAY, 1),), "A1", None),
    ],
)
def test_authorization_has_to_fit(on_file: tuple, number: str | None, expected: str | None) -> None:
    decided = adjudicate(
        claim(line("70551", "imaging", "1000"), authorization_number=number),
        replace(CONTEXT, authorizations=on_file),
        TODAY,
    )
    denied = [one.carc for one in decided.lines[0].adjustments if one.carc not in ("45", "1", "2")]
    assert denied == ([expected] if expected else [])


def test_part_of_another_service_is_not_paid_twice_unless_distinct() -> None:
    context = replace(CONTEXT, bundles=frozenset({("80053", "82947")}))
    whole, part = line("80053", "lab", "50"), line("82947", "lab", "20", number=2)
    assert adjudicate(claim(whole, part), context, TODAY).lines[1].adjustments[0].carc == "97"
    distinct = replace(part, modifiers=("59",))
    assert not adjudicate(claim(whole, distinct), context, TODAY).lines[1].denied


def test_visit_limit_counts_within_the_claim() -> None:
    visits = [line("97110", "therapy", "60", number=n) for n in (1, 2, 3)]
    decided = adjudicate(claim(*visits), CONTEXT, TODAY)
    assert [one.denied for one in decided.lines] == [False, False, True]


@pytest.mark.parametrize(
    ("changes", "context", "word"),
    [
        ({"lines": (line(charge="30000"),)}, CONTEXT, "above"),
        ({}, replace(CONTEXT, fraud_signs=("two states on one day",)), "fraud"),
        ({"frequency": "7", "original_on_file": False}, CONTEXT, "not on file"),
        ({"other_payer": OtherPayer(ZERO, ZERO)}, CONTEXT, "another payer"),
        ({}, replace(CONTEXT, rates=(Rate("1", Method.FEE),)), "no price"),
    ],
)
def test_judgement_goes_to_a_person_with_the_reason(changes: dict, context: Context, word: str) -> None:
    decided = adjudicate(claim(**changes), context, TODAY)
    assert word in decided.pended[0]
    assert decided.lines == ()


@pytest.mark.parametrize(("method", "expected"), [(Method.PER_DIEM, "3000.00"), (Method.CASE_RATE, "1000.00")])
def test_stay_is_priced_as_one(method: Method, expected: str) -> None:
    stay = claim(
        line("0120", "room", "4000"), line("0300", "lab", "800", number=2), inpatient=True, service_to=date(2026, 3, 6)
    )
    context = replace(CONTEXT, rates=(Rate("*", method, Money.of("1000")),))
    decided = adjudicate(stay, context, TODAY)
    assert str(Money.total(one.allowed for one in decided.lines)) == expected


def test_late_payment_bears_interest() -> None:
    """62.40 at 12 % a year, ten days after the thirtieth day."""
    decided = adjudicate(claim(), CONTEXT, date(2026, 4, 14))
    assert decided.due == date(2026, 4, 4)
    assert decided.interest == Money.of("0.21")
    assert adjudicate(claim(), CONTEXT, decided.due).interest == ZERO


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["office", "imaging", "therapy", "cosmetic", "lab"]),
            st.decimals(min_value=0, max_value=4000, places=2),
            st.integers(1, 4),
        ),
        min_size=1,
        max_size=8,
    ),
    st.decimals(min_value=0, max_value=2500, places=2),
)
def test_every_dollar_is_accounted_for(billed: list, used: Decimal) -> None:
    lines = [
        line("99213", kind, str(charge), number=n, units=units) for n, (kind, charge, units) in enumerate(billed, 1)
    ]
    context = replace(CONTEXT, used=Used(deductible=min(Money.of("500"), Money.of(used)), out_of_pocket=Money.of(used)))
    decided = adjudicate(claim(*lines), context, TODAY)
    assert decided.pended or all(balances(one) for one in decided.lines)
    assert all(one.paid >= ZERO for one in decided.lines)
    asked = Money.total(a.amount for one in decided.lines for a in one.adjustments if a.carc in ("1", "2", "3"))
    assert asked <= max(ZERO, PLAN.out_of_pocket_max - context.used.out_of_pocket)
