"""A claim taken off its way to the payer: its money is given up, and above the practice's threshold that is a write-off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.pipeline.patient_billing.service import Recommendation, recommend
from backend.pipeline.patient_billing.terms import terms_of
from backend.pipeline.receivables.repository import ReceivablesRepository
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.errors import NotOutgoing

GROUNDS = frozenset({"duplicate_claim", "cover"})
"""Kinds of findings that show there is nothing to lose: billed before, or no cover of this payer on that day."""


@dataclass(frozen=True, slots=True)
class TakenOff:
    """What became of the wish. ``waits``: it is a write-off now, and waits for who may decide on it."""

    waits: bool
    sentence: str


def needs_approval(amount: Money, threshold: Money, grounds: Collection[str], *, approved: bool) -> bool:
    """Whether giving the claim up is a write-off that somebody named by the practice decides on."""
    return amount > threshold and not approved and not GROUNDS & set(grounds)


def take_off(session: Session, claim_id: UUID, reason: str, actor: str, now: datetime) -> TakenOff:
    """Take a claim off its way; one above the threshold is recommended as a write-off instead, by whoever asked.

    Once that is approved, the claim may be taken off. Raises NotOutgoing or AlreadyOut.
    """
    money = ReceivablesRepository(session).money_of(claim_id)
    if money is None:
        raise NotOutgoing
    threshold = terms_of(money.npi, now.date()).approval_threshold
    if not needs_approval(money.amount, threshold, money.grounds, approved=money.approved):
        scrubbing.withdraw_claim(session, claim_id, reason, actor, now)
        return TakenOff(False, "It is off its way.")
    scrubbing.demand_not_out(session, claim_id)
    wish = Recommendation(
        "write_off", "claim", claim_id, money.provider_id, money.npi, money.amount, "taken_off", reason, actor, {},
        (claim_id,),
    )  # fmt: skip
    recommend(session, [wish], now.date())
    told = f"Giving up {money.amount.spoken} is a write-off: above {threshold.spoken} the practice's approver decides on it."
    return TakenOff(True, f"{told} It waits under approvals.")
