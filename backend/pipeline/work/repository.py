"""Queries on work items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Numeric,
    Table,
    bindparam,
    cast,
    func,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from backend.kit.bulk import one_of
from backend.kit.clock import SystemClock
from backend.kit.ids import new_id
from backend.kit.repository import Repository
from backend.models.adjudication import Adjudication
from backend.models.approval import Approval
from backend.models.claim import Claim
from backend.models.encounter import CodingQuery
from backend.models.handoff import Callback
from backend.models.payer import Payer
from backend.models.staff import Staff
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.work.rules import Subject

if TYPE_CHECKING:
    from backend.pipeline.work.service import NewWork


_WORK_ITEM: Table = WorkItem.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which open work: of a queue, an owner, due before a day; in which order; after which item."""

    queue: str | None = None
    owner: str | None = None
    due_before: date | None = None
    order: str = "due"
    """due, amount (largest first) or opened."""
    after: UUID | None = None
    limit: int = 100
    without: frozenset[str] = frozenset()
    """Queues left out."""


@dataclass(frozen=True, slots=True)
class QueueTotal:
    """What waits in one queue for one owner. ``late``: its day has passed."""

    queue: str
    owner: str
    count: int
    late: int
    earliest: date
    amount: Decimal


class WorkRepository(Repository):
    """Work items, open and closed."""

    def open(self, items: list[NewWork]) -> None:
        if not items:
            return
        rows: list[dict[str, Any]] = [
            {
                "id": new_id(),
                "queue": item.queue,
                "subject_kind": item.subject_kind,
                "subject_id": item.subject_id,
                "reason": item.reason,
                "sentence": item.sentence,
                "owner": item.owner,
                "due": item.due,
                "amount": item.amount,
                "facts": item.facts,
                "open_key": item.open_key,
                "opened_at": SystemClock().now(),
            }
            for item in items
        ]
        self.session.execute(insert(WorkItem).on_conflict_do_nothing(index_elements=["open_key"]), rows)

    def close(
        self, subject_kind: str, subject_ids: Sequence[UUID], outcome: str, now: datetime, queue: str | None,
        reasons: Collection[str] | None,
    ) -> int:  # fmt: skip
        if not subject_ids:
            return 0
        statement = (
            update(WorkItem)
            .where(
                WorkItem.subject_kind == subject_kind,
                one_of(WorkItem.subject_id, subject_ids),
                WorkItem.closed_at.is_(None),
            )
            .values(closed_at=now, outcome=outcome, open_key=None)
        )
        if queue is not None:
            statement = statement.where(WorkItem.queue == queue)
        if reasons is not None:
            statement = statement.where(WorkItem.reason.in_(reasons))
        done: CursorResult[Any] = self.session.execute(statement)  # type: ignore[assignment]
        return done.rowcount

    def amend(self, items: Sequence[NewWork]) -> None:
        """Write new amounts to what is open."""
        if not items:
            return
        statement = update(_WORK_ITEM).where(_WORK_ITEM.c.open_key == bindparam("key"))
        rows = [{"key": item.open_key, "now": item.amount} for item in items]
        self.session.execute(statement.values(amount=bindparam("now", type_=_WORK_ITEM.c.amount.type)), rows)

    def open_items(self, queue: str | None, owner: str | None, limit: int) -> list[WorkItem]:
        return self.page(Wanted(queue=queue, owner=owner, limit=limit))

    def page(self, wanted: Wanted) -> list[WorkItem]:
        """Open work in the order asked for, from the place a page ended. Key paging: a page costs the same anywhere."""
        statement = select(WorkItem).where(WorkItem.closed_at.is_(None), *_filters(wanted))
        keys = _ORDERS[wanted.order]
        if wanted.after is not None:
            found = self.session.get(WorkItem, wanted.after)
            if found is not None:
                place = [_value(found) if one is _AMOUNT else getattr(found, one.key) for one in keys]
                here, there = tuple_(*keys, WorkItem.id), tuple_(*place, found.id)
                statement = statement.where(here < there if wanted.order == "amount" else here > there)
        ordering = [one.desc() for one in (*keys, WorkItem.id)] if wanted.order == "amount" else [*keys, WorkItem.id]
        return list(self.session.scalars(statement.order_by(*ordering).limit(wanted.limit)))

    def totals(self, wanted: Wanted, today: date) -> list[QueueTotal]:
        """Per queue and owner: how many wait, how many are late, the earliest day, the money."""
        late = func.count().filter(WorkItem.due < today)
        statement = (
            select(
                WorkItem.queue, WorkItem.owner, func.count(), late, func.min(WorkItem.due),
                func.coalesce(cast(func.sum(WorkItem.amount), Numeric(14, 2)), 0),
            )
            .where(WorkItem.closed_at.is_(None), *_filters(wanted))
            .group_by(WorkItem.queue, WorkItem.owner)
            .order_by(WorkItem.queue, WorkItem.owner)
        )  # fmt: skip
        return [QueueTotal(*row) for row in self.session.execute(statement)]

    def operators(self, roles: Collection[str]) -> list[tuple[str, str]]:
        """Sign-in name and name of everybody with an open account of these roles, by name."""
        open_now = Staff.role.in_([str(one) for one in roles]) & ~Staff.disabled
        rows = self.session.execute(select(Staff.email, Staff.name).where(open_now).order_by(Staff.name, Staff.email))
        return [(row[0], row[1]) for row in rows]

    def by_open_key(self, open_key: str) -> WorkItem | None:
        query = select(WorkItem).where(WorkItem.open_key == open_key).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def get(self, item_id: UUID) -> WorkItem | None:
        return self.session.get(WorkItem, item_id, with_for_update=True)

    def of_subjects(self, subjects: Sequence[UUID]) -> list[WorkItem]:
        """Open and closed work about some records, oldest first."""
        statement = select(WorkItem).where(WorkItem.subject_id.in_(subjects)).order_by(WorkItem.opened_at, WorkItem.id)
        return list(self.session.scalars(statement))

    def of_subject(self, kind: str, subject: UUID) -> list[WorkItem]:
        """The same about one record."""
        statement = select(WorkItem).where(WorkItem.subject_kind == kind, WorkItem.subject_id == subject)
        return list(self.session.scalars(statement.order_by(WorkItem.opened_at, WorkItem.id)))

    def claims_named(self, claim_ids: Collection[UUID]) -> dict[UUID, str]:
        """The number a claim goes by, the payer's before ours, and its payer."""
        number = func.coalesce(func.nullif(Claim.payer_claim_control_number, ""), Claim.patient_control_number)
        statement = select(Claim.id, number, Payer.name).join(Payer, Payer.id == Claim.payer_id)
        rows = self.session.execute(statement.where(one_of(Claim.id, claim_ids)))
        return {claim_id: f"{name}, {payer}" for claim_id, name, payer in rows}

    def standing(self, items: Sequence[WorkItem]) -> dict[UUID, Subject]:
        """How the claims and encounters stand that work is about, by their ids; claims written off are left out.

        Calls that were promised, by the id of their work: one conversation may have several.
        """
        claims = [one.subject_id for one in items if one.subject_kind == "claim"]
        encounters = [one.subject_id for one in items if one.subject_kind == "encounter"]
        successor = aliased(Claim)
        replaced = select(successor.id).where(successor.replaces_id == Claim.id, successor.stage != "rejected").exists()
        pended = (
            select(Adjudication.id).where(Adjudication.claim_id == Claim.id, Adjudication.state == "pended").exists()
        )
        given_up = select(Approval.id).where(
            Approval.subject_id == Claim.id, Approval.subject_kind == "claim", Approval.kind == "write_off",
            Approval.state == "approved",
        )  # fmt: skip
        found: dict[UUID, Subject] = {}
        if claims:
            rows = self.session.execute(
                select(Claim.id, OutgoingClaim.state, (Claim.stage == "rejected") & ~replaced, pended)
                .outerjoin(OutgoingClaim, OutgoingClaim.claim_id == Claim.id)
                .where(Claim.id.in_(claims), ~given_up.exists())
            )
            found |= {row[0]: Subject(row[1] or "", row[2], row[3]) for row in rows}
        if encounters:
            asked = select(CodingQuery.encounter_id).where(
                CodingQuery.encounter_id.in_(encounters), CodingQuery.state == "open"
            )
            found |= {id: Subject(asked=True) for id in self.session.scalars(asked)}
        if calls := [one.id for one in items if one.queue == "callbacks"]:
            owed = select(Callback.work_item_id).where(Callback.work_item_id.in_(calls), Callback.done_at.is_(None))
            found |= {id: Subject(owed=True) for id in self.session.scalars(owed) if id is not None}
        return found


_AMOUNT: Any = func.coalesce(cast(WorkItem.amount, Numeric(14, 2)), 0)
_ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (WorkItem.due,),
    "amount": (_AMOUNT,),
    "opened": (WorkItem.opened_at,),
}


def _value(item: WorkItem) -> ColumnElement[Any]:
    return literal(item.amount.amount if item.amount else 0, Numeric(14, 2))


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.queue is not None:
        found.append(WorkItem.queue == wanted.queue)
    if wanted.owner is not None:
        found.append(WorkItem.owner == wanted.owner)
    if wanted.due_before is not None:
        found.append(WorkItem.due < wanted.due_before)
    if wanted.without:
        found.append(WorkItem.queue.not_in(wanted.without))
    return found
