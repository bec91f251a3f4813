"""What comes after a payer's word, as a table of situations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from backend.pipeline.secondary.rules import ASKED, PayersWord, next_step

TODAY = date(2026, 3, 16)
SITUATIONS: list[tuple[dict[str, Any], str, str]] = [
    ({}, "bill_next_plan", "share_left"),
    ({"claim_status": "4", "denied_for": frozenset({"not_covered"})}, "bill_next_plan", "share_left"),
    ({"claim_status": "2"}, "bill_next_plan", "share_left"),
    ({"next_plan": "none"}, "patient", "no_other_plan"),
    ({"patient_share": Decimal("0.00")}, "patient", "nothing_left"),
    ({"patient_share": Decimal("-20.00")}, "patient", "nothing_left"),
    ({"claim_status": "19"}, "crossed_over", "sent_on_by_the_payer"),
    ({"claim_status": "20", "patient_share": Decimal("0.00")}, "crossed_over", "sent_on_by_the_payer"),
    ({"claim_status": "21", "next_plan": "none"}, "crossed_over", "sent_on_by_the_payer"),
    ({"denied_for": frozenset({"coordination_of_benefits"})}, "settle_first", "coordination_of_benefits"),
    ({"denied_for": frozenset({"coding", "eligibility"})}, "settle_first", "eligibility"),
    ({"denied_for": frozenset({"duplicate"})}, "settle_first", "duplicate"),
    ({"next_plan": "incomplete"}, "ask_plan", "plan_incomplete"),
    ({"next_plan": "heard_of"}, "ask_plan", "plan_heard_of"),
    ({"next_plan_medicare": True, "medicare_reason_known": False}, "ask_plan", "medicare_reason"),
    ({"next_plan_medicare": True, "medicare_reason_known": True}, "bill_next_plan", "share_left"),
    ({"next_plan_told": True}, "told_again", "decision_changed"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "step", "reason"), SITUATIONS)
def test_a_payers_word_leads_to_one_step(changes: dict[str, Any], step: str, reason: str) -> None:
    facts: dict[str, Any] = {
        "claim_status": "1", "patient_share": Decimal("20.00"), "denied_for": frozenset(), "next_plan": "complete", **changes,
    }  # fmt: skip
    found = next_step(PayersWord(**facts), TODAY)
    assert (found.step, found.reason) == (step, reason)
    assert found.due == date(2026, 3, 18)


def test_every_step_that_waits_for_a_person_has_an_owner_and_a_sentence() -> None:
    waiting = {reason for _, step, reason in SITUATIONS if step in ("ask_plan", "told_again")}
    assert waiting <= set(ASKED)
    assert all(owner and sentence.endswith(".") for owner, sentence in ASKED.values())
