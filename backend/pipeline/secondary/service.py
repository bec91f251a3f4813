"""Coordination of benefits: what the first plan left is billed to the next, in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.secondary.rules import secondary_due
from backend.pipeline.work.service import NewWork, open_work_items


def open_secondary(session: Session, posted: Sequence[PostedAdvice], today: date) -> int:
    """Put every claim whose next plan is to be billed before a biller, with the day; how many."""
    items = []
    for one in posted:
        adjustments = one.all_adjustments
        share = sum((each.amount for each in adjustments if each.group == "PR"), Decimal("0.00"))
        due = secondary_due(
            claim_status=one.claim_status, other_plan_on_file=one.context.other_plan_on_file, patient_share=share,
            root_causes=frozenset(each.root_cause for each in adjustments), today=today,
        )  # fmt: skip
        if due is not None:
            text = "The first plan has decided and another plan is on file: bill it with this remittance."
            items.append(
                NewWork("secondary_claims", "claim", one.claim_id, "bill_next_plan", "biller", due, text, Money(share))
            )
    open_work_items(session, items)
    return len(items)
