"""Queries that answer for a claim: one by one, fast at a million claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, text

from backend.codes.sensitive import is_sensitive
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.appeal import IN_PROGRESS, Appeal
from backend.models.claim import Claim, ClaimEvent, ClaimLine, plain
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.remittance import Remittance, RemittanceClaim
from backend.pipeline.claims.numbers import plain_number
from backend.pipeline.claims.snapshot import ClaimLabel, ClaimQuery
from backend.pipeline.claims.stage import WITH_PAYER

TAKEN_BACK = ("overturned", "paid", "reversed", "decided_again")
"""Outcomes with which the payer's denial itself is gone; with any other only the practice's work on it is over."""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with all that belongs to it."""

    claim: Claim
    payer: Payer
    provider: Provider
    member: Member
    lines: list[ClaimLine]
    events: list[ClaimEvent]
    advice: RemittanceClaim | None
    remittance: Remittance | None
    denials: list[Denial]
    """Those still worked on, worst first."""
    settled: list[Denial]
    """Closed in the practice, while the payer's word stands."""
    appeal: Appeal | None
    """Of those in progress the one with the nearest last day, else the latest."""
    appeals: list[Appeal]
    """All in progress, the nearest last day first."""


class ClaimReading(Repository):
    """Reads; changes nothing."""

    def is_protected(self, claim_id: UUID) -> bool:
        """Whether there is such a claim and it is of a sensitive class, by its mark or by its codes today."""
        claim = self.session.get(Claim, claim_id)
        if claim is None:
            return False
        procedures = self.session.scalars(select(ClaimLine.procedure).where(ClaimLine.claim_id == claim_id))
        return claim.sensitive or is_sensitive(procedures, claim.diagnoses)

    def record(self, claim_id: UUID) -> ClaimRecord | None:
        row = self.session.execute(
            select(Claim, Payer, Provider, Member, RemittanceClaim, Remittance)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .outerjoin(RemittanceClaim, RemittanceClaim.id == Claim.advice_id)
            .outerjoin(Remittance, Remittance.id == RemittanceClaim.remittance_id)
            .where(Claim.id == claim_id)
            .execution_options(populate_existing=True)
        ).first()
        if row is None:
            return None
        claim, payer, provider, member, advice, remittance = row
        lines = self.session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim_id).order_by(ClaimLine.number))
        events = self.session.scalars(select(ClaimEvent).where(ClaimEvent.claim_id == claim_id).order_by(ClaimEvent.id))
        denials = self._denials(claim)
        running = self._running(claim_id)
        worked, settled = ([one for one in denials if (one.state == "closed") is closed] for closed in (False, True))
        return ClaimRecord(
            claim, payer, provider, member, list(lines), list(events), advice, remittance, worked, settled,
            running[0] if running else self._latest_appeal(claim_id), running,
        )  # fmt: skip

    def advices(self, claim_id: UUID) -> dict[UUID, RemittanceClaim]:
        """Every payer's word on a claim, by its id."""
        statement = select(RemittanceClaim).where(RemittanceClaim.claim_id == claim_id)
        return {one.id: one for one in self.session.scalars(statement)}

    def _denials(self, claim: Claim) -> list[Denial]:
        worst_first = (Denial.priority.desc(), Denial.amount.desc(), Denial.line_number)
        told: ColumnElement[bool] = Denial.state != "closed"
        if claim.advice_id is not None:
            told |= (Denial.advice_id == claim.advice_id) & Denial.outcome.not_in(TAKEN_BACK)
        statement = select(Denial).where(Denial.claim_id == claim.id, told).order_by(*worst_first)
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))

    def _running(self, claim_id: UUID) -> list[Appeal]:
        statement = select(Appeal).where(Appeal.claim_id == claim_id, Appeal.state.in_(IN_PROGRESS))
        statement = statement.order_by(Appeal.deadline.nulls_last(), Appeal.serial)
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))

    def _latest_appeal(self, claim_id: UUID) -> Appeal | None:
        statement = select(Appeal).where(Appeal.claim_id == claim_id).order_by(Appeal.serial.desc()).limit(1)
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def search(self, query: ClaimQuery) -> list[Any]:
        """Rows of claim and the patient's last name, newest service first. Void requests are no claims of their own."""
        columns: Any = (Claim, Member.last_name)
        statement: Select[Any] = (
            select(*columns)
            .join(Member, Member.id == Claim.member_id)
            .where(Claim.frequency != "8")
            .order_by(Claim.service_from.desc(), Claim.id)
            .limit(query.limit)
        )
        if query.provider_npi is not None:
            provider = select(Provider.id).where(Provider.npi == query.provider_npi).scalar_subquery()
            statement = statement.where(Claim.provider_id == provider)
        if query.member_id is not None:
            same = text(plain("member.member_id") + " = :member_number").bindparams(
                member_number=plain_number(query.member_id)
            )
            members = select(Member.id).where(same)
            if query.date_of_birth is not None:
                members = members.where(Member.date_of_birth == query.date_of_birth)
            statement = statement.where(Claim.member_id.in_(list(self.session.scalars(members))))
        elif query.date_of_birth is not None:
            statement = statement.where(Member.date_of_birth == query.date_of_birth)
        return list(self.session.execute(self._narrowed(statement, query)))

    def _narrowed(self, statement: Select[Any], query: ClaimQuery) -> Select[Any]:
        if query.claim_number is not None:
            by_number = text(
                f"({plain('claim.payer_claim_control_number')} = :number OR {plain('claim.patient_control_number')} = :number)"
            ).bindparams(number=plain_number(query.claim_number))
            statement = statement.where(by_number)
        first, last = query.service_from or query.service_to, query.service_to or query.service_from
        if first is not None and last is not None:
            statement = statement.where(Claim.service_from <= last, Claim.service_to >= first)
        if query.trace_number is not None:
            paid = (
                select(RemittanceClaim.claim_id)
                .join(Remittance, Remittance.id == RemittanceClaim.remittance_id)
                .where(Remittance.trace_number == query.trace_number.strip(), RemittanceClaim.claim_id.is_not(None))
            )
            statement = statement.where(Claim.id.in_(paid))
        if query.charge_min is not None:
            statement = statement.where(Claim.charge >= query.charge_min)
        if query.charge_max is not None:
            statement = statement.where(Claim.charge <= query.charge_max)
        if query.stages:
            statement = statement.where(Claim.stage.in_(query.stages))
        return statement

    def payment_floor(self, npi: str, today: date) -> tuple[int, Money | None, int, Money | None]:
        """Claims paid out only after today and their amount; undecided ones and what was billed on them."""
        provider = select(Provider.id).where(Provider.npi == npi).scalar_subquery()
        waiting = (
            select(func.count(Claim.id), func.sum(Claim.paid))
            .join(RemittanceClaim, RemittanceClaim.id == Claim.advice_id)
            .join(Remittance, Remittance.id == RemittanceClaim.remittance_id)
            .where(Claim.provider_id == provider, Remittance.paid_on > today, Claim.paid > Money.zero())
        )
        undecided = select(func.count(Claim.id), func.sum(Claim.charge)).where(
            Claim.provider_id == provider, Claim.stage.in_(WITH_PAYER | {"held"}), Claim.frequency != "8"
        )
        return (*self.session.execute(waiting).one(), *self.session.execute(undecided).one())

    def labels(self, claim_ids: Sequence[UUID]) -> list[ClaimLabel]:
        number = func.coalesce(Claim.payer_claim_control_number, Claim.patient_control_number)
        rows = self.session.execute(
            select(Claim.id, number, Payer.name, Provider.name)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .where(Claim.id.in_(claim_ids))
        )
        return [ClaimLabel(*row) for row in rows]

    def members_by_id(self, member_id: str) -> list[Member]:
        same = text(plain("member.member_id") + " = :number").bindparams(number=plain_number(member_id))
        return list(self.session.scalars(select(Member).where(same).order_by(Member.date_of_birth)))

    def provider_by_npi(self, npi: str) -> Provider | None:
        return self.session.scalar(select(Provider).where(Provider.npi == npi))

    def count(self) -> int:
        return self.session.scalar(select(func.count()).select_from(Claim)) or 0
