"""A claim's history in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from backend.kit.money import Money
from backend.pipeline.claims.story import happening

DAY = date(2026, 3, 20)


def test_rejection_is_never_called_a_decision() -> None:
    told = happening("acknowledged", DAY, "A3/21", "Information is missing.")
    assert "rejected" in told.sentence
    assert "never decided" in told.sentence


def test_decision_names_what_was_paid_and_what_is_left_to_the_patient() -> None:
    told = happening("adjudicated", DAY, "", "", paid=Money.of("62.40"), share=Money.of("30"))
    assert told.sentence == "The payer decided it: $62.40 paid, $30.00 left to the patient."


@pytest.mark.parametrize(("kind", "word"), [("received", "arrived"), ("appealed", "appeal"), ("new_kind", "New kind")])
def test_every_kind_is_a_sentence(kind: str, word: str) -> None:
    assert word in happening(kind, DAY, "", "").sentence


LATER: list[tuple[str, dict[str, object], str]] = [
    ("next_plan_billed", {"amount": "30.00", "payer": "Union Health Fund"},
     "What the plan left, $30.00, was billed to the next plan: Union Health Fund."),
    ("statement_sent", {"notice": 1, "amount": "1240.50", "pay_by": "2026-03-05"},
     "Statement 1 was sent to the patient: $1,240.50 to pay by March 5, 2026."),
    ("plan_agreed", {"agreed_by": "Ada Vandermeer", "count": 4, "amount": "80.00"},
     "A payment plan was agreed with Ada Vandermeer: 4 payments, $80.00 in all."),
    ("written_off", {"name": "Dr. Ines Aldous", "amount": "150.00"}, "Dr. Ines Aldous wrote off $150.00."),
    ("put_back", {"amount": "150.00", "what": "billed to the patient"},
     "$150.00 that was billed to the patient was put back: the payer took its decision back."),
    ("decided_after_all", {"amount": "145.00"},
     "$145.00 that was written off is in the books again: the payer decided the claim after all."),
    ("denial_settled", {"name": "Rosa Quill", "amount": "150.00", "outcome": "billed"},
     "Rosa Quill closed the denial of $150.00: billed."),
    ("write_off_refused", {"name": "Sam", "amount": "9.00", "reason": "Appeal it."},
     "Sam refused to write off $9.00: Appeal it."),
    ("contacted", {"name": "Bo Marsh", "way": "phone", "outcome": "nobody reached", "next_date": "2026-12-01"},
     "Bo Marsh contacted the payer (phone): nobody reached. It is looked at next on December 1, 2026."),
    ("accelerated", {"days": 90, "recommendation": "call payer"},
     "90 days old: it goes first from now on. Recommended: call payer."),
    ("disputed", {}, "The patient disputed the bill. Statements stop until it is answered."),
    ("hardship_refused", {"name": "Sam"}, "Sam refused help with the bill: not told."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "detail", "sentence"), LATER, ids=[one[0] for one in LATER])
def test_later_stages_are_told_with_their_amounts_days_and_names(
    kind: str, detail: dict[str, object], sentence: str
) -> None:
    assert happening(kind, date(2026, 3, 1), "", "", detail=detail).sentence == sentence
