"""Turning a caller's request into a work item with an owner, a day and a reference number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.time_zones import spoken_zone
from backend.conversation.outreach.places import Where
from backend.conversation.requests.calling_back import CallBackTime, time_of
from backend.conversation.requests.repository import RequestRepository
from backend.conversation.requests.rules import DESKS, Kind, due, put_right, with_further
from backend.conversation.requests.rules import about as about_of
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.models.handoff import Callback
from backend.models.work_item import WorkItem
from backend.pipeline.work import service as work

ASSISTANT = "the assistant"
"""Who promised a call, where no agent did."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What the caller is told: the number to ask by, and when it is worked at the latest."""

    reference: str
    next_date: date
    at: str | None = None
    """Of a call back: the time of day promised, in words."""
    time_zone: str | None = None
    """Of a call back: the clock that counts, as people call it."""
    as_asked: bool = True
    """False where they asked for a time nobody can call at."""


def ask(
    session: Session,
    row: Conversation,
    kind: Kind,
    clock: Clock,
    *,
    claim_id: UUID | None = None,
    details: dict[str, Any],
) -> Promised:
    """Open the work. Asked twice in one conversation about the same claim, it is one request with one number.

    What was said the second time is kept with it, and the day promised the first time holds. ``row`` is locked.
    """
    item = _work(row, kind, claim_id, due(kind, clock.today()), details)
    standing = work.standing(session, item)
    if standing is None:
        work.open_work_item(session, item)
    else:
        standing.facts = with_further(standing.facts, details)
    if kind == "document":
        subject = f"claim:{claim_id}"
        audit.record(session, Act.DOCUMENT_REQUESTED, actor=row.name, subject=subject, fields=["kind"], clock=clock)
    return Promised(reference_of(row.id, kind, claim_id), standing.due if standing else item.due)


def ask_call_back(
    session: Session,
    row: Conversation,
    number: str | None,
    when: str | None,
    where: Where,
    claim_id: UUID | None,
    clock: Clock,
    *,
    why: str | None = None,
) -> Promised:
    """A call back, at the time they asked for where that can be kept; in the clock of ``where``. ``row`` is locked.

    It stands among the calls every agent sees, and its work item closes with it. Asked again before it was made, it is
    the same call: at the newest number, and at the newest time they named. ``why``: what it is about, where no words tell.
    """
    repository = RequestRepository(session)
    owed = repository.owed(row.id, claim_id)
    found = time_of(when, clock.now(), where.zone)
    named = spoken_zone(where.zone, clock.today())
    promised = Promised(reference_of(row.id, "callback", claim_id), found.day, found.at, named, found.as_asked)
    details = {"phone": number, "when": when, "at": found.at, "time_zone": where.zone, "time_zone_from": where.source}
    item = _work(row, "callback", claim_id, found.day, details)
    if owed is not None:
        return _put_right(session, owed, item, promised, found, clock)
    work.open_work_item(session, item)
    about = why or about_of(repository.intents(row.id))
    not_before, latest = found.moments(where.zone)
    made = Callback(
        conversation_id=row.id, work_item_id=_standing(session, item).id, reference=promised.reference, claim_id=claim_id,
        number=number or "", about=about, not_before=not_before, due=latest, at=found.at, time_zone=where.zone,
        promised_by=ASSISTANT, promised_at=clock.now(),
    )  # fmt: skip
    repository.add(made)
    return promised


def _put_right(
    session: Session, owed: Callback, item: work.NewWork, promised: Promised, found: CallBackTime, clock: Clock
) -> Promised:
    """The call that is owed already, as it was asked for last.

    Another number without a word of the time leaves the time, in the clock it was promised by.
    """
    standing, details = _standing(session, item), dict(item.facts)
    zone = details["time_zone"]
    owed.number = details["phone"] or owed.number
    if details["when"] is None and standing.due >= clock.today():
        details |= {name: standing.facts.get(name) for name in ("when", "at", "time_zone", "time_zone_from")}
        named = spoken_zone(owed.time_zone or zone, clock.today())
        promised = replace(promised, next_date=standing.due, at=details["at"], time_zone=named)
    else:
        (owed.not_before, owed.due), owed.at, owed.time_zone = found.moments(zone), found.at, zone
    standing.facts = put_right(standing.facts, standing.due, details)
    standing.due = promised.next_date
    return promised


def asked_in(session: Session, row: Conversation) -> list[WorkItem]:
    """What was asked for in a conversation, done or not, oldest first."""
    return [one for one in work.about_one(session, "conversation", row.id) if one.reason.partition(":")[0] in DESKS]


def _standing(session: Session, item: work.NewWork) -> WorkItem:
    standing = work.standing(session, item)
    assert standing is not None, "the work of a call closes only with the call"
    return standing


def _work(row: Conversation, kind: Kind, claim_id: UUID | None, day: date, details: dict[str, Any]) -> work.NewWork:
    desk = DESKS[kind]
    reference = reference_of(row.id, kind, claim_id)
    return work.NewWork(
        queue=desk.queue,
        subject_kind="conversation",
        subject_id=row.id,
        reason=f"{kind}:{claim_id}" if claim_id else kind,
        owner=desk.owner,
        due=day,
        sentence=desk.sentence,
        facts={"reference": reference, "claim_id": str(claim_id) if claim_id else None, **details},
    )


def reference_of(conversation_id: UUID | str, kind: str, claim_id: UUID | None) -> str:
    """A number a person can read out, the same for the same request."""
    digest = hashlib.sha256(f"{conversation_id}|{kind}|{claim_id}".encode()).digest()
    return f"R{int.from_bytes(digest[:8], 'big') % 9_000_000 + 1_000_000}"
