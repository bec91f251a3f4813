"""What is put right without a person: only where one answer is possible, once, and never money out of nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import Money
from backend.pipeline.scrubbing.corrections import correct
from backend.pipeline.scrubbing.edits import edits
from tests.pipeline.scrubbing.claims import claim, found, line


def test_clean_claim_stays_as_it_is() -> None:
    assert correct(claim(), edits()) == (claim(), ())


def test_codes_and_numbers_are_written_as_the_guide_asks() -> None:
    untidy = claim(
        line(" 99213", modifiers=("gt", "GT")), diagnoses=("i10", "E11.9"), member_id="h004 12877", tax_id="12-3456789"
    )
    right, done = correct(untidy, edits())
    assert (right.diagnoses, right.member_id, right.tax_id) == (("I10", "E119"), "H00412877", "123456789")
    assert (right.lines[0].procedure, right.lines[0].modifiers) == ("99213", ("GT",))
    assert {one.field for one in done} == {"diagnoses", "member_id", "tax_id", "procedure", "modifiers"}


def test_therapy_modifier_follows_the_discipline() -> None:
    therapy = claim(line("97110"), plan_type="medicare", taxonomy="225100000X")
    right, done = correct(therapy, edits())
    assert right.lines[0].modifiers == ("GP",)
    assert [(one.edit, one.before, one.after) for one in done] == [("modifier-gp", [], ["GP"])]
    assert found(right) == []


def test_therapy_line_with_four_modifiers_is_left_to_a_person() -> None:
    full = claim(line("97110", modifiers=("59", "KX", "CO", "96")), plan_type="medicare", taxonomy="225100000X")
    right, done = correct(full, edits())
    assert done == ()
    assert [one.edit for one in found(right)] == ["modifier-gp"]


@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=9), st.integers(0, 9_999_999))
def test_charge_becomes_the_sum_of_the_lines_and_correcting_again_changes_nothing(
    cents: list[int], claimed: int
) -> None:
    lines = [line("93000", charge=Money.of(f"{one // 100}.{one % 100:02d}")) for one in cents]
    given_claim = replace(claim(*lines), charge=Money.of(f"{claimed // 100}.{claimed % 100:02d}"))
    right, done = correct(given_claim, edits())
    assert right.charge == Money.total(one.charge for one in right.lines)
    assert [one.charge for one in right.lines] == [one.charge for one in given_claim.lines]
    assert bool(done) == (sum(cents) != claimed)
    assert correct(right, edits()) == (right, ())
