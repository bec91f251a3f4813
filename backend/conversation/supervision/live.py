"""What supervisors see as it happens: the wall, and one conversation they listen in on. Server-sent events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from uuid import UUID

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.handoffs import desk
from backend.conversation.supervision import service, watching
from backend.conversation.supervision.errors import NoSuchTranscript, NotLive
from backend.conversation.supervision.repository import SupervisionRepository
from backend.conversation.supervision.schemas import Piece, Wall
from backend.conversation.turns.live_updates import EVERYTHING, live_updates, sse, wake_ups
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.settings import get_settings
from backend.staff.gate import still_signed_in
from backend.staff.service import CurrentStaff

LOOK_SECONDS = 4.0
"""How often a silent stream asks whether its reader may stay, and looks whether a promise of time came near."""
TOGETHER_SECONDS = 0.25
"""Changes this close together are told in one."""


async def wall(request: Request, staff: CurrentStaff, clock: Clock) -> AsyncIterator[str]:
    """The wall whenever something on it changes, within a second."""
    told, looked = "", 0.0
    with live_updates.listening(EVERYTHING) as queue:
        async for payload in wake_ups(queue, LOOK_SECONDS):
            nothing_new = payload is not None and payload.startswith(("typing:", "presence:"))
            if nothing_new and time.monotonic() - looked < LOOK_SECONDS:
                continue
            looked = time.monotonic()
            if payload is not None:
                await asyncio.sleep(TOGETHER_SECONDS)
                while not queue.empty():
                    queue.get_nowait()
            now = await run_in_threadpool(_wall, request, staff, clock)
            if now is None or await request.is_disconnected():
                return
            if (shown := now.model_dump_json()) != told:
                yield sse("wall", now.model_dump(mode="json"))
            else:
                yield ": still here\n\n"
            told = shown


def _wall(request: Request, staff: CurrentStaff, clock: Clock) -> Wall | None:
    with session_scope() as session:
        return watching.wall(session, staff.role, clock.now()) if still_signed_in(session, request) else None


# -- listening in


def begin(session: Session, staff: CurrentStaff, conversation_id: UUID, clock: Clock) -> None:
    """Listening in is on record before the first word is seen. Raises NoSuchTranscript, NotLive."""
    conversation = SupervisionRepository(session).conversation(conversation_id)
    if conversation is None:
        raise NoSuchTranscript
    if conversation.ended_at is not None:
        raise NotLive
    subject = f"conversation:{conversation.id}"
    audit.record(
        session, Act.CONVERSATION_WATCHED, actor=staff.actor, subject=subject, purpose="listen_in", clock=clock
    )
    _show_presence(session, staff, conversation_id, clock)


async def listen(
    request: Request, staff: CurrentStaff, conversation_id: UUID, after: int, clock: Clock
) -> AsyncIterator[str]:
    """New and changed turns, identifiers covered, until the conversation ends. Nothing can be sent from here."""
    told: dict[int, str] = {}
    with live_updates.listening(str(conversation_id)) as queue:
        yield ": open\n\n"
        while True:
            piece = await run_in_threadpool(_piece, request, staff, conversation_id, after, clock)
            if piece is None or await request.is_disconnected():
                return
            new = [one for one in piece.turns if told.get(one.number) != one.model_dump_json()]
            told |= {one.number: one.model_dump_json() for one in new}
            if new or piece.ended:
                fresh = piece.model_copy(update={"turns": new})
                yield sse("turns", fresh.model_dump(mode="json", by_alias=True))
            if piece.ended:
                return
            async for _ in wake_ups(queue, LOOK_SECONDS):
                break
            yield ": still here\n\n"


def _piece(request: Request, staff: CurrentStaff, conversation_id: UUID, after: int, clock: Clock) -> Piece | None:
    with session_scope() as session:
        if not still_signed_in(session, request):
            return None
        _show_presence(session, staff, conversation_id, clock)
        return service.live_piece(session, conversation_id, after)


def _show_presence(session: Session, staff: CurrentStaff, conversation_id: UUID, clock: Clock) -> None:
    """The agent sees who listens in, where the house says so."""
    if not get_settings().listening_is_shown:
        return
    for handoff in SupervisionRepository(session).handoffs([conversation_id]):
        if handoff.state == "accepted":
            desk.present(session, handoff.id, staff, "looking", clock)
