"""A handoff's packet as the person at the desk may see it: what was kept, and what of it may have changed since."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from backend.conversation.callers.verification import service as verification
from backend.conversation.handoffs import rules, service
from backend.conversation.learning.project_lines import project_lines
from backend.conversation.ownership import service as ownership
from backend.conversation.supervision.masking import said_masked
from backend.kit.clock import Clock
from backend.models.handoff import Handoff
from backend.pipeline.claims import service as claims
from backend.staff.policy import Role
from backend.staff.service import CurrentStaff


def packet_for(session: Session, handoff: Handoff, staff: CurrentStaff) -> dict[str, Any]:
    """The packet as it was made, for this person, with a greeting of whoever has the conversation.

    The caller's own words are covered for who reviews conversations and does not hold this one; a claim of a protected
    class is left out for who may not read it.
    """
    packet = handoff.packet | {"opening_line": rules.opening_line(handoff.agent_name, handoff.reason)}
    if handoff.claim_id is not None and not claims.may_read(session, handoff.claim_id, staff):
        packet["claim"] = None
    question = packet.get("question")
    if question and staff.role != Role.AGENT and not rules.is_held(handoff.state, handoff.agent_id, staff.id):
        packet["question"] = question | {"said": said_masked(question["said"], (), project_lines().known_words)}
    return packet


def packet_now(session: Session, handoff: Handoff, staff: CurrentStaff, clock: Clock) -> dict[str, Any]:
    """The packet with what may have changed since it was made: the claim as it stands now, and the caller's proof.

    ``claim_live`` is false where the caller's right to the claim has run out: then it is shown as it was.
    """
    row, packet = ownership.get(session, handoff.conversation_id), packet_for(session, handoff, staff)
    claim = service.claim_at_hand(session, row, handoff.claim_id, clock, reader=staff)
    level = verification.standing(session, row, clock.now()).level
    live = {"claim": claim or packet["claim"], "claim_live": claim is not None, "level_now": level}
    return packet | live | {"promised": service.promised(session, row, handoff.claim_id)}
