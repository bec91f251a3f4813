"""The explanation of benefits: sums to the cent, words a sixth-grader reads, the last day to appeal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.eob import (
    ABOVE_ALLOWED,
    APPEAL,
    CHECK,
    KIND_WORDS,
    NOT_A_BILL,
    OPENING,
    OWED_MORE,
    sums,
)
from backend.pipeline.adjudication.errors import NotExplainable
from backend.pipeline.adjudication.explaining import explanation_of_benefits, explanation_of_benefits_pdf
from backend.pipeline.claims.explanation import Decision, Explanation, take_apart
from backend.pipeline.claims.service import Adjustment, LineSnapshot

TODAY = date(2026, 3, 20)


def test_a_paid_and_a_denied_line_are_explained_in_one_table(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140"), ("15820", "900"), ("80053", "71")))
    desk.decide()
    desk.pay()
    eob = explanation_of_benefits(desk.session, desk.claim_row("A1").id, TODAY)
    assert eob.opening[0] == NOT_A_BILL
    assert (eob.plan_name, eob.phone, eob.patient) == ("Fern PPO", "8005550124", "Ada Vandermeer")
    assert [one.service for one in eob.lines] == ["Office visit", "Cosmetic care", "Lab test"]
    assert all(one.sums.adds_up for one in eob.lines)
    assert eob.total.adds_up
    assert str(eob.total.your_share) == "950.00"
    assert (str(eob.total.copay), str(eob.total.deductible), str(eob.total.not_covered)) == ("30.00", "20.00", "900.00")
    assert eob.lines[1].notes
    assert {one.letter for one in eob.notes} >= set(eob.lines[1].notes)
    assert eob.appeal_last_day == date(2026, 9, 14)
    assert "The last day to ask is September 14, 2026." in eob.appeal
    assert eob.year is not None
    assert (str(eob.year.deductible_used), str(eob.year.out_of_pocket_used)) == ("20.00", "50.00")


def test_the_paper_is_the_same_each_time_and_has_pages(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.pay()
    claim_id = desk.claim_row("A1").id
    made = explanation_of_benefits_pdf(desk.session, claim_id, TODAY)
    assert made[:5] == b"%PDF-"
    assert made == explanation_of_benefits_pdf(desk.session, claim_id, TODAY)


def test_nothing_is_explained_before_it_is_decided(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    with pytest.raises(NotExplainable):
        explanation_of_benefits(desk.session, desk.claim_row("A1").id, TODAY)


@pytest.mark.parametrize("text", [NOT_A_BILL, *OPENING, CHECK, OWED_MORE, ABOVE_ALLOWED, *APPEAL])
def test_words_are_easy(text: str) -> None:
    assert textstat.flesch_kincaid_grade(text) <= 6.0


def test_whole_page_is_easy() -> None:
    assert textstat.flesch_kincaid_grade(" ".join([NOT_A_BILL, *OPENING, CHECK, OWED_MORE, *APPEAL])) <= 6.0
    assert all(len(word.split()) <= 4 for word in KIND_WORDS.values())


CODES = [
    ("PR", "1"),
    ("PR", "2"),
    ("PR", "3"),
    ("PR", "204"),
    ("PR", "45"),
    ("CO", "45"),
    ("CO", "97"),
    ("OA", "23"),
    ("CO", "253"),
]


@given(
    st.lists(
        st.tuples(
            st.decimals(min_value=0, max_value=5000, places=2),
            st.lists(st.tuples(st.sampled_from(CODES), st.decimals(min_value=0, max_value=900, places=2)), max_size=6),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_columns_are_the_charge_to_the_cent(billed: list[Any]) -> None:
    lines = []
    for number, (paid, told) in enumerate(billed, 1):
        adjustments = tuple(Adjustment(group, carc, Money.of(amount), None) for (group, carc), amount in told)
        charge = Money.of(paid) + Money.total(one.amount for one in adjustments)
        lines.append(LineSnapshot(number, "99213", (), None, charge, Money.of(paid), None, adjustments, ()))
    whole = take_apart(
        Decision(Money.total(one.charge for one in lines), Money.total(one.paid for one in lines), (), tuple(lines))
    )
    assert isinstance(whole, Explanation)
    total = sums(whole.charge, whole.parts)
    assert total.adds_up
    parts = [sums(one.charge, one.parts) for one in whole.lines]
    assert all(one.adds_up for one in parts)
    assert Money.total(one.your_share for one in parts) == total.your_share
    assert total.your_share == Money.total(a.amount for one in lines for a in one.adjustments if a.group == "PR")
    assert total.charge >= ZERO
