"""``/api/v1/handoffs``: the agents' queue. Who may is in backend/staff/policy.py."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, Query
from sqlalchemy.orm import Session

from backend.codes.time_zones import spoken_zone
from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.web_chat.endpoints import Engine
from backend.conversation.handoffs import desk, promises, rules, service, showing
from backend.conversation.handoffs.clocks import SlaClock
from backend.conversation.handoffs.schemas import (
    Accept,
    Beat,
    CallbackDone,
    CallbackPromised,
    Callbacks,
    CallbackShown,
    CallShown,
    CannedReplies,
    CannedShown,
    ClockShown,
    Close,
    Colleague,
    Colleagues,
    DraftWritten,
    GiveBack,
    HandoffShown,
    Notes,
    NoteShown,
    NoteWritten,
    Other,
    Others,
    Queue,
    QueueRow,
    SnoozeUntil,
    StatedFact,
    SuggestionShown,
    Transfer,
    WrapUpCodes,
)
from backend.conversation.turns import service as turns
from backend.conversation.turns.errors import TurnBusy
from backend.conversation.turns.pool import in_turn_thread
from backend.conversation.turns.text import harmless
from backend.database import DatabaseSession, session_scope
from backend.models.call import PromisedCall
from backend.models.handoff import Callback, Handoff
from backend.pipeline.claims.service import ClaimLabel
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce
from backend.staff.service import CurrentStaff

router = APIRouter(prefix="/api/v1/handoffs", tags=["handoffs"])
NO_CLAIMS: Mapping[UUID, ClaimLabel] = {}


@router.get("")
def queue(
    session: DatabaseSession,
    staff: SignedIn,
    clock: Now,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Annotated[int, Query(ge=0, le=500)] = 200,
    open_only: bool = False,
    reference: Annotated[str | None, Query(max_length=40)] = None,
) -> Queue:
    """A stretch of the waiting conversations in their order, the ones this agent holds, and the one of a reference."""
    now = clock.now()
    found = service.queue(session, staff, now, offset=offset, limit=limit, open_only=open_only)
    asked_for = service.by_reference(session, reference) if reference else []
    rows = _rows(session, [*found.handoffs, *service.mine(session, staff)], staff, now)
    return Queue(
        waiting=rows[: len(found.handoffs)],
        offset=offset,
        waiting_count=found.waiting,
        open_to_me=found.open_to_me,
        mine=rows[len(found.handoffs) :],
        found=_rows(session, asked_for, staff, now),
    )


@router.get("/wrap-up-codes")
def wrap_up_codes(staff: SignedIn) -> WrapUpCodes:
    """How a conversation may have ended."""
    return WrapUpCodes(codes=rules.WRAP_UP_CODES)


@router.get("/agents")
def agents(session: DatabaseSession, staff: SignedIn, clock: Now) -> Colleagues:
    """Colleagues at their desks, to whom a conversation can be passed."""
    found = desk.agents(session, staff, clock.now())
    shown = [
        Colleague(id=one.id, name=one.name, skills=[name for name in one.skills.split(",") if name], holding=held)
        for one, held in found
    ]
    return Colleagues(agents=shown)


@router.get("/callbacks")
def callbacks(session: DatabaseSession, staff: SignedIn, clock: Now) -> Callbacks:
    """Who has been promised a call, nearest first."""
    found = desk.callbacks(session, staff, clock)
    calls, claims = promises.calls_of(session, found), desk.claims_of(session, found)
    return Callbacks(callbacks=[_callback(one, clock.now(), calls.get(one.id), claims) for one in found])


@router.post("/callbacks/{callback_id}/call")
def call_now(callback_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> CallbackShown:
    """Call who was promised a call now and put them through to one's own telephone; of two agents at once the first calls."""
    promised, call = promises.call_now(session, callback_id, staff, clock)
    return _callback(promised, clock.now(), call)


@router.post("/callbacks/{callback_id}/done")
def callback_done(
    callback_id: UUID, asked: CallbackDone, session: DatabaseSession, staff: SignedIn, clock: Now
) -> CallbackShown:
    """Record what came of a promised call that was made or tried."""
    return _callback(desk.keep_callback(session, callback_id, staff, asked.outcome, clock), clock.now())


@router.get("/{handoff_id}")
def read(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """One handoff with its packet and what one has half written; reading it is audited."""
    handoff = service.read(session, handoff_id, staff, clock)
    shown = _shown(session, handoff, staff, clock.now())
    packet = showing.packet_now(session, handoff, staff, clock)
    place = desk.kept_place(session, handoff_id)
    call = CallShown(state=place.state, tries=place.tries) if place is not None else None  # type: ignore[arg-type]
    return shown.model_copy(update={"packet": packet, "draft": desk.draft(session, handoff_id, staff), "call": call})


@router.post("/{handoff_id}/accept")
def accept(
    handoff_id: UUID,
    session: DatabaseSession,
    staff: SignedIn,
    clock: Now,
    asked: Annotated[Accept | None, Body()] = None,
) -> HandoffShown:
    """Take a waiting conversation. The second agent gets 409 and hears who was first; so does one whose colleagues come first."""
    anyway = asked is not None and asked.anyway
    return _shown(session, service.accept(session, handoff_id, staff, clock, anyway=anyway), staff, clock.now())


@router.post("/{handoff_id}/release")
def release(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """Put a conversation one holds back into the queue."""
    return _shown(session, service.release(session, handoff_id, staff, clock), staff, clock.now())


@router.post("/{handoff_id}/give-back")
async def give_back(handoff_id: UUID, asked: GiveBack, staff: SignedIn, engine: Engine, clock: Now) -> HandoffShown:
    """Give the conversation back to the assistant, which goes on and says so to the caller."""

    def work() -> HandoffShown:
        with session_scope() as session:
            returned = service.give_back(session, handoff_id, staff, asked.note, clock)
            shown = _shown(session, returned, staff, clock.now())
        with contextlib.suppress(TurnBusy):  # a job was left to say it
            turns.say_returned(shown.conversation_id, shown.id, engine, clock)
        return shown

    return await in_turn_thread(work)


@router.post("/{handoff_id}/close")
def close(handoff_id: UUID, asked: Close, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """End a conversation one holds with a wrap-up code."""
    handoff = service.close(session, handoff_id, staff, asked.wrap_up_code, asked.note, clock)
    return _shown(session, handoff, staff, clock.now())


@router.post("/{handoff_id}/transfer")
def transfer(handoff_id: UUID, asked: Transfer, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """Pass a conversation one holds to a colleague; the caller does not wait again."""
    return _shown(session, desk.transfer(session, handoff_id, staff, asked.to, asked.note, clock), staff, clock.now())


@router.post("/{handoff_id}/snooze")
def snooze(handoff_id: UUID, asked: SnoozeUntil, session: DatabaseSession, staff: SignedIn, clock: Now) -> HandoffShown:
    """Put a conversation one holds aside until a time, or until the caller writes."""
    return _shown(session, desk.snooze(session, handoff_id, staff, asked.until, clock), staff, clock.now())


@router.post("/{handoff_id}/presence")
def presence(handoff_id: UUID, beat: Beat, session: DatabaseSession, staff: SignedIn, clock: Now) -> Others:
    """Say what one does with a handoff now, and hear who else has it open."""
    found = desk.present(session, handoff_id, staff, beat.doing, clock)
    return Others(others=[Other(name=name, doing=doing) for name, doing in found])


@router.get("/{handoff_id}/notes")
def notes(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> Notes:
    """What agents noted on a handoff; callers never see it."""
    found = desk.notes(session, handoff_id, staff, clock)
    return Notes(notes=[NoteShown(author=one.author_name, text=one.text, written_at=one.written_at) for one in found])


@router.post("/{handoff_id}/notes", status_code=201)
def add_note(
    handoff_id: UUID, written: NoteWritten, session: DatabaseSession, staff: SignedIn, sent: SentOnce, clock: Now
) -> NoteShown:
    """Note something for colleagues. This address sends nothing to anybody."""

    def add() -> NoteShown:
        one = desk.add_note(session, handoff_id, staff, harmless(written.text), clock)
        return NoteShown(author=one.author_name, text=one.text, written_at=one.written_at)

    return sent.once(session, NoteShown, add)


@router.get("/{handoff_id}/suggestion")
def suggestion(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> SuggestionShown:
    """An answer to the caller's last question, of the record's facts alone, each with where it stands."""
    found = desk.suggestion(session, handoff_id, staff, clock)
    evidence = [
        StatedFact(fact=one.fact, value=one.value, record=one.record, field=one.field, time=one.time)
        for one in found.evidence
    ]
    return SuggestionShown(text=found.text, about=found.about, evidence=evidence)


@router.put("/{handoff_id}/draft", status_code=204)
def keep_draft(handoff_id: UUID, written: DraftWritten, session: DatabaseSession, staff: SignedIn, clock: Now) -> None:
    """Keep a reply half written; it is sent to nobody."""
    desk.keep_draft(session, handoff_id, staff, written.text, clock)


@router.get("/{handoff_id}/canned-replies")
def canned_replies(handoff_id: UUID, session: DatabaseSession, staff: SignedIn, clock: Now) -> CannedReplies:
    """Ready replies, filled from the record with what this caller may hear."""
    found = desk.canned_replies(session, handoff_id, staff, clock)
    shown = [CannedShown(key=one.key, title=one.title, text=one.text, missing=list(one.missing)) for one in found]
    return CannedReplies(replies=shown)


@router.post("/{handoff_id}/callback", status_code=201)
def promise_callback(
    handoff_id: UUID, asked: CallbackPromised, session: DatabaseSession, staff: SignedIn, sent: SentOnce, clock: Now
) -> CallbackShown:
    """Promise the caller of this conversation a call by a moment."""

    def promise() -> CallbackShown:
        about = harmless(asked.about)
        promised = desk.promise_callback(session, handoff_id, staff, asked.number, about, asked.due, clock)
        return _callback(promised, clock.now())

    return sent.once(session, CallbackShown, promise)


def _callback(
    one: Callback, now: datetime, call: PromisedCall | None = None, claims: Mapping[UUID, ClaimLabel] = NO_CLAIMS
) -> CallbackShown:
    claim = claims.get(one.claim_id) if one.claim_id else None
    return CallbackShown(
        id=one.id,
        conversation_id=one.conversation_id,
        handoff_id=one.handoff_id,
        reference=one.reference,
        claim_id=one.claim_id if claim else None,
        claim_number=claim.number if claim else None,
        number=one.number,
        about=one.about,
        not_before=one.not_before,
        due=one.due,
        day=one.due.astimezone(ZoneInfo(one.time_zone)).date() if one.time_zone else None,
        at=one.at,
        time_zone=spoken_zone(one.time_zone, one.due.date()) if one.time_zone else None,
        late=one.done_at is None and one.due < now,
        promised_by=one.promised_by,
        done_by=one.done_by,
        outcome=one.outcome,
        call=_call_shown(call, now),
    )


def _call_shown(call: PromisedCall | None, now: datetime) -> CallShown | None:
    if call is None:
        return None
    lost = call.state in ("calling", "reached") and not promises.is_under_way(call, now)
    state = ("missed" if call.state == "calling" else "over") if lost else call.state
    return CallShown(state=state, tries=call.tries, by=call.agent_name)  # type: ignore[arg-type]


def _rows(session: Session, handoffs: Sequence[Handoff], staff: CurrentStaff, now: datetime) -> list[QueueRow]:
    clocks, snoozed = desk.clocks_of(session, handoffs, now), desk.snoozed(session, handoffs, now)
    channels, at_desk = service.channels(session, handoffs), service.skills_at_desk(session, staff, now)
    return [
        QueueRow(
            id=one.id,
            reference=one.reference,
            conversation_id=one.conversation_id,
            channel=channels[one.conversation_id],  # type: ignore[arg-type]
            state=one.state,  # type: ignore[arg-type]
            reason=one.reason,
            role=one.packet["who"]["role"],
            role_proved=one.packet["who"].get("role_proved", True),
            language=one.packet.get("language"),
            urgency=rules.NAMES[one.urgency],
            deadline=one.deadline,
            days_left=rules.days_until(one.deadline, now.date()),
            money_at_risk=str(one.money_at_risk) if one.money_at_risk else None,
            requested_at=one.requested_at,
            agent_name=one.agent_name,
            skills=one.skills,
            opens_at=service.opens_at(one, staff, at_desk, now) if one.state == "waiting" else None,
            clocks=[ClockShown(name=each.name, due=each.due, state=each.state) for each in clocks[one.id]],
            snoozed_until=snoozed.get(one.id),
        )
        for one in handoffs
    ]


def _shown(session: Session, handoff: Handoff, staff: CurrentStaff, now: datetime) -> HandoffShown:
    clocks, snoozed = desk.clocks_of(session, [handoff], now), desk.snoozed(session, [handoff], now)
    packet = showing.packet_for(session, handoff, staff)
    return _with_clocks(handoff, packet, now, clocks[handoff.id], snoozed.get(handoff.id))


def _with_clocks(
    handoff: Handoff,
    packet: dict[str, Any],
    now: datetime,
    clocks: Sequence[SlaClock],
    snoozed_until: datetime | None,
) -> HandoffShown:
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
        clocks=[ClockShown(name=one.name, due=one.due, state=one.state) for one in clocks],
        snoozed_until=snoozed_until,
        skills=handoff.skills,
        packet=packet,
    )
