"""Queries of quality: the work of a month, samples, checks, verdicts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, func, select, text
from sqlalchemy.engine import RowMapping

from backend.kit.repository import Repository
from backend.models.quality import QualityCheck, QualitySample, QualityVerdict
from backend.pipeline.quality.coverage import Case
from backend.pipeline.quality.populations import POPULATIONS
from backend.pipeline.quality.rules import Judged


class QualityRepository(Repository):
    """Samples of finished work, and what reviewers said of them."""

    def populations(self, kind: str, start: date, until: date) -> dict[str, int]:
        """How much of a kind of work there is, by stratum."""
        query = f"SELECT stratum, count(*) FROM ({POPULATIONS[kind][1]}) w (id, stratum, claim_id, worker, shown) GROUP BY 1"
        rows = self.session.execute(text(query), {"start": start, "until": until})
        return {row[0]: row[1] for row in rows}

    def draw(self, kind: str, start: date, until: date, seed: str, sizes: Mapping[str, int]) -> list[RowMapping]:
        """The first so many of each stratum, in the random order the seed makes."""
        query = f"""
            SELECT * FROM (
                SELECT w.*, row_number() OVER (PARTITION BY stratum ORDER BY md5(:seed || w.id::text)) AS place
                FROM ({POPULATIONS[kind][1]}) w (id, stratum, claim_id, worker, shown)) drawn
            WHERE place <= (CAST(:sizes AS jsonb) ->> stratum)::int ORDER BY stratum, place"""
        given = {"start": start, "until": until, "seed": seed, "sizes": json.dumps(dict(sizes))}
        return list(self.session.execute(text(query), given).mappings())

    def add(self, rows: list[Any]) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def sample(self, sample_id: UUID) -> QualitySample | None:
        return self.session.get(QualitySample, sample_id)

    def drawn_until(self, kind: str, month: date) -> date | None:
        """The first day of a month not drawn from; None where nothing was."""
        mine = (QualitySample.kind == kind, QualitySample.month == month)
        return self.session.scalar(select(func.max(QualitySample.until)).where(*mine))

    def samples(self, limit: int) -> list[QualitySample]:
        ordered = select(QualitySample).order_by(QualitySample.since.desc(), QualitySample.kind)
        return list(self.session.scalars(ordered.limit(limit)))

    def judged(self, sample_id: UUID) -> dict[str, Judged]:
        """Per stratum: drawn, judged, wrong. Where two judged, the stricter word counts."""
        verdicts = (
            select(QualityVerdict.check_id, func.bool_and(QualityVerdict.correct).label("good"))
            .group_by(QualityVerdict.check_id)
            .subquery()
        )
        statement = (
            select(
                QualityCheck.stratum,
                func.count(),
                func.count(verdicts.c.check_id),
                func.count().filter(~verdicts.c.good),
            )
            .outerjoin(verdicts, verdicts.c.check_id == QualityCheck.id)
            .where(QualityCheck.sample_id == sample_id)
            .group_by(QualityCheck.stratum)
        )
        return {row[0]: Judged(row[0], 0, row[1], row[2], row[3]) for row in self.session.execute(statement)}

    def categories(self, sample_id: UUID) -> dict[str, int]:
        statement = (
            select(QualityVerdict.category, func.count())
            .join(QualityCheck, QualityCheck.id == QualityVerdict.check_id)
            .where(QualityCheck.sample_id == sample_id, QualityVerdict.category.is_not(None))
            .group_by(QualityVerdict.category)
        )
        return {str(row[0]): row[1] for row in self.session.execute(statement)}

    def pairs(self, sample_id: UUID) -> list[tuple[bool, bool]]:
        """Verdicts of checks two people judged."""
        statement = (
            select(func.array_agg(QualityVerdict.correct))
            .join(QualityCheck, QualityCheck.id == QualityVerdict.check_id)
            .where(QualityCheck.sample_id == sample_id)
            .group_by(QualityVerdict.check_id)
            .having(func.count() > 1)
        )
        return [(found[0], found[1]) for found in self.session.scalars(statement)]

    def open_checks(
        self, sample_id: UUID | None, reviewer: UUID, not_of: tuple[str, ...], limit: int
    ) -> list[QualityCheck]:
        """Checks this reviewer may judge and has not: not their own work. Nearest day first, else in no order of ours."""
        mine = select(QualityVerdict.id).where(
            QualityVerdict.check_id == QualityCheck.id, QualityVerdict.reviewer_id == reviewer
        )
        statement = (
            select(QualityCheck)
            .where(QualityCheck.state == "open", QualityCheck.worker.not_in(not_of), ~mine.exists())
            .order_by(QualityCheck.due, func.md5(cast(QualityCheck.id, Text)))
            .limit(limit)
        )
        if sample_id is not None:
            statement = statement.where(QualityCheck.sample_id == sample_id)
        return list(self.session.scalars(statement))

    def left(self, sample_id: UUID) -> int:
        statement = select(func.count()).where(QualityCheck.sample_id == sample_id, QualityCheck.state == "open")
        return self.session.scalar(statement) or 0

    def check(self, check_id: UUID, *, lock: bool = False) -> QualityCheck | None:
        return self.session.get(QualityCheck, check_id, with_for_update=lock or None)

    def verdicts(self, check_id: UUID) -> list[QualityVerdict]:
        ordered = select(QualityVerdict).where(QualityVerdict.check_id == check_id).order_by(QualityVerdict.decided_at)
        return list(self.session.scalars(ordered))

    def cases_in_database(self) -> list[Case]:
        """Every queue and reason that work was ever opened with, and every reason a remittance or a decision waited for."""
        queries = {
            "work_item": "SELECT DISTINCT queue, reason FROM work_item",
            "remittance_claim": """SELECT DISTINCT CASE WHEN held_reason LIKE '%balanced' THEN 'unbalanced_remittances'
                                          ELSE 'unmatched_remittances' END, held_reason
                                   FROM remittance_claim WHERE state = 'held' AND held_reason <> 'not_a_decision'""",
            "pend": "SELECT DISTINCT 'adjudication', reason FROM pend",
        }
        return [
            Case(row[0], row[1], f"table {name}")
            for name, query in queries.items()
            for row in self.session.execute(text(query))
        ]
