"""Turning a caller's request into a work item with an owner, a day and a reference number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.time_zones import spoken_zone
from backend.conversation.outreach.places import Where
from backend.conversation.requests.calling_back import time_of
from backend.conversation.requests.rules import DESKS, Kind, due
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.pipeline.work import service as work


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
    promised: Promised | None = None,
) -> Promised:
    """Open the work. Asked twice in one conversation about the same claim, it is one request with one number."""
    desk = DESKS[kind]
    reference = reference_of(row.id, kind, claim_id)
    promised = promised or Promised(reference, due(kind, clock.today()))
    item = work.NewWork(
        queue=desk.queue,
        subject_kind="conversation",
        subject_id=row.id,
        reason=f"{kind}:{claim_id}" if claim_id else kind,
        owner=desk.owner,
        due=promised.next_date,
        sentence=desk.sentence,
        facts={"reference": reference, "claim_id": str(claim_id) if claim_id else None, **details},
    )
    work.open_work_item(session, item)
    if kind == "document":
        subject = f"claim:{claim_id}"
        audit.record(session, Act.DOCUMENT_REQUESTED, actor=row.name, subject=subject, fields=["kind"], clock=clock)
    return promised


def ask_call_back(
    session: Session,
    row: Conversation,
    number: str,
    when: str | None,
    where: Where,
    claim_id: UUID | None,
    clock: Clock,
) -> Promised:
    """A call back, at the time they asked for where that can be kept; in the clock of ``where``."""
    found = time_of(when, clock.now(), where.zone)
    named = spoken_zone(where.zone, clock.today())
    promised = Promised(reference_of(row.id, "callback", claim_id), found.day, found.at, named, found.as_asked)
    details = {"phone": number, "when": when, "at": found.at, "time_zone": where.zone, "time_zone_from": where.source}
    return ask(session, row, "callback", clock, claim_id=claim_id, details=details, promised=promised)


def reference_of(conversation_id: UUID | str, kind: str, claim_id: UUID | None) -> str:
    """A number a person can read out, the same for the same request."""
    digest = hashlib.sha256(f"{conversation_id}|{kind}|{claim_id}".encode()).digest()
    return f"R{int.from_bytes(digest[:8], 'big') % 9_000_000 + 1_000_000}"
