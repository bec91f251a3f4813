"""Queries on claims leaving and claims with payers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, or_, select, text

from backend.codes.claim_status import REJECTED
from backend.kit.repository import Repository
from backend.models.approval import Approval
from backend.models.claim import Claim, ClaimEvent, ClaimLine
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim, OutgoingInterchange, StatusQuestion, Submission
from backend.models.work_item import WorkItem
from backend.pipeline.claims.stage import WITH_PAYER


@dataclass(slots=True)
class Leaving:
    """A claim ready to leave."""

    outgoing: OutgoingClaim
    claim: Claim
    payer: Payer
    lines: list[ClaimLine]


@dataclass(frozen=True, slots=True)
class WithPayer:
    """A claim a payer has and has not decided."""

    claim: Claim
    payer: Payer
    provider: Provider
    member: Member
    last_word: date | None
    asked_on: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """How claims built in some days went out. ``clean``: no person touched them before; ``accepted``: at the first try."""

    submitted: int
    clean: int
    accepted: int


class SubmissionRepository(Repository):
    """Batches, the claims in them, the questions after them."""

    def add(self, rows: Iterable[Any]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def ready(self, limit: int) -> list[Leaving]:
        """Claims ready to leave, neighbours in the hierarchy of an 837 side by side; taken by this transaction alone.

        One that somebody wants off its way stays while that wish waits for its approver.
        """
        wished_off = (
            select(Approval.id)
            .where(
                Approval.subject_kind == "claim", Approval.subject_id == Claim.id, Approval.reason == "taken_off",
                text("approval.state = 'open'"),
            )
            .exists()
        )  # fmt: skip
        insurance = OutgoingClaim.bill["insurance"]["member_id"].astext
        rows = self.session.execute(
            select(OutgoingClaim, Claim, Payer)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .where(OutgoingClaim.state == "ready", ~wished_off)
            .order_by(Payer.identifier, Claim.form, Claim.provider_id, insurance, Claim.service_from, Claim.id)
            .limit(limit)
            .with_for_update(of=(OutgoingClaim, Claim), skip_locked=True)
            .execution_options(populate_existing=True)
        ).all()
        lines = self._lines([row[1].id for row in rows])
        return [Leaving(row[0], row[1], row[2], lines[row[1].id]) for row in rows]

    def _lines(self, claim_ids: Sequence[UUID]) -> dict[UUID, list[ClaimLine]]:
        found: dict[UUID, list[ClaimLine]] = defaultdict(list)
        statement = select(ClaimLine).where(ClaimLine.claim_id.in_(claim_ids)).order_by(ClaimLine.number)
        for line in self.session.scalars(statement.execution_options(populate_existing=True)):
            found[line.claim_id].append(line)
        return found

    def interchange(self, number: int) -> OutgoingInterchange | None:
        return self.session.get(OutgoingInterchange, number, with_for_update=True, populate_existing=True)

    def unsent(self, before: datetime) -> list[int]:
        """Files written before a moment and not handed over."""
        wanted = (OutgoingInterchange.sent_at.is_(None), OutgoingInterchange.written_at < before)
        return list(self.session.scalars(select(OutgoingInterchange.number).where(*wanted)))

    def submission(self, interchange_number: int) -> Submission | None:
        statement = select(Submission).where(Submission.interchange_number == interchange_number).with_for_update()
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def in_submission(self, submission_id: UUID) -> list[tuple[OutgoingClaim, Claim]]:
        """Claims that last went out in a batch and are still with the payer."""
        rows = self.session.execute(
            select(OutgoingClaim, Claim)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .where(OutgoingClaim.submission_id == submission_id, OutgoingClaim.state == "submitted")
            .order_by(Claim.patient_control_number)
            .with_for_update(of=(OutgoingClaim, Claim))
            .execution_options(populate_existing=True)
        )
        return [(row[0], row[1]) for row in rows]

    def sent(self, claim_id: UUID) -> tuple[OutgoingClaim, Claim] | None:
        """A claim that left and is not decided, locked."""
        row = self.session.execute(
            select(OutgoingClaim, Claim)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .where(OutgoingClaim.claim_id == claim_id, OutgoingClaim.attempts > 0, Claim.finalized.is_(None))
            .with_for_update(of=(OutgoingClaim, Claim))
            .execution_options(populate_existing=True)
        ).first()
        return None if row is None else (row[0], row[1])

    def unacknowledged(self, before: date) -> list[Submission]:
        """Batches no 999 answered, sent before a day."""
        # as text: a bound value names no index once the statement is prepared for good
        statement = select(Submission).where(text("submission.acknowledged = ''"), Submission.submitted_at < before)
        return list(self.session.scalars(statement))

    def listed(self, limit: int) -> list[tuple[Submission, Payer]]:
        statement = (
            select(Submission, Payer)
            .join(Payer, Payer.id == Submission.payer_id)
            .order_by(Submission.interchange_number.desc())
            .limit(limit)
        )
        return [(row[0], row[1]) for row in self.session.execute(statement)]

    def undecided(
        self, sent_until: date, decided_from: date, not_asked_since: date, after: UUID | None, limit: int
    ) -> list[WithPayer]:
        """Claims payers have had since a day, by id; left out are those a person follows up already, those just asked, and
        those the payer accepted that were sent on ``decided_from`` or later."""
        asked = (
            select(func.array_agg(StatusQuestion.asked_on))
            .where(StatusQuestion.claim_id == Claim.id, StatusQuestion.asked_on >= Claim.received)
            .scalar_subquery()
        )
        word = (
            select(func.max(ClaimEvent.effective))
            .where(ClaimEvent.claim_id == Claim.id, ClaimEvent.category != "", ClaimEvent.effective >= Claim.received)
            .scalar_subquery()
        )
        just_asked = (
            select(StatusQuestion.id)
            .where(StatusQuestion.claim_id == Claim.id, StatusQuestion.asked_on > not_asked_since)
            .exists()
        )
        followed = (
            select(WorkItem.id)
            .where(
                WorkItem.subject_kind == "claim", WorkItem.subject_id == Claim.id, WorkItem.queue == "follow_up",
                WorkItem.closed_at.is_(None),
            )
            .exists()
        )  # fmt: skip
        statement = (
            select(Claim, Payer, Provider, Member, word, asked)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .where(
                Claim.stage.in_(WITH_PAYER), Claim.finalized.is_(None), Claim.frequency != "8",
                Claim.received <= sent_until, Payer.adjudicated_here.is_(False), ~just_asked, ~followed,
                or_(Claim.received < decided_from, Claim.stage == "received"),
            )
            .order_by(Claim.id)
            .limit(limit)
        )  # fmt: skip
        if after is not None:
            statement = statement.where(Claim.id > after)
        rows = self.session.execute(statement)
        return [WithPayer(row[0], row[1], row[2], row[3], row[4], tuple(row[5] or ())) for row in rows]

    def with_payers(self, claim_ids: Sequence[UUID]) -> list[WithPayer]:
        """Claims among these that a payer outside has and has not decided."""
        rows = self.session.execute(
            select(Claim, Payer, Provider, Member)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .where(
                Claim.id.in_(claim_ids), Claim.stage.in_(WITH_PAYER),
                Payer.adjudicated_here.is_(False),
            )
        )  # fmt: skip
        return [WithPayer(row[0], row[1], row[2], row[3], None, ()) for row in rows]

    def rates(self, since: date, until: date) -> Rates:
        rejected = (
            select(ClaimEvent.id)
            .where(ClaimEvent.claim_id == OutgoingClaim.claim_id, ClaimEvent.category.in_(REJECTED))
            .exists()
        )
        returned = (
            select(ClaimEvent.id)
            .where(ClaimEvent.claim_id == OutgoingClaim.claim_id, ClaimEvent.kind == "file_rejected")
            .exists()
        )
        row = self.session.execute(
            select(
                func.count(),
                func.count(case((OutgoingClaim.first_pass, 1))),
                func.count(case((~rejected & ~returned, 1))),
            ).where(OutgoingClaim.attempts >= 1, OutgoingClaim.built_on >= since, OutgoingClaim.built_on < until)
        ).one()
        return Rates(*row)
