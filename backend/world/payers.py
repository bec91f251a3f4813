"""The payers of every world: who pays, under which kind of plan, by which habits. Data, no chance in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """A payer and the plan it runs.

    ``allowed_percent`` is what its contracts allow of a charge; ``coinsurance_percent`` the member's part after the
    deductible; ``copay_cents`` the flat amount of an office visit; ``filing_days`` how long a claim may take to reach it.
    """

    identifier: str
    name: str
    plan_type: str
    filing_indicator: str
    plan_names: tuple[str, ...]
    weight: int
    member_id_shape: str
    claim_number_shape: str
    allowed_percent: tuple[int, int]
    coinsurance_percent: int
    copay_cents: tuple[int, ...]
    filing_days: int
    pays_by_check_percent: int
    sequestration: bool = False
    seniors: bool = False


PAYERS: tuple[PayerProfile, ...] = (
    PayerProfile(
        "HRB01", "Harborlight Health Insurance", "commercial", "CI", ("Harborlight Choice PPO", "Harborlight Silver 3000"),
        24, "letter", "letter", (48, 72), 20, (2500, 3500, 4000), 180, 10,
    ),
    PayerProfile(
        "SVH22", "Stonevale Health Plan", "commercial", "HM", ("Stonevale HMO", "Stonevale Open Access"),
        14, "prefix", "year", (45, 68), 10, (2000, 3000), 120, 20,
    ),
    PayerProfile(
        "NGB77", "Norgate Benefit Administrators", "erisa", "12",
        ("Tallgrass Manufacturing Self-Funded Health Plan", "Coppermill Logistics Self-Funded Health Plan"),
        18, "suffix", "mixed", (52, 75), 20, (3000,), 365, 30,
    ),
    PayerProfile(
        "CRT30", "Cedarcrest Trust Services", "erisa", "14", ("Millwrights Union ERISA Welfare Plan",),
        8, "digits", "mixed", (50, 74), 15, (1500, 2500), 365, 40,
    ),
    PayerProfile(
        "MDB15", "Lakeshore Medicare Part B", "medicare", "MB", ("Medicare Part B",),
        14, "medicare", "julian", (35, 55), 20, (), 365, 5, sequestration=True, seniors=True,
    ),
    PayerProfile(
        "EVA88", "Evermont Medicare Advantage", "medicare_advantage", "16", ("Evermont Advantage Plus",),
        10, "medicare", "letter", (38, 58), 0, (1000, 2000, 4500), 365, 10, seniors=True,
    ),
    PayerProfile(
        "STM41", "State Medical Assistance", "medicaid", "MC", ("Medical Assistance",),
        8, "medicaid", "julian", (25, 42), 0, (), 365, 15,
    ),
    PayerProfile(
        "PCP52", "Pinecroft Community Plan", "medicaid", "MC", ("Pinecroft Medicaid Managed Care",),
        4, "medicaid", "year", (28, 45), 0, (300,), 180, 15,
    ),
)  # fmt: skip
"""Institutional Medicare claims go to the same administrator as Part A (filing indicator MA)."""
