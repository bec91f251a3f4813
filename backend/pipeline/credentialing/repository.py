"""Queries on enrolments and the claims they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_

from backend.kit.repository import Repository
from backend.models.claim import Claim
from backend.models.enrolment import Enrolment
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem

HOLDABLE = ("scrubbed", "not_enrolled")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scrubbed claim, with whom it is billed by and to."""

    outgoing: OutgoingClaim
    claim: Claim
    payer: Payer
    billing_npi: str

    @property
    def npis(self) -> list[str]:
        """Who has to be enrolled: who bills, and who treated."""
        return list(dict.fromkeys(one for one in (self.billing_npi, self.claim.rendering_npi) if one))


class EnrolmentRepository(Repository):
    """Enrolments, and scrubbed claims."""

    def add(self, rows: Iterable[Any]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def payer(self, identifier: str) -> Payer | None:
        return self.session.scalar(select(Payer).where(Payer.identifier == identifier))

    def get(self, enrolment_id: UUID) -> Enrolment | None:
        return self.session.get(Enrolment, enrolment_id, with_for_update=True, populate_existing=True)

    def hold_payers(self, payer_ids: Iterable[UUID], *, shared: bool = False) -> None:
        """From here to the end of the transaction nobody enters a word of these payers on enrolments. With ``shared`` others
        may judge claims by them at the same time.

        Who judges a claim and who enters a word never miss each other: one of them sees what the other wrote.
        """
        lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        for one in sorted(set(payer_ids)):
            self.session.execute(select(lock(func.hashtextextended(f"enrolment|{one}", 0))))

    def payers_of(self, claim_ids: Sequence[UUID]) -> list[UUID]:
        return list(self.session.scalars(select(Claim.payer_id).where(Claim.id.in_(claim_ids)).distinct()))

    def with_work(self, claim_ids: Sequence[UUID], queue: str) -> set[UUID]:
        """Claims among these that somebody has open work about in a queue."""
        statement = select(WorkItem.subject_id).where(
            WorkItem.subject_kind == "claim", WorkItem.subject_id.in_(claim_ids), WorkItem.queue == queue,
            WorkItem.closed_at.is_(None),
        )  # fmt: skip
        return set(self.session.scalars(statement))

    def of(self, pairs: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], list[Enrolment]]:
        """Applications by provider and payer, newest first."""
        statement = (
            select(Enrolment)
            .where(tuple_(Enrolment.npi, Enrolment.payer_id).in_(set(pairs)))
            .order_by(Enrolment.requested_on.desc())
            .execution_options(populate_existing=True)
        )
        found: dict[tuple[str, UUID], list[Enrolment]] = defaultdict(list)
        for one in self.session.scalars(statement):
            found[one.npi, one.payer_id].append(one)
        return found

    def candidates(self, claim_ids: Sequence[UUID]) -> list[Candidate]:
        """Claims that passed scrubbing and have not left, locked."""
        return self._candidates(OutgoingClaim.claim_id.in_(claim_ids), OutgoingClaim.state.in_(HOLDABLE))

    def left_behind(self, before: datetime, limit: int) -> list[UUID]:
        """Scrubbed before a moment and never looked at."""
        wanted = (OutgoingClaim.state == "scrubbed", OutgoingClaim.changed_at < before)
        return list(self.session.scalars(select(OutgoingClaim.claim_id).where(*wanted).limit(limit)))

    def held_for(self, npi: str, payer_id: UUID, *, or_ready: bool = False) -> list[Candidate]:
        """Claims that wait for this provider's enrolment with this payer; with ``or_ready`` those too that are about to
        leave by it."""
        return self._candidates(
            OutgoingClaim.state.in_(("not_enrolled", "ready") if or_ready else ("not_enrolled",)),
            Claim.payer_id == payer_id,
            or_(Provider.npi == npi, Claim.rendering_npi == npi),
        )

    def _candidates(self, *wanted: Any) -> list[Candidate]:
        rows = self.session.execute(
            select(OutgoingClaim, Claim, Payer, Provider.npi)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .where(*wanted)
            .order_by(OutgoingClaim.claim_id)
            .with_for_update(of=(OutgoingClaim, Claim))
            .execution_options(populate_existing=True)
        )
        return [Candidate(*row) for row in rows]

    def overdue(self, today: date) -> list[Enrolment]:
        """Applications whose payer is to be asked again."""
        statement = select(Enrolment).where(Enrolment.state == "requested", Enrolment.next_date <= today)
        return list(self.session.scalars(statement.with_for_update()))

    def listed(self, npi: str | None, state: str | None, limit: int) -> list[tuple[Enrolment, Payer]]:
        statement = (
            select(Enrolment, Payer)
            .join(Payer, Payer.id == Enrolment.payer_id)
            .order_by(Enrolment.requested_on.desc(), Enrolment.id)
            .limit(limit)
        )
        if npi is not None:
            statement = statement.where(Enrolment.npi == npi)
        if state is not None:
            statement = statement.where(Enrolment.state == state)
        return [(row[0], row[1]) for row in self.session.execute(statement)]
