"""Gaps and codes, by situation; and that no money and no service is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.pipeline.encounters.documentation import requirements
from backend.pipeline.encounters.rules import code, completed, gaps, not_billed, read_word, same_services
from backend.pipeline.encounters.schemas import NewEncounter
from tests.pipeline.encounters.visits import FULL, VISIT, encounter, service

FEES = {"99212": "95.00", "99213": "145.00", "99214": "210.00", "97110": "60.00", "90832": "90.00", "90837": "190.00"}


def codes(one: NewEncounter) -> list[tuple[str, int, str]]:
    coded = code(one)
    return [] if coded is None else [(line.procedure, line.units, str(line.charge)) for line in coded.lines]


def test_complete_note_has_no_gap_and_is_coded_as_documented() -> None:
    one = encounter(VISIT, service(), fees=FEES)
    assert gaps(one) == ()
    assert codes(one) == [("99213", 1, "145.00"), ("93000", 1, "80.00")]


@pytest.mark.parametrize(
    ("changed", "gap"),
    [
        ({"visit": "new", "decision_making": None, "procedure": ""}, "decision_making"),
        ({"procedure": "97110"}, "minutes"),
        ({"procedure": "90834"}, "minutes"),
        ({"procedure": "20610"}, "side"),
        ({"diagnoses": []}, "no_diagnosis"),
        ({"procedure": ""}, "no_procedure"),
    ],
)
def test_what_a_note_leaves_out_is_a_gap(changed: dict[str, Any], gap: str) -> None:
    found = gaps(encounter(VISIT, service(**changed)))
    assert [(one.service, one.gap) for one in found] == [(2, gap)]
    assert all(one.missing.endswith(".") and one.needed.endswith(".") for one in found)


def test_unsigned_note_is_not_coded_at_all() -> None:
    one = encounter(VISIT, signed=False)
    assert [each.gap for each in gaps(one)] == ["unsigned"]
    assert code(one) is None


def test_side_as_a_modifier_is_documented() -> None:
    assert gaps(encounter(service(procedure="20610", modifiers=["RT"]))) == ()


@pytest.mark.parametrize(("side", "modifiers"), [("left", ("LT",)), ("right", ("RT",)), ("bilateral", ("50",))])
def test_side_becomes_its_modifier(side: str, modifiers: tuple[str, ...]) -> None:
    coded = code(encounter(service(procedure="20610", side=side)))
    assert coded is not None
    assert coded.lines[0].modifiers == modifiers


@pytest.mark.parametrize(("minutes", "units"), [(8, 1), (22, 1), (23, 2), (37, 2), (38, 3), (53, 4)])
def test_timed_units_follow_the_eight_minute_rule(minutes: int, units: int) -> None:
    one = encounter(service(procedure="97110", minutes=minutes, charge="60.00"), fees=FEES)
    assert codes(one) == [("97110", units, f"{60 * units}.00")]


@pytest.mark.parametrize(
    ("minutes", "procedure"), [(16, "90832"), (37, "90832"), (38, "90834"), (52, "90834"), (53, "90837"), (90, "90837")]
)
def test_session_is_coded_by_its_time(minutes: int, procedure: str) -> None:
    assert [one[0] for one in codes(encounter(service(procedure="90834", minutes=minutes)))] == [procedure]


@pytest.mark.parametrize(("procedure", "minutes"), [("97110", 1), ("97110", 7), ("90834", 10), ("90837", 15)])
def test_time_below_the_least_that_can_be_billed_is_left_out(procedure: str, minutes: int) -> None:
    short = service(procedure=procedure, minutes=minutes)
    coded = code(encounter(VISIT, short, fees=FEES))
    assert coded is not None
    assert [line.procedure for line in coded.lines] == ["99213"]
    assert coded.left_out == ((2, "too_short"),)
    alone = encounter(short, fees=FEES)
    assert (gaps(alone), code(alone), not_billed(alone)) == ((), None, {1: "too_short"})


@pytest.mark.parametrize(
    ("minutes", "units"),
    [
        ((24, 23), (2, 1)),  # 47 minutes are three units, the third where more time was spent
        ((20, 20), (2, 1)),
        ((33, 7), (2, 1)),  # the manual's own example: 40 minutes are three units
        ((18, 13, 10, 8), (1, 1, 1, 0)),  # and this: 49 minutes are three units
        ((7, 7, 7), (1, 0, 0)),
        ((8, 8), (1, 0)),
        ((8, 5), (1, 0)),
        ((40,), (3,)),
        ((7,), (0,)),
    ],
)
def test_medicare_counts_the_timed_minutes_of_a_day_together(minutes: tuple[int, ...], units: tuple[int, ...]) -> None:
    kinds = ("97110", "97140", "97116", "97035")
    services = [service(procedure=one, minutes=each) for one, each in zip(kinds, minutes, strict=False)]
    coded = code(encounter(VISIT, *services, insurance=FULL["insurance"] | {"filing_indicator": "MB"}))
    assert coded is not None
    billed = {line.service: line.units for line in coded.lines}
    assert tuple(billed.get(at, 0) for at in range(2, len(minutes) + 2)) == units
    assert coded.left_out == tuple((at, "too_short") for at, one in enumerate(units, 2) if not one)


def test_other_plans_and_other_days_count_each_service_by_itself() -> None:
    services = [service(procedure="97110", minutes=23), service(procedure="97140", minutes=23, day="2026-03-15")]
    assert [line[1] for line in codes(encounter(*services))] == [2, 2]
    medicare = FULL["insurance"] | {"filing_indicator": "MB"}
    assert [line[1] for line in codes(encounter(*services, insurance=medicare))] == [2, 2]


def test_unanswered_gaps_are_coded_conservatively() -> None:
    one = encounter(
        {**VISIT, "decision_making": None},
        service(procedure="90837", charge="190.00"),
        service(procedure="97110"),
        service(procedure="20610"),
        fees=FEES,
    )
    coded = code(one)
    assert coded is not None
    assert [(line.procedure, str(line.charge)) for line in coded.lines] == [("99212", "95.00"), ("90832", "90.00")]
    assert coded.left_out == ((3, "minutes"), (4, "side"))


def test_visit_rules_before_2021_are_not_ours_to_apply() -> None:
    assert requirements(date(2020, 12, 31)).levels == {}


def test_answers_fill_what_was_missing() -> None:
    one = encounter({**VISIT, "decision_making": None}, service(procedure="97110"), fees=FEES)
    words = {(1, "decision_making"): "moderate", (2, "minutes"): read_word("minutes", (), " 40 ")}
    assert gaps(completed(one, words)) == ()
    assert codes(completed(one, words)) == [("99214", 1, "210.00"), ("97110", 3, "180.00")]


def test_answer_counts_only_where_the_note_says_nothing_itself() -> None:
    one = encounter({**VISIT, "decision_making": "high"}, service(procedure="97110", minutes=40))
    words = {(0, "signed"): False, (1, "decision_making"): "low", (2, "minutes"): 10}
    assert completed(one, words) == one


def test_answer_that_opens_a_gap_is_filled_by_the_answer_to_it() -> None:
    one = encounter(service(procedure=""))
    coded = code(completed(one, {(1, "procedure"): "20610", (1, "side"): "left"}))
    assert coded is not None
    assert [(line.procedure, line.modifiers) for line in coded.lines] == [("20610", ("LT",))]


EXERCISE, MANUAL = service(procedure="97110"), service(procedure="97140")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([EXERCISE, MANUAL], [EXERCISE, MANUAL], {1: 1, 2: 2}),
        ([EXERCISE, MANUAL], [MANUAL, EXERCISE], {1: 2, 2: 1}),
        ([EXERCISE, MANUAL], [MANUAL], {2: 1}),
        ([EXERCISE], [MANUAL, {**EXERCISE, "diagnoses": ["M54.50"]}], {1: 2}),
        ([EXERCISE], [MANUAL], {}),
        # two of a kind, both changed: nobody can tell which is which
        ([EXERCISE, {**EXERCISE, "charge": "90.00"}], [{**EXERCISE, "charge": one} for one in ("81.00", "91.00")], {}),
        ([EXERCISE, EXERCISE], [EXERCISE], {}),
    ],
)
def test_service_of_a_note_sent_again_is_known_by_what_it_says(
    before: list[dict[str, Any]], after: list[dict[str, Any]], same: dict[int, int]
) -> None:
    assert same_services(encounter(*before), encounter(*after)) == {0: 0, **same}


@pytest.mark.parametrize(
    ("field", "choices", "word"),
    [
        ("decision_making", ("low", "high"), "99215"),
        ("minutes", (), "half an hour"),
        ("minutes", (), "0"),
        ("diagnoses", (), "hypertension"),
        ("procedure", (), "injection"),
    ],
)
def test_word_that_answers_another_question_is_refused(field: str, choices: tuple[str, ...], word: str) -> None:
    with pytest.raises(ValueError):
        read_word(field, choices, word)


def test_diagnoses_are_listed_once_and_pointed_to() -> None:
    coded = code(encounter(service(diagnoses=["E11.9", "I10"]), service(procedure="36415", diagnoses=["i10"])))
    assert coded is not None
    assert coded.diagnoses == ("E119", "I10")
    assert [line.diagnoses for line in coded.lines] == [(1, 2), (2,)]


def test_thirteenth_diagnosis_leaves_its_service_out() -> None:
    services = [service(diagnoses=[f"M{10 * n + k}.0" for k in range(4)]) for n in range(1, 5)]
    coded = code(encounter(*services))
    assert coded is not None
    assert (len(coded.diagnoses), coded.left_out) == (12, ((4, "too_many_diagnoses"),))


SERVICES = st.fixed_dictionaries(
    {
        "procedure": st.sampled_from(["93000", "97110", "90834", "20610", "36415"]),
        "minutes": st.none() | st.integers(1, 120),
        "side": st.none() | st.sampled_from(["left", "right"]),
        "units": st.integers(1, 4),
        "diagnoses": st.lists(st.sampled_from(["I10", "E11.9", "M54.50"]), max_size=3, unique=True),
        "charge": st.decimals(1, 9999, places=2).map(str),
    }
)


@given(st.lists(SERVICES, min_size=1, max_size=8))
def test_every_service_is_billed_once_or_left_out_with_its_reason(services: list[dict[str, Any]]) -> None:
    one = encounter(*services)
    coded = code(one)
    billed = [] if coded is None else [line.service for line in coded.lines]
    left = [number for number, _ in coded.left_out] if coded else list(range(1, len(services) + 1))
    assert sorted(billed + left) == list(range(1, len(services) + 1))
    if coded is not None:
        # without a fee schedule a line keeps the charge documented for it
        expected = sum((one.services[at - 1].charge for at in billed), Decimal(0))
        assert sum((line.charge for line in coded.lines), Decimal(0)) == expected
