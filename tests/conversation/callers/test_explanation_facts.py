"""What a caller is told of the money: parts that are the bill, or none at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from backend.conversation.callers.disclosure.envelope import evidence_for, facts_for
from backend.kit.money import Money
from backend.pipeline.claims.snapshot import Adjustment, ClaimSnapshot, DenialSnapshot, Evidence, LineSnapshot, Share

TODAY = date(2026, 11, 20)
ZERO = Money.zero()
PARTS = ("discount", "not_covered", "other_payer", "payment_adjustment", "patient_share", "paid")


def claim(paid: str, *codes: tuple[str, str, bool], share: Share | None = None, stage: Any = "paid") -> ClaimSnapshot:
    """A claim of one line of 100 dollars, decided with these adjustments."""
    own = tuple(Adjustment(*code.split("-"), Money.of(amount), denied) for code, amount, denied in codes)
    day = date(2026, 3, 3)
    line = LineSnapshot(1, "99213", (), day, Money.of("100.00"), Money.of(paid), None, own, ())
    said = Evidence("remittance 1/CLP 1", "CAS", datetime(2026, 3, 20, tzinfo=UTC))
    return ClaimSnapshot(
        uuid4(), "ICN1", "ACC1", "Harbor Health Plan", "commercial", "M1", "Odessa", "Farrow", date(1980, 5, 17), "80203",
        "", "Tidewater Clinic", "1770002313", "123456789", stage, "F1", "65", day, day, day, day, Money.of("100.00"), None,
        Money.of(paid), share or Share(ZERO, ZERO, ZERO, ZERO, ZERO), None, (line,), (), (), None, False,
        {"adjustments": said},
    )  # fmt: skip


def told(found: ClaimSnapshot) -> dict[str, Any]:
    return facts_for("explanation", "member", found, TODAY, detail=False)


COINSURANCE = Share(ZERO, Money.of("12.00"), ZERO, ZERO, Money.of("12.00"))
OTHER = Share(ZERO, ZERO, ZERO, Money.of("60.00"), Money.of("60.00"))


@pytest.mark.parametrize(
    "found",
    [
        claim("48.00", ("CO-45", "40.00", False), ("PR-2", "12.00", False), share=COINSURANCE),
        claim("58.80", ("CO-45", "40.00", False), ("CO-253", "1.20", False)),
        claim("10.00", ("CO-45", "40.00", False), ("OA-23", "50.00", False)),
        claim("0.00", ("CO-197", "100.00", True), stage="denied"),
        claim("0.00", ("CO-45", "40.00", False), ("PR-204", "60.00", True), share=OTHER, stage="denied"),
        claim("110.00", ("CO-94", "-10.00", False)),
    ],
    ids=["coinsurance", "sequestration", "second_payer", "denied", "left_to_patient", "above_charge"],
)
def test_the_parts_told_are_the_bill(found: ClaimSnapshot) -> None:
    facts = told(found)
    assert sum(Decimal(facts[name]) for name in PARTS) == Decimal("100.00")
    assert sum(Decimal(part["amount"]) for part in facts["parts"]) == Decimal("100.00")
    assert (facts["adds_up"], facts["difference"]) == (True, None)


def test_denial_still_counts_when_its_work_is_closed() -> None:
    found = claim("0.00", ("CO-197", "100.00", True), stage="denied")
    assert found.denials == ()
    assert told(found)["not_covered"] == "100.00"


def test_parts_that_do_not_add_up_are_not_told() -> None:
    found = replace(claim("48.00", ("CO-45", "40.00", False)), charge=Money.of("90.00"))
    facts = told(found)
    assert facts["adds_up"] is False
    assert facts["difference"] == "12.00"
    assert [facts[name] for name in ("discount", "not_covered", "parts")] == [None, None, None]


def test_nothing_is_taken_apart_before_a_decision() -> None:
    facts = told(replace(claim("0.00"), stage="reversed"))
    assert [facts[name] for name in ("adds_up", "difference", "discount")] == [None, None, None]


def test_each_line_says_whether_the_patient_may_be_billed() -> None:
    found = claim("48.00", ("CO-45", "40.00", False), ("PR-2", "12.00", False), share=COINSURANCE)
    line = facts_for("lines", "member", found, TODAY, detail=False)["lines"][0]
    assert [one["may_bill"] for one in line["adjustments"]] == ["no", "yes"]


def test_parts_stand_in_the_remittance() -> None:
    sources = {one["fact"]: one["field"] for one in evidence_for(told(claim("100.00")), claim("100.00"))}
    assert sources["claim.parts"] == sources["claim.discount"] == "CAS"


def test_what_is_denied_is_told_of_all_lines_together() -> None:
    denials = [
        DenialSnapshot(
            uuid4(), "eligibility", "verify_coverage", True, "provider", "Verify.", Money.of(amount), "31", "CO", (), None,
            None, None,
        )
        for amount in ("60.00", "40.00")
    ]  # fmt: skip
    found = replace(claim("0.00", ("CO-31", "100.00", True), stage="denied"), denials=tuple(denials))
    assert facts_for("denial", "provider", found, TODAY, detail=False)["denial_amount"] == "100.00"
