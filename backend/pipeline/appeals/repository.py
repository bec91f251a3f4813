"""Queries on appeals and on what a packet says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select

from backend.kit.bulk import one_of
from backend.kit.repository import Repository
from backend.models.appeal import IN_PROGRESS, WON, Appeal
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.remittance import Remittance, RemittanceClaim
from backend.models.work_item import WorkItem
from backend.pipeline.appeals.standing import Standing, matter, standing

_WORST_FIRST = (Denial.priority.desc(), Denial.amount.desc(), Denial.id)


@dataclass(frozen=True, slots=True)
class ClaimParties:
    """The claim with everybody named on it, and the advice and remittance that denied it, where they are on file."""

    claim: Claim
    payer: Payer
    provider: Provider
    member: Member
    lines: tuple[ClaimLine, ...]
    advice: RemittanceClaim | None
    remittance: Remittance | None


class AppealRepository(Repository):
    """Appeals, in progress and decided."""

    def get(self, appeal_id: UUID, *, lock: bool = False) -> Appeal | None:
        return self.session.get(Appeal, appeal_id, with_for_update=lock or None)

    def add(self, appeal: Appeal) -> None:
        self.session.add(appeal)
        self.session.flush()
        self.session.refresh(appeal, ["serial"])

    def in_progress(self, claim_id: UUID) -> list[Appeal]:
        """The nearest last day first."""
        statement = select(Appeal).where(Appeal.claim_id == claim_id, Appeal.state.in_(IN_PROGRESS))
        return list(self.session.scalars(statement.order_by(Appeal.deadline.nulls_last(), Appeal.serial)))

    def opened_by(self, actor: str, claim_ids: Collection[UUID]) -> list[Appeal]:
        statement = select(Appeal).where(Appeal.claim_id.in_(claim_ids), Appeal.opened_by == actor)
        return list(self.session.scalars(statement.order_by(Appeal.serial)))

    def latest(self, claim_id: UUID) -> Appeal | None:
        statement = select(Appeal).where(Appeal.claim_id == claim_id).order_by(Appeal.serial.desc()).limit(1)
        return self.session.scalars(statement).first()

    def lock_claim(self, claim_id: UUID) -> Claim | None:
        """The claim, locked: two people starting an appeal on it come one after the other."""
        return self.session.get(Claim, claim_id, with_for_update=True)

    def denials(self, claim_id: UUID) -> list[Denial]:
        statement = select(Denial).where(Denial.claim_id == claim_id, Denial.state != "closed").order_by(*_WORST_FIRST)
        return list(self.session.scalars(statement))

    def standing(self, claim_id: UUID) -> Standing:
        """How far each denial of a claim has come."""
        denials = self.session.scalars(select(Denial).where(Denial.claim_id == claim_id)).all()
        return standing(denials, self.session.scalars(select(Appeal).where(Appeal.claim_id == claim_id)).all())

    def beside_running(self, today: date) -> list[tuple[Claim, list[Denial], list[Appeal]]]:
        """Claims with an appeal in progress and a denial not yet appealed whose right has not run out, with all their
        denials and appeals."""
        running = exists().where(Appeal.claim_id == Denial.claim_id, Appeal.state.in_(IN_PROGRESS))
        in_time = Denial.deadline.is_(None) | (Denial.deadline >= today)
        left = select(Denial.claim_id).where(Denial.state == "open", Denial.appealable, in_time, running)
        claims = self.session.scalars(select(Claim).where(Claim.id.in_(left)).order_by(Claim.id)).all()
        ids = [one.id for one in claims]
        denials: dict[UUID, list[Denial]] = {id: [] for id in ids}
        appeals: dict[UUID, list[Appeal]] = {id: [] for id in ids}
        for denial in self.session.scalars(select(Denial).where(one_of(Denial.claim_id, ids)).order_by(*_WORST_FIRST)):
            denials[denial.claim_id].append(denial)
        for appeal in self.session.scalars(select(Appeal).where(one_of(Appeal.claim_id, ids))):
            appeals[appeal.claim_id].append(appeal)
        return [(one, denials[one.id], appeals[one.id]) for one in claims]

    def reminded(self, reasons: Collection[str]) -> list[UUID]:
        """Claims with open work about a right beside a running appeal."""
        statement = select(WorkItem.subject_id).where(
            WorkItem.queue == "appeals", WorkItem.subject_kind == "claim", WorkItem.closed_at.is_(None),
            WorkItem.reason.in_(reasons),
        )  # fmt: skip
        return list(self.session.scalars(statement.distinct()))

    def disputed(self, appeal: Appeal) -> list[Denial]:
        """The open denials an appeal is about, its lead first: those of the decision it contests that had come as far as
        its lead, and those of their line and reason in a later one. What the payer denied since for another reason, or
        what is at another level, is another matter."""
        about = self.standing(appeal.claim_id).about[appeal.id]
        found = [one for one in self.denials(appeal.claim_id) if one.appealable and matter(one) in about]
        return sorted(found, key=lambda one: one.id != appeal.denial_id)

    def of_won_claims(self, denial_ids: Collection[UUID]) -> list[Denial]:
        """Of some denials those on claims an appeal was won on, in full or in part."""
        won = exists().where(Appeal.claim_id == Denial.claim_id, Appeal.outcome.in_(WON))
        return list(self.session.scalars(select(Denial).where(one_of(Denial.id, denial_ids), won)))

    def parties(self, claim_id: UUID, advice_id: UUID | None) -> ClaimParties:
        statement = (
            select(Claim, Payer, Provider, Member)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .where(Claim.id == claim_id)
        )
        claim, payer, provider, member = self.session.execute(statement).one()
        lines = self.session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim_id).order_by(ClaimLine.number))
        advice = (
            self.session.get(RemittanceClaim, advice_id or claim.advice_id) if advice_id or claim.advice_id else None
        )
        remittance = self.session.get(Remittance, advice.remittance_id) if advice else None
        return ClaimParties(claim, payer, provider, member, tuple(lines), advice, remittance)

    def outcomes(self) -> list[tuple[UUID, str, str, str, int, int]]:
        """Payer and its name, root cause, level, appeals won in full or part, appeals decided."""
        by = (Appeal.payer_id, Payer.name, Appeal.root_cause, Appeal.level)
        statement = (
            select(*by, func.count().filter(Appeal.outcome.in_(WON)), func.count())
            .join(Payer, Payer.id == Appeal.payer_id)
            .where(Appeal.state == "decided")
            .group_by(*by)
            .order_by(*by)
        )
        return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in self.session.execute(statement)]

    def ended(self, limit: int) -> list[Appeal]:
        """Decided or withdrawn, the latest first."""
        statement = (
            select(Appeal).where(Appeal.state.not_in(IN_PROGRESS)).order_by(Appeal.next_date.desc(), Appeal.serial)
        )
        return list(self.session.scalars(statement.limit(limit)))

    def to_escalate(self, today: date, last_days: int) -> list[Appeal]:
        """Not sent with so many days left or fewer, or sent and without an answer when it was to be there; all of them.

        Where no rule gives the payer a time, the day set for asking after it counts.
        """
        near = (Appeal.state != "sent") & (Appeal.deadline <= today + timedelta(days=last_days))
        overdue = (Appeal.state == "sent") & (func.coalesce(Appeal.decision_due, Appeal.next_date) < today)
        statement = select(Appeal).where(Appeal.state.in_(IN_PROGRESS), near | overdue)
        return list(self.session.scalars(statement.order_by(Appeal.next_date, Appeal.serial)))

    def due(self, limit: int = 500) -> list[Appeal]:
        """In progress, the nearest next date first."""
        statement = select(Appeal).where(Appeal.state.in_(IN_PROGRESS)).order_by(Appeal.next_date).limit(limit)
        return list(self.session.scalars(statement))
