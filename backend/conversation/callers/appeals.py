"""Starting an appeal from a conversation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.kit.clock import Clock


def start(dialogue: str, claim_id: UUID, reason_text: str | None, clock: Clock) -> dict[str, Any]:
    """``outcome`` and what is known of the appeal; a person where the assistant cannot draft one. Raises NoGrant."""
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        claim = disclosure.covered_claim(session, row, claim_id, clock)
        if claim.appeal is not None:
            return {"outcome": "already_open", "number": claim.appeal.number, "state": claim.appeal.state}
        worst = claim.denials[0] if claim.denials else None
        if worst is None or not worst.appealable:
            return {"outcome": "not_appealable"}
        return {"outcome": "handoff", "deadline": worst.deadline}
