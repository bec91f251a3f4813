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
