"""Queries on encounters and coding queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_, update

from backend.kit.repository import Repository
from backend.models.encounter import CodingQuery, Encounter
from backend.models.provider import Provider


class EncounterRepository(Repository):
    """Encounters with their queries."""

    def known(self, keys: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str], Encounter]:
        """Encounters by provider and number, locked."""
        statement = select(Encounter).where(tuple_(Encounter.provider_id, Encounter.number).in_(keys)).with_for_update()
        return {(one.provider_id, one.number): one for one in self.session.scalars(statement)}

    def get(self, encounter_id: UUID) -> Encounter | None:
        return self.session.get(Encounter, encounter_id, with_for_update=True, populate_existing=True)

    def number(self, encounter_id: UUID) -> str | None:
        return self.session.scalar(select(Encounter.number).where(Encounter.id == encounter_id))

    def many(self, encounter_ids: Sequence[UUID]) -> list[tuple[Encounter, Provider]]:
        statement = (
            select(Encounter, Provider)
            .join(Provider, Provider.id == Encounter.provider_id)
            .where(Encounter.id.in_(encounter_ids))
            .order_by(Encounter.id)
            .with_for_update(of=Encounter)
        )
        return [(row[0], row[1]) for row in self.session.execute(statement)]

    def add(self, rows: Iterable[Encounter | CodingQuery]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def query(self, query_id: UUID) -> CodingQuery | None:
        return self.session.get(CodingQuery, query_id, with_for_update=True, populate_existing=True)

    def queries_of(self, encounter_ids: Sequence[UUID]) -> list[CodingQuery]:
        statement = select(CodingQuery).where(CodingQuery.encounter_id.in_(encounter_ids))
        return list(self.session.scalars(statement.order_by(CodingQuery.asked_at, CodingQuery.service)))

    def drop_open_queries(self, encounter_ids: Sequence[UUID]) -> None:
        """The note was sent again: what was asked of the old one and is not answered is moot."""
        for one in self.queries_of(encounter_ids):
            if one.state == "open":
                self.session.delete(one)
        self.session.flush()

    def overdue(self, now: datetime, limit: int) -> list[Encounter]:
        """Encounters with a query whose window has closed."""
        closed = select(CodingQuery.encounter_id).where(CodingQuery.state == "open", CodingQuery.due <= now)
        statement = (
            select(Encounter).where(Encounter.id.in_(closed), Encounter.state == "queried").order_by(Encounter.id)
        )
        return list(self.session.scalars(statement.limit(limit).with_for_update(skip_locked=True)))

    def left_behind(self, before: datetime, limit: int) -> list[UUID]:
        """Coded before a moment, and no claim was built."""
        wanted = (Encounter.state == "coded", Encounter.claim_id.is_(None), Encounter.coded_at < before)
        return list(self.session.scalars(select(Encounter.id).where(*wanted).order_by(Encounter.id).limit(limit)))

    def list_queries(self, physician_npi: str | None, state: str, limit: int) -> list[tuple[CodingQuery, str]]:
        statement = (
            select(CodingQuery, Encounter.number)
            .join(Encounter, Encounter.id == CodingQuery.encounter_id)
            .where(CodingQuery.state == state)
            .order_by(CodingQuery.due, CodingQuery.id)
            .limit(limit)
        )
        if physician_npi is not None:
            statement = statement.where(CodingQuery.physician_npi == physician_npi)
        return [(row[0], row[1]) for row in self.session.execute(statement)]

    def asked(self, since: date, until: date) -> list[tuple[str, str, datetime, datetime | None]]:
        """Queries of encounters of these days: physician, gap, asked, answered."""
        statement = (
            select(CodingQuery.physician_npi, CodingQuery.gap, CodingQuery.asked_at, CodingQuery.answered_at)
            .join(Encounter, Encounter.id == CodingQuery.encounter_id)
            .where(Encounter.service_date >= since, Encounter.service_date < until)
        )
        return [(row[0], row[1], row[2], row[3]) for row in self.session.execute(statement)]

    def counts(self, since: date, until: date) -> Counter[str]:
        """Encounters of these days by physician."""
        statement = (
            select(Encounter.physician_npi, func.count())
            .where(Encounter.service_date >= since, Encounter.service_date < until)
            .group_by(Encounter.physician_npi)
        )
        return Counter({row[0]: row[1] for row in self.session.execute(statement)})

    def left_out(self, since: date, until: date) -> list[tuple[str, list[str]]]:
        """Coded encounters of these days with services not billed: physician, the reasons."""
        left = Encounter.coded["left_out"]
        statement = select(Encounter.physician_npi, left).where(
            Encounter.service_date >= since, Encounter.service_date < until, func.jsonb_array_length(left) > 0
        )
        return [(row[0], [reason for _, reason in row[1]]) for row in self.session.execute(statement)]

    def billed(self, since: date, until: date) -> list[tuple[str, date, datetime]]:
        statement = (
            select(Provider.npi, Encounter.service_date, Encounter.billed_at)
            .join(Provider, Provider.id == Encounter.provider_id)
            .where(Encounter.billed_at.is_not(None), Encounter.service_date >= since, Encounter.service_date < until)
        )
        return [(row[0], row[1], row[2]) for row in self.session.execute(statement) if row[2] is not None]

    def name_claims(self, claims: dict[UUID, UUID]) -> None:
        rows: list[dict[str, UUID]] = [{"id": encounter, "claim_id": claim} for encounter, claim in claims.items()]
        if rows:
            self.session.execute(update(Encounter), rows)

    def mark_billed(self, encounter_ids: Sequence[UUID], now: datetime) -> None:
        self.session.execute(
            update(Encounter)
            .where(Encounter.id.in_(encounter_ids), Encounter.billed_at.is_(None))
            .values(state="billed", billed_at=now)
            .execution_options(synchronize_session=False)
        )
