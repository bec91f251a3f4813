"""Keeping a promised call from the desk: one press, one call, one agent at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.handoffs.errors import AlreadyCalling, CallbackOver, NoCallback, NoNumber, NoTelephone
from backend.conversation.handoffs.repository import HandoffRepository
from backend.conversation.outreach.rules import in_full
from backend.database import defer_job
from backend.kit.clock import Clock
from backend.models.call import PromisedCall
from backend.models.handoff import Callback
from backend.staff.service import CurrentStaff

RINGING_MAX, TALKING_MAX = timedelta(minutes=3), timedelta(hours=4)
"""After so long without the network's word a call counts as over: it rings for 25 seconds."""


def is_under_way(call: PromisedCall | None, now: datetime) -> bool:
    """Whether this call still rings or is spoken on."""
    if call is None or call.state not in ("calling", "reached"):
        return False
    return now - call.since < (RINGING_MAX if call.state == "calling" else TALKING_MAX)


def call_now(session: Session, callback_id: UUID, staff: CurrentStaff, clock: Clock) -> tuple[Callback, PromisedCall]:
    """Call who was promised a call, and put them through to this agent; pressed twice it is one call.

    Raises NoCallback, CallbackOver, AlreadyCalling, NoTelephone, NoNumber.
    """
    repository = HandoffRepository(session)
    promised = repository.callback(callback_id)
    if promised is None:
        raise NoCallback
    if promised.done_at is not None:
        raise CallbackOver(promised.done_by)
    call = repository.promised_call(callback_id)
    if call is not None and is_under_way(call, clock.now()):
        if call.agent_id == staff.id:
            return promised, call
        raise AlreadyCalling(call.agent_name)
    if not repository.has_telephone(staff.id):
        raise NoTelephone
    if in_full(promised.number) is None:
        raise NoNumber
    if call is None:
        call = PromisedCall(callback_id=callback_id, tries=0)
    call.agent_id, call.agent_name, call.call_sid = staff.id, staff.name, None
    call.state, call.tries, call.since = "calling", call.tries + 1, clock.now()
    repository.add(call)
    subject = f"callback:{callback_id}"
    audit.record(session, Act.CALLBACK_CALLED, actor=staff.actor, subject=subject, fields=["number"], clock=clock)
    defer_job(session, "voice.call_promised", lock=subject, callback_id=str(callback_id), attempt=call.tries)
    return promised, call


def is_owed(session: Session, conversation_id: UUID) -> bool:
    """Whether a call promised in this conversation is still to be made: whoever makes it reads what was said."""
    return HandoffRepository(session).owes_call(conversation_id)


def calls_of(session: Session, promised: Sequence[Callback]) -> dict[UUID, PromisedCall]:
    """How calling each of these went, where it was tried."""
    return HandoffRepository(session).promised_calls([one.id for one in promised])
