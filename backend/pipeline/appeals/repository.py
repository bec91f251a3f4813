"""Queries on appeals and on what a packet says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from backend.kit.bulk import one_of
from backend.kit.repository import Repository
from backend.models.appeal import Appeal
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.remittance import Remittance, RemittanceClaim

IN_PROGRESS = ("draft", "signed", "sent")
WON = ("overturned", "partly_overturned")
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

    def in_progress(self, claim_id: UUID) -> Appeal | None:
        statement = select(Appeal).where(Appeal.claim_id == claim_id, Appeal.state.in_(IN_PROGRESS))
        return self.session.scalars(statement).first()

    def latest(self, claim_id: UUID) -> Appeal | None:
        statement = select(Appeal).where(Appeal.claim_id == claim_id).order_by(Appeal.serial.desc()).limit(1)
        return self.session.scalars(statement).first()

    def lock_claim(self, claim_id: UUID) -> Claim | None:
        """The claim, locked: two people starting an appeal on it come one after the other."""
        return self.session.get(Claim, claim_id, with_for_update=True)

    def denials(self, claim_id: UUID) -> list[Denial]:
        statement = select(Denial).where(Denial.claim_id == claim_id, Denial.state != "closed").order_by(*_WORST_FIRST)
        return list(self.session.scalars(statement))

    def disputed(self, appeal: Appeal) -> list[Denial]:
        """The open denials an appeal is about, its lead first: those of the decision it contests, and those of their line
        and reason in a later one. What the payer denied since for another reason is another matter."""
        lead, earlier = aliased(Denial), aliased(Denial)
        same = earlier.line_number.is_not_distinct_from(Denial.line_number) & (earlier.carc == Denial.carc)
        contested = exists().where(
            lead.id == appeal.denial_id,
            earlier.claim_id == lead.claim_id,
            earlier.advice_id.is_not_distinct_from(lead.advice_id),
            earlier.opened <= appeal.opened,
            same,
        )
        statement = select(Denial).where(
            Denial.claim_id == appeal.claim_id, Denial.state != "closed", Denial.appealable, contested
        )
        return list(self.session.scalars(statement.order_by(Denial.id != appeal.denial_id, *_WORST_FIRST)))

    def left_standing(self, denial_ids: Collection[UUID]) -> dict[Denial, Appeal]:
        """Of some denials those of a line and reason that an appeal, in the end won in part, had been about."""
        earlier = aliased(Denial)
        same = earlier.line_number.is_not_distinct_from(Denial.line_number) & (earlier.carc == Denial.carc)
        disputed = exists().where(
            earlier.claim_id == Denial.claim_id, earlier.id != Denial.id, earlier.opened <= Appeal.opened, same
        )
        statement = (
            select(Denial, Appeal)
            .join(Appeal, Appeal.claim_id == Denial.claim_id)
            .where(one_of(Denial.id, denial_ids), Appeal.outcome == "partly_overturned", disputed)
            .order_by(Appeal.serial)
        )
        return {row[0]: row[1] for row in self.session.execute(statement)}

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

    def due(self, limit: int = 500) -> list[Appeal]:
        """In progress, the nearest next date first."""
        statement = select(Appeal).where(Appeal.state.in_(IN_PROGRESS)).order_by(Appeal.next_date).limit(limit)
        return list(self.session.scalars(statement))
