"""Queries: what the record held of a claim at a moment in the past, from rows that are only ever added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.audit.acts import Act
from backend.conversation.supervision.accuracy import RecordThen, with_sums
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.appeal import Appeal
from backend.models.audit import AuditEvent
from backend.models.claim import Claim, ClaimEvent, ClaimLine
from backend.models.denial import Denial
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.member import Member
from backend.models.remittance import Remittance, RemittanceClaim
from backend.models.verification import DisclosureGrant

_DECIDING = ("adjudicated", "reversed")


class RecordsThen(Repository):
    """The record as of a moment."""

    def told(self, conversation: str) -> list[tuple[datetime, UUID]]:
        """Which claims were disclosed in a conversation, and when; from the audit trail."""
        query = select(AuditEvent.at, AuditEvent.subject).where(
            AuditEvent.actor == conversation,
            AuditEvent.act == Act.CLAIM_DISCLOSED,
            AuditEvent.subject.startswith("claim:"),
        )
        return [(at, UUID(subject[6:])) for at, subject in self.session.execute(query.order_by(AuditEvent.seq))]

    def strangers(self, conversation_id: UUID, claims: Sequence[UUID]) -> bool:
        """Whether a disclosed claim is of somebody no grant of this conversation names."""
        if not claims:
            return False
        granted = (
            select(DisclosureGrant.id)
            .where(
                DisclosureGrant.conversation_id == conversation_id,
                DisclosureGrant.member_id == Member.member_id,
                DisclosureGrant.date_of_birth == Member.date_of_birth,
            )
            .exists()
        )
        query = select(Claim.id).join(Member, Member.id == Claim.member_id).where(Claim.id.in_(claims), ~granted)
        return self.session.scalar(select(query.exists())) or False

    def at(self, claim_ids: Sequence[UUID], moment: datetime) -> RecordThen:
        """All that was known of these claims then."""
        amounts: set[Decimal] = set()
        days: set[date] = set()
        standing: dict[str, datetime] = {}
        differ = False
        for claim_id in claim_ids:
            claim = self.session.get(Claim, claim_id)
            if claim is None:
                continue
            events = self._events(claim_id, moment)
            advices = self._advices(claim_id, moment)
            self._billed(claim, events, amounts, days, standing)
            current = _standing_advice(events, advices)
            for advice, remittance in advices:
                if current is None or advice.id == current:
                    amounts |= _amounts_of(advice, remittance)
                    days |= {remittance.paid_on}
                    standing[f"remittance {remittance.id}/CLP {advice.number}"] = remittance.recorded_at
                if advice.id == current:
                    differ = differ or self._books(claim_id, moment) != advice.paid
                standing[f"remittance advice {advice.id}"] = remittance.recorded_at
            self._followed(claim_id, moment, amounts, days, standing)
        return RecordThen(frozenset(amounts), frozenset(days), standing, differ)

    def _events(self, claim_id: UUID, moment: datetime) -> Sequence[ClaimEvent]:
        query = select(ClaimEvent).where(ClaimEvent.claim_id == claim_id, ClaimEvent.recorded_at <= moment)
        return self.session.scalars(query.order_by(ClaimEvent.id)).all()

    def _advices(self, claim_id: UUID, moment: datetime) -> list[tuple[RemittanceClaim, Remittance]]:
        query = (
            select(RemittanceClaim, Remittance)
            .join(Remittance, Remittance.id == RemittanceClaim.remittance_id)
            .where(RemittanceClaim.claim_id == claim_id, Remittance.recorded_at <= moment)
        )
        return [(row[0], row[1]) for row in self.session.execute(query)]

    def _billed(
        self,
        claim: Claim,
        events: Sequence[ClaimEvent],
        amounts: set[Decimal],
        days: set[date],
        standing: dict[str, datetime],
    ) -> None:
        lines = self.session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim.id)).all()
        amounts |= with_sums([[claim.charge.amount], [one.charge.amount for one in lines]])
        days |= {claim.service_from, claim.service_to, claim.received, *(one.effective for one in events)}
        days |= {one for line in lines for one in (line.service_from, line.service_to) if one}
        if events:
            standing[f"claim {claim.id}"] = events[0].recorded_at
        for one in events:
            standing[f"claim status {one.id}"] = one.recorded_at

    def _followed(
        self, claim_id: UUID, moment: datetime, amounts: set[Decimal], days: set[date], standing: dict[str, datetime]
    ) -> None:
        denials = select(Denial).where(Denial.claim_id == claim_id, Denial.recorded_at <= moment)
        for denial in self.session.scalars(denials):
            amounts |= with_sums([[denial.amount.amount]])
            days |= {one for one in (denial.deadline, denial.remittance_date, denial.service_from) if one}
            standing[f"denial {denial.id}"] = denial.recorded_at
        # an appeal started in this very turn is on record a moment before the answer leaves
        for appeal in self.session.scalars(select(Appeal).where(Appeal.claim_id == claim_id)):
            if appeal.recorded_at <= moment:
                amounts |= with_sums([[appeal.amount.amount]])
                days |= {one for one in (appeal.opened, appeal.deadline, appeal.decision_due, appeal.next_date) if one}
                standing[f"appeal {appeal.number}"] = appeal.recorded_at

    def _books(self, claim_id: UUID, moment: datetime) -> Money:
        """What the ledger says the payer paid on a claim."""
        query = (
            select(func.sum(LedgerEntry.amount))
            .join(LedgerTransaction, LedgerTransaction.id == LedgerEntry.transaction_id)
            .where(
                LedgerEntry.claim_id == claim_id,
                LedgerEntry.account == "remittance_clearing",
                LedgerTransaction.recorded_at <= moment,
            )
        )
        return self.session.scalar(query) or Money.zero()


def _standing_advice(
    events: Sequence[ClaimEvent], advices: Sequence[tuple[RemittanceClaim, Remittance]]
) -> UUID | None:
    """The advice the claim stood by after these events; None where its history does not say."""
    known = {advice.id for advice, _ in advices}
    deciding = [one for one in events if one.kind in _DECIDING and one.advice_id in known]
    return deciding[-1].advice_id if deciding and deciding[-1].kind == "adjudicated" else None


def _amounts_of(advice: RemittanceClaim, remittance: Remittance) -> set[Decimal]:
    rows = [*advice.adjustments, *(one for line in advice.lines for one in line.get("adjustments", []))]
    groups: dict[str, list[Decimal]] = defaultdict(list)
    for one in rows:
        value = Decimal(str(one["amount"]))
        for key in ("all", one["group"], f"{one['group']}-{one['carc']}", one["carc"]):
            groups[key].append(value)
        if one["group"] != "PR" and one["carc"] != "45":
            groups["not covered"].append(value)
    told: list[Any] = [advice.charge, advice.paid, advice.patient_share, advice.allowed, remittance.amount]
    plain = [one.amount for one in told if one is not None]
    allowed = advice.allowed.amount if advice.allowed else None
    differences = [advice.charge.amount - allowed, allowed - advice.paid.amount] if allowed is not None else []
    lines = [
        [Decimal(str(line[name]))] for line in advice.lines for name in ("charge", "paid", "allowed") if line.get(name)
    ]
    return set(with_sums([*([one] for one in [*plain, *differences]), *groups.values(), *lines]))
