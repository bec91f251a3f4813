"""``/api/v1/handoffs``: the agents' queue. Who may is in backend/staff/policy.py."""

from __future__ import annotations

import contextlib
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.web_chat.endpoints import Engine
from backend.conversation.handoffs import rules, service
from backend.conversation.handoffs.schemas import Close, GiveBack, HandoffShown, Queue, WrapUpCodes
from backend.conversation.turns import service as turns
from backend.conversation.turns.errors import ConversationOver
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.pool import in_turn_thread
from backend.database import DatabaseSession, session_scope
from backend.models.handoff import Handoff
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/api/v1/handoffs", tags=["handoffs"])


@router.get("")
def queue(session: DatabaseSession, staff: SignedIn, clock: Now) -> Queue:
    """The waiting conversations in their order, and the ones this agent holds."""
    now = clock.now()
    return Queue(
        waiting=[_shown(one, now) for one in service.queue(session)],
        mine=[_shown(one, now) for one in service.mine(session, staff)],
    )


@router.get("/wrap-up-codes")
def wrap_up_codes(staff: SignedIn) -> WrapUpCodes:
    """How a conversation may have ended."""
    return WrapUpCodes(codes=rules.WRAP_UP_CODES)


@router.get("/{handoff_id}")
def read(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """One handoff with its packet; reading it is audited."""
    return _shown(service.read(session, handoff_id, staff, clock), clock.now())


@router.post("/{handoff_id}/accept")
def accept(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """Take it. The second agent gets 409 and hears who was first."""
    return _shown(service.accept(session, handoff_id, staff, clock), clock.now())


@router.post("/{handoff_id}/release")
def release(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """Put it back into the queue."""
    return _shown(service.release(session, handoff_id, staff, clock), clock.now())


@router.post("/{handoff_id}/give-back")
async def give_back(handoff_id: UUID, asked: GiveBack, staff: SignedIn, engine: Engine, clock: Now) -> HandoffShown:
    """The assistant goes on, and says so to the caller."""

    def work() -> HandoffShown:
        with session_scope() as session:
            shown = _shown(service.give_back(session, handoff_id, staff, asked.note, clock), clock.now())
        with contextlib.suppress(ConversationOver):  # the caller has hung up: there is nobody to say it to
            turns.take(shown.conversation_id, f"returned:{shown.id}", Said("returned"), engine, clock)
        return shown

    return await in_turn_thread(work)


@router.post("/{handoff_id}/close")
def close(handoff_id: UUID, asked: Close, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """End it with a wrap-up code."""
    handoff = service.close(session, handoff_id, staff, asked.wrap_up_code, asked.note, clock)
    return _shown(handoff, clock.now())


def _shown(handoff: Handoff, now: datetime) -> HandoffShown:
    until = handoff.accepted_at or handoff.ended_at or now
    return HandoffShown(
        id=handoff.id,
        reference=handoff.reference,
        conversation_id=handoff.conversation_id,
        state=handoff.state,  # type: ignore[arg-type]
        reason=handoff.reason,
        urgency=rules.NAMES[handoff.urgency],
        deadline=handoff.deadline,
        days_left=rules.days_until(handoff.deadline, now.date()),
        money_at_risk=str(handoff.money_at_risk) if handoff.money_at_risk else None,
        claim_id=handoff.claim_id,
        requested_at=handoff.requested_at,
        waited_seconds=max(0, int((until - handoff.requested_at).total_seconds())),
        agent_id=handoff.agent_id,
        agent_name=handoff.agent_name,
        accepted_at=handoff.accepted_at,
        ended_at=handoff.ended_at,
        wrap_up_code=handoff.wrap_up_code,
        packet=handoff.packet | {"opening_line": rules.opening_line(handoff.agent_name, handoff.reason)},
    )
