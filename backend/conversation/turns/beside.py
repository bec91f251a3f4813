"""A claim an agent has looked up, beside a conversation: as the packet shows one, and whether this caller may hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.callers.disclosure.envelope import facts_for
from backend.conversation.callers.disclosure.errors import NoGrant, PersonNeeded
from backend.conversation.callers.verification import service as verification
from backend.conversation.callers.verification.rules import Level
from backend.conversation.turns import reading
from backend.kit.clock import Clock
from backend.pipeline.claims import service as claims
from backend.staff.service import CurrentStaff

Right = Literal["proved", "minor", "sensitive", "not_this", "nobody"]
SENTENCES: dict[Right, str] = {
    "proved": "This caller has proved a right to this claim.",
    "minor": "This caller has proved a right to this claim, but it is a minor's: only a person may tell of it.",
    "sensitive": "This caller has proved a right to this claim, but it is of a sensitive class: only a person may tell of it.",
    "not_this": "This caller is verified, but not for this claim. Say nothing about it.",
    "nobody": "This caller has proved nothing. Say nothing about this claim before they are verified.",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim's facts, and this caller's right to them with its sentence."""

    claim: dict[str, Any]
    right: Right
    sentence: str


def claim_beside(session: Session, conversation_id: UUID, claim_id: UUID, staff: CurrentStaff, clock: Clock) -> Beside:
    """The look is audited, and nothing of it goes to the caller.

    Raises NoConversation, ClaimNotFound, ClinicalSkillNeeded.
    """
    row = reading.readable(session, conversation_id, staff)
    claims.demand_readable(session, claim_id, staff)
    known = verification.standing(session, row, clock.now())
    snapshot = claims.snapshot(session, claim_id, clock.today())
    facts = facts_for("status", known.role or "provider", snapshot, clock.today(), detail=True)
    try:
        disclosure.covered_claim(session, row, claim_id, clock)
        right: Right = "proved"
    except (NoGrant, PersonNeeded) as refusal:
        right = _right(known.level, refusal)
    subject, told = f"claim:{claim_id}", sorted(name for name, value in facts.items() if value not in (None, []))
    audit.record(
        session, Act.CLAIM_VIEWED, actor=staff.actor, subject=subject, fields=told, purpose="look_up", clock=clock
    )
    return Beside(facts, right, SENTENCES[right])


def _right(level: Level, refusal: NoGrant | PersonNeeded) -> Right:
    if isinstance(refusal, PersonNeeded):
        return "minor" if refusal.reason == "minor" else "sensitive"
    return "nobody" if level == "none" else "not_this"
