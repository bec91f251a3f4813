"""What an answer means: by situation, with the dates at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from backend.pipeline.eligibility.rules import KnownCover, Span, Verdict, judge
from backend.x12.eligibility_270_271.models import Benefit, EligibilityResponse, Parties, Person, Rejection
from backend.x12.parts import Dates, Name

VISIT = date(2026, 3, 17)
PLAN = "Harbor Choice PPO"
PARTIES = Parties(
    Name("PR", "2", "Harbor Health Plan", id_qualifier="PI", id="HHP01"),
    Name("1P", "2", "Tidewater Clinic", id_qualifier="XX", id="1770002313"),
    Person(Name("IL", "1", "Farrow", "Odessa", id_qualifier="MI", id="H00412877"), date(1980, 5, 17), "F"),
)
ACTIVE = Benefit("1", "IND", ("30",), "C1", PLAN)


def answered(
    *benefits: Benefit, dates: tuple[Dates, ...] = (), rejections: tuple[Rejection, ...] = (), asked: str = "30"
) -> Verdict:
    return judge(EligibilityResponse(PARTIES, (), rejections, dates, benefits), VISIT, PLAN, asked)


def test_cover_in_force_is_active() -> None:
    assert answered(ACTIVE).findings == ("active",)


def test_plan_of_another_name_is_a_changed_plan() -> None:
    assert answered(ACTIVE._replace(plan="Harbor Bronze HMO")).findings == ("changed_plan",)


@pytest.mark.parametrize("told", ["", "HARBOR CHOICE  PPO", "Harbor-Choice PPO"])
def test_plan_written_otherwise_or_not_at_all_is_no_change(told: str) -> None:
    assert answered(ACTIVE._replace(plan=told)).outcome == "active"


def test_inactive_cover_has_lapsed() -> None:
    assert answered(Benefit("6", "IND", ("30",))).findings == ("lapsed",)


@pytest.mark.parametrize(
    ("told", "asked", "outcome"), [("35", "30", "no_answer"), ("35", "35", "lapsed"), ("98", "30", "lapsed")]
)
def test_inactive_cover_of_another_service_tells_nothing_of_the_visit(told: str, asked: str, outcome: str) -> None:
    assert answered(Benefit("6", "IND", (told,)), asked=asked).findings == (outcome,)


@pytest.mark.parametrize(
    ("dates", "outcome"),
    [
        ((Dates("291", date(2026, 1, 1), date(2026, 3, 17)),), "active"),
        ((Dates("291", date(2026, 1, 1), date(2026, 3, 16)),), "lapsed"),
        ((Dates("356", date(2026, 3, 17)),), "active"),
        ((Dates("356", date(2026, 3, 18)),), "lapsed"),
        ((Dates("346", date(2026, 1, 1)), Dates("347", date(2026, 2, 28))), "lapsed"),
    ],
)
def test_cover_counts_on_the_day_of_the_visit(dates: tuple[Dates, ...], outcome: str) -> None:
    assert answered(ACTIVE, dates=dates).outcome == outcome


@pytest.mark.parametrize("reason", ["72", "73", "75", "71"])
def test_person_the_payer_does_not_know_is_not_found(reason: str) -> None:
    verdict = answered(rejections=(Rejection(reason, "C"),))
    assert verdict.findings == ("not_found",)
    assert verdict.reasons == (reason,)


@pytest.mark.parametrize("reason", ["42", "80", "51"])
def test_payer_that_cannot_answer_blames_nobody(reason: str) -> None:
    assert answered(rejections=(Rejection(reason, "R"),)).findings == ("no_answer",)


def test_another_payer_is_second_coverage_beside_the_plan() -> None:
    other = Benefit(
        "R", "IND", ("30",), entities=(Name("PRP", "2", "Lakeshore Medicare", id_qualifier="PI", id="LM1"),)
    )
    verdict = answered(ACTIVE, other)
    assert verdict.findings == ("second_coverage",)
    assert [(one.position, one.payer_identifier) for one in verdict.spans] == [("P", "HHP01"), ("S", "LM1")]


def test_other_cover_that_ended_before_the_visit_does_not_count() -> None:
    ended = (Dates("291", date(2020, 1, 1), date(2025, 12, 31)),)
    other = Benefit("R", "IND", ("30",), dates=ended, entities=(Name("PRP", "2", "Lakeshore Medicare"),))
    assert answered(ACTIVE, other).findings == ("active",)


def test_worst_finding_comes_first() -> None:
    other = Benefit("R", "IND", ("30",), entities=(Name("PRP", "2", "Lakeshore Medicare"),))
    assert answered(Benefit("6", "IND", ("30",)), other).findings == ("lapsed", "second_coverage")


def test_cover_for_one_service_alone_is_no_cover_of_the_plan() -> None:
    assert answered(Benefit("1", "IND", ("35",))).outcome == "no_answer"


@pytest.mark.parametrize(("asked", "told"), [("98", "98"), ("MH", "MH"), ("30", "98"), ("35", "35")])
def test_cover_of_the_service_asked_after_is_cover_for_the_visit(asked: str, told: str) -> None:
    verdict = answered(Benefit("1", "IND", (told,), "C1", PLAN), asked=asked)
    assert (verdict.findings, verdict.plan) == (("active",), PLAN)
    assert verdict.spans == ()  # of the plan itself nothing was told


def test_cover_of_the_service_that_ended_has_lapsed() -> None:
    ended = (Dates("349", date(2026, 3, 16)),)
    assert answered(Benefit("1", "IND", ("98",), dates=ended), asked="98").outcome == "lapsed"


def test_cover_of_the_plan_goes_before_that_of_a_service_which_names_no_plan() -> None:
    told = (ACTIVE._replace(plan="Harbor Bronze HMO"), Benefit("1", "IND", ("98",)))
    assert answered(*told, asked="98").findings == ("changed_plan",)


@pytest.mark.parametrize(
    ("own", "persons", "outcome"),
    [
        # a day of service (292) is no span: the plan's end (347) at the person counts
        ((Dates("292", VISIT),), (Dates("347", date(2026, 2, 28)),), "lapsed"),
        ((Dates("348", date(2025, 1, 1)),), (Dates("347", date(2026, 2, 28)),), "lapsed"),
        ((Dates("292", VISIT),), (Dates("346", date(2026, 1, 1)), Dates("347", date(2026, 12, 31))), "active"),
        # the benefit's own days go before the person's
        ((Dates("291", date(2026, 1, 1), date(2026, 12, 31)),), (Dates("347", date(2026, 2, 28)),), "active"),
        # a plan that began after the person's ended is a new one
        ((Dates("346", date(2026, 3, 1)),), (Dates("347", date(2026, 2, 28)),), "active"),
    ],
)
def test_days_of_a_benefit_stand_in_for_the_persons_only_where_they_tell_of_cover(
    own: tuple[Dates, ...], persons: tuple[Dates, ...], outcome: str
) -> None:
    assert answered(ACTIVE._replace(dates=own), dates=persons).outcome == outcome


@pytest.mark.parametrize(
    ("asked", "copay"),
    [("30", Decimal(25)), ("98", Decimal(25)), ("MH", Decimal(40)), ("86", Decimal(250)), ("PT", None)],
)
def test_copay_is_that_of_the_visit_and_of_no_other_service(asked: str, copay: Decimal | None) -> None:
    told = [Benefit("B", "IND", (kind,), amount=Decimal(due)) for kind, due in (("86", 250), ("98", 25), ("MH", 40))]
    assert answered(ACTIVE, *told, asked=asked).share.copay == copay


def test_copay_of_the_plan_is_taken_where_the_service_has_none_of_its_own() -> None:
    told = [Benefit("B", "IND", ("86",), amount=Decimal(250)), Benefit("B", "IND", ("30",), amount=Decimal(20))]
    assert answered(ACTIVE, *told, asked="PT").share.copay == Decimal(20)
    assert answered(ACTIVE, told[0], Benefit("B", "IND", amount=Decimal(15))).share.copay == Decimal(15)


def test_shares_in_network_of_the_person_are_read() -> None:
    share = answered(
        ACTIVE,
        Benefit("B", "IND", ("98",), amount=Decimal(60), in_network="N"),
        Benefit("B", "IND", ("98",), amount=Decimal(25), in_network="Y"),
        Benefit("C", "FAM", ("30",), amount=Decimal(6000)),
        Benefit("C", "IND", ("30",), period="23", amount=Decimal(1500)),
        Benefit("C", "IND", ("30",), period="29", amount=Decimal("412.50")),
        Benefit("A", "IND", ("30",), percent=Decimal("0.2")),
    ).share
    assert (share.copay, share.deductible, share.deductible_left) == (Decimal(25), Decimal(1500), Decimal("412.50"))
    assert share.coinsurance == Decimal("0.2")


def span(starts: date | None, stops: date | None, position: str = "P") -> Span:
    return Span("HHP01", "Harbor Health Plan", PLAN, "C1", position, starts, stops)


@pytest.mark.parametrize(
    ("cover", "standing"),
    [
        (KnownCover(), "unknown"),
        (KnownCover((span(date(2026, 1, 1), None),)), "covered"),
        (KnownCover((span(date(2025, 1, 1), date(2026, 3, 16)),)), "not_covered"),
        (KnownCover((span(date(2025, 1, 1), date(2026, 3, 16)), span(VISIT, None))), "covered"),
        (KnownCover((span(None, None, "S"),)), "unknown"),
        (KnownCover((), {VISIT: "lapsed"}), "not_covered"),
        (KnownCover((), {date(2026, 3, 16): "lapsed"}), "unknown"),
        (KnownCover((span(date(2026, 1, 1), None),), {VISIT: "not_found"}), "not_covered"),
        (KnownCover((span(date(2025, 1, 1), date(2025, 12, 31)),), {VISIT: "changed_plan"}), "covered"),
    ],
)
def test_answer_about_the_day_goes_before_spans_of_other_answers(cover: KnownCover, standing: str) -> None:
    assert cover.standing(VISIT) == standing


def test_other_plans_count_on_the_day() -> None:
    cover = KnownCover((span(None, date(2026, 3, 16), "S"), span(None, None, "S"), span(None, None)))
    assert cover.other_plans(VISIT) == ("Harbor Health Plan",)
