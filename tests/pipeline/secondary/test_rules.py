"""When the next plan is billed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from backend.pipeline.secondary.rules import secondary_due

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("status", "other", "share", "causes", "due"),
    [
        ("1", True, "20.00", {"contractual", "patient_cost_share"}, date(2026, 3, 18)),
        ("4", True, "200.00", {"not_covered"}, date(2026, 3, 18)),
        ("1", False, "20.00", {"patient_cost_share"}, None),
        ("1", None, "20.00", {"patient_cost_share"}, None),
        ("1", True, "0.00", {"contractual"}, None),
        ("19", True, "20.00", {"patient_cost_share"}, None),
        ("2", True, "20.00", {"patient_cost_share"}, None),
        ("22", True, "-20.00", {"payment_adjustment"}, None),
        ("4", True, "200.00", {"coordination_of_benefits"}, None),
        ("4", True, "200.00", {"eligibility"}, None),
    ],
)
def test_the_next_plan_is_billed_in_time_or_not_at_all(
    status: str, other: bool | None, share: str, causes: set[str], due: date | None
) -> None:
    found = secondary_due(
        claim_status=status, other_plan_on_file=other, patient_share=Decimal(share), root_causes=frozenset(causes),
        today=TODAY,
    )  # fmt: skip
    assert found == due
