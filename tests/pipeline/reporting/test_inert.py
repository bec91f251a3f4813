"""What payers and providers wrote leaves in an export as text a spreadsheet does not obey."""

from __future__ import annotations

import csv
import io

import pytest

from backend.pipeline.reporting.document import claims_csv
from backend.pipeline.reporting.schemas import ListedClaim


def exported(payer: str, amount: str = "-12.30") -> list[str]:
    """The cells of one exported claim of this payer."""
    claim = ListedClaim(
        claim_id=None, number="A1", payer=payer, service_from=None, charge=None, stage="paid", slice="x", hit=True,
        amount=amount, measure=None, label="",
    )  # fmt: skip
    return list(csv.reader(io.StringIO(claims_csv([claim]))))[1]


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1:A9)", "\t=1", "\r=1", "-=1", "=1\n2"]
)
def test_no_cell_is_a_formula(name: str) -> None:
    assert exported(name)[2] == f"'{name}"


@pytest.mark.parametrize(
    "name", ["Harbor Health", "<script>alert(1)</script>", '"; DROP TABLE claim', "a,b\r\nc", "Zoë"]
)
def test_other_text_is_untouched_and_stays_in_its_cell(name: str) -> None:
    assert exported(name)[2] == name


@pytest.mark.parametrize("amount", ["-12.30", "0.00", "1240.00"])
def test_an_amount_stays_a_number(amount: str) -> None:
    assert exported("Harbor Health", amount)[8] == amount
