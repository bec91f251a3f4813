"""Alarms: work of the supervisors that is due at once and stands on their wall until one of them has seen to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from backend.conversation.alarms import rules
from backend.conversation.alarms.repository import AlarmRepository
from backend.conversation.ownership import service as ownership
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.models.work_item import WorkItem
from backend.pipeline.claims import service as claims
from backend.pipeline.work import service as work
from backend.pipeline.work.owners import ALARMS
from backend.pipeline.work.service import NewWork
from backend.staff.service import CurrentStaff

SYSTEM = uuid5(NAMESPACE_URL, "claimline:system")
"""What an alarm is about that is about no record: so there is one open of its kind."""
SHOWN_MAX = 50


@dataclass(frozen=True, slots=True)
class About:
    """The record an alarm is about, and what else to know of it; nothing of what was said."""

    kind: str
    id: UUID
    facts: dict[str, Any]


def uncovered(session: Session, staff: CurrentStaff, conversation: Conversation, clock: Clock) -> None:
    """In the transaction of a look behind the cover: an alarm where the rules ask for one.

    Before its audit event: who closes an alarm holds it before the trail too.
    """
    repository, now = AlarmRepository(session), clock.now()
    by = {"by": [staff.name]}
    if _is_protected(session, repository, conversation):
        _raise(session, "protected_uncovered", About("conversation", conversation.id, by), now)
    others = repository.uncovered_by(staff.actor, now - timedelta(hours=1), but=conversation.id)
    if rules.are_many(others + 1):
        _raise(session, "many_uncovered", About("staff", staff.id, by), now)


def watch_checks(session: Session, now: datetime) -> None:
    """An alarm where too many identity checks of the last minutes failed."""
    repository, since = AlarmRepository(session), now - rules.SPAN
    lately = repository.checks(since, now)
    if rules.too_many_fail(lately, repository.checks(since - rules.DAY, since)):
        facts = {"failed": lately.failed, "checks": lately.of}
        _raise(session, "checks_fail", About("system", SYSTEM, facts), now)


def clock_is_off(session: Session, machine: str, by: timedelta, now: datetime) -> None:
    """An alarm for a machine whose clock is this far off the database's. ``now`` is the database's."""
    facts = {"machine": machine, "seconds": round(by.total_seconds())}
    _raise(session, "clock_differs", About("system", SYSTEM, facts), now)


def standing(session: Session) -> Sequence[WorkItem]:
    """Open alarms, the newest first."""
    found = work.open_items(session, queue=ALARMS, limit=SHOWN_MAX)
    return sorted(found, key=lambda one: one.opened_at, reverse=True)


def _is_protected(session: Session, repository: AlarmRepository, conversation: Conversation) -> bool:
    if repository.asked_in_as_sensitive(conversation.id):
        return True
    return any(claims.is_protected(session, one) for one in repository.claims_of(conversation))


def _raise(session: Session, reason: str, about: About, now: datetime) -> None:
    """Open it, unless it stands; then who else did the same is added to it."""
    sentence = rules.SENTENCES[reason]
    alarm = NewWork(ALARMS, about.kind, about.id, reason, "supervisor", now.date(), sentence, facts=about.facts)
    known = work.standing(session, alarm)
    if known is None:
        work.open_work_item(session, alarm)
    elif set(about.facts.get("by", [])) - set(known.facts.get("by", [])):
        known.facts = known.facts | {"by": [*known.facts.get("by", []), *about.facts["by"]]}
    else:
        return
    ownership.tell_of_alarm(session)
