"""Queries on denials and their patterns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Numeric,
    Select,
    String,
    Table,
    any_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from backend.kit.bulk import copy_rows, one_of
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.appeal import WON, Appeal
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import Denial, DenialPattern
from backend.models.ledger import LedgerTransaction
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.remittance import Remittance, RemittanceClaim
from backend.pipeline.denials.patterns import Billed, Cell, Denied
from backend.pipeline.denials.worth import History

OPEN = ("open", "appealed")
THE_PATIENTS = "(d.group_code = 'PR' OR (d.group_code = 'OA' AND d.responsible = 'patient'))"
"""What ``is_the_patients`` says, asked of rows of ``denial d``."""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a denial keeps of its claim."""

    claim_id: UUID
    payer_id: UUID
    provider_id: UUID
    place_of_service: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an open denial stands in its queue, and why."""

    id: UUID
    expected_value: Money
    deadline: date | None
    priority: int
    next_date: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is open with one skill; ``late`` are those whose next date has passed."""

    skill: str
    count: int
    amount: Decimal
    late: int


_DENIAL: Table = Denial.__table__  # type: ignore[assignment]
_TO_BE_BILLED: ColumnElement[bool] = (
    (Denial.state == "closed")
    & (Denial.outcome == "billed")
    & ~exists().where(LedgerTransaction.posting_key == "billed_to_patient|" + cast(Denial.id, String))
)
"""A person found it to be the patient's, and the daily run has not moved it yet."""


class DenialRepository(Repository):
    """Denials, open and closed, worst first."""

    def add(self, rows: Sequence[dict[str, Any]]) -> list[UUID]:
        """Insert what is new, told by column as COPY takes it; ids of the rows that were. The same met twice is one."""
        if not rows:
            return []
        keys = bindparam("keys", [row["key"] for row in rows], type_=ARRAY(String))
        known = set(self.session.scalars(select(Denial.key).where(Denial.key == any_(keys))))
        fresh = [row for row in rows if row["key"] not in known]
        if fresh:
            # COPY: parsing an INSERT of this many columns costs more than everything else posting does
            copy_rows(self.session, _DENIAL, list(fresh[0]), (tuple(row.values()) for row in fresh))
        return [row["id"] for row in fresh]

    def get(self, denial_id: UUID, *, lock: bool = False) -> Denial | None:
        return self.session.get(Denial, denial_id, with_for_update=lock or None)

    def of_claim(self, claim_id: UUID, *, open_only: bool = True) -> list[Denial]:
        statement = select(Denial).where(Denial.claim_id == claim_id).order_by(*_WORST_FIRST)
        if open_only:
            statement = statement.where(Denial.state.in_(OPEN))
        return list(self.session.scalars(statement))

    def queue(self, skill: str | None, owner: str | None, limit: int) -> list[Denial]:
        statement = select(Denial).where(Denial.state.in_(OPEN)).order_by(*_WORST_FIRST).limit(limit)
        if skill is not None:
            statement = statement.where(Denial.skill == skill)
        if owner is not None:
            statement = statement.where(Denial.owner == owner)
        return list(self.session.scalars(statement))

    def waiting(self, today: date) -> list[Waiting]:
        late = func.count().filter(Denial.next_date < today)
        total = func.sum(cast(Denial.amount, Numeric(14, 2)))
        statement = (
            select(Denial.skill, func.count(), total, late)
            .where(Denial.state.in_(OPEN))
            .group_by(Denial.skill)
            .order_by(Denial.skill)
        )
        return [Waiting(*row) for row in self.session.execute(statement)]

    def open_places(self) -> list[Place]:
        """What decides the place of every open denial in its queue, and nothing else of it."""
        columns = (Denial.id, Denial.expected_value, Denial.deadline, Denial.priority, Denial.next_date)
        return [Place(*row) for row in self.session.execute(select(*columns).where(Denial.state.in_(OPEN)))]

    def move(self, places: Sequence[Place]) -> None:
        """Write new places."""
        if places:
            rows = [{"id": one.id, "priority": one.priority, "next_date": one.next_date} for one in places]
            self.session.execute(update(Denial), rows)

    def close(self, claim_id: UUID, outcome: str, on: date) -> int:
        statement = update(Denial).where(Denial.claim_id == claim_id, Denial.state.in_(OPEN))
        done = self.session.execute(statement.values(state="closed", outcome=outcome, closed=on).returning(Denial.id))
        return len(done.all())

    def close_superseded(self, claim_ids: Sequence[UUID], outcome: str, on: date) -> None:
        """Close what is open on these claims from an advice that does not stand any more, and what was to be billed to the
        patient and is not yet: nobody moves that money on a word the payer took back."""
        if claim_ids:
            self._close(one_of(Denial.claim_id, claim_ids), outcome, on)

    def close_late(self, denial_ids: Sequence[UUID], on: date) -> set[UUID]:
        """Close those of some denials whose advice another one had replaced before it came; their ids."""
        if not denial_ids:
            return set()
        taken_back = case((Claim.stage == "reversed", "reversed"), else_="decided_again")
        return self._close(one_of(Denial.id, denial_ids), taken_back, on)

    def _close(self, which: ColumnElement[bool], outcome: str | ColumnElement[str], on: date) -> set[UUID]:
        statement = (
            update(Denial)
            .where(
                which,
                Denial.state.in_(OPEN) | _TO_BE_BILLED,
                Claim.id == Denial.claim_id,
                Claim.advice_id.is_(None) | Denial.advice_id.is_distinct_from(Claim.advice_id),
            )
            .values(state="closed", outcome=outcome, closed=on)
            .returning(Denial.id)
        )
        return set(self.session.scalars(statement, execution_options={"synchronize_session": False}))

    def histories(self, pairs: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], History]:
        """How appeals ended, by payer and root cause."""
        wanted = set(pairs)
        if not wanted:
            return {}
        won = func.count().filter(Appeal.outcome.in_(WON))
        statement = (
            select(Appeal.payer_id, Appeal.root_cause, won, func.count())
            .where(Appeal.state == "decided", Appeal.payer_id.in_({payer for payer, _ in wanted}))
            .group_by(Appeal.payer_id, Appeal.root_cause)
        )
        found = {(payer, cause): History(w, n) for payer, cause, w, n in self.session.execute(statement)}
        return {pair: found.get(pair, History()) for pair in wanted}


_WORST_FIRST = (Denial.priority.desc(), Denial.amount.desc(), Denial.id)


class PatternRepository(Repository):
    """Claims decided and denied by month, and the patterns found in them. Months run by remittance date."""

    def denied(self, since: date, until: date) -> list[Denied]:
        """Claims denied per cell, in all three scopes. A claim counts once in a cell, however many lines were denied."""
        return [
            Denied(row[0].date(), Cell(row[1], row[2], row[3], row[4], scope, row[5]), row[6], row[7] or Money.zero())
            for scope, value in _SCOPES
            for row in self.session.execute(self._denied(value, since, until))
        ]

    def billed(self, since: date, until: date) -> list[Billed]:
        """Claims decided per payer, provider and scope: those whose advice stands."""
        return [
            Billed(row[0].date(), row[1], row[2], scope, row[3], row[4])
            for scope in ("provider", "procedure", "place_of_service")
            for row in self.session.execute(self._billed(scope, since, until))
        ]

    def known(self, month: date) -> set[tuple[UUID, UUID, str]]:
        """Families with a pattern of this month, or an older one nobody has fixed yet."""
        standing = (DenialPattern.month == month) | (DenialPattern.state == "open")
        columns = (DenialPattern.payer_id, DenialPattern.provider_id, DenialPattern.carc)
        return {(row[0], row[1], row[2]) for row in self.session.execute(select(*columns).where(standing))}

    def get(self, pattern_id: UUID) -> DenialPattern | None:
        return self.session.get(DenialPattern, pattern_id, with_for_update=True)

    def add(self, pattern: DenialPattern) -> None:
        self.session.add(pattern)
        self.session.flush()

    def of_month(self, month: date) -> list[DenialPattern]:
        """Found in the month, or before it and not closed."""
        standing = (DenialPattern.month < month) & (DenialPattern.state != "closed")
        statement = select(DenialPattern).where((DenialPattern.month == month) | standing)
        return list(self.session.scalars(statement.order_by(DenialPattern.amount.desc(), DenialPattern.id)))

    def names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """Names of payers and providers."""
        wanted = list(ids)
        found = [select(kind.id, kind.name).where(kind.id.in_(wanted)) for kind in (Payer, Provider)]
        return {row[0]: row[1] for statement in found for row in self.session.execute(statement)}

    def with_fix(self) -> list[DenialPattern]:
        """Patterns reported as fixed whose effect is not yet known."""
        statement = select(DenialPattern).where(DenialPattern.fixed_on.is_not(None), DenialPattern.worked.is_(None))
        return list(self.session.scalars(statement))

    def cell_counts(self, cell: Cell, since: date, until: date) -> tuple[int, int]:
        """Claims denied and decided in one cell between two days."""
        value = dict(_SCOPES)[cell.scope]
        statement = select(func.count(Denial.claim_id.distinct())).where(
            Denial.payer_id == cell.payer_id,
            Denial.provider_id == cell.provider_id,
            Denial.carc == cell.carc,
            Denial.root_cause == cell.root_cause,
            Denial.remittance_date >= since,
            Denial.remittance_date < until,
            value == cell.scope_value,
        )
        billed = self._billed(cell.scope, since, until).subquery()
        columns = billed.c
        decided = select(func.coalesce(func.sum(columns[4]), 0)).where(
            columns[1] == cell.payer_id, columns[2] == cell.provider_id, columns[3] == cell.scope_value
        )
        return self.session.scalar(statement) or 0, int(self.session.scalar(decided) or 0)

    def _denied(self, value: ColumnElement[str], since: date, until: date) -> Select[Any]:
        month = func.date_trunc("month", Denial.remittance_date)
        by = (month, Denial.payer_id, Denial.provider_id, Denial.root_cause, Denial.carc, value)
        return (
            select(*by, func.count(Denial.claim_id.distinct()), func.sum(Denial.amount))
            .where(Denial.remittance_date >= since, Denial.remittance_date < until)
            .group_by(*by)
        )

    def _billed(self, scope: str, since: date, until: date) -> Select[Any]:
        month = func.date_trunc("month", Remittance.paid_on)
        value = {"procedure": ClaimLine.procedure, "place_of_service": Claim.place_of_service}.get(scope, _WHOLE)
        by = (month, Claim.payer_id, Claim.provider_id, value)
        statement = (
            select(*by, func.count(Claim.id.distinct()))
            .join(RemittanceClaim, RemittanceClaim.id == Claim.advice_id)
            .join(Remittance, Remittance.id == RemittanceClaim.remittance_id)
            .where(Remittance.paid_on >= since, Remittance.paid_on < until)
            .group_by(*by)
        )
        return statement.join(ClaimLine, ClaimLine.claim_id == Claim.id) if scope == "procedure" else statement


_WHOLE: ColumnElement[str] = cast(literal_column("''"), String)
_SCOPES: tuple[tuple[str, ColumnElement[str]], ...] = (
    ("provider", _WHOLE),
    ("procedure", Denial.procedure.expression),
    ("place_of_service", Denial.place_of_service.expression),
)
