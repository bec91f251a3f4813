"""Queries on recommendations and the people who decide them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select, text, true, update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.bulk import one_of
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.approval import Approval, PracticeApprover
from backend.models.claim import Claim, ClaimEvent
from backend.models.patient_account import PatientAccount
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.staff import Staff


class OnClaim(NamedTuple):
    """What stands open on a claim in one account of the ledger."""

    claim_id: UUID
    account: str
    amount: Money


class ApprovalRepository(Repository):
    """Recommendations: opened once per subject and kind, decided once."""

    def open(self, rows: Sequence[dict[str, Any]]) -> list[UUID]:
        """Open what is not open already; the ids of those opened."""
        if not rows:
            return []
        # as text: a bound value names no index once the statement is prepared for good
        statement = insert(Approval).on_conflict_do_nothing(
            index_elements=["kind", "subject_id"], index_where=text("state = 'open'")
        )
        found = self.session.execute(statement.returning(Approval.id), list(rows))
        return list(found.scalars())

    def get(self, approval_id: UUID) -> Approval | None:
        return self.session.get(Approval, approval_id, populate_existing=True)

    def decide(self, approval_id: UUID, values: dict[str, Any]) -> bool:
        """Compare and set: False when it is not open any more. Waits for who is deciding at this moment."""
        statement = update(Approval).where(Approval.id == approval_id, Approval.state == "open").values(**values)
        return self.session.execute(statement.returning(Approval.id)).first() is not None

    def withdraw(self, subject_ids: Sequence[UUID], kinds: Sequence[str], reason: str) -> int:
        """Take back open recommendations whose ground is gone."""
        if not subject_ids:
            return 0
        # in the order of their ids, as whoever else withdraws; "open" as text, so that the index of open ones is used
        found = (
            select(Approval.id)
            .where(one_of(Approval.subject_id, subject_ids), Approval.kind.in_(kinds), text("state = 'open'"))
            .order_by(Approval.id)
            .with_for_update()
        )
        done = self.session.execute(
            update(Approval)
            .where(Approval.id.in_(found))
            .values(state="withdrawn", decision_reason=reason)
            .returning(Approval.id)
        )
        return len(done.all())

    def lock_subject(self, subject_kind: str, subject_id: UUID) -> None:
        """Lock the claim or the patient's account a recommendation is about."""
        kind = Claim if subject_kind == "claim" else PatientAccount
        self.session.execute(select(kind.id).where(kind.id == subject_id).with_for_update(key_share=True))

    def listed(self, state: str, owner: str | None, limit: int) -> list[tuple[Approval, str]]:
        """With the practice's name: the largest that is due first."""
        order = (
            (Approval.due, Approval.amount.desc()) if state == "open" else (Approval.decided_at.desc().nulls_last(),)
        )
        wanted = Approval.state == "open" if state == "open" else Approval.state != "open"
        rows = self.session.execute(
            select(Approval, Provider.name)
            .join(Provider, Provider.id == Approval.provider_id)
            .where(wanted, Approval.owner == owner if owner is not None else true())
            .order_by(*order)
            .limit(limit)
        )
        return [(row[0], row[1]) for row in rows]

    def waiting(self, owner: str | None) -> list[tuple[str, int, Money]]:
        rows = self.session.execute(
            select(Approval.kind, func.count(), func.sum(Approval.amount))
            .where(Approval.state == "open", Approval.owner == owner if owner is not None else true())
            .group_by(Approval.kind)
            .order_by(Approval.kind)
        )
        return [(row[0], row[1], _money(row[2])) for row in rows]

    def approvers(self, provider_id: UUID) -> list[PracticeApprover]:
        statement = select(PracticeApprover).where(PracticeApprover.provider_id == provider_id)
        return list(self.session.scalars(statement))

    def all_approvers(self) -> list[tuple[PracticeApprover, str, str]]:
        """With the practice's and the person's name."""
        rows = self.session.execute(
            select(PracticeApprover, Provider.name, Staff.name)
            .join(Provider, Provider.id == PracticeApprover.provider_id)
            .join(Staff, Staff.id == PracticeApprover.staff_id)
            .order_by(Provider.name, Staff.name, PracticeApprover.effective_from)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def practices_waiting(self) -> list[str]:
        rows = self.session.execute(
            select(Provider.npi)
            .join(Approval, Approval.provider_id == Provider.id)
            .where(Approval.state == "open")
            .group_by(Provider.npi)
            .order_by(func.count().desc(), Provider.npi)
        )
        return [row[0] for row in rows]

    def practice(self, provider_id: UUID) -> str:
        return self.session.scalar(select(Provider.name).where(Provider.id == provider_id)) or ""

    def provider_by_npi(self, npi: str) -> Provider | None:
        return self.session.scalar(select(Provider).where(Provider.npi == npi))

    def staff_by_email(self, email: str) -> Staff | None:
        return self.session.scalar(select(Staff).where(Staff.email == email.lower(), Staff.disabled.is_(False)))

    def open_on_claim(self, claim_id: UUID) -> list[OnClaim]:
        """A claim's receivables from payers, the denied first; a claim that never entered the books with its charge.

        The claim is locked, so that nobody books beside us.
        """
        statement = select(Claim.charge, Claim.stage).where(Claim.id == claim_id).with_for_update(key_share=True)
        charge, stage = self.session.execute(statement).one()
        rows = self.session.execute(
            text(
                "SELECT account, sum(amount) FROM ledger_entry WHERE claim_id = :id GROUP BY account ORDER BY account"
            ),
            {"id": claim_id},
        )
        found = {row[0]: _money(row[1]) for row in rows}
        if not found and stage in ("rejected", "held"):
            return [] if self._billed_again(claim_id) else [OnClaim(claim_id, "charges", charge)]
        wanted = ("receivable_denied", "receivable_payer")
        return [OnClaim(claim_id, one, found[one]) for one in wanted if found.get(one, Money.zero()) > Money.zero()]

    def _billed_again(self, claim_id: UUID) -> bool:
        """Whether a corrected claim took the place of one that never entered the books: its charge is that one's."""
        told = select(ClaimEvent.id).where(ClaimEvent.claim_id == claim_id, ClaimEvent.kind == "replaced").limit(1)
        return self.session.scalar(told) is not None

    def subject_names(self, approvals: Sequence[Approval]) -> dict[UUID, tuple[str, str]]:
        """How each subject is named, and its payer: a claim's number, an account's number."""
        claims = [one.subject_id for one in approvals if one.subject_kind == "claim"]
        accounts = [one.subject_id for one in approvals if one.subject_kind == "patient_account"]
        found: dict[UUID, tuple[str, str]] = {}
        number = func.coalesce(Claim.payer_claim_control_number, Claim.patient_control_number)
        for row in self.session.execute(
            select(Claim.id, number, Payer.name).join(Payer, Payer.id == Claim.payer_id).where(Claim.id.in_(claims))
        ):
            found[row[0]] = (row[1], row[2])
        rows = self.session.execute(
            text("SELECT id, 'PA-' || serial FROM patient_account WHERE id = ANY(:ids)"), {"ids": accounts}
        )
        return found | {row[0]: (row[1], "") for row in rows}


def facts_json(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as JSON values: amounts and days as text."""
    return dict(json.loads(json.dumps(facts, default=str)))


def _money(value: Any) -> Money:
    return value if isinstance(value, Money) else Money(Decimal(value or 0).quantize(Decimal("0.01")))
