"""What agents do at their desk beside writing: notes, transfer, snooze, presence, canned replies, callbacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.colleagues import service as colleagues
from backend.conversation.handoffs import canned, service
from backend.conversation.handoffs.clocks import Replies, SlaClock, clocks
from backend.conversation.handoffs.errors import (
    AgentAway,
    AlreadyCalling,
    CallbackOver,
    HandoffOver,
    NoCallback,
    NotInTime,
)
from backend.conversation.handoffs.promises import is_under_way
from backend.conversation.handoffs.repository import HandoffRepository
from backend.conversation.handoffs.service import AT_DESK
from backend.conversation.handoffs.suggestion import Suggestion, suggest
from backend.conversation.outreach import service as outreach
from backend.conversation.ownership import service as ownership
from backend.kit.clock import Clock
from backend.models.call import KeptPlace
from backend.models.handoff import Callback, Handoff, HandoffNote, Presence, Snooze
from backend.models.staff import Staff
from backend.pipeline.claims import service as claims
from backend.pipeline.claims.service import ClaimLabel
from backend.pipeline.work import service as work
from backend.staff.service import CurrentStaff

HERE = timedelta(seconds=15)
"""How long a beat of presence counts."""
SNOOZE_MAX = timedelta(hours=8)
CALLBACK_MAX = timedelta(days=30)
Doing = Literal["looking", "typing"]


def clocks_of(session: Session, handoffs: Sequence[Handoff], now: datetime) -> dict[UUID, tuple[SlaClock, ...]]:
    """The promises of time of each."""
    replies = HandoffRepository(session).replies([one.id for one in handoffs])
    return {
        one.id: clocks(one.urgency, one.requested_at, one.ended_at, replies.get(one.id, Replies()), now)
        for one in handoffs
    }


def snoozed(session: Session, handoffs: Sequence[Handoff], now: datetime) -> dict[UUID, datetime]:
    """Until when each of these is put aside; the caller's next word ends it."""
    return HandoffRepository(session).snoozed([one.id for one in handoffs], now)


# -- notes


def notes(session: Session, handoff_id: UUID, staff: CurrentStaff, clock: Clock) -> Sequence[HandoffNote]:
    """What agents noted, oldest first; the look is audited. Raises NoHandoff."""
    handoff = service.get(session, handoff_id)
    _record(session, Act.TRANSCRIPT_VIEWED, staff, handoff, clock, ["notes"])
    return HandoffRepository(session).notes(handoff_id)


def add_note(session: Session, handoff_id: UUID, staff: CurrentStaff, text: str, clock: Clock) -> HandoffNote:
    """A note for colleagues; who is named in it (``@Ben``) gets a notice. It is no turn, so nothing can send it.

    Raises NoHandoff.
    """
    handoff = service.get(session, handoff_id)
    note = HandoffNote(
        handoff_id=handoff.id, author_id=staff.id, author_name=staff.name, text=text, written_at=clock.now()
    )
    HandoffRepository(session).add(note)
    colleagues.notify_named(session, handoff.id, text, staff, clock)
    ownership.wake(session, ownership.get(session, handoff.conversation_id))
    _record(session, Act.HANDOFF_NOTED, staff, handoff, clock, ["note"])
    return note


# -- passing on, putting aside


def agents(session: Session, staff: CurrentStaff, now: datetime) -> list[tuple[Staff, int]]:
    """Colleagues at their desks, each with how many conversations they hold."""
    return [one for one in HandoffRepository(session).at_desk(now - AT_DESK) if one[0].id != staff.id]


def transfer(
    session: Session, handoff_id: UUID, staff: CurrentStaff, to: UUID, note: str | None, clock: Clock
) -> Handoff:
    """Pass an accepted conversation to a colleague at their desk. Raises AgentAway, HandoffOver, AnotherOwner."""
    handoff, row = service.locked(session, handoff_id)
    if handoff.state != "accepted":
        raise HandoffOver
    ownership.demand_agent(row, staff.id)
    other = next((one for one, _ in agents(session, staff, clock.now()) if one.id == to), None)
    if other is None:
        raise AgentAway
    ownership.to_other_agent(session, row, staff.id, other.id, other.name, clock.now())
    handoff.agent_id, handoff.agent_name, handoff.accepted_at = other.id, other.name, clock.now()
    HandoffRepository(session).wake_up(handoff.id)
    HandoffRepository(session).drop_draft(handoff.id, staff.id)
    colleagues.notify(session, other.id, "transfer", handoff.id, staff, clock)
    if note:
        add_note(session, handoff.id, staff, note, clock)
    _record(session, Act.HANDOFF_TRANSFERRED, staff, handoff, clock, ["agent"])
    return handoff


def snooze(session: Session, handoff_id: UUID, staff: CurrentStaff, until: datetime, clock: Clock) -> Handoff:
    """Put it aside until then. Raises NotInTime, HandoffOver, AnotherOwner."""
    handoff, row = service.locked(session, handoff_id)
    if handoff.state != "accepted":
        raise HandoffOver
    ownership.demand_agent(row, staff.id)
    now = clock.now()
    _demand_time(until, now, SNOOZE_MAX)
    HandoffRepository(session).put_aside(Snooze(handoff_id=handoff.id, since=now, until=until))
    _record(session, Act.HANDOFF_SNOOZED, staff, handoff, clock)
    return handoff


# -- presence


def present(
    session: Session, handoff_id: UUID, staff: CurrentStaff, doing: Doing | None, clock: Clock
) -> list[tuple[str, Doing]]:
    """Say that one is here (None: not any more), and hear who else is; the others hear of a change at once.

    Raises NoHandoff.
    """
    handoff, now = service.get(session, handoff_id), clock.now()
    repository = HandoffRepository(session)
    before = repository.presence(handoff.id, staff.id)
    was = _doing(before, now) if before is not None and now - before.looking_at < HERE else None
    repository.beat(handoff.id, staff.id, staff.name, now if doing else now - HERE, now if doing == "typing" else None)
    if was != doing:
        row = ownership.get(session, handoff.conversation_id)
        ownership.present(session, row, staff.id, staff.name, doing or "gone")
    return [(one.staff_name, _doing(one, now)) for one in repository.here(handoff.id, now - HERE, staff.id)]


def _doing(one: Presence, now: datetime) -> Doing:
    return "typing" if one.typing_at and now - one.typing_at < HERE / 2 else "looking"


# -- what helps writing


def draft(session: Session, handoff_id: UUID, staff: CurrentStaff) -> str | None:
    """What this person has half written on it."""
    found = HandoffRepository(session).draft(handoff_id, staff.id)
    return found.text if found else None


def keep_draft(session: Session, handoff_id: UUID, staff: CurrentStaff, text: str, clock: Clock) -> None:
    """Keep what is half written; nothing written is no draft. Raises NoHandoff, AnotherOwner."""
    handoff = service.get(session, handoff_id)
    repository = HandoffRepository(session)
    if not text.strip():
        repository.drop_draft(handoff.id, staff.id)
        return
    ownership.demand_agent(ownership.get(session, handoff.conversation_id), staff.id)
    repository.keep_draft(handoff.id, staff.id, text, clock.now())


def suggestion(session: Session, handoff_id: UUID, staff: CurrentStaff, clock: Clock) -> Suggestion:
    """An answer to the caller's last question, from the record within their grant. Raises NoHandoff, AnotherOwner."""
    handoff = service.get(session, handoff_id)
    row = ownership.get(session, handoff.conversation_id)
    ownership.demand_agent(row, staff.id)
    found = service.record_at_hand(session, row, handoff.claim_id, clock, reader=staff)
    facts, evidence = found or (None, [])
    made = suggest(handoff.packet["who"]["role"], handoff.packet["intents"], facts, evidence)
    _record(session, Act.CLAIM_VIEWED, staff, handoff, clock, ["suggestion", *(one.fact for one in made.evidence)])
    return made


def canned_replies(session: Session, handoff_id: UUID, staff: CurrentStaff, clock: Clock) -> list[canned.CannedReply]:
    """For the agent who holds the conversation, filled with what its caller has proved a right to. Raises AnotherOwner."""
    handoff = service.get(session, handoff_id)
    row = ownership.get(session, handoff.conversation_id)
    ownership.demand_agent(row, staff.id)
    facts = service.claim_at_hand(session, row, handoff.claim_id, clock, reader=staff)
    _record(session, Act.CLAIM_VIEWED, staff, handoff, clock, ["canned_replies"])
    return canned.fill(staff.name, facts, handoff.packet["who"]["role"])


# -- callbacks


def promise_callback(
    session: Session, handoff_id: UUID, staff: CurrentStaff, number: str, about: str, due: datetime, clock: Clock
) -> Callback:
    """Promise to call back. Raises NotInTime, NoHandoff."""
    handoff = service.get(session, handoff_id)
    _demand_time(due, clock.now(), CALLBACK_MAX)
    promised = Callback(
        conversation_id=handoff.conversation_id,
        handoff_id=handoff.id,
        reference=handoff.reference,
        claim_id=handoff.claim_id,
        number=number,
        about=about,
        due=due,
        promised_by=staff.name,
        promised_at=clock.now(),
    )
    HandoffRepository(session).add(promised)
    _record(session, Act.CALLBACK_PROMISED, staff, handoff, clock, ["number", "about", "due"])
    outreach.call_is_promised(session, promised.id, number, due, clock)
    return promised


def callbacks(session: Session, staff: CurrentStaff, clock: Clock) -> Sequence[Callback]:
    """The promises still to keep, nearest first; the look is audited."""
    audit.record(session, Act.CALLBACKS_VIEWED, actor=staff.actor, subject="callbacks", fields=["number"], clock=clock)
    return HandoffRepository(session).callbacks()


def claims_of(session: Session, promised: Sequence[Callback]) -> dict[UUID, ClaimLabel]:
    """The claims these calls are about, where they are about one."""
    return claims.labels(session, [one.claim_id for one in promised if one.claim_id is not None])


def kept_place(session: Session, handoff_id: UUID) -> KeptPlace | None:
    """The place the caller keeps, and how calling them back goes."""
    return HandoffRepository(session).kept_place(handoff_id)


def keep_callback(session: Session, callback_id: UUID, staff: CurrentStaff, outcome: str, clock: Clock) -> Callback:
    """The call was made, or tried; the work it was is closed with it. The same word twice is once.

    Raises NoCallback, CallbackOver for whom a colleague was before, AlreadyCalling while one is on the line with them.
    """
    repository = HandoffRepository(session)
    found = repository.callback(callback_id)
    if found is None:
        raise NoCallback
    if found.done_at is not None:
        if (found.done_by, found.outcome) != (staff.name, outcome):
            raise CallbackOver(found.done_by)
        return found
    call = repository.promised_call(callback_id)
    if call is not None and call.agent_id != staff.id and is_under_way(call, clock.now()):
        raise AlreadyCalling(call.agent_name)
    found.done_by, found.done_at, found.outcome = staff.name, clock.now(), outcome
    session.flush()
    if found.work_item_id is not None:
        work.finish(session, found.work_item_id, "done", clock.now())
    subject = f"callback:{found.id}"
    audit.record(session, Act.CALLBACK_DONE, actor=staff.actor, subject=subject, fields=["outcome"], clock=clock)
    return found


def _demand_time(moment: datetime, now: datetime, most: timedelta) -> None:
    if not now < moment <= now + most:
        raise NotInTime


def _record(
    session: Session, act: Act, staff: CurrentStaff, handoff: Handoff, clock: Clock, fields: Sequence[str] = ()
) -> None:
    subject = f"handoff:{handoff.id}"
    audit.record(session, act, actor=staff.actor, subject=subject, fields=fields, purpose=handoff.reason, clock=clock)
