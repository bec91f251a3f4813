"""Everything every stage recorded of one claim, and its telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, select, text
from sqlalchemy.orm import Session

from backend.database import Base
from backend.errors import NotFound
from backend.kit.repository import Repository
from backend.models.adjudication import Adjudication, Pend
from backend.models.appeal import Appeal
from backend.models.approval import Approval
from backend.models.claim import Claim, ClaimEvent
from backend.models.coordination import Coordination
from backend.models.denial import Denial
from backend.models.edit import EditFinding
from backend.models.encounter import CodingQuery, Encounter
from backend.models.follow_up import FollowUp, FollowUpContact
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.remittance import Remittance, RemittanceClaim
from backend.models.work_item import WorkItem
from backend.pipeline.claims.rejection import reason
from backend.pipeline.reporting import story
from backend.pipeline.reporting.story import Chapter, Facts, Story

_HEAVY = frozenset({"packet", "letter"})
_RUNNING = frozenset({"draft", "signed", "sent"})


class ClaimHistoryRepository(Repository):
    """Reads of one claim, one table each, by its key."""

    def claim(self, claim_id: UUID) -> Claim | None:
        return self.session.get(Claim, claim_id)

    def rows(self, model: type[Base], where: ColumnElement[bool]) -> list[Mapping[str, Any]]:
        table: Table = model.__table__  # type: ignore[assignment]
        columns = [one for one in table.c if one.name not in _HEAVY]
        return [dict(one) for one in self.session.execute(select(*columns).where(where)).mappings()]

    def advices(self, claim_id: UUID) -> dict[UUID, Facts]:
        """What remittances said of it, with the payment."""
        statement = (
            select(RemittanceClaim, Remittance.trace_number, Remittance.paid_on)
            .join(Remittance, Remittance.id == RemittanceClaim.remittance_id)
            .where(RemittanceClaim.claim_id == claim_id)
        )
        return {
            one.id: {
                "paid": str(one.paid), "patient_share": str(one.patient_share), "adjustments": one.adjustments,
                "lines": one.lines, "trace_number": trace, "paid_on": paid_on,
            }
            for one, trace, paid_on in self.session.execute(statement)
        }  # fmt: skip

    def decided_here(self, claim_id: UUID) -> bool:
        """Whether we decide it, for its payer."""
        return self.session.scalar(select(Adjudication.id).where(Adjudication.claim_id == claim_id)) is not None

    def pends(self, claim_id: UUID) -> list[Facts]:
        """Why its decision waited, where we decide it."""
        return self.rows(
            Pend, Pend.adjudication_id.in_(select(Adjudication.id).where(Adjudication.claim_id == claim_id))
        )

    def postings(self, claim_id: UUID) -> list[tuple[str, date, list[Facts]]]:
        """Ledger transactions of it, oldest first."""
        statement = (
            select(
                LedgerTransaction.id,
                LedgerTransaction.kind,
                LedgerTransaction.effective,
                LedgerEntry.account,
                LedgerEntry.amount,
            )
            .join(LedgerEntry, LedgerEntry.transaction_id == LedgerTransaction.id)
            .where(LedgerTransaction.claim_id == claim_id)
            .order_by(
                LedgerTransaction.effective,
                LedgerTransaction.recorded_at,
                LedgerTransaction.posting_key,
                LedgerTransaction.id,
                LedgerEntry.number,
            )
        )
        rows = self.session.execute(statement).all()
        return [
            (key[1], key[2], [{"account": row.account, "amount": row.amount.amount} for row in members])
            for key, members in groupby(rows, key=lambda row: (row.id, row.kind, row.effective))
        ]

    def statements(self, claim_id: UUID) -> list[Facts]:
        """Statements with a line for this claim."""
        query = """SELECT s.* FROM statement s JOIN claim c ON c.id = :claim
                   JOIN patient_account a ON a.id = s.account_id AND a.provider_id = c.provider_id AND a.member_id = c.member_id
                   WHERE s.lines @> jsonb_build_array(jsonb_build_object('claim_id', :text ::text))"""
        return [
            dict(one)
            for one in self.session.execute(text(query), {"claim": claim_id, "text": str(claim_id)}).mappings()
        ]


def tell(session: Session, claim_id: UUID) -> Story:
    """A claim's whole life, and where it stands. Raises NotFound."""
    repository = ClaimHistoryRepository(session)
    claim = repository.claim(claim_id)
    if claim is None:
        raise NotFound("no_such_claim", "There is no such claim.")
    events = repository.rows(ClaimEvent, ClaimEvent.claim_id == claim_id)
    advices = repository.advices(claim_id)
    found = repository.rows(Denial, Denial.claim_id == claim_id)
    denials = sorted(found, key=lambda one: (one["opened"], one["line_number"] or 0, one["carc"]))
    appeals = repository.rows(Appeal, Appeal.claim_id == claim_id)
    subjects = [claim_id, *(one["id"] for one in (*denials, *appeals)), *advices]
    # a pend tells itself; the work item that carries it says the same
    work = [one for one in repository.rows(WorkItem, WorkItem.subject_id.in_(subjects)) if one["queue"] != "adjudication"]
    approvals = repository.rows(Approval, Approval.subject_id == claim_id)
    follow_up = repository.rows(FollowUp, FollowUp.claim_id == claim_id)
    postings = repository.postings(claim_id)
    pends = repository.pends(claim_id)
    chapters = [
        *(
            each
            for one in repository.rows(Encounter, Encounter.claim_id == claim_id)
            for each in _visit(repository, one)
        ),
        *(each for one in pends for each in story.pend(one)),
        *(
            story.event(one, _meaning(one), advices.get(one["advice_id"]))
            for one in events
            if one["kind"] not in (story.IN_RECORDS | story.OF_APPROVALS if approvals else story.IN_RECORDS)
        ),
        *(story.finding(one) for one in repository.rows(EditFinding, EditFinding.claim_id == claim_id)),
        *(each for one in denials for each in story.denial(one)),
        *(each for one in appeals for each in story.appeal(one)),
        *(each for one in work for each in story.work(one)),
        *(each for one in approvals for each in story.approval(one)),
        *(story.contact(one) for one in repository.rows(FollowUpContact, FollowUpContact.claim_id == claim_id)),
        *(story.coordination(one) for one in repository.rows(Coordination, Coordination.claim_id == claim_id)),
        *(story.posting(kind, day, entries) for kind, day, entries in postings),
        *(story.statement(one) for one in repository.statements(claim_id)),
    ]
    return Story(
        standing=story.standing(
            claim.stage, _waiting(denials, appeals, [*work, *_as_work(pends)], approvals, follow_up), _balance(postings)
        ),
        chapters=story.told(chapters),
        decided_here=repository.decided_here(claim_id),
    )


def _visit(repository: ClaimHistoryRepository, one: Facts) -> list[Chapter]:
    return story.encounter(one, repository.rows(CodingQuery, CodingQuery.encounter_id == one["id"]))


def _as_work(pends: Sequence[Facts]) -> list[Facts]:
    """Open pends beside other work."""
    return [{**one, "closed_at": one["settled_at"]} for one in pends]


def _meaning(one: Facts) -> str:
    if not one["status_code"]:
        return ""
    statuses = one["detail"].get("statuses") or [[one["category"], one["status_code"], ""]]
    return reason(*statuses[0])


def _balance(postings: Sequence[tuple[str, date, list[Facts]]]) -> Decimal:
    """What the receivable accounts still hold of it."""
    owed = (one["amount"] for _, _, entries in postings for one in entries if one["account"].startswith("receivable_"))
    return sum(owed, Decimal(0))


Waiting = tuple[datetime | date, str, str]


def _waiting(
    denials: Sequence[Facts],
    appeals: Sequence[Facts],
    work: Sequence[Facts],
    approvals: Sequence[Facts],
    follow_up: Sequence[Facts],
) -> list[Waiting]:
    """Everything open on it: day, owner, why."""
    found: list[Waiting] = [
        (
            one["next_date"],
            one["owner"],
            f"{one['group_code']}-{one['carc']} {story.money(one['amount'].amount)}: {one['next_step']}",
        )
        for one in denials
        if one["state"] == "open"
    ]
    found += [
        (one["next_date"], one["owner"], f"Appeal AP-{one['serial']:06d} is {one['state']}.")
        for one in appeals
        if one["state"] in _RUNNING
    ]
    found += [
        (one["due"], one["owner"], one["sentence"] or story.words(one["reason"]))
        for one in work
        if one["closed_at"] is None
    ]
    found += [(one["due"], one["owner"], one["sentence"]) for one in approvals if one["state"] == "open"]
    if not found:
        found += [(one["next_date"], one["owner"], one["reason"]) for one in follow_up if one["step"] != "closed"]
    return found
