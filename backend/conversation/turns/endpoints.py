"""``/api/v1/conversations``: transcripts and the agent's side of a conversation. Who may is in backend/staff/policy.py."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import unquote
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool

from backend.conversation.callers.endpoints import Now
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import beside, reading
from backend.conversation.turns.live_updates import EVERYTHING, live_updates, sse, wake_ups
from backend.conversation.turns.schemas import (
    ClaimBeside,
    ConversationList,
    MessageStored,
    MessageWritten,
    Owner,
    Transcript,
)
from backend.conversation.turns.text import harmless
from backend.database import DatabaseSession, session_scope
from backend.kit.media import Events
from backend.staff.gate import SignedIn, still_signed_in
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])
STAFF_CHECK_SECONDS = 4.0
"""A closed account loses its open streams within five seconds."""


@router.get("")
def listed(
    session: DatabaseSession,
    staff: SignedIn,
    owner: Owner | None = None,
    channel: Literal["voice", "chat", "sms"] | None = None,
    before: datetime | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ConversationList:
    """Conversations, newest activity first. Words are searched by POST (supervision): they have no place in an address."""
    found = reading.listed(session, staff, owner=owner, channel=channel, before=before, limit=limit)
    return ConversationList(conversations=found)


@router.get("/stream", response_class=Events)
async def stream(request: Request, staff: SignedIn) -> Events:
    """Live: which conversations changed, who types, which colleague is where, and that something is there for one.

    Ends within five seconds of the account's closing.
    """
    body = _changes(request, staff)
    return Events(body, headers={"X-Accel-Buffering": "no"})


async def _changes(request: Request, staff: CurrentStaff) -> AsyncIterator[str]:
    with live_updates.listening(EVERYTHING) as queue:
        yield ": open\n\n"
        checked = time.monotonic()
        async for payload in wake_ups(queue, STAFF_CHECK_SECONDS):
            if time.monotonic() - checked > STAFF_CHECK_SECONDS / 2:
                if await request.is_disconnected() or not await run_in_threadpool(_may_stay, request):
                    return
                checked = time.monotonic()
            said = ": still here\n\n" if payload is None else _told(payload, staff)
            if said is not None:
                yield said


def _told(payload: str, staff: CurrentStaff) -> str | None:
    """A notification as this person's desk hears it; None: it is not for them."""
    kind, _, rest = payload.partition(":")
    if kind == "typing":
        who, conversation_id = rest.split(":")
        return sse("typing", {"conversation_id": conversation_id, "who": who})
    if kind == "presence":
        staff_id, doing, name, conversation_id = rest.split(":")
        told = {"conversation_id": conversation_id, "name": unquote(name), "doing": doing}
        return sse("presence", told) if staff_id != str(staff.id) else None
    if kind == "alarm":
        return None
    if kind == "told":
        return sse("told", {}) if rest == str(staff.id) else None
    return sse("changed", {"conversation_id": payload})


def _may_stay(request: Request) -> bool:
    with session_scope() as session:
        return still_signed_in(session, request)


@router.get("/{conversation_id}")
def transcript(
    conversation_id: UUID,
    session: DatabaseSession,
    staff: SignedIn,
    clock: Now,
    last: Annotated[int | None, Query(ge=1, le=500)] = None,
    before: Annotated[int | None, Query(ge=1)] = None,
    after: Annotated[int | None, Query(ge=0)] = None,
) -> Transcript:
    """The transcript: whole, or ``last`` turns of it before or after a number. Every view is audited."""
    stretch = reading.Stretch(last or 100, after, before) if last or before or after is not None else None
    return reading.transcript(session, conversation_id, staff, clock, stretch)


@router.get("/{conversation_id}/claims/{claim_id}")
def claim_beside(
    conversation_id: UUID, claim_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now
) -> ClaimBeside:
    """A claim looked up for this conversation, and whether its caller is verified for it; the look is audited."""
    found = beside.claim_beside(session, conversation_id, claim_id, staff, clock)
    return ClaimBeside(claim=found.claim, right=found.right, sentence=found.sentence)


@router.post("/{conversation_id}/messages")
def write(
    conversation_id: UUID,
    written: MessageWritten,
    session: DatabaseSession,
    staff: SignedIn,
    clock: Now,
    idempotency_key: Annotated[str, Header(min_length=8, max_length=128)],
) -> MessageStored:
    """Write to the caller; only the agent who holds the conversation, and only having seen its last version."""
    text = harmless(written.text)
    turn = handoffs.write(
        session, conversation_id, staff, text, idempotency_key, written.version, clock, draft=written.draft
    )
    return MessageStored(turn=turn.number, version=ownership.get(session, conversation_id).version)


@router.post("/{conversation_id}/typing", status_code=204)
def typing(conversation_id: UUID, session: DatabaseSession, staff: SignedIn) -> None:
    """The agent is typing; the caller sees it."""
    row = ownership.get(session, conversation_id)
    ownership.demand_agent(row, staff.id)
    ownership.typing(session, row.id, "agent")
