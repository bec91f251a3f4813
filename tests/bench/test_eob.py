"""Explanations of a generated world's remittances, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from backend.bench import eob
from backend.world.generate import generate


def test_five_hundred_explanations_equal_their_remittance() -> None:
    result = eob.run(500)
    assert result["explanations"] >= 500
    assert result["of_reversals"] > 0
    assert (result["mismatches"], result["first_mismatches"]) == (0, [])


def test_remittance_changed_by_a_cent_is_noticed(tmp_path: Path) -> None:
    generate(eob.SEED, 60, tmp_path, date(2026, 3, 16))
    cent = Decimal("0.01")
    changed = [one._replace(paid=one.paid + cent) for one in eob.payments(tmp_path)]
    assert changed
    assert {eob.disagreement(one) for one in changed} == {"claim: -0.01"}
