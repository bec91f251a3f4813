"""Everything every stage recorded of one claim, and its telling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from backend.models.appeal import IN_PROGRESS, Appeal
from backend.models.approval import Approval
from backend.models.claim import Claim, ClaimEvent
from backend.models.coordination import Coordination
from backend.models.denial import Denial
from backend.models.edit import EditFinding
from backend.models.encounter import CodingQuery, Encounter
from backend.models.follow_up import FollowUp, FollowUpContact
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.patient_account import PatientAccount
from backend.models.remittance import Remittance, RemittanceClaim
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.claims.rejection import reason
from backend.pipeline.reporting import replacements, story
from backend.pipeline.reporting.settled import Settled, settled
from backend.pipeline.reporting.standing import Standing, Waiting, standing
from backend.pipeline.reporting.story import Chapter, Facts, Story
from backend.pipeline.reporting.who import Who, WhoRepository

_HEAVY = frozenset({"packet", "letter"})


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

    def on_its_way(self, claim_id: UUID) -> str | None:
        """The state of a claim of ours on its way out; None where we never billed it."""
        return self.session.scalar(select(OutgoingClaim.state).where(OutgoingClaim.claim_id == claim_id))

    def account(self, claim: Claim) -> UUID | None:
        """The account of its patient at its practice."""
        of_both = (PatientAccount.provider_id == claim.provider_id, PatientAccount.member_id == claim.member_id)
        return self.session.scalar(select(PatientAccount.id).where(*of_both))

    def made_again(self, claim_id: UUID) -> list[Facts]:
        """Claims of ours made to take this one's place or to take it back, and what became of them."""
        statement = (
            select(Claim.id, Claim.frequency, Claim.stage, OutgoingClaim.state, ClaimEvent)
            .join(OutgoingClaim, OutgoingClaim.claim_id == Claim.id)
            .join(ClaimEvent, (ClaimEvent.claim_id == Claim.id) & (ClaimEvent.kind == "built"))
            .where(Claim.replaces_id == claim_id)
        )
        return [
            {
                "id": id, "frequency": frequency, "became": "withdrawn" if state == "withdrawn" else stage,
                "event": built.id, "effective": built.effective, "recorded_at": built.recorded_at,
                "reason": built.detail.get("reason"),
            }
            for id, frequency, stage, state, built in self.session.execute(statement)
        ]  # fmt: skip

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


@dataclass(frozen=True, slots=True)
class _Records:
    """What the stages keep of one claim that both its chapters and its standing rest on."""

    events: list[Facts]
    denials: list[Facts]
    appeals: list[Facts]
    work: list[Facts]
    approvals: list[Facts]
    pends: list[Facts]
    findings: list[Facts]
    made_again: list[Facts]
    postings: list[tuple[str, date, list[Facts]]]
    follow_up: list[Facts]
    advices: dict[UUID, Facts]


def tell(session: Session, claim_id: UUID) -> Story:
    """A claim's whole life, and where it stands. Raises NotFound."""
    repository = ClaimHistoryRepository(session)
    claim = repository.claim(claim_id)
    if claim is None:
        raise NotFound("no_such_claim", "There is no such claim.")
    kept = _records(repository, claim_id)
    who, closed = _who(session, claim, kept), settled(kept.denials, kept.events)
    return Story(
        standing=_standing(repository, claim, kept),
        chapters=story.told([*_history(claim, kept, closed, who), *_beside(repository, claim_id, kept, closed, who)]),
        decided_here=repository.decided_here(claim_id), account_id=repository.account(claim),
        appealed=bool(kept.appeals), followed_up=any(one["step"] != "closed" for one in kept.follow_up),
    )  # fmt: skip


def _records(repository: ClaimHistoryRepository, claim_id: UUID) -> _Records:
    found = repository.rows(Denial, Denial.claim_id == claim_id)
    denials = sorted(found, key=lambda one: (one["opened"], one["line_number"] or 0, one["carc"]))
    appeals, advices = repository.rows(Appeal, Appeal.claim_id == claim_id), repository.advices(claim_id)
    subjects = [claim_id, *(one["id"] for one in (*denials, *appeals)), *advices]
    # a pend tells itself; the work item that carries it says the same
    work = [one for one in repository.rows(WorkItem, WorkItem.subject_id.in_(subjects)) if one["queue"] != "adjudication"]
    return _Records(
        repository.rows(ClaimEvent, ClaimEvent.claim_id == claim_id), denials, appeals, work,
        repository.rows(Approval, Approval.subject_id == claim_id), repository.pends(claim_id),
        repository.rows(EditFinding, EditFinding.claim_id == claim_id), repository.made_again(claim_id),
        repository.postings(claim_id), repository.rows(FollowUp, FollowUp.claim_id == claim_id), advices,
    )  # fmt: skip


def _who(session: Session, claim: Claim, kept: _Records) -> Who:
    subjects = [f"claim:{claim.id}", f"claim:{claim.replaces_id}", *(f"appeal:{one['id']}" for one in kept.appeals)]
    actors = [
        *(one["opened_by"] for one in kept.appeals), *(one["settled_by"] or "" for one in kept.pends),
        *(one["accepted_by"] or "" for one in kept.findings), *(str(one["detail"].get("by", "")) for one in kept.events),
    ]  # fmt: skip
    return WhoRepository(session).who(subjects, actors)


def _history(claim: Claim, kept: _Records, closed: Settled, who: Who) -> Iterator[Chapter]:
    """The claim's own history, and what was made of it."""
    left_out = story.IN_RECORDS | story.OF_APPROVALS if kept.approvals else story.IN_RECORDS
    subject = claim.replaces_id if claim.replaces_id else claim.id
    for one in kept.events:
        if one["kind"] in left_out or one["id"] in closed.events:
            continue
        chapter = story.event(one, _meaning(one), kept.advices.get(one["advice_id"]))
        deed = who.did(one["kind"], f"claim:{subject if one['kind'] == 'built' else claim.id}", one["recorded_at"])
        name = who.named(deed.actor) if deed else who.names.get(str(one["detail"].get("by", "")))
        if claim.replaces_id and one["kind"] in ("built", "received"):
            yield replacements.takes_place(chapter, claim.frequency, claim.replaces_id, claim.original_claim_number, name)
        else:
            yield chapter.model_copy(update={"actor": name}) if name else chapter
    for one in kept.made_again:
        deed = who.did("built", f"claim:{claim.id}", one["recorded_at"])
        yield replacements.made_for(one, who.named(deed.actor) if deed else None)


def _beside(
    repository: ClaimHistoryRepository, claim_id: UUID, kept: _Records, closed: Settled, who: Who
) -> list[Chapter]:
    """What the stages' own records tell."""
    visits = repository.rows(Encounter, Encounter.claim_id == claim_id)
    contacts = repository.rows(FollowUpContact, FollowUpContact.claim_id == claim_id)
    coordinations = repository.rows(Coordination, Coordination.claim_id == claim_id)
    return [
        *(each for one in visits for each in _visit(repository, one)),
        *(each for one in kept.pends for each in story.pend(one, who)),
        *(story.finding(one, who) for one in kept.findings),
        *(each for one in kept.denials for each in story.denial(one, closed.by.get(one["id"]))),
        *(each for one in kept.appeals for each in story.appeal(one, who)),
        *(each for one in kept.work for each in story.work(one)),
        *(each for one in kept.approvals for each in story.approval(one)),
        *(story.contact(one) for one in contacts),
        *(story.coordination(one) for one in coordinations),
        *(story.posting(kind, day, entries) for kind, day, entries in kept.postings),
        *(story.statement(one) for one in repository.statements(claim_id)),
    ]


def _standing(repository: ClaimHistoryRepository, claim: Claim, kept: _Records) -> Standing:
    work = [*kept.work, *_as_work(kept.pends)]
    open_on_it = _waiting(kept.denials, kept.appeals, work, kept.approvals, kept.follow_up)
    return standing(
        claim.stage, open_on_it, _balance(kept.postings), on_its_way=repository.on_its_way(claim.id),
        taken_out=any(one["kind"] == "withdrawn" for one in kept.events),
    )  # fmt: skip


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
        if one["state"] in IN_PROGRESS
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
