"""Which claim a payer means: exact rules, and a person where they leave a doubt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from backend.pipeline.claims.matching import Sought, choose
from backend.pipeline.claims.plan_type import plan_type
from backend.pipeline.claims.repository import KnownClaim

NPI, OTHER = "1234567893", "1999999984"


def claim(**given: Any) -> KnownClaim:
    known: dict[str, Any] = {
        "id": uuid4(), "provider_npi": NPI, "payer_id": uuid4(), "patient_control_number": "A1",
        "payer_claim_control_number": None, "charge": Decimal("200.00"), "stage": "accepted", "frequency": "1",
        "advice_id": None, "plan_type": "commercial", "service_from": date(2026, 1, 2), "authorization_on_file": False,
        "other_plan_on_file": False, "provider_id": uuid4(), "original_claim_number": None,
        "place_of_service": "11",
    }  # fmt: skip
    return KnownClaim(**known | given)


def sought(account: str = "A1", number: str = "N1", npi: str = NPI, charge: str | None = "200.00") -> Sought:
    return Sought(account, number, npi, Decimal(charge) if charge else None)


def test_the_only_claim_with_the_account_number_is_meant() -> None:
    one = claim()
    assert choose(sought(), [one], []) is one


def test_the_payers_own_number_decides_between_claims_of_one_account() -> None:
    first, second = claim(payer_claim_control_number="N1"), claim(payer_claim_control_number="N2")
    assert choose(sought(), [first, second], [first]) is first


@pytest.mark.parametrize(
    ("asked", "by_account", "by_number", "code"),
    [
        (sought(), [], [], "no_claim_found"),
        (sought(), [claim(), claim()], [], "several_claims"),
        (sought(npi=OTHER), [claim()], [], "no_claim_found"),
        (sought(account="A2"), [], [claim(payer_claim_control_number="N1")], "numbers_disagree"),
        (sought(charge="201.00"), [claim()], [], "charge_differs"),
        (sought(number="N1"), [claim(payer_claim_control_number="N9")], [], "no_claim_found"),
        (
            sought(),
            [],
            [claim(payer_claim_control_number="N1"), claim(payer_claim_control_number="N1")],
            "several_claims",
        ),
    ],
)
def test_a_doubt_is_named_and_nobody_guesses(
    asked: Sought, by_account: list[KnownClaim], by_number: list[KnownClaim], code: str
) -> None:
    assert choose(asked, by_account, by_number) == code


def test_a_rejected_claim_gives_way_to_the_one_sent_again() -> None:
    rejected, again = claim(stage="rejected"), claim()
    assert choose(sought(), [rejected, again], []) is again


def test_a_reversal_matches_by_the_size_of_its_charge() -> None:
    one = claim()
    assert choose(sought(charge="-200.00"), [one], []) is one


@pytest.mark.parametrize(
    ("indicator", "group", "expected"),
    [
        ("MB", "", "medicare"), ("MA", "", "medicare"), ("16", "", "medicare_advantage"), ("MC", "", "medicaid"),
        ("CI", "Harborlight PPO", "commercial"), ("12", "Tallgrass Self-Funded Health Plan", "erisa"),
        ("BL", "Union ERISA Welfare Plan", "erisa"), ("MC", "County Self-Insured Plan", "medicaid"), ("WC", "", "unknown"),
        ("ZZ", "", "unknown"), ("", "", "unknown"), ("CI", "Merisant PPO", "commercial"),
    ],
)  # fmt: skip
def test_the_plan_type_is_what_the_claim_says(indicator: str, group: str, expected: str) -> None:
    assert plan_type(indicator, group) == expected
