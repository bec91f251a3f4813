"""Work that waits for a person: opened by any stage, always with an owner, a reason and a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.work_item import WorkItem
from backend.pipeline.work.errors import CallsAreAgents, DayIsPromised, NoSuchWork, NotDoneYet, WorkDone
from backend.pipeline.work.owners import ALARMS, CALLS, Owner, demand_owner, owners
from backend.pipeline.work.repository import QueueTotal, Wanted, WorkRepository
from backend.pipeline.work.rules import Subject, closes_when
from backend.staff.policy import AGENTS, SUPERVISORS, Role

__all__ = ["Owner", "demand_owner", "owners"]


@dataclass(frozen=True, slots=True)
class NewWork:
    """A piece of work to open. ``reason`` is a code, ``sentence`` tells a person; neither holds health information."""

    queue: str
    subject_kind: str
    subject_id: UUID
    reason: str
    owner: str
    due: date
    sentence: str = ""
    amount: Money | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def open_key(self) -> str:
        return f"{self.queue}|{self.subject_kind}|{self.subject_id}|{self.reason}"


def open_work_items(session: Session, items: list[NewWork]) -> None:
    """Open each piece of work, unless the same (queue, subject, reason) is open already."""
    WorkRepository(session).open(items)


def open_work_item(session: Session, item: NewWork) -> None:
    """Open one piece of work, unless it is open already."""
    open_work_items(session, [item])


def standing(session: Session, item: NewWork) -> WorkItem | None:
    """The work that is open for the same (queue, subject, reason), held until the transaction ends; None where none is."""
    return WorkRepository(session).by_open_key(item.open_key)


def close_work_items(
    session: Session, subject_kind: str, subject_id: UUID, *, outcome: str, now: datetime, queue: str | None = None,
    reasons: Collection[str] | None = None,
) -> int:  # fmt: skip
    """Close what is open for a subject (in one queue or all, for some reasons or any); how many were."""
    return WorkRepository(session).close(subject_kind, [subject_id], outcome, now, queue, reasons)


def close_work_items_of_many(
    session: Session, subject_kind: str, subject_ids: Sequence[UUID], *, outcome: str, now: datetime, queue: str,
    reasons: Collection[str],
) -> int:  # fmt: skip
    """The same for many subjects at once."""
    return WorkRepository(session).close(subject_kind, subject_ids, outcome, now, queue, reasons)


def amend_work_items(session: Session, items: Sequence[NewWork]) -> None:
    """Bring the amounts of what is open already up to date; nothing is opened."""
    WorkRepository(session).amend(items)


def open_items(
    session: Session, *, queue: str | None = None, owner: str | None = None, limit: int = 100
) -> list[WorkItem]:
    """Open work, most urgent first."""
    return WorkRepository(session).open_items(queue, owner, limit)


def page(session: Session, wanted: Wanted) -> list[WorkItem]:
    """One page of open work."""
    return WorkRepository(session).page(wanted)


def totals(session: Session, wanted: Wanted, today: date) -> list[QueueTotal]:
    """What waits, per queue and owner."""
    return WorkRepository(session).totals(wanted, today)


def about(session: Session, subjects: Sequence[UUID]) -> list[WorkItem]:
    """Open and closed work about some records, oldest first."""
    return WorkRepository(session).of_subjects(subjects)


def about_one(session: Session, kind: str, subject: UUID) -> list[WorkItem]:
    """Open and closed work about one record, oldest first."""
    return WorkRepository(session).of_subject(kind, subject)


def assign(session: Session, item_id: UUID, owner: str, due: date | None) -> WorkItem:
    """Give open work to a team or a person, with a new day or the one it has.

    A promised call keeps its day while it is owed. Raises NoSuchWork, WorkDone, UnknownOwner, DayIsPromised.
    """
    item = _open(session, item_id)
    demand_owner(session, owner, item.owner, item.queue)
    if item.queue == CALLS and due not in (None, item.due) and until(session, [item]):
        raise DayIsPromised
    item.owner, item.due = owner, due or item.due
    session.flush()
    return item


def demand_role(session: Session, item_id: UUID, role: Role) -> None:
    """Whether somebody of this role may pass this work on or take it: calls are agents'. Raises NoSuchWork, WorkDone,
    CallsAreAgents."""
    demand_seen(session, item_id, role)
    if _open(session, item_id).queue == CALLS and role not in AGENTS:
        raise CallsAreAgents


def demand_seen(session: Session, item_id: UUID, role: Role) -> None:
    """Raises NoSuchWork for work this role is not told of, WorkDone."""
    if _open(session, item_id).queue in unseen_by(role):
        raise NoSuchWork


def unseen_by(role: Role) -> frozenset[str]:
    """Queues somebody of this role is not told of: alarms may be about anybody's looks, and are the supervisors'."""
    return frozenset() if role in SUPERVISORS else frozenset({ALARMS})


def finish(session: Session, item_id: UUID, outcome: str, now: datetime) -> WorkItem:
    """Close work a person has done. Raises NoSuchWork, WorkDone, or NotDoneYet while its record still waits for it."""
    item = _open(session, item_id)
    waits = until(session, [item]).get(item.id)
    if waits is not None:
        raise NotDoneYet(waits)
    item.closed_at, item.outcome, item.open_key = now, outcome, None
    session.flush()
    return item


def until(session: Session, items: Sequence[WorkItem]) -> dict[UUID, str]:
    """What closes each piece of work that no person may call done yet, by its id; the others are left out."""
    standing = WorkRepository(session).standing([one for one in items if one.closed_at is None])
    stands = {one.id: standing.get(one.id) or standing.get(one.subject_id) or Subject() for one in items}
    told = {one.id: closes_when(one.queue, stands[one.id]) for one in items}
    return {id: sentence for id, sentence in told.items() if sentence}


def claims_named(session: Session, items: Sequence[WorkItem]) -> dict[UUID, str]:
    """Which claim each piece of work is about, by the claim's id: its number and payer."""
    return WorkRepository(session).claims_named({id for one in items if (id := claim_of(one)) is not None})


def claim_of(item: WorkItem) -> UUID | None:
    """The claim a piece of work is about: its subject, or the one a caller's request names; None where there is none."""
    if item.subject_kind == "claim":
        return item.subject_id
    named = item.facts.get("claim_id") if item.subject_kind == "conversation" else None
    return UUID(named) if named else None


def _open(session: Session, item_id: UUID) -> WorkItem:
    item = WorkRepository(session).get(item_id)
    if item is None:
        raise NoSuchWork
    if item.closed_at is not None:
        raise WorkDone
    return item
