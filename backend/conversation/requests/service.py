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
from backend.conversation.requests.rules import DESKS, Kind, due
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.pipeline.work import service as work


@dataclass(frozen=True, slots=True)
class Promised:
    """What the caller is told: the number to ask by, and when it is worked at the latest."""

    reference: str
    next_date: date


def ask(
    session: Session,
    row: Conversation,
    kind: Kind,
    clock: Clock,
    *,
    claim_id: UUID | None = None,
    details: dict[str, Any],
) -> Promised:
    """Open the work. Asked twice in one conversation about the same claim, it is one request with one number."""
    desk = DESKS[kind]
    reference = reference_of(row.id, kind, claim_id)
    promised = Promised(reference, due(kind, clock.today()))
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


def reference_of(conversation_id: UUID | str, kind: str, claim_id: UUID | None) -> str:
    """A number a person can read out, the same for the same request."""
    digest = hashlib.sha256(f"{conversation_id}|{kind}|{claim_id}".encode()).digest()
    return f"R{int.from_bytes(digest[:8], 'big') % 9_000_000 + 1_000_000}"
