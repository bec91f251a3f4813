"""Adjudication, situation by situation; every dollar of the charge is accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.codes.knowledge import claim_status, status_category
from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.judgement import pend_due, pend_rules
from backend.pipeline.adjudication.rules import adjudicate, balances
from backend.pipeline.adjudication.terms import (
    Authorization,
    Benefit,
    BilledClaim,
    BilledLine,
    Context,
    Cover,
    Method,
    Network,
    OtherPayer,
    PaidLine,
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
)


def line(procedure: str = "99213", kind: str = "office", charge: str = "140", number: int = 1, **more) -> BilledLine:
    return BilledLine(
        number,
        procedure,
        more.pop("modifiers", ()),
        kind,
        more.pop("day", DAY),
        Decimal(more.pop("units", 1)),
        Money.of(charge),
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
        ({"network": Network.ENDED}, ("CO", "B7")),
        ({"network": Network.OUT}, ("PR", "242")),
        ({"paid_before": frozenset({PaidLine("99213", DAY, Money.of("140"), same_provider=True)})}, ("CO", "18")),
    ],
)
def test_what_is_on_file_denies(change: dict, expected: tuple[str, str]) -> None:
    decided = adjudicate(claim(), replace(CONTEXT, **change), TODAY)
    assert [(one.group, one.carc) for one in decided.lines[0].adjustments] == [expected]
    assert decided.paid == ZERO


BEFORE, LATER = date(2026, 2, 20), date(2026, 3, 10)


@pytest.mark.parametrize(
    ("cover", "refused"),
    [
        ((Cover(date(2026, 1, 1)),), [None, None, None]),
        ((Cover(date(2026, 1, 1), date(2026, 3, 5)),), [None, None, "27"]),
        ((Cover(date(2026, 3, 1)),), ["26", None, None]),
        ((Cover(date(2026, 3, 1), date(2026, 3, 5)),), ["26", None, "27"]),
        ((Cover(date(2026, 3, 8)), Cover(date(2026, 1, 1), date(2026, 2, 28))), [None, "27", None]),
        ((Cover(date(2026, 1, 1), date(2026, 1, 31)),), ["27", "27", "27"]),
        ((Cover(date(2026, 4, 1)),), ["26", "26", "26"]),
        ((), ["31", "31", "31"]),
    ],
    ids=[
        "throughout",
        "ended meanwhile",
        "began meanwhile",
        "one day of three",
        "a gap",
        "ended before",
        "not yet",
        "none",
    ],
)
def test_cover_is_asked_for_on_the_day_of_each_line(cover: tuple, refused: list[str | None]) -> None:
    lines = [line(number=n, day=day) for n, day in enumerate((BEFORE, DAY, LATER), 1)]
    billed = claim(*lines, service_from=BEFORE, service_to=LATER, received=date(2026, 3, 12))
    decided = adjudicate(billed, replace(CONTEXT, cover=cover), TODAY)
    found = [(one.adjustments[0].group, one.adjustments[0].carc) if one.denied else None for one in decided.lines]
    assert found == [("PR", carc) if carc else None for carc in refused]
    assert decided.claim_status == ("1" if None in refused else "4")


def test_a_day_without_cover_counts_no_visit_and_takes_no_authorization() -> None:
    plan = replace(PLAN, benefits={"therapy": Benefit(visits_max=1, needs_authorization=True)})
    on_file = (Authorization("AU1", "97110", BEFORE, LATER, 1),)
    context = replace(CONTEXT, cover=(Cover(date(2026, 3, 1)),), plan=plan, authorizations=on_file)
    visits = [line("97110", "therapy", "60", number=n, day=day) for n, day in enumerate((BEFORE, DAY), 1)]
    decided = adjudicate(claim(*visits, service_from=BEFORE), context, TODAY)
    assert [one.denied for one in decided.lines] == [True, False]
    assert (decided.visits, decided.authorized) == ({"therapy": 1}, {"AU1": 1})


@pytest.mark.parametrize(("admitted", "denied"), [(BEFORE, False), (DAY, True)])
def test_a_stay_is_covered_by_the_day_of_admission(admitted: date, denied: bool) -> None:
    lines = (line("0120", "inpatient", "4000", day=admitted), line("0300", "inpatient", "800", number=2, day=LATER))
    stay = claim(*lines, inpatient=True, service_from=admitted, service_to=LATER, received=date(2026, 3, 12))
    context = replace(CONTEXT, cover=(Cover(date(2026, 1, 1), date(2026, 2, 28)),))
    assert [one.denied for one in adjudicate(stay, context, TODAY).lines] == [denied, denied]


def test_an_appeal_lifts_the_refusal_of_a_day_without_cover() -> None:
    billed = claim(line(), line(number=2, day=LATER), service_to=LATER, received=date(2026, 3, 12))
    context = replace(CONTEXT, cover=(Cover(date(2026, 1, 1), date(2026, 3, 5)),))
    won = adjudicate(billed, replace(context, overturned=frozenset({(2, "27")})), TODAY)
    assert [one.denied for one in won.lines] == [False, False]


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
    assert codes(decided) == [("OA", "23", "120.00")]


def test_second_payer_leaves_its_own_cost_share_at_most() -> None:
    other = OtherPayer(paid=Money.of("20"), patient_share=Money.of("120"))
    decided = adjudicate(claim(other_plan_primary=True, other_payer=other), CONTEXT, TODAY)
    assert codes(decided) == [("OA", "23", "20.00"), ("PR", "3", "30.00"), ("CO", "45", "27.60")]
    assert decided.paid == Money.of("62.40")


def test_what_the_first_left_counts_line_by_line_where_it_is_told() -> None:
    lines = (line(), line("80053", "lab", "50", number=2))
    left = {1: Money.of("0"), 2: Money.of("50")}
    other = OtherPayer(paid=Money.of("140"), patient_share=Money.of("50"), lines=left)
    decided = adjudicate(claim(*lines, other_plan_primary=True, other_payer=other), CONTEXT, TODAY)
    assert [one.paid for one in decided.lines] == [ZERO, ZERO]
    assert ("OA", "23", "140.00") in codes(decided)
    assert ("PR", "1", "30.00") in codes(decided)


def test_out_of_network_the_rest_is_the_patients_and_emergency_care_is_looked_at() -> None:
    plan = replace(PLAN, out_of_network_percent=Decimal(50))
    outside = replace(CONTEXT, network=Network.OUT, plan=plan)
    assert codes(adjudicate(claim(), outside, TODAY)) == [("PR", "45", "70.00"), ("PR", "3", "30.00")]
    emergency = claim(line("99284", "emergency", "900"))
    assert [one.reason for one in adjudicate(emergency, outside, TODAY).pended] == ["emergency_out_of_network"]
    cleared = replace(outside, cleared=frozenset({"emergency_out_of_network"}))
    assert codes(adjudicate(emergency, cleared, TODAY))[0] == ("CO", "45", "450.00")


def test_a_modifier_with_a_price_of_its_own_is_priced_by_it() -> None:
    rates = (Rate("70551", Method.FEE, Money.of("400")), Rate("70551", Method.FEE, Money.of("90"), modifier="26"))
    read_only = line("70551", "scan", "300", modifiers=("26",))
    decided = adjudicate(claim(read_only), replace(CONTEXT, rates=rates), TODAY)
    assert decided.allowed == Money.of("90")


def test_units_of_an_authorization_are_used_up() -> None:
    on_file = (Authorization("A1", "70551", DAY, DAY, 1),)
    scans = (line("70551", "imaging", "1000"), line("70551", "imaging", "1000", number=2, modifiers=("76",)))
    decided = adjudicate(claim(*scans), replace(CONTEXT, authorizations=on_file), TODAY)
    assert [one.denied for one in decided.lines] == [False, True]
    assert decided.lines[1].adjustments[0].carc == "198"
    assert decided.authorized == {"A1": 1}


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


@pytest.mark.parametrize("turned_round", [False, True])
def test_part_is_paid_where_the_whole_it_belongs_to_is_not(turned_round: bool) -> None:
    uncovered = replace(PLAN, benefits=PLAN.benefits | {"panel": Benefit(covered=False)})
    context = replace(CONTEXT, plan=uncovered, bundles=frozenset({("80053", "80048"), ("80048", "82947")}))
    lines = [line("80053", "panel", "50"), line("80048", "lab", "30", number=2), line("82947", "lab", "20", number=3)]
    if turned_round:
        lines = [replace(one, number=number) for number, one in enumerate(reversed(lines), 1)]
    decided = adjudicate(claim(*lines), context, TODAY)
    denied = {lines[one.number - 1].procedure: one.adjustments[0].carc for one in decided.lines if one.denied}
    assert denied == {"80053": "204", "82947": "97"}


def test_same_service_on_the_other_side_is_no_duplicate() -> None:
    left = PaidLine("73030", DAY, Money.of("90"), same_provider=True, modifiers=frozenset({"LT"}))
    context = replace(CONTEXT, paid_before=frozenset({left}))
    sides = {
        side: adjudicate(claim(line("73030", "lab", "90", modifiers=(side,))), context, TODAY) for side in ("LT", "RT")
    }
    assert {side: one.lines[0].denied for side, one in sides.items()} == {"LT": True, "RT": False}


@pytest.mark.parametrize("charges", [("3", "100"), ("100", "3")])
def test_copay_is_whole_whichever_line_comes_first(charges: tuple[str, str]) -> None:
    lines = [line("99213", "office", charge, number=number) for number, charge in enumerate(charges, 1)]
    rates = (Rate("99213", Method.PERCENT_OF_CHARGE, percent=Decimal(100)),)
    decided = adjudicate(claim(*lines), replace(CONTEXT, rates=rates), TODAY)
    assert (decided.copay, decided.paid) == (Money.of("30"), Money.of("73"))


def test_visit_limit_counts_within_the_claim() -> None:
    days = [DAY, DAY, date(2026, 3, 4), date(2026, 3, 5)]
    visits = [line("97110", "therapy", "60", number=n, day=day) for n, day in enumerate(days, 1)]
    decided = adjudicate(claim(*visits, service_to=days[-1]), CONTEXT, TODAY)
    assert [one.denied for one in decided.lines] == [False, False, False, True]
    assert decided.visits == {"therapy": 2}


ELSEWHERE = PaidLine("29881", DAY, Money.of("900"), same_provider=False)


@pytest.mark.parametrize(
    ("changes", "context", "reason"),
    [
        ({"lines": (line(charge="30000"),)}, CONTEXT, "high_value"),
        ({"received": date(2026, 3, 1)}, CONTEXT, "fraud_sign"),
        ({"lines": (line("97110", "x", "2400", units=40),)}, CONTEXT, "fraud_sign"),
        (
            {"lines": (line("29881", "surgery", "900"),)},
            replace(CONTEXT, paid_before=frozenset({ELSEWHERE})),
            "fraud_sign",
        ),
        ({"lines": (line("47379", "surgery", "900"),)}, CONTEXT, "unclear_document"),
        ({"lines": (line("29881", "surgery", "900", modifiers=("22",)),)}, CONTEXT, "unclear_document"),
        ({}, replace(CONTEXT, conflicts=("The member id is another person's.",)), "conflicting_data"),
        ({}, replace(CONTEXT, two_plan_years=True), "two_plan_years"),
        ({"billed_charge": Money.of("141")}, CONTEXT, "conflicting_data"),
        ({"lines": (line(day=date(2026, 3, 9)),)}, CONTEXT, "conflicting_data"),
        ({"other_payer": OtherPayer(ZERO, ZERO)}, CONTEXT, "conflicting_data"),
        (
            {"billed_as_secondary": True, "other_payer": OtherPayer(ZERO, ZERO, adds_up=False)},
            CONTEXT,
            "other_payer_unclear",
        ),
        ({"frequency": "7", "original_on_file": False}, CONTEXT, "original_not_on_file"),
        ({}, replace(CONTEXT, rates=(Rate("1", Method.FEE),)), "no_price"),
    ],
)
def test_judgement_goes_to_a_person_with_the_reason(changes: dict, context: Context, reason: str) -> None:
    decided = adjudicate(claim(**changes), context, TODAY)
    assert {one.reason for one in decided.pended} == {reason}
    assert decided.lines == ()
    cleared = adjudicate(claim(**changes), replace(context, cleared=frozenset({reason})), TODAY)
    assert bool(cleared.pended) is (reason == "no_price")


UNCOVERED = (line("15820", "cosmetic", "700"), line("70551", "imaging", "900", number=2))


def test_an_overturned_reason_is_gone_and_everything_else_still_holds() -> None:
    denied = adjudicate(claim(*UNCOVERED), CONTEXT, TODAY)
    assert codes(denied) == [("PR", "204", "700.00"), ("CO", "197", "900.00")]
    won = adjudicate(claim(*UNCOVERED), replace(CONTEXT, overturned=frozenset({(2, "197")})), TODAY)
    # 540 allowed, 500 of it the deductible, a fifth of the rest the patient's
    assert codes(won) == [("PR", "204", "700.00"), ("CO", "45", "360.00"), ("PR", "1", "500.00"), ("PR", "2", "8.00")]
    assert (won.paid, won.claim_status, won.authorized) == (Money.of("32"), "1", {})


def test_behind_an_overturned_reason_the_next_one_denies() -> None:
    benefits = {**PLAN.benefits, "cosmetic": Benefit(covered=False, needs_authorization=True)}
    context = replace(CONTEXT, plan=replace(PLAN, benefits=benefits))
    first = claim(UNCOVERED[0])
    assert codes(adjudicate(first, context, TODAY)) == [("PR", "204", "700.00")]
    won = adjudicate(first, replace(context, overturned=frozenset({(1, "204")})), TODAY)
    assert codes(won) == [("CO", "197", "700.00")]
    assert won.claim_status == "4"
    both = adjudicate(first, replace(context, overturned=frozenset({(1, "204"), (1, "197")})), TODAY)
    assert not both.lines[0].denied


def test_reason_for_the_whole_claim_is_lifted_line_by_line() -> None:
    late = claim(line(), line("99214", number=2), received=date(2027, 6, 1))
    context = replace(CONTEXT, rates=(*CONTEXT.rates,))
    assert {one[1] for one in codes(adjudicate(late, context, TODAY))} == {"29"}
    won = adjudicate(late, replace(context, overturned=frozenset({(1, "29")})), TODAY)
    assert codes(won) == [("CO", "45", "47.60"), ("PR", "3", "30.00"), ("CO", "29", "140.00")]


@pytest.mark.parametrize(("network", "carc"), [(Network.ENDED, "B7"), (Network.OUT, "242")])
def test_won_appeal_without_a_price_on_file_goes_to_a_person(network: Network, carc: str) -> None:
    context = replace(CONTEXT, network=network, rates=(), overturned=frozenset({(1, carc)}))
    assert [one.reason for one in adjudicate(claim(), context, TODAY).pended] == ["no_price"]


def test_interest_is_owed_on_what_is_paid_beyond_the_decision_before() -> None:
    late = date(2026, 6, 2)
    whole = adjudicate(claim(), CONTEXT, late).interest
    rest = adjudicate(claim(), replace(CONTEXT, paid_earlier=Money.of("30")), late).interest
    days = (late - date(2026, 4, 4)).days
    assert whole == Money.rounded(Money.of("62.40").amount * 12 / 100 * days / 365)
    assert rest == Money.rounded(Money.of("32.40").amount * 12 / 100 * days / 365)
    assert adjudicate(claim(), replace(CONTEXT, paid_earlier=Money.of("90")), late).interest == ZERO


def test_every_reason_has_somebody_who_looks_and_a_day_before_payment_is_late() -> None:
    for reason, rule in pend_rules().items():
        assert rule.owner in ("biller", "supervisor")
        assert status_category(rule.category) is not None
        assert claim_status(rule.code) is not None
        assert pend_due(reason, TODAY, date(2026, 12, 1)) > TODAY
        assert pend_due(reason, TODAY, TODAY) == TODAY


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
    st.one_of(st.none(), st.decimals(min_value=0, max_value=9000, places=2)),
    st.sampled_from(list(Network)),
)
def test_every_dollar_is_accounted_for(billed: list, used: Decimal, left: Decimal | None, network: Network) -> None:
    lines = [
        line("99213", kind, str(charge), number=n, units=units) for n, (kind, charge, units) in enumerate(billed, 1)
    ]
    other = None if left is None else OtherPayer(ZERO, Money.of(left))
    context = replace(CONTEXT, used=Used(deductible=min(Money.of("500"), Money.of(used)), out_of_pocket=Money.of(used)))
    context = replace(context, network=network, plan=replace(PLAN, out_of_network_percent=Decimal(50)))
    decided = adjudicate(claim(*lines, other_payer=other, other_plan_primary=other is not None), context, TODAY)
    assert decided.pended or all(balances(one) for one in decided.lines)
    assert all(one.paid >= ZERO for one in decided.lines)
    asked = Money.total(a.amount for one in decided.lines for a in one.adjustments if a.carc in ("1", "2", "3"))
    assert asked <= max(ZERO, PLAN.out_of_pocket_max - context.used.out_of_pocket)
    if other is not None and not decided.pended:
        assert decided.paid <= other.patient_share
    shares = decided.deductible + decided.coinsurance + decided.copay
    assert asked == shares
