"""Starting an appeal from a conversation: the system drafts, a person signs and sends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.models.appeal import Appeal
from backend.pipeline.appeals import service as appeals
from backend.pipeline.appeals.errors import AppealInProgress, AppealTooLate, NotAppealable


def start(dialogue: str, claim_id: UUID, reason_text: str | None, clock: Clock) -> dict[str, Any]:
    """``outcome`` and what is known of the appeal. Raises NoGrant, PersonNeeded.

    A person decides past the last day, whether there was good cause for being late, and where the practice has closed
    its work on a denial that can still be appealed.
    """
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        claim = disclosure.covered_claim(session, row, claim_id, clock)
        try:
            started = appeals.start_appeal(
                session, claim.claim_id, actor=row.name, today=clock.today(), reason=reason_text or ""
            )
        except AppealInProgress as running:
            return _told("already_open", running.appeal)
        except NotAppealable:
            if any(one.appealable for one in claim.settled):
                # the practice closed its work on it, the caller's right stands: a person opens it again
                return {"outcome": "handoff"}
            return {"outcome": "not_appealable"}
        except AppealTooLate as late:
            return {"outcome": "handoff", "deadline": late.last_day}
        return _told("started", started)


def _told(outcome: str, appeal: Appeal) -> dict[str, Any]:
    return {"outcome": outcome, "number": appeal.number, "state": appeal.state, "deadline": appeal.deadline}
