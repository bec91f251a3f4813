"""Each kind of edit: where it speaks, where it is silent, at its edges and out of its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from backend.kit.money import Money
from backend.pipeline.scrubbing.edits import Edit, edits
from backend.pipeline.scrubbing.facts import DenialRate, Past
from backend.pipeline.scrubbing.rules import scrub, surely_denied_percent
from tests.pipeline.scrubbing.claims import DAY, TODAY, claim, found, line, names


def test_clean_claim_has_no_finding() -> None:
    assert found(claim()) == []


@pytest.mark.parametrize(
    ("changes", "edit"),
    [
        ({"member_id": ""}, "required-member-id"),
        ({"patient_last": ""}, "required-patient-last"),
        ({"billing_npi": "1770002314"}, "required-billing-npi"),
        ({"rendering_npi": ""}, "required-rendering-npi"),
        ({"tax_id": "12345678"}, "required-tax-id"),
        ({"billing_zip": "44001"}, "required-billing-zip"),
        ({"place": "77"}, "required-place"),
        ({"place": ""}, "required-place"),
        ({"frequency": "7"}, "required-original-claim-number"),
        ({"lines": (), "charge": Money.zero()}, "required-charge"),
    ],
)
def test_missing_element_blocks_and_says_where_and_who(changes: dict[str, Any], edit: str) -> None:
    one = found(claim(**changes))
    assert [each.edit for each in one] == [edit]
    assert one[0].severity == "blocks"
    assert one[0].fix
    assert one[0].owner
    assert one[0].source


@pytest.mark.parametrize(
    ("born", "frequency", "edits"),
    [
        (DAY + timedelta(1), "1", ["birth-after-service"]),
        (DAY + timedelta(1), "7", ["birth-after-service"]),
        (DAY + timedelta(1), "8", []),
        (DAY, "1", []),
    ],
)
def test_patient_born_after_the_day_of_service_is_stopped_and_a_newborn_is_not(
    born: date, frequency: str, edits: list[str]
) -> None:
    one = [
        each
        for each in found(claim(date_of_birth=born, frequency=frequency, original_claim_number="ICN1"))
        if each.kind == "required"
    ]
    assert [each.edit for each in one] == edits
    assert all((each.severity, each.owner, each.element) == ("blocks", "biller", "date_of_birth") for each in one)


def test_claim_without_diagnosis_has_no_pointer_either() -> None:
    assert names(claim(diagnoses=())) == [("required-diagnoses", None), ("required-diagnosis-pointers", 1)]


@pytest.mark.parametrize(
    ("changed", "edit"),
    [
        ({"pointers": ()}, "required-diagnosis-pointers"),
        ({"pointers": (2,)}, "required-diagnosis-pointers"),
        ({"procedure": "9921"}, "required-procedure"),
        ({"units": 0}, "required-units"),
    ],
)
def test_line_element_is_named_with_its_line(changed: dict[str, Any], edit: str) -> None:
    assert names(claim(line(), replace(line("93000"), **changed))) == [(edit, 2)]


def test_visit_beside_a_minor_procedure_needs_modifier_25() -> None:
    injection = line("20610", modifiers=("RT",))
    assert names(claim(line(), injection)) == [("modifier-25", 1)]
    assert names(claim(line(modifiers=("25",)), injection)) == []
    assert names(claim(line(), replace(injection, day=DAY + timedelta(days=1)))) == []


def test_code_of_one_side_needs_its_side_and_only_one() -> None:
    assert names(claim(line("73562"))) == [("modifier-side", 1)]
    assert names(claim(line("73562", modifiers=("LT",)))) == []
    assert names(claim(line("73562", modifiers=("LT", "50")))) == [("modifier-side-twice", 1)]


@pytest.mark.parametrize(
    ("procedure", "place", "edit"),
    [
        ("99213", "21", "place-office-visit"),
        ("99213", "22", None),
        ("99284", "11", "place-emergency-visit"),
        ("99284", "23", None),
        ("99308", "11", "place-nursing-visit"),
    ],
)
def test_visit_codes_belong_to_their_places(procedure: str, place: str, edit: str | None) -> None:
    assert names(claim(line(procedure), place=place)) == ([(edit, 1)] if edit else [])
    assert names(claim(line(procedure, place=place))) == ([(edit, 1)] if edit else [])


def test_medicare_outpatient_service_needs_its_authorization() -> None:
    blepharoplasty = claim(line("15823"), plan_type="medicare", form="I", place="13")
    assert ("required-authorization-medicare-outpatient", 1) in names(blepharoplasty)
    assert names(replace(blepharoplasty, authorization_number="A7741")) == []
    assert names(replace(blepharoplasty, plan_type="medicaid")) == []


def test_rule_not_yet_confirmed_warns_and_says_so() -> None:
    one = found(claim(line("72148")))
    assert [(each.edit, each.severity) for each in one] == [("authorization-advanced-imaging", "warns")]
    assert "not yet confirmed" in one[0].sentence


@pytest.mark.parametrize(
    ("days_ago", "edits_found"),
    [(75, []), (76, ["filing-limit-near"]), (90, ["filing-limit-near"]), (94, ["filing-limit"])],
)
def test_filing_limit_of_the_payer_counts_from_the_service(days_ago: int, edits_found: list[str]) -> None:
    served = TODAY - timedelta(days=days_ago)
    late = claim(line(day=served), service_from=served, service_to=served, payer_name="Cigna Health")
    assert [each.edit for each in found(late)] == edits_found


@pytest.mark.parametrize(
    ("frequency", "told_ago", "edits_found"),
    [("7", 60, []), ("7", 80, ["filing-limit-near"]), ("7", 94, ["filing-limit"]), ("7", None, []), ("8", 94, [])],
)
def test_corrected_claim_has_a_clock_of_its_own_from_the_decision(
    frequency: str, told_ago: int | None, edits_found: list[str]
) -> None:
    served = TODAY - timedelta(days=300)
    again = claim(
        line(day=served), service_from=served, service_to=served, payer_name="Cigna Health", frequency=frequency,
        original_claim_number="C778",
    )  # fmt: skip
    past = Past(original_told=TODAY - timedelta(days=told_ago) if told_ago else None)
    assert [each.edit for each in found(again, past) if each.edit.startswith("filing")] == edits_found


def test_limit_nobody_knows_is_not_guessed() -> None:
    old = date(2024, 1, 2)
    assert found(claim(line(day=old), service_from=old, service_to=old)) == []


def test_same_service_twice_on_a_claim_is_a_duplicate_unless_repeated_on_purpose() -> None:
    assert names(claim(line("36415"), line("36415"))) == [("duplicate-line", 2)]
    assert names(claim(line("36415"), line("36415", modifiers=("76",)))) == []
    assert names(claim(line("36415"), line("36415", day=DAY + timedelta(days=1)))) == []


def test_service_billed_before_is_a_duplicate_of_that_claim() -> None:
    past = Past(billed=frozenset({("99213", (), DAY)}))
    assert names(claim(), past) == [("duplicate-claim", 1)]
    assert names(claim(frequency="7", original_claim_number="ICN1"), past) == []
    assert names(claim(line("99214")), past) == []


def test_part_is_not_billed_beside_its_whole() -> None:
    assert names(claim(line("80053"), line("80048"))) == [("ncci-pairs", 2)]
    assert names(claim(line("80053"), line("80048", modifiers=("59",)))) == []
    assert names(claim(line("80053"), line("80048", day=DAY + timedelta(days=1)))) == []


@pytest.mark.parametrize(
    ("procedure", "born", "expected"),
    [
        ("99392", date(2024, 3, 16), []),
        ("99392", date(2026, 3, 1), ["age-99381-99391", "age-99382-99392"]),
        ("99396", date(1986, 3, 17), ["age-99386-99396"]),
        ("99396", date(1986, 3, 16), []),
        ("90460", date(2007, 3, 16), ["age-90460"]),
        ("90460", date(2007, 3, 17), []),
    ],
)
def test_age_counts_on_the_day_of_service(procedure: str, born: date, expected: list[str]) -> None:
    told = [each.edit for each in found(claim(line(procedure), date_of_birth=born))]
    assert told == [one for one in expected if procedure in one]


def test_diagnosis_of_another_age_or_sex_is_found_by_its_chapter() -> None:
    assert names(claim(diagnoses=("O0900",), date_of_birth=date(1950, 1, 1))) == [("age-maternity", None)]
    assert names(claim(diagnoses=("N400",))) == [("sex-male", None)]


def test_code_of_the_other_sex_blocks_unless_both_are_right() -> None:
    assert names(claim(line("77067"), sex="M")) == [("sex-female", 1)]
    assert names(claim(line("77067", modifiers=("KX",)), sex="M")) == []
    assert names(claim(line("77067"), sex="U")) == []


def test_units_of_a_day_count_over_all_lines() -> None:
    assert names(claim(line("80053", units=2))) == [("units-once-a-day", 1)]
    two_days = claim(line("80053"), line("80053", day=DAY + timedelta(days=1)))
    assert names(two_days) == []


def test_edit_holds_in_its_time_for_its_payer_alone() -> None:
    rule = Edit(
        id="local", kind="authorization", severity="blocks", owner="authorizations", payers=("SVH22",), plan_types=("*",),
        forms=("P",), effective_from=DAY, effective_to=DAY, sentence="Needs one.", fix="Get one.", source="Contract, page 4",
        confirmed=True, parameters={"procedures": ["99213"]},
    )  # fmt: skip

    def speaks(day: date, payer: str) -> bool:
        one = claim(line(day=day), service_from=day, service_to=day, payer_identifier=payer)
        return bool(scrub(one, [rule], Past(), TODAY))

    assert speaks(DAY, "SVH22")
    assert not speaks(DAY, "HHP01")
    assert not speaks(DAY - timedelta(days=1), "SVH22")
    assert not speaks(DAY + timedelta(days=1), "SVH22")


def test_service_the_payer_often_denies_is_flagged_but_not_held() -> None:
    past = Past(rates={"99213": DenialRate(30, 60, "197")})
    one = found(claim(), past)
    assert [(each.edit, each.severity, each.line) for each in one] == [("high-risk", "warns", 1)]
    assert "30 of its last 60" in one[0].sentence


@pytest.mark.parametrize(("denied", "decided"), [(5, 10), (5, 19), (6, 25), (0, 500), (100, 500)])
def test_few_or_unlucky_decisions_are_no_risk(denied: int, decided: int) -> None:
    assert found(claim(), Past(rates={"99213": DenialRate(denied, decided, "197")})) == []


def test_sure_share_is_below_the_seen_share() -> None:
    for decided in (1, 20, 400):
        for denied in range(0, decided + 1, max(1, decided // 10)):
            assert -0.001 <= surely_denied_percent(DenialRate(denied, decided)) <= 100 * denied / decided + 0.001


def test_every_edit_has_a_source_a_fix_and_an_owner() -> None:
    for one in edits():
        assert one.source
        assert one.fix.endswith(".")
        assert one.sentence.endswith(".")
        assert one.owner
        assert one.severity in ("blocks", "warns")


def test_payers_own_word_against_cover_blocks() -> None:
    assert names(claim(), Past(cover="not_covered")) == [("cover-not-in-force", None)]
    assert names(claim(), Past(cover="covered")) == []


def test_plan_the_payer_knows_of_and_the_claim_does_not_name_is_told() -> None:
    past = Past(other_plans=("Lakeshore Medicare",))
    assert [(each.edit, each.severity) for each in found(claim(), past)] == [("other-plan-not-on-claim", "warns")]
    assert found(claim(other_plan=True), past) == []
